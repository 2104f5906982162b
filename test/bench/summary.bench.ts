// A log at a glance against what people run in a terminal, whole processes on the same file, turn by turn. Peers that are not
// installed are left out: Debian's packages pflogsumm, exim4-base and ripgrep, and DuckDB from npm.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { report, type Row } from './measure';
import { writeMailLog } from './writeMailLog';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const quick = !!process.env['QUICK'];
const rounds = quick ? 1 : 5;
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
  if (error || status !== 0) return undefined;
  if (program !== time) return { wall, cpu: wall, memory: 0 };
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(log, 'utf8').trim().split(/[\s]+/).slice(-3).map(Number);
  return { wall, cpu: 1000 * (user + system), memory: kilobytes / 1024 };
}

function ours(...args: readonly string[]): Run {
  const run = once(process.execPath, ['dist/cli.js', ...args]);
  if (!run) throw new Error(`dist/cli.js ${args.join(' ')} fails; npm run build makes it`);
  return run;
}
const summarize = (...files: readonly string[]) => ours('summarize', '--json', ...files);
/** What else a machine does makes a run longer, never shorter. */
const best = (runs: readonly Run[], of: 'wall' | 'cpu') => Math.min(...runs.map((run) => run[of]));

/** DuckDB's grouping of the lines by status: `npm install --no-save @duckdb/node-api`. */
const countByStatus = `(async () => {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    "SELECT regexp_extract(line, 'status=(\\\\w+)', 1) AS status, count(*) FROM read_csv('" + process.argv[1] +
      "', columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', header = false) GROUP BY status",
  );
  if (reader.getRows().length < 3) process.exit(1);
})()`;

const rows: Row[] = [];
/** Our time as a share of the peer's, at most `limit`. */
function against(
  name: string,
  limit: number,
  mine: () => Run,
  peer: () => Run | undefined,
  of: 'wall' | 'cpu' = 'wall',
): void {
  const own: Run[] = [];
  const theirs: Run[] = [];
  for (let round = 0; round < rounds; round++) {
    const other = peer();
    if (!other) return console.log(`${name}: the peer is not installed`);
    theirs.push(other);
    own.push(mine());
  }
  const [time, yardstick] = [best(own, of), best(theirs, of)];
  rows.push({ name, time, yardstick, ratio: time / yardstick, limit });
}

try {
  const [small, large, exim, packed] = ['50.log', '500.log', 'mainlog', '50.log.gz'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  writeMailLog(small, 50e6, 'postfix');
  writeMailLog(large, quick ? 100e6 : 500e6, 'postfix');
  writeMailLog(exim, 50e6, 'exim');
  writeFileSync(packed, gzipSync(readFileSync(small)));
  summarize(small);
  against(
    '500 MB, against rg -c',
    1,
    () => summarize(large),
    () => once('rg', ['-c', String.raw`\b[245]\d\d\b`, large]),
  );
  against(
    '500 MB, against pflogsumm',
    1 / 25,
    () => summarize(large),
    () => once('pflogsumm', [large]),
  );
  against(
    '50 MB of Exim, against eximstats',
    1 / 10,
    () => summarize(exim),
    () => once('eximstats', [exim]),
  );
  against(
    '50 MB packed, against plain',
    1.6,
    () => summarize(packed),
    () => summarize(small),
  );
  against(
    '50 MB, processor time against a count by DuckDB',
    1,
    () => summarize(small),
    () => once(process.execPath, ['-e', countByStatus, small]),
    'cpu',
  );
  against(
    '500 MB, a byte against one of 50 MB',
    1.15,
    () => summarize(large),
    () => {
      const { wall, ...rest } = summarize(small);
      return { ...rest, wall: wall * (statSync(large).size / statSync(small).size) };
    },
  );
  const [few, many] = [summarize(small), summarize(large)];
  rows.push({ name: 'memory at 500 MB, in MB', time: many.memory, yardstick: 200, ratio: many.memory / 200, limit: 1 });
  rows.push({
    name: 'memory at 500 MB, against 50 MB',
    time: many.memory,
    yardstick: few.memory,
    ratio: many.memory / few.memory,
    limit: 1.3,
  });
  const trail = ours('trail', '--json', /: (\w+): client=/.exec(readFileSync(small, 'latin1'))![1]!, large);
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
