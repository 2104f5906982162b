import { report, runTests } from '../index';

/** Called by VS Code's test runner; rejects where a test failed. */
export async function run(): Promise<void> {
  const failures = await runTests(() => import('./smoke.test'));
  report({ version: (await import('vscode')).version });
  if (failures) throw new Error(`${failures} tests of the installed extension failed`);
}
