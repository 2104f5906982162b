import type { Catalog } from '../catalog/catalog';
import { detailOf } from '../codes';
import { isEnhancedCode } from '../catalog/replyMatcher';
import { explain } from '../explain/explain';
import type { LintFacts } from './rule';

/** More than three choices are none. */
const mostSuggestions = 3;

/** What the rules know of codes, out of the catalog. */
export function createLintFacts(catalog: Catalog): LintFacts {
  const { facts, custom } = catalog;
  const details = facts['enhanced-codes'].details.filter(({ deprecated }) => !deprecated);
  const documented = facts.providers.flatMap(({ replies }) => replies.flatMap((reply) => reply.enhancedCodes));
  return {
    statusOf: (code) =>
      custom.some((reply) => reply.code === code) ? 'custom' : (catalog.replyCode(code)?.status ?? 'undefined'),
    insteadOf: (code) => catalog.replyCode(code)?.instead,
    isRegistered: (code) => catalog.enhancedCode(code) !== undefined,
    isDocumented: (code) =>
      documented.some((pattern) => isEnhancedCode(code, pattern)) ||
      custom.some(({ enhancedCode }) => enhancedCode === code),
    pairedWith: (code) => catalog.enhancedCode(code)?.replyCodes ?? [],
    nearest: (code) => {
      const wanted = detailOf(code);
      return details
        .filter(({ classes }) => !classes.length || classes.includes(code[0]!))
        .map((detail) => ({ detail: detail.code, distance: distance(wanted, detail.code) }))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, mostSuggestions)
        .map(({ detail }) => code[0]! + detail.slice(1));
    },
    causeOf: (words) => {
      const { cause, retry, hard } = explain(catalog, { text: words });
      return cause && cause.from !== 'code'
        ? { id: cause.id, retry: catalog.cause(cause.id)?.retry ?? retry, hard: hard ?? false }
        : undefined;
    },
    repliesTo: (command) => {
      const replies = facts.commands.replies.filter((reply) => reply.command === command);
      return replies.length ? new Set(replies.map((reply) => reply.code)) : undefined;
    },
  };
}

/** How far two details such as `X.1.1` are apart: another subject weighs most, then each digit to change, then the number. */
function distance(a: string, b: string): number {
  const [, subjectA = '', detailA = ''] = a.split('.');
  const [, subjectB = '', detailB = ''] = b.split('.');
  const numbers = Math.min(99, Math.abs(Number(detailA) - Number(detailB)));
  return 1_000 * Math.abs(Number(subjectA) - Number(subjectB)) + 100 * changes(detailA, detailB) + numbers;
}

/** The fewest digits to insert, remove or replace that make one number the other (Levenshtein). */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1]));
    row = next;
  }
  return row[b.length]!;
}
