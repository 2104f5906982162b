import { firstOf, rfc, type Rule } from '../rule';

/** The commands that are sent before, the last of which was answered. */
const sent = /\b(EHLO|HELO|LHLO|MAIL|RCPT|DATA|RSET|VRFY|EXPN|NOOP|QUIT|STARTTLS|AUTH|BDAT)\b/g;
/** Another success is thought of, or only the first digit is looked at. */
const thoughtOf = /\b25[12]\b|\b2xx\b|\b2\d\d\b.{0,4}\b299\b|\/ ?100|>= ?200|["']2["']|\[0\]/;
const reach = 400;

/** A client that takes `250` alone for the success of `RCPT`: 251 is one as well, and 252 is in use. */
export const rcptAcceptsOnly250: Rule = {
  id: 'rcpt-accepts-only-250',
  level: 'information',
  reference: rfc(5321, '4.3.2'),
  *checkReply(reply, { text, inTests }) {
    if (inTests) return;
    const code = firstOf(reply, 'reply');
    if (code?.code !== '250' || reply.enhancedCode || reply.direction === 'sent' || reply.isElement) return;
    if (reply.role === 'comment' || reply.role === 'assertion' || reply.role === 'pattern') return;
    if (reply.string && reply.string.raw.length > 3) return;
    // an argument of another call than the one that sends the command is no comparison
    const lineStart = text.lastIndexOf('\n', code.start - 1) + 1;
    if (reply.role === 'argument' && !/\bRCPT\b/.test(text.slice(lineStart, code.start))) return;
    if (/^\s?,\s?[bBrRuU]?["'`]/.test(text.slice(code.end, code.end + 6))) return;
    const before = text.slice(Math.max(0, code.start - reach), code.start);
    const commands = [...before.matchAll(sent)];
    const last = commands.at(-1);
    if (last?.[1] !== 'RCPT' || endsFunction(before.slice(last.index))) return;
    const around = before.slice(last.index) + text.slice(code.end, code.end + 160);
    if (!thoughtOf.test(around)) yield { start: code.start, end: code.end, values: [] };
  },
};

/** Whether a block is closed between a command and a code, so that they have nothing to do with each other. */
function endsFunction(between: string): boolean {
  return /\n[ \t]{0,40}(?:(?:async )?def |func |function |fn |sub |(?:public|private|protected|static) )/.test(between);
}
