// The packer of extensions.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled, packagesOf } from './onDemand.mjs';

export const vsceFolder = join(packagesOf('vsce'), '@vscode', 'vsce');

/** Makes sure that the packer is in the cache. */
export function ensureVsce() {
  return ensureInstalled('vsce', 'scripts/vsce', 'Installing vsce into .cache (once)');
}

/** The files of a folder that a .vsix would hold. */
export async function listPacked(cwd) {
  await ensureVsce();
  const { listFiles, PackageManager } = createRequire(import.meta.url)(vsceFolder);
  return listFiles({ cwd, packageManager: PackageManager.None });
}
