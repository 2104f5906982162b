import type { Occurrence } from '../model';

/** How far around a reply its command is looked for, in UTF-16 units. */
const reach = 600;

const verbs: Readonly<Record<string, string>> = {
  'MAIL FROM': 'MAIL',
  'RCPT TO': 'RCPT',
  'END OF DATA': 'END-OF-DATA',
  'END OF MESSAGE': 'END-OF-DATA',
  'INITIAL CONNECTION': 'CONNECT',
  CONN: 'CONNECT',
};
const known =
  /^(?:HELO|EHLO|LHLO|MAIL|RCPT|DATA|BDAT|RSET|VRFY|EXPN|NOOP|QUIT|HELP|STARTTLS|AUTH|ETRN|ATRN|CONNECT|END-OF-DATA)$/;

/** Postfix: `(in reply to RCPT TO command)`; folded over lines in a bounce. */
const inReplyTo = /\(in\s+reply\s+to\s+(end\s+of\s+DATA|[A-Z]{4,8}(?:\s+(?:FROM|TO))?)\b/;
/** Exim: `after RCPT TO:<…>:`, `after end of data:`; Postfix: `reject: RCPT from`; Exim: `rejected RCPT <…>`. */
const before =
  /\bafter\s+(?:pipelined\s+)?(end of data|initial connection|[A-Z]{4,8}(?: (?:FROM|TO))?)\b[^:]{0,20}:|\breject(?:_warning)?: (CONNECT|END-OF-MESSAGE|[A-Z]{4,8}) from\b|\brejected (?:after )?(MAIL|RCPT|DATA|EHLO|HELO|AUTH|VRFY|EXPN|connection)\b|(\brefused to talk to me: )$/g;
/** A field of nodemailer's errors and of its like. */
const field = /["']?\bcommand["']?\s?[:=]\s?["']?([A-Z]{4,8}(?: (?:FROM|TO))?)\b/;
/** A line that a client sent, in a transcript. */
const sent =
  /^(?:.{0,60}(?:\s->|\s~>|\bC:|\bCLIENT ->(?: SERVER)?:|^>|>>>?|\bIn: |\bsend: ["'b]{0,2})\s{0,4}|\s{0,2})((?:EHLO|HELO|LHLO|MAIL FROM|RCPT TO|DATA|BDAT|RSET|VRFY|EXPN|NOOP|QUIT|HELP|STARTTLS|AUTH|ETRN|ATRN)\b|\.(?=\s*$))/i;
const noise = /^(?:===|\*\*\*| ?\*|\s*$)/;

/** The command that a reply answered, in capitals (RFC 5321 §4.1), where the text says so. */
export function commandOf(text: string, members: readonly Occurrence[]): string | undefined {
  const first = members[0]!;
  const last = members.at(-1)!;
  const behind = text.slice(last.end, last.end + reach);
  const ended = /\n[ \t]{0,8}\r?\n|\n(?=\S)/.exec(behind);
  const rest = ended ? behind.slice(0, ended.index) : behind;
  const told = inReplyTo.exec(rest) ?? field.exec(rest);
  if (told) return nameOf(told[1]!);
  const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
  const left = text.slice(
    Math.max(lineStart, first.start - reach),
    members.find(({ kind }) => kind === 'reply')?.start ?? first.start,
  );
  const matches = [...left.matchAll(before)];
  const match = matches.at(-1);
  if (match) return match[4] ? 'CONNECT' : nameOf((match[1] ?? match[2] ?? match[3])!);
  return commandAbove(text, lineStart);
}

/** The client's line above a reply in a transcript. Two such lines in a row are a pipeline: then nobody can say. */
function commandAbove(text: string, lineStart: number): string | undefined {
  let end = lineStart - 1;
  let found: string | undefined;
  for (let lines = 0; lines < 4 && end > 0; lines++) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, Math.min(end, start + 200));
    end = start - 1;
    if (noise.test(line)) continue;
    const verb = sent.exec(line)?.[1];
    if (!verb) return found;
    if (found) return undefined;
    found = verb === '.' ? 'END-OF-DATA' : nameOf(verb);
  }
  return found;
}

function nameOf(written: string): string | undefined {
  const name = written.toUpperCase().replace(/\s+/g, ' ');
  const verb = verbs[name] ?? (name === 'END-OF-MESSAGE' ? 'END-OF-DATA' : name === 'CONNECTION' ? 'CONNECT' : name);
  return known.test(verb) ? verb : undefined;
}

const ours =
  /(?:\breject(?:_warning)?: |\b(?:temporarily )?rejected (?:after )?(?:MAIL|RCPT|DATA|EHLO|HELO|AUTH|VRFY|EXPN|connection|by)\b|\breject=|\bfailed-command\b)[^\n]{0,300}$/;

/** Whether the log's own server gave the reply, as in Postfix's `NOQUEUE: reject` and Exim's `rejected RCPT`. */
export function isSentByUs(text: string, members: readonly Occurrence[]): boolean {
  const { start } = members[0]!;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return ours.test(text.slice(Math.max(lineStart, start - reach), start));
}
