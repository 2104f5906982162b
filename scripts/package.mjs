// `npm run package [-- OPTION…]`: makes the .vsix, with the options of `vsce package`.
import { join } from 'node:path';
import { main, root, start } from './run.mjs';
import { ensureVsce, vsceFolder } from './vsce.mjs';

main(async () => {
  await ensureVsce();
  const args = [join(vsceFolder, 'vsce'), 'package', '--no-dependencies', ...process.argv.slice(2)];
  const child = start(process.execPath, args, { cwd: root, stdio: 'inherit' });
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
});
