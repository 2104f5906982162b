import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, temporaryFolder } from '../../scripts/run.mjs';

/** The extension as it is packed, in a folder of its own, with a manifest that a benchmark may change. */
export async function copyExtension(change) {
  const folder = temporaryFolder();
  for (const name of ['dist', 'l10n', 'media', 'package.nls.json', 'package.nls.fr.json'])
    await cp(join(root, name), join(folder, name), { recursive: true });
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  change(manifest);
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
