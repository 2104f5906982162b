import { test } from 'node:test';
import assert from 'node:assert/strict';
import { check } from './check';

/** What a rule finds, between « and », and what it leaves alone; a line, or a language and a text. */
type Case = string | readonly [language: string, text: string];
const cases: Readonly<Record<string, { readonly finds: readonly Case[]; readonly leaves: readonly Case[] }>> = {
  'text-contradicts-code': {
    finds: [
      "send('«554» Could not save it, please try again later');",
      "send('«550» 5.3.0 Temporary failure, try later');",
      "reply('«552» Server busy, retry in 5 minutes');",
      "throw new SMTPError('«571» You are greylisted, come back soon');",
      ['c', 'fprintf(out, "«550» Temporarily unavailable\\r\\n");'],
      ['python', 'self.push("«554» 5.7.1 Greylisted, please try again in 300 seconds")'],
      ['go', 's.writef("«550» Mailbox temporarily unavailable")'],
      ['php', '$this->sendReply("«450» No such user here");'],
      "send('«451» 4.1.1 User unknown');",
      ['ruby', "client.puts '«421» No such mailbox'"],
      "send('«450» Permanently rejected');",
    ],
    leaves: [
      "send('451 Please try again later');",
      "send('550 No such user here');",
      "send('550 Do not try again');",
      "send('450 4.1.1 User unknown, the lookup failed for the moment');",
      "send('554 Correct the address and try again');",
      "if (reply === '550 try again later') skip();",
      "expect(reply).toBe('550 Temporary failure, try later');",
      '// 550 please try again later',
      "const known = ['550 try later', '554 try again later'];",
      "send('250 Queued, will be tried later');",
      "parse('554 please try again later');",
    ],
  },
  'better-reply-code': {
    finds: [
      "send('«554» Too many recipients');",
      "send('«550» 5.5.3 Too many recipients');",
      ['c', 'fprintf(out, "«550» Must issue a STARTTLS command first\\r\\n");'],
      "send('«554» 5.7.1 STARTTLS is required');",
      ['go', 's.writef("«550» Authentication required")'],
      "reply('«450» Relaying denied');",
      "send('«554» Message too large');",
      "send('«500» Command not implemented');",
      "send('«501» Bad sequence of commands');",
      "send('«250» Bye');",
      ['python', 'self.push("«550» 5.7.0 Must authenticate first")'],
    ],
    leaves: [
      "send('452 4.5.3 Too many recipients');",
      "send('530 5.7.0 Must issue a STARTTLS command first');",
      "send('530 Authentication required');",
      "send('550 Relaying denied');",
      "send('552 5.3.4 Message too large');",
      "send('502 Command not implemented');",
      "send('503 Bad sequence of commands');",
      "send('221 Bye');",
      "if (line === '554 Too many recipients') split();",
      '// 554 Too many recipients',
      "send('421 Too many errors, closing connection');",
    ],
  },
  'name-says-another-code': {
    finds: [
      'const SMTP_REPLY_211 = «221»;',
      ['c', '#define SMTP_STATUS_550 «554»'],
      ['python', 'REPLY_421 = «451»'],
      ['python', 'codes = {"reply_450": «451»}'],
      ['go', 'const smtpReply_250 = «251»'],
      ['java', 'static final int SMTP_CODE_354 = «334»;'],
      ['php', 'const REPLY_535 = «530»;'],
      ['ruby', 'SMTP_REPLY_503 = «502»'],
      ['rust', 'const REPLY_220: u16 = 220; const REPLY_CODE_221 = «220»;'],
      ['c', 'enum smtp_code { smtp_code_211 = «221» };'],
    ],
    leaves: [
      'const SMTP_REPLY_211 = 211;',
      ['c', '#define SMTP_STATUS_550 550'],
      'if (reply_550 === 554) stop();',
      'const port_587 = 25;',
      'const limit_500 = 250;',
      "const SMTP_TEXT_550 = '554 other words';",
      '// SMTP_REPLY_211 = 221',
      'assertEqual(reply_250, 250);',
      'const SMTP_REPLY = 221;',
      'const first_421_then = 421;',
    ],
  },
  'rcpt-accepts-only-250': {
    finds: [
      "send('RCPT TO:<a@example.org>');\nif (reply.code !== «250») throw new Error(reply.text);",
      ['python', 'code, text = smtp.docmd("RCPT TO:<a@example.org>")\nif code != «250»:\n    raise Error(text)'],
      ['php', '$this->sendCommand("RCPT TO:<a@example.org>", «250»);'],
      ['go', 'c.cmd("RCPT TO:<%s>", to)\nif code == «250» {\n\treturn nil\n}'],
      ['java', 'writer.println("RCPT TO:<" + to + ">");\nif (readReply() != «250») { return false; }'],
    ],
    leaves: [
      "send('RCPT TO:<a@example.org>');\nif (reply.code !== 250 && reply.code !== 251) throw new Error();",
      "send('RCPT TO:<a@example.org>');\nif (Math.floor(reply.code / 100) !== 2) throw new Error();",
      "send('MAIL FROM:<a@example.org>');\nif (reply.code !== 250) throw new Error();",
      "send('RCPT TO:<a@example.org>');\nsend('DATA');\nif (reply.code !== 250) throw new Error();",
      "case 'RCPT': reply(250, 'OK');",
      ['php', '$this->sendCommand("RCPT TO:<a@example.org>", [250, 251]);'],
      ['python', 'code, text = smtp.docmd("RCPT TO:<a@example.org>")\nself.assertEqual(code, 250)'],
      "case 'RCPT': send('250 OK');",
      '// after RCPT comes 250',
      [
        'python',
        'def rcpt(self):\n    self.docmd("RCPT TO:<a>")\n\ndef reset(self):\n    return self.getreply() == 250',
      ],
    ],
  },
  'class-bounds': {
    finds: [
      'if (smtpCode >= 300 && smtpCode «<= 400») wait();',
      'if (replyCode «> 400») fail();',
      'if (reply.code «> 500») giveUp();',
      ['python', 'if 200 <= code and code «<= 300»:\n    ok()'],
      ['go', 'if code >= 400 && code «<= 500» {\n}'],
    ],
    leaves: [
      'if (smtpCode >= 300 && smtpCode < 400) wait();',
      'if (replyCode >= 400) fail();',
      'if (http.statusCode > 400) fail();',
      'if (count > 400) stop();',
      'if (replyCode > 399) fail();',
      ['go', 'resp, err := http.Get(url)\nif resp.StatusCode > 400 {\n}'],
    ],
  },
  'every-failure-retried': {
    finds: [
      [
        'python',
        'for attempt in range(5):\n    try:\n        smtp.sendmail(a, b, m)\n    «except Exception as e:»\n        time.sleep(5)\n',
      ],
      'for (let i = 0; i < 3; i++) {\n  try {\n    await smtp.sendMail(m);\n  «} catch (error) {»\n    await sleep(5);\n  }\n}',
      [
        'java',
        'while (tries < 3) {\n  try {\n    smtpTransport.send(m);\n  «} catch (MessagingException e) {»\n    Thread.sleep(5);\n  }\n}',
      ],
    ],
    leaves: [
      [
        'python',
        'for attempt in range(5):\n    try:\n        smtp.sendmail(a, b, m)\n    except smtplib.SMTPResponseException as e:\n        if e.smtp_code < 500:\n            time.sleep(5)\n',
      ],
      'try {\n  await smtp.sendMail(m);\n} catch (error) {\n  await sleep(5);\n}',
      [
        'python',
        'for m in messages:\n    try:\n        smtp.sendmail(a, b, m)\n    except Exception:\n        log("failed")\n',
      ],
    ],
  },
  'missing-enhanced-code': {
    finds: ["reply('250-ENHANCEDSTATUSCODES\\r\\n250 HELP');\nreply('«550» No such user');"],
    leaves: [
      "reply('250-ENHANCEDSTATUSCODES\\r\\n250 HELP');\nreply('354 Go ahead');\nreply('220 mx ESMTP');",
      "reply('550 No such user');",
    ],
  },
  'retry-on-permanent': {
    finds: [
      'if (code === «550» || code === 551) retry(message);',
      'if (Math.floor(code «/ 100) === 5») retry(message);',
      ['python', 'if code in («550», 551, 554):\n    requeue(message)'],
      "if (reply.«startsWith('5'») retry(message);",
      ['python', 'if «isPermanent»(error):\n    retry(message)'],
    ],
    leaves: [
      'if (code === 550 && attempts < 3) retry(message);',
      'if (code === 550 || code === 450) retry(message);',
      'if (code !== 550) retry(message);',
      "if (!reply.startsWith('5')) retry(message);",
      'if (Math.floor(code / 100) === 4) retry(message);',
    ],
  },
  'give-up-on-transient': {
    finds: [
      'if (code === «450» || code === 451) bounce(message);',
      "if (reply.«startsWith('4'») bounce(message);",
      "if (text.«includes('greylist»ed')) suppress(address);",
      'if (Math.floor(code «/ 100) === 4») bounce(message);',
    ],
    leaves: [
      'if (code === 450 && age > days(5)) bounce(message);',
      'if (code === 550) bounce(message);',
      "if (reply.startsWith('5')) bounce(message);",
    ],
  },
};

const read = (one: Case): readonly [string, string] => (typeof one === 'string' ? ['javascript', one] : one);

for (const [rule, { finds, leaves }] of Object.entries(cases)) {
  test(`${rule} finds`, () => {
    const wrong = finds.flatMap((one) => {
      const [language, marked] = read(one);
      const found = check(rule, marked.replace(/[«»]/g, ''), language).marked;
      return found === marked ? [] : [`${marked}\n→ ${found}`];
    });
    assert.deepEqual(wrong, []);
  });
  test(`${rule} leaves alone`, () => {
    const wrong = leaves.flatMap((one) => {
      const [language, text] = read(one);
      const found = check(rule, text, language).marked;
      return found === text ? [] : [found];
    });
    assert.deepEqual(wrong, []);
  });
}
