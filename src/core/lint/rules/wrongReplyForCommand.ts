import { firstOf, rfc, type LintContext, type Rule } from '../rule';
import type { WrittenReply } from '../writtenReply';

/** A command's name as the first word of a string earlier on the line: `sendCommand('RCPT TO:<x>', 250)`. */
const commandBefore =
  /["'](EHLO|HELO|LHLO|MAIL|RCPT|DATA|RSET|VRFY|EXPN|NOOP|QUIT|STARTTLS|AUTH|ETRN|BDAT)(?=["' :\\])/g;
/** The same behind the code: `c.cmd(354, "DATA")`. */
const commandAfter =
  /^,\s?["'](EHLO|HELO|LHLO|MAIL|RCPT|DATA|RSET|VRFY|EXPN|NOOP|QUIT|STARTTLS|AUTH|ETRN|BDAT)(?=["' :\\])/;
/** The call around a code that a command follows. */
const callBefore = /(\w{1,60})\(\s?(?:\w{1,20},\s?)?$/;
/** Calls of a server, whose text is no command: `reply(250, "STARTTLS")`. */
const answers = /repl|respon|greet|write|print/i;
const reach = 200;

/** A success or go-ahead that the named command never gets, such as `354` to `RCPT`. Errors are left alone: servers differ. */
export const wrongReplyForCommand: Rule = {
  id: 'wrong-reply-for-command',
  level: 'information',
  reference: rfc(5321, '4.3.2'),
  *checkReply(reply, { text, facts }) {
    const code = reply.string || reply.role === 'comment' ? undefined : firstOf(reply, 'reply');
    if (!code || (code.code[0] !== '2' && code.code[0] !== '3')) return;
    const name = commandOf(text, reply);
    const allowed = name && facts.repliesTo(name);
    // The dialogue of DATA has two answers.
    if (!name || !allowed || allowed.has(code.code) || (name === 'DATA' && code.code === '250')) return;
    const usual = [...allowed].filter((one) => one[0]! <= '3').join(', ');
    yield { start: code.start, end: code.end, values: [name, usual, code.code] };
  },
};

/** The only command that the call around a code names; undefined for none and for several. */
function commandOf(text: LintContext['text'], { start, end }: WrittenReply): string | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const left = text.slice(Math.max(lineStart, start - reach), start);
  const names = new Set([...left.matchAll(commandBefore)].map((match) => match[1]!));
  if (names.size > 1) return undefined;
  const [before] = names;
  // in a list of codes to expect the odd one does no harm
  if (before)
    return /[^\d\s[({],\s?[[({]?\s?$/.test(left) && !/^\s*,\s*\d/.test(text.slice(end, end + 10)) ? before : undefined;
  const call = callBefore.exec(left)?.[1];
  return call && !answers.test(call) ? commandAfter.exec(text.slice(end, end + 40))?.[1] : undefined;
}
