import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Occurrence, Source } from '../../../src/core/model';

/** One code that a fixture marks, or the words of a failure that has none; these have the code ''. */
export interface MarkedCode {
  readonly kind: Occurrence['kind'];
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** A text with its codes; the file's name without `.fixture` is the name the text goes by. */
export interface Fixture {
  readonly name: string;
  readonly text: string;
  readonly codes: readonly MarkedCode[];
}

/** Reads a text in which each code stands between « and ». */
export function readMarks(name: string, marked: string): Fixture {
  const codes: MarkedCode[] = [];
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/«([^»]*)»/g)) {
    text += marked.slice(at, match.index);
    const token = match[1] as string;
    const code = token.replaceAll('\\', '').replaceAll(/, ?/g, '.');
    codes.push({
      ...kindOf(code),
      start: text.length,
      end: text.length + token.length,
    });
    text += token;
    at = match.index + match[0].length;
  }
  return { name, text: text + marked.slice(at), codes };
}

function kindOf(code: string): Pick<MarkedCode, 'kind' | 'code'> {
  if (/[A-Za-z]{2}/.test(code)) return { kind: 'words', code: '' };
  return { kind: /^\d{3}$/.test(code) ? 'reply' : 'enhanced', code };
}

/** Codes in words: `550 (550) at 3:12`. */
export function listCodes({ text, codes }: Pick<Fixture, 'text' | 'codes'>): string[] {
  return codes.map(({ code, start, end }) => {
    const before = text.slice(0, start).split('\n');
    return `${code} (${text.slice(start, end)}) at ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  });
}

/** All fixtures of a folder. */
export function readFixtures(folder: string): Fixture[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.fixture'))
    .sort()
    .map((file) => readMarks(file.slice(0, -'.fixture'.length), readFileSync(join(folder, file), 'utf8')));
}

/** One record of each kind that is read in a way of its own. */
export const recordSources: readonly Source[] = (
  [
    ['log', 'postfix'],
    ['log', 'syslog'],
    ['log', 'qmail'],
    ['transcript', 'smtp-session'],
    ['bounce', 'bounce'],
    ['events', 'ses'],
  ] as const
).map(([family, id]) => ({ family, id, name: id }));
