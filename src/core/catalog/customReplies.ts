import type { Actor, ReplyQuery, Retry } from '../model';

/** A reply that the user describes in `smtpReplyCodes.customReplies`. */
export interface CustomReply {
  readonly code?: string;
  readonly enhancedCode?: string;
  /** Lower case; looked for anywhere in the server's words. */
  readonly text?: string;
  readonly name: string;
  readonly brief?: string;
  readonly meaning?: string;
  readonly retry?: Retry;
  readonly acts?: Actor;
}

const retries: readonly unknown[] = ['no', 'later', 'afterChange'] satisfies Retry[];
const actors: readonly unknown[] = ['none', 'sender', 'receiver', 'both'] satisfies Actor[];
const longestBrief = 40;

/** The fields that are read; whatever else an entry has is named and left out. */
const fields = [
  'code',
  'enhancedCode',
  'text',
  'name',
  'brief',
  'meaning',
  'retry',
  'acts',
] as const satisfies (keyof CustomReply)[];

/**
 * Reads the setting. A faulty entry is skipped and named in `problems`, one English sentence each.
 */
export function parseCustomReplies(value: unknown): { replies: readonly CustomReply[]; problems: readonly string[] } {
  if (value === undefined || value === null) return { replies: [], problems: [] };
  if (!Array.isArray(value)) return { replies: [], problems: ['customReplies is not a list'] };
  const replies: CustomReply[] = [];
  const problems: string[] = [];
  value.forEach((entry: unknown, index) => {
    const fault = faultOf(entry);
    const name = (entry as { name?: unknown } | null)?.name;
    const label = typeof name === 'string' && name.trim() ? `“${oneLine(name).slice(0, 60)}”` : `number ${index + 1}`;
    if (fault !== undefined) {
      problems.push(`Custom reply ${label} is skipped: ${fault}`);
      return;
    }
    replies.push(readReply(entry as Readonly<Record<string, unknown>>));
    const unknown = Object.keys(entry as object).filter((key) => !(fields as readonly string[]).includes(key));
    if (unknown.length)
      problems.push(`Custom reply ${label}: ${unknown.slice(0, 3).join(', ').slice(0, 60)} is not read`);
  });
  return { replies, problems };
}

function readReply(entry: Readonly<Record<string, unknown>>): CustomReply {
  const reply: Record<string, unknown> = {};
  for (const field of fields) {
    const value = entry[field];
    if (typeof value === 'string') reply[field] = oneLine(value);
  }
  if (typeof reply['text'] === 'string') reply['text'] = reply['text'].toLowerCase();
  return reply as unknown as CustomReply;
}

/** Without line breaks and blanks at the ends. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function faultOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return 'it is not an object';
  const { code, enhancedCode, text, name, brief, meaning, retry, acts } = entry as Record<string, unknown>;
  if (typeof name !== 'string' || !name.trim()) return 'it has no name';
  if (code === undefined && enhancedCode === undefined && text === undefined)
    return 'it needs a code, an enhancedCode or a text';
  if (code !== undefined && !(typeof code === 'string' && /^[2-5]\d\d$/.test(code)))
    return 'its code is not three digits that begin with 2 to 5';
  if (
    enhancedCode !== undefined &&
    !(typeof enhancedCode === 'string' && /^[245]\.\d{1,3}\.\d{1,3}$/.test(enhancedCode))
  )
    return 'its enhancedCode is not of the form 5.7.1';
  if (text !== undefined && !(typeof text === 'string' && text.trim().length >= 3))
    return 'its text has fewer than 3 characters';
  if (brief !== undefined && !(typeof brief === 'string' && brief.length <= longestBrief))
    return `its brief has more than ${longestBrief} characters`;
  if (meaning !== undefined && typeof meaning !== 'string') return 'its meaning is not a text';
  if (retry !== undefined && !retries.includes(retry)) return `its retry is not one of ${retries.join(', ')}`;
  if (acts !== undefined && !actors.includes(acts)) return `its acts is not one of ${actors.join(', ')}`;
  return undefined;
}

/** The first of the user's replies that fits: everything it names must agree. */
export function findCustomReply(custom: readonly CustomReply[], query: ReplyQuery): CustomReply | undefined {
  if (!custom.length) return undefined;
  const text = query.text?.toLowerCase() ?? '';
  return custom.find(
    (reply) =>
      (!reply.code || reply.code === query.replyCode) &&
      (!reply.enhancedCode || reply.enhancedCode === query.enhancedCode) &&
      (!reply.text || text.includes(reply.text)),
  );
}
