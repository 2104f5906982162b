import type { Change, Changes, Summary } from './model';

/** Fewer more or less than this say nothing. */
const least = 5;
/** A cause has risen or fallen where it is this many times as frequent. */
const factor = 1.5;

interface Counted {
  readonly id: string | null;
  readonly name: string;
  count: number;
}

function byCause({ causes }: Summary): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const { id, name, count } of causes) {
    const known = counts.get(id ?? name);
    if (known) known.count += count;
    else counts.set(id ?? name, { id, name, count });
  }
  return counts;
}

/** Attempts that a summary knows of, so that a busy day does not pass for a bad one. */
function attempts({ outcomes }: Summary): number {
  const { delivered, deferrals, bouncedAddresses, rejected } = outcomes;
  return Math.max(1, delivered + deferrals + bouncedAddresses + rejected);
}

/** The causes that tell two summaries apart, the largest difference first. */
export function compareSummaries(before: Summary, after: Summary): Changes {
  const earlier = byCause(before);
  const later = byCause(after);
  const scale = attempts(after) / attempts(before);
  const changes: Record<keyof Changes, Change[]> = { new: [], gone: [], risen: [], fallen: [] };
  for (const key of new Set([...earlier.keys(), ...later.keys()])) {
    const { id, name } = (later.get(key) ?? earlier.get(key))!;
    const [was, is] = [earlier.get(key)?.count ?? 0, later.get(key)?.count ?? 0];
    const change = { id, name, before: was, after: is };
    // What chance alone does to a count is about its square root.
    const expected = was * scale;
    const stands = Math.abs(is - expected) >= Math.max(least, 2 * Math.sqrt(Math.max(expected, is)));
    if (was === 0) changes.new.push(change);
    else if (is === 0) changes.gone.push(change);
    else if (stands && is > factor * expected) changes.risen.push(change);
    else if (stands && factor * is < expected) changes.fallen.push(change);
  }
  for (const list of Object.values(changes))
    list.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return changes;
}
