import type { Reply, Source } from '../model';
import {
  describeCodes,
  hasBacktickStrings,
  type CodeRole,
  type DescribedCode,
  type StringLiteral,
} from '../scanner/code/describeCodes';
import { verySure } from '../scanner/evidence/thresholds';
import { ReplyGrouping } from '../scanner/groupReplies';
import { directionOf, spoken, type Direction } from './direction';
import { stringAt, type WrittenString } from './writtenString';

/** A reply as source code or configuration writes it. */
export interface WrittenReply extends Reply {
  /** What its first code does there. */
  readonly role: CodeRole;
  /** The string, or the value of a setting, that begins with the reply; undefined where the code stands alone, as in a comparison. */
  readonly string: WrittenString | undefined;
  /** Whether it is the first reply of its string, so that the string's lines are read once. */
  readonly isFirst: boolean;
  /** Whether the program sends it, or has it from a server. */
  readonly direction: Direction;
  /** Whether it is an element of a list or a record. */
  readonly isElement: boolean;
}

/** `respond(550, …`, `c.writeResponse(550, …`, `fprintf(out, "550 …` */
const call = /(?:^|[^\w])(\w{1,60})!?\(\s?(?:\w{1,30},\s?)?[bBrRuUfFL]?["'`]?$/;
/** What stands before the value of a setting: its name, or the key of a map. */
const settingBefore = /^\s*(?:-\s+)?[\w.-]{1,60}\s*[:=]\s*$|^[^\s#;=]{1,200}\s+$/;
const reach = 200;

/** After so many codes a step ends. */
const step = 64;

/** Finds the replies of a file and how each is written, in steps of about a millisecond. */
export function* readWrittenReplies(text: string, source: Source): Generator<undefined, WrittenReply[]> {
  const described: DescribedCode[] = [];
  const reader = describeCodes(text, source, (code) => {
    if (code.occurrence.certainty >= verySure) described.push(code);
  });
  while (reader.advance(step)) yield;
  const replies: WrittenReply[] = [];
  const grouping = new ReplyGrouping(text, source);
  let first = 0;
  let lastString = -1;
  const add = (reply: Reply): void => {
    const { role, string: literal } = described[first]!;
    first += reply.occurrences.length;
    const string = stringOf(text, source, reply, role, literal);
    const left = before(text, reply.start);
    const isListed = string !== undefined && isElement(text, string);
    const direction = directionOf({ source, role, string, call: call.exec(left)?.[1] ?? '', left, inList: isListed });
    const isFirst = string !== undefined && string.end !== lastString;
    if (string) lastString = string.end;
    replies.push({ ...reply, role, string, isFirst, direction, isElement: isListed });
  };
  for (const [index, { occurrence }] of described.entries()) {
    if (index % step === 0) yield;
    const complete = grouping.add(occurrence);
    if (complete) add(complete);
  }
  grouping.end().forEach(add);
  return replies;
}

const farthestBracket = 2_000;

/** Whether a string is an element of a list or a record, where nobody can say what is done with it. */
function isElement(text: string, { start, quote }: WrittenString): boolean {
  if (!quote) return false;
  const low = Math.max(0, start - farthestBracket);
  let at = start - quote.length - 1;
  while (at >= low && /[\sbruLf]/.test(text[at]!)) at--;
  if (text[at] !== ',') return text[at] === '[' || text[at] === '{';
  for (let depth = 0; at >= low; at--) {
    const c = text[at]!;
    if (c === ')' || c === ']' || c === '}') depth++;
    else if (c === '(' || c === '[' || c === '{') {
      if (depth === 0) return c !== '(';
      depth--;
    }
  }
  return false;
}

function stringOf(
  text: string,
  source: Source,
  { start }: Reply,
  role: CodeRole,
  string: StringLiteral | undefined,
): WrittenString | undefined {
  if (spoken.has(role)) return undefined;
  const literal = stringAt(text, start, string, hasBacktickStrings(source));
  if (literal || source.family !== 'config' || !settingBefore.test(before(text, start))) return literal;
  const lineEnd = text.indexOf('\n', start);
  const raw = text.slice(start, lineEnd < 0 ? text.length : lineEnd).trimEnd();
  return { start, end: start + raw.length, raw, quote: '' };
}

/** The line before an offset, at most 200 units of it. */
function before(text: string, offset: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - reach), offset);
}
