import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { check } from 'recheck';
import { patternsOfProject, readProved } from '../patterns/patterns';
import { faultOf, isLinear } from '../patterns/prove';

/** What was proved on this machine and is not in the list yet. */
const cache = '.cache/patterns.json';

function readCache(): string[] {
  try {
    return JSON.parse(readFileSync(cache, 'utf8')) as string[];
  } catch {
    return [];
  }
}

function writeCache(proved: Iterable<string>): void {
  mkdirSync('.cache', { recursive: true });
  writeFileSync(cache, JSON.stringify([...proved]));
}

test('finds a pattern that is not linear', async () => {
  for (const pattern of [/^(\w+\s?)*$/, /\s+at/]) {
    const result = await check(pattern.source, pattern.flags);
    assert.equal(isLinear(pattern, result), false, pattern.source);
  }
});

test('every pattern that is written or built is linear', async () => {
  const patterns = patternsOfProject();
  assert.ok(patterns.size > 200, `${patterns.size} patterns`);
  const listed = readProved();
  const here = new Set(readCache());
  const faults: string[] = [];
  for (const [pattern, file] of patterns) {
    if (listed.has(pattern) || here.has(pattern)) continue;
    const fault = await faultOf(pattern);
    if (fault === undefined) writeCache(here.add(pattern));
    else faults.push(`${file}: ${fault}`);
  }
  writeCache([...here].filter((pattern) => patterns.has(pattern) && !listed.has(pattern)));
  assert.deepEqual(faults, []);
});
