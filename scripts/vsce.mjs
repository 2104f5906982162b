// The packer of extensions.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
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

/** Packs what is built into a folder, as it stands; resolves to the path of the .vsix. */
export async function packTo(folder) {
  await ensureVsce();
  const { createVSIX, PackageManager } = createRequire(import.meta.url)(vsceFolder);
  const packagePath = join(folder, 'extension.vsix');
  const cwd = await copyProject();
  // It is built already, and the copy has nothing to build with.
  const manifest = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'));
  await writeFile(join(cwd, 'package.json'), JSON.stringify({ ...manifest, scripts: {} }));
  await createVSIX({
    cwd,
    packagePath,
    dependencies: false,
    packageManager: PackageManager.None,
    skipLicense: true,
    readmePath: 'dist/README.md',
  });
  return packagePath;
}
