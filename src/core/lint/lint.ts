import { fill } from '../explain/fill';
import type { Reply, Source } from '../model';
import type { Fix, LintFacts, RuleLevel, WrittenReply } from './rule';
import { rules } from './rules';
import { readSuppressions } from './suppressions';
import { stringAt } from './writtenString';

/** A mistake in the replies of source code or configuration. Offsets in UTF-16 units, end exclusive. */
export interface Finding {
  readonly rule: string;
  readonly level: Exclude<RuleLevel, 'off'>;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly reference: { readonly name: string; readonly url: string };
  readonly fixes: readonly TitledFix[];
}

export interface TitledFix extends Pick<Fix, 'edits' | 'certain'> {
  readonly title: string;
}

/** The words of the rules, from `data/locales/<language>/rules.json`. */
export type RuleTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface LintInput {
  readonly text: string;
  readonly source: Source;
  /** From `groupReplies`. */
  readonly replies: readonly Reply[];
  readonly facts: LintFacts;
  readonly texts: RuleTexts;
  /** Levels that the user changed, by rule id. */
  readonly levels?: Readonly<Record<string, RuleLevel>>;
}

/** Runs every rule that is on over one file; findings in the order of the text. */
export function lint({ text, source, replies, facts, texts, levels = {} }: LintInput): Finding[] {
  const written = replies.map((reply): WrittenReply => ({ ...reply, string: stringAt(text, reply.start) }));
  const suppressions = readSuppressions(text);
  const findings: Finding[] = [];
  for (const rule of rules) {
    const level = levels[rule.id] ?? rule.level;
    if (level === 'off') continue;
    const words = texts[rule.id]!;
    for (const { start, end, values, message = 'message', fixes = [] } of rule.check({
      text,
      source,
      replies: written,
      facts,
    })) {
      findings.push({
        rule: rule.id,
        level,
        start,
        end,
        message: fill(words[message]!, ...values),
        reference: rule.reference,
        fixes: fixes
          .filter(({ edits }) => edits.length)
          .map((fix) => ({ title: fill(words[fix.title]!, ...fix.values), edits: fix.edits, certain: fix.certain })),
      });
    }
  }
  findings.sort((a, b) => a.start - b.start || a.end - b.end);
  return withoutSuppressed(text, findings, suppressions);
}

function withoutSuppressed(
  text: string,
  findings: Finding[],
  { covers }: ReturnType<typeof readSuppressions>,
): Finding[] {
  let line = 0;
  let at = 0;
  return findings.filter(({ rule, start }) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < start; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
    return !covers(rule, line);
  });
}
