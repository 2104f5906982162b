// The packer of extensions.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { ensureInstalled, packagesOf } from './onDemand.mjs';
import { root, temporaryFolder } from './run.mjs';

export const vsceFolder = join(packagesOf('vsce'), '@vscode', 'vsce');

/** Makes sure that the packer is in the cache. */
export function ensureVsce() {
  return ensureInstalled('vsce', 'scripts/vsce', 'Installing vsce into .cache (once)');
}

/** The project as it is, but with one file in each large folder: vsce looks at all of them, and they are many. */
async function copyProject() {
  const large = ['.git', '.cache', 'node_modules'].map((name) => join(root, name));
  const folder = temporaryFolder();
  await cp(root, folder, { recursive: true, filter: (path) => !large.includes(path) });
  for (const path of large) {
    const copy = join(folder, basename(path));
    await mkdir(copy);
    await writeFile(join(copy, 'file.js'), '');
  }
  return folder;
}

/** The files that a .vsix would hold. */
export async function listPacked() {
  await ensureVsce();
  const { listFiles, PackageManager } = createRequire(import.meta.url)(vsceFolder);
  return listFiles({ cwd: await copyProject(), packageManager: PackageManager.None });
}
