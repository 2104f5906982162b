import { firstOf, rfc, type Rule } from '../rule';

/** A command's name as the first word of a string earlier on the line: `sendCommand('DATA', 'DATA', 354)`. */
const command = /["'](EHLO|HELO|MAIL|RCPT|DATA|RSET|VRFY|EXPN|NOOP|QUIT|STARTTLS|AUTH|ETRN|BDAT)(?=["' :\\])/g;
const reach = 200;

/** A success or go-ahead that the named command never gets, such as `354` to `RCPT`. Errors are left alone: servers differ. */
export const wrongReplyForCommand: Rule = {
  id: 'wrong-reply-for-command',
  level: 'information',
  reference: rfc(5321, '4.3.2'),
  *check({ text, replies, facts }) {
    for (const reply of replies) {
      const code = reply.string ? undefined : firstOf(reply, 'reply');
      if (!code || (code.code[0] !== '2' && code.code[0] !== '3')) continue;
      const lineStart = text.lastIndexOf('\n', code.start - 1) + 1;
      const left = text.slice(Math.max(lineStart, code.start - reach), code.start);
      const names = new Set([...left.matchAll(command)].map((match) => match[1]!));
      const [name] = names;
      // Inside an open call: `command("RCPT TO:…", 250`.
      if (names.size !== 1 || !name || !/,\s*(?:\[|\(|\{)?[\d\s,]*$/.test(left)) continue;
      const allowed = facts.repliesTo(name);
      // The dialogue of DATA and BDAT has two answers, that of AUTH three.
      if (!allowed || allowed.has(code.code) || (name === 'DATA' && code.code === '250')) continue;
      const usual = [...allowed].filter((one) => one[0]! <= '3').join(', ');
      yield { start: code.start, end: code.end, values: [name, usual, code.code] };
    }
  },
};
