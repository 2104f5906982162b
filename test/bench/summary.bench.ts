// A log at a glance against what people run in a terminal, whole processes on the same file, turn by turn. Peers that are not
// installed are left out: Debian's packages pflogsumm, exim4-base and ripgrep.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { median, report, type Row } from './measure';
import { writeMailLog } from './writeMailLog';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const quick = !!process.env['QUICK'];
const rounds = quick ? 1 : 3;
const time = '/usr/bin/time';

interface Run {
  /** In milliseconds; processor time includes what the system does. */
  readonly wall: number;
  readonly cpu: number;
  /** In MB. */
  readonly memory: number;
}

/** Runs a command as a whole process; undefined where it is not installed. */
function once(command: string, args: readonly string[]): Run | undefined {
  const log = join(folder, 'time');
  const [program, own] = existsSync(time) ? [time, ['-o', log, '-f', '%U %S %M', command, ...args]] : [command, args];
  const start = performance.now();
  const { status, error } = spawnSync(program, own, {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  const wall = performance.now() - start;
  if (error || status === 127) return undefined;
  if (program !== time) return { wall, cpu: wall, memory: 0 };
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(log, 'utf8').trim().split(/[\s]+/).slice(-3).map(Number);
  return { wall, cpu: 1000 * (user + system), memory: kilobytes / 1024 };
}

const ours = (...files: readonly string[]) => once(process.execPath, ['dist/cli.js', 'summarize', '--json', ...files])!;

const rows: Row[] = [];
/** Our time as a share of the peer's, at most `limit`. */
function against(name: string, limit: number, mine: () => Run, peer: () => Run | undefined): void {
  const own: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const other = peer();
    if (!other) return console.log(`${name}: the peer is not installed`);
    theirs.push(other.wall);
    own.push(mine().wall);
  }
  rows.push({ name, time: median(own), yardstick: median(theirs), ratio: median(own) / median(theirs), limit });
}

try {
  const [small, large, exim, packed] = ['50.log', '500.log', 'mainlog', '50.log.gz'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  writeMailLog(small, 50e6, 'postfix');
  writeMailLog(large, quick ? 100e6 : 500e6, 'postfix');
  writeMailLog(exim, 50e6, 'exim');
  writeFileSync(packed, gzipSync(readFileSync(small)));
  ours(small);
  against(
    '500 MB, against rg -c',
    1,
    () => ours(large),
    () => once('rg', ['-c', String.raw`\b[245]\d\d\b`, large]),
  );
  against(
    '500 MB, against pflogsumm',
    1 / 25,
    () => ours(large),
    () => once('pflogsumm', [large]),
  );
  against(
    '50 MB of Exim, against eximstats',
    1 / 10,
    () => ours(exim),
    () => once('eximstats', [exim]),
  );
  against(
    '50 MB packed, against plain',
    1.6,
    () => ours(packed),
    () => ours(small),
  );
  const [few, many] = [ours(small), ours(large)];
  rows.push({ name: 'memory at 500 MB, in MB', time: many.memory, yardstick: 200, ratio: many.memory / 200, limit: 1 });
  rows.push({
    name: 'memory at 500 MB, against 50 MB',
    time: many.memory,
    yardstick: few.memory,
    ratio: many.memory / few.memory,
    limit: 1.3,
  });
  const trail = once(process.execPath, ['dist/cli.js', 'trail', '--json', 'NONE1234', large])!;
  rows.push({
    name: 'a trail in 500 MB, against one summary',
    time: trail.wall,
    yardstick: many.wall,
    ratio: trail.wall / many.wall,
    limit: 1.5,
  });
} finally {
  rmSync(folder, { recursive: true });
}
report('summary', rows);
