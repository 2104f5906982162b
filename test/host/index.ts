import 'mocha/mocha.js';

/** Marks the suite's own lines among what a whole VS Code prints. */
const mark = '[host suite]';

/** Tells the runner outside of VS Code; see scripts/suite.mjs. */
export function report(event: object): void {
  console.log(`${mark} ${JSON.stringify(event)}`);
}

/** Tells the runner outside of each test and of the counts, one JSON object a line. */
function lineReporter(this: unknown, runner: Mocha.Runner): void {
  runner.on('pass', (test) => report({ passed: test.fullTitle(), ms: test.duration }));
  runner.on('pending', (test) => report({ skipped: test.fullTitle() }));
  runner.on('fail', (test, error: Error) => report({ failed: test.fullTitle(), error: error.stack ?? error.message }));
  runner.on('end', () => report({ end: true }));
}

/** Runs what an import registers. Resolves to the number of tests that failed. mocha's browser build needs no Node. */
export async function runTests(register: () => Promise<unknown>): Promise<number> {
  const suite = new Mocha({ reporter: lineReporter as unknown as Mocha.ReporterConstructor, timeout: 30_000 });
  suite.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', suite);
  await register();
  return new Promise((done) => suite.run(done));
}

export function runSuite(): Promise<number> {
  return runTests(() => import('./suite/all'));
}

/** Called by VS Code's test runner; rejects where a test failed. */
export async function run(): Promise<void> {
  const failures = await runSuite();
  if (failures) throw new Error(`${failures} host tests failed`);
}
