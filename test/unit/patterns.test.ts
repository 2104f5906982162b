import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { check, type AttackPattern, type Diagnostics } from 'recheck';
import ts from 'typescript';

/** Patterns proved before, so that only what is new takes time. */
const cache = '.cache/patterns.json';

/** The regular expressions written in the source, each with the file where it is first met. */
function patternsIn(folder: string): Map<string, string> {
  const patterns = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )) {
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node) && !patterns.has(node.text)) patterns.set(node.text, file);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022));
  }
  return patterns;
}

function readCache(): Set<string> {
  try {
    return new Set(JSON.parse(readFileSync(cache, 'utf8')) as string[]);
  } catch {
    return new Set();
  }
}

function parse(written: string): RegExp {
  const slash = written.lastIndexOf('/');
  return new RegExp(written.slice(1, slash), written.slice(slash + 1));
}

/** The attack, pumped up to a length. */
function attackOf({ pumps, suffix }: AttackPattern, length: number): string {
  const pumped = pumps.reduce((sum, { pump }) => sum + pump.length, 0);
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.ceil(length / pumped))).join('') + suffix;
}

/** The time that a search takes, in milliseconds of this process, whatever else the machine does; a short one is taken again. */
function timeOf(pattern: RegExp, text: string): number {
  let fastest = Infinity;
  for (let run = 0; run < 3; run++) {
    const begin = process.cpuUsage();
    text.replace(pattern, '');
    fastest = Math.min(fastest, process.cpuUsage(begin).user / 1000);
    if (fastest > 300) break;
  }
  return fastest;
}

/**
 * Whether the time grows with the length of the text alone. The checker's search counts the steps of its own engine and also
 * suspects patterns whose repeats are bounded, so where it knows an attack, the engine that we run in decides.
 */
function isLinear(pattern: RegExp, found: Diagnostics): boolean {
  if (found.status !== 'vulnerable') return found.status === 'safe';
  if (found.complexity.type === 'exponential') return false;
  const { attack } = found;
  let before = 0;
  for (let length = 2_000; length <= 128_000; length *= 4) {
    const now = timeOf(pattern, attackOf(attack, length));
    if (now > 200 && now > before * 9) return false;
    if (now > 2_000) return false;
    before = now;
  }
  return true;
}

test('finds a pattern that is not linear', async () => {
  for (const pattern of [/^(\w+\s?)*$/, /\s+at/]) {
    const result = await check(pattern.source, pattern.flags);
    assert.equal(isLinear(pattern, result), false, pattern.source);
  }
});

test('every pattern in the source is linear', async () => {
  const proved = readCache();
  const patterns = patternsIn('src');
  assert.ok(patterns.size > 200, `${patterns.size} patterns`);
  const faults: string[] = [];
  for (const [written, file] of patterns) {
    if (proved.has(written)) continue;
    const pattern = parse(written);
    const result = await check(pattern.source, pattern.flags, { timeout: 120_000 });
    if (isLinear(pattern, result)) proved.add(written);
    else faults.push(`${file}: ${written} ${result.status === 'vulnerable' ? result.attack.pattern : result.status}`);
  }
  mkdirSync('.cache', { recursive: true });
  writeFileSync(cache, JSON.stringify([...proved].filter((written) => patterns.has(written))));
  assert.deepEqual(faults, []);
});
