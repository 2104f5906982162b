import { check, type AttackPattern, type Diagnostics } from 'recheck';

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
export function isLinear(pattern: RegExp, found: Diagnostics): boolean {
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

/** Why a pattern, as it is written in source, may take longer than in proportion to its text; undefined where it can't. */
export async function faultOf(written: string): Promise<string | undefined> {
  const pattern = parse(written);
  const result = await check(pattern.source, pattern.flags, { timeout: 120_000 });
  if (isLinear(pattern, result)) return undefined;
  return `${written} ${result.status === 'vulnerable' ? result.attack.pattern : result.status}`;
}
