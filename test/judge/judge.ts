// Replies as servers send them, with the cause that they name: test/judge/*.tsv, a reply, its cause (several that are right with
// `|`, `-` for none) and whether the address is to be given up. Names and addresses are made up.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../src/core/catalog/catalog';
import { explain } from '../../src/core/explain/explain';
import { parseReply } from '../../src/core/codes';

export type Verdict = 'right' | 'near' | 'catch-all' | 'wrong';

export interface Judged {
  readonly file: string;
  readonly reply: string;
  readonly expected: readonly string[];
  readonly found: string;
  readonly because: readonly string[];
  /** `near`: another cause of the same kind. */
  readonly verdict: Verdict;
  /** Undefined where the file doesn't say. */
  readonly hardRight: boolean | undefined;
  /** One in three, told by its row or its text: those who write phrases look at the others only. */
  readonly held: boolean;
}

const folder = join('test', 'judge');

export function judgeReplies(catalog: Catalog): readonly Judged[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .replace(/\n$/, '')
        .split('\n')
        .slice(1)
        .map((line) => judgeReply(catalog, file, line.split('\t'))),
    );
}

function judgeReply(
  catalog: Catalog,
  file: string,
  [reply = '', causes = '-', hard = '', , held]: readonly string[],
): Judged {
  const { cause, hard: foundHard } = explain(catalog, parseReply(reply) ?? { text: reply });
  const expected = causes.split('|');
  const found = cause?.id ?? '-';
  return {
    file,
    reply,
    expected,
    found,
    because: cause?.because ?? [],
    verdict: verdictOf(catalog, expected, found),
    hardRight: hard === '' ? undefined : /^(true|yes)$/.test(hard) === (foundHard === true),
    held: held === undefined ? heldBack(reply) : held === 'held',
  };
}

function verdictOf(catalog: Catalog, expected: readonly string[], found: string): Verdict {
  if (expected.includes(found)) return 'right';
  const fact = catalog.cause(found);
  if (!fact || fact.general) return expected.includes('-') ? 'right' : 'catch-all';
  const kinds = expected.map((id) => catalog.cause(id)?.knownAs.sisimai);
  return kinds.includes(fact.knownAs.sisimai) ? 'near' : 'wrong';
}

function heldBack(reply: string): boolean {
  let sum = 0;
  for (let at = 0; at < reply.length; at++) sum = (sum * 31 + reply.charCodeAt(at)) % 1_000_003;
  return sum % 3 === 0;
}

/** The share of replies that were judged so, and of those whose hardness is right. */
export function tallyOf(judged: readonly Judged[]): {
  readonly count: number;
  readonly shares: Readonly<Record<Verdict, number>>;
  readonly hard: number;
} {
  const share = (part: number, of: number) => (of ? part / of : 0);
  const of = (verdict: Verdict) => share(judged.filter((one) => one.verdict === verdict).length, judged.length);
  const told = judged.filter(({ hardRight }) => hardRight !== undefined);
  return {
    count: judged.length,
    shares: { right: of('right'), near: of('near'), 'catch-all': of('catch-all'), wrong: of('wrong') },
    hard: share(told.filter(({ hardRight }) => hardRight).length, told.length),
  };
}
