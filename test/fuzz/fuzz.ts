// Tries the properties with generated inputs for some minutes, then proves every pattern anew: `npm run fuzz -- --minutes 10 --seed 7`.
import fc from 'fast-check';
import { parseArgs } from 'node:util';
import { patternsOfProject, writeProved } from '../patterns/patterns';
import { faultOf } from '../patterns/prove';
import { properties } from './properties';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string' },
    patterns: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const end = Date.now() + Number(values.minutes) * 60_000;
const runs = 500;
const tried = new Map<string, number>();
const failed = new Set<string>();

console.log(`seed ${seed}`);
for (let round = 0; Date.now() < end; round++)
  for (const { name, property } of properties) {
    if (failed.has(name) || Date.now() >= end) continue;
    const result = fc.check(property, { seed: seed + round, numRuns: runs });
    tried.set(name, (tried.get(name) ?? 0) + result.numRuns);
    if (!result.failed) continue;
    failed.add(name);
    console.log(`✖ ${name}: seed ${seed + round}\n${fc.defaultReportMessage(result)?.slice(0, 2_000)}`);
  }
for (const [name, count] of tried) console.log(`${failed.has(name) ? '✖' : '✔'} ${name}: ${count} inputs`);
console.log(`${[...tried.values()].reduce((sum, count) => sum + count, 0)} inputs, ${failed.size} properties failed`);

if (values.patterns) {
  const proved: string[] = [];
  for (const [pattern, file] of patternsOfProject()) {
    const fault = await faultOf(pattern);
    if (fault === undefined) proved.push(pattern);
    else {
      failed.add(pattern);
      console.log(`✖ ${file}: ${fault}`);
    }
  }
  writeProved(proved);
  console.log(`${proved.length} patterns are linear`);
}
process.exitCode = failed.size ? 1 : 0;
