import type { Occurrence } from '../model';
import { lineStartOf } from './lineBounds';

/** How far around a reply its command is looked for, in UTF-16 units. */
const reach = 600;
/** Lines above that are longer than this are no client's. */
const farAbove = 2_000;

const verbs: Readonly<Record<string, string>> = {
  'MAIL FROM': 'MAIL',
  'RCPT TO': 'RCPT',
  'END OF DATA': 'END-OF-DATA',
  'END OF MESSAGE': 'END-OF-DATA',
  'INITIAL CONNECTION': 'CONNECT',
  CONN: 'CONNECT',
  CONNECTION: 'CONNECT',
  'END-OF-MESSAGE': 'END-OF-DATA',
  'DATA END': 'END-OF-DATA',
  PASSWORD: 'AUTH',
  USERNAME: 'AUTH',
  RECIPIENT: 'RCPT',
  SENDER: 'MAIL',
};
const known =
  /^(?:HELO|EHLO|LHLO|MAIL|RCPT|DATA|BDAT|RSET|VRFY|EXPN|NOOP|QUIT|HELP|STARTTLS|AUTH|ETRN|ATRN|CONNECT|END-OF-DATA)$/;

/** Postfix: `(in reply to RCPT TO command)`; folded over lines in a bounce. */
const inReplyTo = /\(in\s+reply\s+to\s+(end\s+of\s+DATA|[A-Z]{4,8}(?:\s+(?:FROM|TO))?)\b/;
/** Exim: `after RCPT TO:<…>:`, `after end of data:`; Postfix: `reject: RCPT from`; Exim: `rejected RCPT <…>`. */
const before =
  /\bafter\s+(?:pipelined\s+)?(end of data|initial connection|[A-Z]{4,8}(?: (?:FROM|TO))?)\b[^:]{0,20}:|\breject(?:_warning)?: (CONNECT|END-OF-MESSAGE|[A-Z]{4,8}) from\b|\brejected (?:after )?(MAIL|RCPT|DATA|EHLO|HELO|AUTH|VRFY|EXPN|connection)\b|(\brefused to talk to me: )$/g;
/** PHPMailer: `RCPT TO command failed: `; curl: `MAIL failed: `; Go: `send MAIL command: `; OpenSMTPD: `"RCPT TO:<…>" => `. */
const failed =
  /\b(MAIL FROM|RCPT TO|DATA END|MAIL|RCPT|DATA|AUTH|EHLO|HELO|STARTTLS|Password|Username)(?: command)?(?: failed)?: ["']?$|"(MAIL|RCPT|DATA|EHLO|HELO|AUTH)\b[^"\n]{0,200}" => $|(?:^|\t)(MAIL|RCPT|DATA|EHLO|HELO|AUTH)\t[^\t\n]{0,200}\t$|\b(recipient|sender) <[^<>\n]{0,200}> (?:rejected|deferred|refused): $/;
/** A field of nodemailer's errors and of its like. */
const field = /["']?\bcommand["']?\s?[:=]\s?["']?([A-Z]{4,8}(?: (?:FROM|TO))?)\b/;
/** A line that a client sent, in a transcript. */
const sent =
  /^(?:.{0,60}(?:\s->|\s~>|\bC:|\bCLIENT ->(?: SERVER)?:|^>|>>>?|\bIn: |\bsend: ["'b]{0,2})\s{0,4}|\s{0,2})((?:EHLO|HELO|LHLO|MAIL FROM|RCPT TO|DATA|BDAT|RSET|VRFY|EXPN|NOOP|QUIT|HELP|STARTTLS|AUTH|ETRN|ATRN)\b|\.(?=\s*$))/i;
const noise = /^(?:===|\*\*\*| ?\*|\s*$)/;

/** The reply to a DATA that came behind refused recipients. */
const needRecipient = /^[^\n]{0,300}\n(?:(?!>>>)[^\n]{0,300}\n)?<<< 503 /;

/** The command that a reply answered, in capitals (RFC 5321 §4.1), where the text says so. */
export function commandOf(text: string, members: readonly Occurrence[]): string | undefined {
  const first = members[0]!;
  const last = members.at(-1)!;
  const behind = text.slice(last.end, last.end + reach);
  const ended = /\n[ \t]{0,8}\r?\n|\n(?=\S)/.exec(behind);
  const rest = ended ? behind.slice(0, ended.index) : behind;
  const told = inReplyTo.exec(rest) ?? field.exec(rest);
  if (told) return nameOf(told[1]!);
  const lineStart = lineStartOf(text, first.start, reach);
  const left = text.slice(lineStart, members.find(({ kind }) => kind === 'reply')?.start ?? first.start);
  const matches = [...left.matchAll(before)];
  const match = matches.at(-1);
  if (match) return match[4] ? 'CONNECT' : nameOf((match[1] ?? match[2] ?? match[3])!);
  const refused = /(?:: ["']?|=> |\t)$/.test(left.slice(-3)) ? failed.exec(left) : null;
  if (refused) return nameOf((refused[1] ?? refused[2] ?? refused[3] ?? refused[4])!);
  const above = commandAbove(text, lineStart);
  return above === 'DATA' && (isAboutRecipient(members) || needRecipient.test(behind)) ? undefined : above;
}

/**
 * Whether a reply speaks of a mailbox (RFC 3463 X.1, X.2). A server that sends its commands in a row lists such a reply to
 * RCPT below the DATA that it sent behind it.
 */
function isAboutRecipient(members: readonly Occurrence[]): boolean {
  const enhanced = members.find(({ kind }) => kind === 'enhanced')?.code;
  if (enhanced !== undefined && !enhanced.endsWith('.0.0')) return enhanced[2] === '1' || enhanced[2] === '2';
  return members.some(({ kind, code }) => kind === 'reply' && /^(?:55[013]|450)$/.test(code));
}

/** The client's line above a reply in a transcript. Two such lines in a row are a pipeline: then nobody can say. */
function commandAbove(text: string, lineStart: number): string | undefined {
  let end = lineStart - 1;
  let found: string | undefined;
  for (let lines = 0; lines < 4 && end > 0 && text[end] === '\n'; lines++) {
    const start = lineStartOf(text, end, farAbove);
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
  const verb = verbs[name] ?? name;
  return known.test(verb) ? verb : undefined;
}

/**
 * What stands before a reply of the log's own server: Postfix (`reject:`, `milter-reject:`, postscreen's as well), Exim
 * (`rejected RCPT`, `authenticator failed for`), Sendmail (`reject=`), OpenSMTPD (`failed-command`), Courier, maddy, rspamd, and the
 * policy servers of Postfix.
 */
const ours =
  /(?:\breject(?:_warning| message)?: |\bforced: (?:soft )?reject "|\b(?:temporarily )?rejected (?:after )?(?:MAIL|RCPT|DATA|EHLO|HELO|AUTH|VRFY|EXPN|ETRN|STARTTLS|connection|by (?:local_scan|non-SMTP ACL|not-SMTP ACL))\b|\bauthenticator failed for |\breject=|\b[Ff]ailed[- ]command\b|\bcourieresmtpd: error,|\b(?:smtp|submission): (?:MAIL|RCPT|DATA|AUTH) error\b|\bpolicyd?-spf\[\d+\]: )[^\n]{0,400}$/;
/** Exchange's protocol log of a receive connector, where `>` is the server; Postfix's transcript of a session. */
const oursBeside = /(?:,>,"?| Out: )$/;

/** Whether the log's own server gave the reply, as in Postfix's `NOQUEUE: reject` and Exim's `rejected RCPT`. */
export function isSentByUs(text: string, members: readonly Occurrence[]): boolean {
  const { start } = members[0]!;
  const before = text.slice(lineStartOf(text, start, reach), start);
  return oursBeside.test(before) || ours.test(before);
}
