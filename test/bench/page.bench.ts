// How soon the pages are painted in a real VS Code; needs the hosts that `npm test` installs.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['test/bench/pageInHost.mjs'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
