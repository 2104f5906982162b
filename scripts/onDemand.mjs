// What is large and needed seldom is no dependency of the project: it is installed into .cache when it is asked for, as a lock
// file of its own pins it.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, root, withProgress } from './run.mjs';

/** Installs in a folder by an npm command, without running anything of the packages. */
export function install(cwd, ...args) {
  return npm([...args, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd });
}

/** Where the packages of a name are, once they are installed. */
export function packagesOf(name) {
  return join(root, '.cache', name, 'node_modules');
}

/** Makes sure that .cache holds what the lock file in a folder of the project names; says what it does if that takes time. */
export async function ensureInstalled(name, pinned, text, finish) {
  const cache = join(root, '.cache', name);
  const lock = await readFile(join(root, pinned, 'package-lock.json'));
  const stamp = createHash('sha256').update(lock).digest('hex');
  const stampFile = join(cache, 'stamp');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return;
  await withProgress(text, async () => {
    await rm(cache, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) await cp(join(root, pinned, file), join(cache, file));
    await install(cache, 'ci');
    await finish?.();
  });
  await writeFile(stampFile, stamp);
}
