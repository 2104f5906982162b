// `npm run package [-- [--pictures] OPTION…]`: makes the .vsix, with the options of `vsce package`; with pictures where the
// repository is at its address, so that they load.
import { join } from 'node:path';
import { main, root, start } from './run.mjs';
import { ensureVsce, vsceFolder } from './vsce.mjs';

main(async () => {
  await ensureVsce();
  const options = process.argv.slice(2).filter((option) => option !== '--pictures');
  const pictures = options.length < process.argv.length - 2;
  const readme = ['--readme-path', join('dist', 'README.md')];
  const args = [join(vsceFolder, 'vsce'), 'package', '--no-dependencies', ...readme, ...options];
  const env = { ...process.env, ...(pictures ? { PICTURES: '1' } : {}) };
  const child = start(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
});
