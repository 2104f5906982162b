import type { Explanation, ReplyClass, ReplyQuery } from './model';

/** Class, subject and detail, without leading zeros (RFC 3463 §2). */
const enhanced = String.raw`([245]\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2}))`;
const codes = new RegExp(
  String.raw`(?:^|[^\d.])([1-6]\d\d)(?:[- ]+(?:#?\(?)?${enhanced}(?!\.?\d))?(?![\d.]*\d)|(?:^|[^\d.])${enhanced}(?![\d.]*\d)`,
);
/** The codes at the head of each further line of a multi-line reply. */
const lineHeads = /(?:^|(?:\\r)?\\n|[\r\n])[^\S\r\n]*[2-5]\d\d[- ](?:[245]\.\d{1,3}\.\d{1,3}\s)?/g;

/** Reads what a person types or pastes: `550`, `5.1.1`, `550 5.1.1`, or a whole reply. Undefined where no code is in it. */
export function parseReply(input: string): ReplyQuery | undefined {
  const trimmed = input.trim();
  const match = codes.exec(trimmed);
  if (!match) return undefined;
  const [found, replyCode, paired, alone] = match;
  const enhancedCode = paired ?? alone;
  const text = trimmed
    .slice(match.index + found.length)
    .replace(lineHeads, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { ...(replyCode ? { replyCode } : {}), ...(enhancedCode ? { enhancedCode } : {}), ...(text ? { text } : {}) };
}

/** Every code of a short text, each with the enhanced status code beside it: `450 vs 550 5.7.1`. */
export function parseCodes(input: string): readonly ReplyQuery[] {
  const found: ReplyQuery[] = [];
  let rest = input;
  for (let match = codes.exec(rest); match; match = codes.exec(rest)) {
    const { replyCode, enhancedCode } = parseReply(match[0])!;
    found.push({ ...(replyCode ? { replyCode } : {}), ...(enhancedCode ? { enhancedCode } : {}) });
    rest = rest.slice(match.index + match[0].length);
  }
  return found;
}

/** `550 5.7.26 text`; the inverse of `parseReply`. */
export function formatReply(
  { replyCode, enhancedCode, text }: ReplyQuery,
  show: { text: boolean } = { text: true },
): string {
  return [replyCode, enhancedCode, show.text ? text?.slice(0, 500) : undefined].filter(Boolean).join(' ');
}

/** `5.1.1` is a case of `X.1.1`. */
export function detailOf(code: string): string {
  return `X${code.slice(code.indexOf('.'))}`;
}

const classes: Readonly<Record<string, ReplyClass>> = {
  2: 'success',
  3: 'intermediate',
  4: 'transient',
  5: 'permanent',
};

/** The class by the first digit of a reply code or an enhanced status code (RFC 5321 §4.2.1, RFC 3463 §2). */
export function classOf(code: string): ReplyClass {
  return classes[code[0] ?? ''] ?? 'invalid';
}

/** `550 5.1.1`, `550` or `5.1.1`. */
export function codesOf({ code, enhanced }: Explanation['reply']): string {
  return [code, enhanced].filter(Boolean).join(' ');
}
