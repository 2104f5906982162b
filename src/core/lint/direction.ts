import type { Source } from '../model';
import type { CodeRole } from '../scanner/code/describeCodes';
import type { WrittenString } from './writtenString';

/**
 * Who says a reply that a program writes. What it sends is judged by the standard; what it receives (a comparison, a table of a bounce
 * parser, an expected value) by what servers really send.
 */
export type Direction = 'sent' | 'received' | 'unknown';

/** What can be seen around a reply. Texts are those of its line, at most 200 units. */
interface Sight {
  readonly source: Source;
  readonly role: CodeRole;
  readonly string: WrittenString | undefined;
  /** The name of the call whose argument it is. */
  readonly call: string;
  readonly left: string;
  readonly inList: boolean;
}

interface Facet {
  readonly weight: number;
  readonly holds: (sight: Sight) => boolean;
}

const sends =
  /respond|repl(?:y|ies)|send|write|response|reject|printf|puts|print|say|echo|emit|raise|throw|fail|abort|bounce|deny/i;
const reads =
  /^(?:read|parse|expect|get|check|match|is|has|want|assert|recv|receive|classify|starts|prefix|contains|includes|test|debug|trace|log|extract|decode|feed|scan|tokenize)/i;
/** Roles in which a program speaks of a reply and sends none. */
export const spoken: ReadonlySet<CodeRole> = new Set(['comment', 'pattern', 'comparison', 'assertion', 'case']);
/** Names of what came from a server, or is to come. */
const receivedName =
  /(?:expect|want|got\b|receiv|last_?(?:smtp)?_?(?:reply|response)|diagnostic|bounce|dsn|sample|fixture|example|fake|mock|stub|known)\w{0,20}["']?\s?(?:=|:=?|=>|,)?\s?\(?["'`]?$/i;
const condition = /(?:^|[\s(])(?:if|elif|elsif|elseif|unless|when|while|-eq|-ne)\b/;
const gives = /\b(?:return|raise|throw|yield)\b[^;]{0,80}$/;

/** The sum of those that hold decides. */
const facets: readonly Facet[] = [
  { weight: 1, holds: ({ string }) => isText(string) },
  { weight: 3, holds: ({ call }) => sends.test(call) && !reads.test(call) },
  { weight: 1, holds: ({ left }) => gives.test(left) },
  { weight: 2, holds: ({ source, string }) => source.family === 'config' && isText(string) },
  { weight: -6, holds: ({ role }) => spoken.has(role) },
  { weight: -3, holds: ({ inList }) => inList },
  { weight: -4, holds: ({ call }) => reads.test(call) },
  { weight: -2, holds: ({ left, string }) => condition.test(left) && !isText(string) },
  { weight: -2, holds: ({ left }) => receivedName.test(left) },
  { weight: -8, holds: ({ call, left }) => /http/i.test(call) || /\bhttp\.\w+,?\s*["'`]$/i.test(left) },
];

/** A string that holds a code and nothing else is compared or passed on, as a number is. */
function isText(string: WrittenString | undefined): boolean {
  return string !== undefined && string.raw.length > 3;
}

export function directionOf(sight: Sight): Direction {
  let sum = 0;
  for (const { weight, holds } of facets) if (holds(sight)) sum += weight;
  return sum >= 1 ? 'sent' : sum <= -1 ? 'received' : 'unknown';
}
