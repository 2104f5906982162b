import { fill } from '../explain/fill';
import type { Source } from '../model';
import type { Finding, RuleLevel } from './finding';
import type { LintedFile, LintFacts, RawFinding, Rule } from './rule';
import { rules } from './rules';
import { isOddOnPurpose, isTestPath, testParts } from './tests';
import { readSuppressions } from './suppressions';
import { readWrittenReplies, type WrittenReply } from './writtenReply';

/** The words of the rules, from `data/locales/<language>/rules.json`. */
export type RuleTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The levels that the user changed, by rule id; what is no level is passed over. */
export type RuleLevels = Readonly<Record<string, unknown>>;

export interface LintInput {
  readonly text: string;
  readonly source: Source;
  readonly facts: LintFacts;
  readonly texts: RuleTexts;
  readonly levels?: RuleLevels;
  /** The path of the file, which tells tests; the name alone serves as well. */
  readonly path?: string;
  /** What findings in tests are: one level `lower` than elsewhere, the `same`, or `off`. */
  readonly tests?: TestLevel;
}

export type TestLevel = 'lower' | 'same' | 'off';

const levelNames: readonly unknown[] = ['error', 'warning', 'information', 'hint', 'off'] satisfies RuleLevel[];

/** Runs every rule that is on over one file; findings in the order of the text. Other text than code and configuration has none. */
export function lint(input: LintInput): Finding[] {
  const steps = lintInSteps(input);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** After so many replies a step ends. */
const step = 64;

/** The same in steps of about a millisecond, for a host that has other things to do as well. */
export function* lintInSteps(input: LintInput): Generator<undefined, Finding[]> {
  const { text, source, facts, texts, levels = {}, path = '', tests = 'lower' } = input;
  if (source.family !== 'code' && source.family !== 'config') return [];
  const active = rules.flatMap((rule) => {
    const own = levels[rule.id];
    const level = levelNames.includes(own) ? (own as RuleLevel) : rule.level;
    return level === 'off' ? [] : [{ rule, level }];
  });
  if (!active.length) return [];
  const isTest = isTestPath(path);
  if (isTest && tests === 'off') return [];
  const replies = yield* readWrittenReplies(text, source);
  // a file without a code may still decide by the class of one
  const namesSmtp = /\bsmtp/i.test(text);
  if (!replies.length && !namesSmtp) return [];
  const isText = textLines(text, replies);
  const findings: Finding[] = [];
  const isInTests = isTest ? () => true : testParts(text);
  const context: LintedFile = { text, source, replies, facts, inTests: isTest, namesSmtp };
  const contextInTests: LintedFile = { ...context, inTests: true };
  const add = (rule: Rule, level: keyof typeof lowered, raw: RawFinding): void => {
    const { start, end, values, message = 'message', fixes = [] } = raw;
    const inTests = isInTests(start);
    if ((inTests && tests === 'off') || isOddOnPurpose(text, start, path)) return;
    const words = texts[rule.id]!;
    findings.push({
      rule: rule.id,
      level: inTests && tests === 'lower' ? lowered[level] : level,
      start,
      end,
      message: fill(words[message]!, ...values),
      reference: rule.reference,
      insideText: isText(start),
      fixes: fixes
        .filter(({ edits }) => edits.length)
        .map((fix) => ({ title: fill(words[fix.title]!, ...fix.values), edits: fix.edits, certain: fix.certain })),
    });
  };
  for (const [index, reply] of replies.entries()) {
    if (index % step === 0) yield;
    const own = isInTests(reply.start) ? contextInTests : context;
    for (const { rule, level } of active) for (const raw of rule.checkReply?.(reply, own) ?? []) add(rule, level, raw);
  }
  for (const { rule, level } of active) {
    let looks = 0;
    for (const raw of rule.checkFile?.(context) ?? []) {
      if (++looks % step === 0) yield;
      if (raw) add(rule, level, raw);
    }
    yield;
  }
  findings.sort((a, b) => a.start - b.start || a.end - b.end);
  return withoutSuppressed(text, withoutOutdone(findings));
}

const lowered = { error: 'warning', warning: 'information', information: 'hint', hint: 'hint' } as const;

/** Tells whether the line of an offset begins inside a string, or with a reply, as the lines of a here-document do. */
function textLines(text: string, replies: readonly WrittenReply[]): (offset: number) => boolean {
  // in order of their starts, with the farthest end of those up to each
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { string } of replies) {
    if (!string?.raw.includes('\n')) continue;
    starts.push(string.start);
    ends.push(Math.max(string.end, ends.at(-1) ?? 0));
  }
  return (offset) => {
    const line = text.lastIndexOf('\n', offset - 1) + 1;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < line) low = middle + 1;
      else high = middle;
    }
    return /^[\s<>|]*$/.test(text.slice(line, offset)) || (low > 0 && ends[low - 1]! >= line);
  };
}

/** What says no more than that a code is odd. */
const outdone = new Set(['invalid-reply-code', 'unknown-reply-code', 'nonstandard-reply-code', 'obsolete-reply-code']);

/** Where the situation has a code of its own, a finding that the code is odd would send another in its place. */
function withoutOutdone(findings: readonly Finding[]): readonly Finding[] {
  const better = new Set(findings.flatMap(({ rule, start }) => (rule === 'better-reply-code' ? [start] : [])));
  return better.size ? findings.filter(({ rule, start }) => !outdone.has(rule) || !better.has(start)) : findings;
}

function withoutSuppressed(text: string, findings: readonly Finding[]): Finding[] {
  const { covers } = readSuppressions(text);
  let line = 0;
  let next = text.indexOf('\n');
  return findings.filter(({ rule, start }) => {
    for (; next >= 0 && next < start; next = text.indexOf('\n', next + 1)) line++;
    return !covers(rule, line);
  });
}
