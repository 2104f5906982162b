// What the editor's features cost in a real VS Code; needs the hosts that `npm test` installs.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['test/bench/inHost.mjs', 'editorHost'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
