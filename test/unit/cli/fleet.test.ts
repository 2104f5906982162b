import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { Summary } from '../../../src/core/summary/model';
import { writeMailLog } from '../../bench/writeMailLog';

interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): Record<string, string | null>[] }>;
      }>;
    }>;
  };
}

/** DuckDB is large and needed here alone, so it is no development dependency: `npm install --no-save @duckdb/node-api`. */
function duckDb(): DuckDb | undefined {
  try {
    return createRequire(resolve('package.json'))('@duckdb/node-api') as DuckDb;
  } catch {
    return undefined;
  }
}

const columns =
  'time host server file line id outcome sender_domain recipient domain relay provider reply enhanced cause acts hard delay text';

const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
test.after(() => rmSync(folder, { recursive: true }));
const hosts = Array.from({ length: 10 }, (_, index) => `mx${index}`);

function summarize(...args: readonly string[]): string {
  return spawnSync(process.execPath, ['dist/cli.js', 'summarize', ...args], { encoding: 'utf8', maxBuffer: 1e9 })
    .stdout;
}

test('the rows have the columns that are documented', () => {
  const log = join(folder, 'one.log');
  writeMailLog(log, 20_000, 'postfix');
  const rows = summarize('--ndjson', log).trimEnd().split('\n');
  for (const row of rows) assert.equal(Object.keys(JSON.parse(row) as object).join(' '), columns);
  const page = readFileSync('docs/fleet.md', 'utf8');
  for (const column of columns.split(' ')) assert.ok(page.includes(`\`${column}\``), column);
});

test('the queries of the page count what the summary counts', { skip: !duckDb() }, async () => {
  mkdirSync(join(folder, 'rows'));
  let failures = 0;
  let delivered = 0;
  for (const [index, host] of hosts.entries()) {
    const log = join(folder, `${host}.log`);
    writeMailLog(log, 200_000, 'postfix', index);
    writeFileSync(log, readFileSync(log, 'utf8').replaceAll(' mx1 ', ` ${host} `));
    writeFileSync(join(folder, 'rows', `${host}.ndjson`), summarize('--ndjson', log));
    const { causes, outcomes } = JSON.parse(summarize('--json', log)) as Summary;
    failures += causes.reduce((sum, { count }) => sum + count, 0);
    delivered += outcomes.delivered;
  }
  const connection = await (await duckDb()!.DuckDBInstance.create(':memory:')).connect();
  const [byHost, byProvider] = await Promise.all(
    [...readFileSync('docs/fleet.md', 'utf8').matchAll(/```sql\n(.*?)```/gs)].map(async ([, sql]) => {
      const here = sql!.replaceAll('rows/*', join(folder, 'rows', '*'));
      return (await connection.runAndReadAll(here)).getRowObjectsJson();
    }),
  );
  const sum = (rows: readonly Record<string, string | null>[] | undefined, column: string) =>
    rows!.reduce((total, row) => total + Number(row[column]), 0);
  assert.equal(sum(byHost, 'failures'), failures);
  assert.deepEqual([...new Set(byHost!.map(({ host }) => host))].sort(), hosts);
  assert.ok(sum(byProvider, 'delivered') > 0.8 * delivered);
});
