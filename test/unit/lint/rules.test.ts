import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFinds, assertQuiet, check } from './check';

test('class-mismatch', () => {
  const rule = 'class-mismatch';
  assertFinds(rule, "send('«550 4.1.1» No such user');", "send('550 5.1.1 No such user');");
  assertFinds(rule, "send('450-one\\r\\n«450 5.2.1» two');", "send('450-one\\r\\n450 4.2.1 two');");
  assertFinds(
    rule,
    'err := &smtp.SMTPError{\n\tCode: 554,\n\tEnhancedCode: smtp.EnhancedCode{«4, 7, 1»},\n}',
    'err := &smtp.SMTPError{\n\tCode: 554,\n\tEnhancedCode: smtp.EnhancedCode{5, 7, 1},\n}',
    'go',
  );
  assertFinds(
    rule,
    'c.writeResponse(451, EnhancedCode{«5, 7, 1»}, "no")',
    'c.writeResponse(451, EnhancedCode{4, 7, 1}, "no")',
    'go',
  );
  assertFinds(
    rule,
    'example.com      «550 4.7.1» Relaying denied',
    'example.com      550 5.7.1 Relaying denied',
    'ini',
  );
  assertQuiet(rule, "send('550 5.1.1 No such user');");
  assertQuiet(rule, "send('334 4.7.1 x');");
  assertQuiet(rule, "// never send '550 4.1.1 No such user'");
  assertQuiet(rule, 'retry(450);\nif (enhanced === "5.1.1") drop();');
  assert.equal(
    check(rule, "send('550 4.1.1 x');").findings[0]?.message,
    '550 and 4.1.1 contradict each other: the first digits must agree',
  );
  assert.equal(check(rule, "send('550 4.1.1 x');").findings[0]?.fixes[0]?.title, 'Write 5.1.1');
  assert.equal(check(rule, "send('550 4.1.1 x');").findings[0]?.fixes[0]?.certain, false);
});

test('broken-multiline-reply: codes differ', () => {
  const rule = 'broken-multiline-reply';
  assertFinds(rule, "send('250-one\\r\\n«251» two\\r\\n');", "send('250-one\\r\\n250 two\\r\\n');");
  assertFinds(rule, 'send(`550-one\n«554» two\n`);', 'send(`550-one\n550 two\n`);');
  assertFinds(rule, 'send("""550-one\n«554» two\n""")', 'send("""550-one\n550 two\n""")', 'python');
  assertQuiet(rule, "send('250-one\\r\\n250-two\\r\\n250 three\\r\\n');");
  assertQuiet(rule, "script = ['220 hello\\r\\n', '250 ok\\r\\n'];");
  assertQuiet(rule, "expect(reply).toBe('250-one\\r\\n251 two\\r\\n');");
});

test('broken-multiline-reply: hyphen on the last line', () => {
  const rule = 'broken-multiline-reply';
  assertFinds(rule, "send('250-one\\r\\n«250-»two\\r\\n');", "send('250-one\\r\\n250 two\\r\\n');");
  assert.equal(check(rule, "send('250-one\\r\\n250-two');").findings[0]?.fixes[0]?.certain, true);
  assertQuiet(rule, "send('250-one\\r\\n250-two\\r\\n' + more);");
  assertQuiet(rule, 'send("250-one\\r\\n"\n  "250-two\\r\\n"\n  "250 three\\r\\n");', 'c');
  assertQuiet(rule, "send('250-PIPELINING\\r\\n');");
  assertFinds(
    rule,
    "script = [b'250-mx\\r\\n«250-»HELP\\r\\n', b'354 Go ahead\\r\\n']",
    "script = [b'250-mx\\r\\n250 HELP\\r\\n', b'354 Go ahead\\r\\n']",
    'python',
  );
  assertQuiet(rule, "script = [b'250-mx\\r\\n250-SIZE\\r\\n', b'250 HELP\\r\\n']", 'python');
  // what a client is given in pieces, and what it is to read
  assertQuiet(
    rule,
    "sock.recv(9).AndReturn(b'250-mx\\r\\n250-SIZE\\r\\n')\nsock.recv(9).AndReturn(b'250 HELP\\r\\n')",
    'python',
  );
  assertQuiet(rule, 'use(extractOptions("250-SIZE 1000\\r\\n250-8BITMIME\\r\\n"));', 'cpp');
  assertFinds(
    rule,
    "send('250-one\\r\\n«250-»two\\r\\n');\nsend('354 Go ahead\\r\\n');",
    "send('250-one\\r\\n250 two\\r\\n');\nsend('354 Go ahead\\r\\n');",
  );
});

test('broken-multiline-reply: hyphen missing', () => {
  const rule = 'broken-multiline-reply';
  assertFinds(
    rule,
    "send('250-mx\\r\\n«250 »PIPELINING\\r\\n250 HELP\\r\\n');",
    "send('250-mx\\r\\n250-PIPELINING\\r\\n250 HELP\\r\\n');",
  );
  assertFinds(
    rule,
    "send('550-one\\r\\n«550 »two\\r\\n550 three\\r\\n');",
    "send('550-one\\r\\n550-two\\r\\n550 three\\r\\n');",
  );
  // answers to two commands
  assertQuiet(rule, "send('250 sender ok\\r\\n250 recipient ok\\r\\n');");
  assertQuiet(rule, "send('550 no\\r\\n550 no\\r\\n');");
});

test('enhanced-code-misplaced', () => {
  const rule = 'enhanced-code-misplaced';
  assertFinds(rule, "send('354 «2.0.0» Go ahead');", "send('354 Go ahead');");
  assertFinds(rule, "send('334 «3.0.0» VXNlcm5hbWU6');", "send('334 VXNlcm5hbWU6');");
  assertFinds(rule, "send('220 «2.0.0» mx.example.com ESMTP ready');", "send('220 mx.example.com ESMTP ready');");
  assertFinds(rule, "send('250-«2.0.0» PIPELINING');", "send('250-PIPELINING');");
  assertQuiet(rule, "send('220 2.0.0 Ready to start TLS');");
  assertQuiet(rule, "send('220 2.0.0 SMTP over TLS now');");
  assertQuiet(rule, "send('250 2.1.0 Sender ok');");
  assertQuiet(rule, "send('354 Go ahead');");
});

test('invalid-reply-code', () => {
  const rule = 'invalid-reply-code';
  assertFinds(rule, "send('«571» Message refused');", "send('550 5.7.1 Message refused');");
  assertFinds(rule, "send('«299» Fine');", "send('250 Fine');");
  assertFinds(rule, "respond(«571, 'Message refused');".replace('571', '571»'), "respond(550, 'Message refused');");
  assertFinds(rule, 'throw new SmtpReply(«599», "Odd");', 'throw new SmtpReply(550, "Odd");', 'java');
  assertQuiet(rule, 'if (err.responseCode === 571) drop();');
  assertQuiet(rule, "if (reply.startsWith('571 ')) drop();");
  assertQuiet(rule, "expect(reply).toBe('571 Message refused');");
  assertQuiet(rule, "classify('571 Message refused');");
  assertQuiet(rule, "const bounces = [\n  '550 No such user',\n  '571 Message refused',\n];");
  assertQuiet(rule, "send('550 No such user');");
  assert.equal(
    check(rule, "send('571 no');").findings[0]?.message,
    '571 is not an SMTP reply code: its digits are outside 2–5, 0–5, 0–9; send 550 5.7.1',
  );
});

test('unknown-reply-code', () => {
  const rule = 'unknown-reply-code';
  assertFinds(rule, "send('«443» Later');");
  assertFinds(rule, "send('«300» Go on');");
  assertQuiet(rule, "send('450 Later');");
  assertQuiet(rule, "send('441 Later');");
  assertQuiet(rule, 'if (code === 443) later();');
  // a file about HTTP
  assertQuiet(rule, `${'http '.repeat(8)}\nsendResponse("222");\nsendResponse("444");`, 'c');
  assert.match(check(rule, "send('300 Go on');").findings[0]!.message, /as if it were 354$/);
});

test('nonstandard-reply-code', () => {
  const rule = 'nonstandard-reply-code';
  assertFinds(rule, "send('«541» Rejected by policy');", "send('550 5.7.1 Rejected by policy');");
  // Postfix's protocol of tables
  assertQuiet(
    rule,
    "class TCPMapServer:\n    def get(self):\n        self.sendCode(400, b'no such command')",
    'python',
  );
  // the enhanced status code stays
  assertFinds(rule, "send('«541» 5.7.1 Rejected by policy');", "send('550 5.7.1 Rejected by policy');");
  // a code of another class would contradict it
  assertFinds(rule, "send('«531» 5.2.2 Full');", "send('552 5.2.2 Full');");
  assertFinds(rule, "send('«520» Odd');");
  assertQuiet(rule, 'if (code === 541) drop();');
  assertQuiet(rule, "logger.debug('541 Rejected by policy');");
  assert.equal(check(rule, "send('541 x y');").findings[0]?.message, 'No RFC defines 541; send 550 5.7.1');
});

test('obsolete-reply-code', () => {
  const rule = 'obsolete-reply-code';
  assertFinds(rule, "send('«200» Fine, thanks');", "send('250 Fine, thanks');");
  assertFinds(rule, "connection.respond(«200», 'ok');", "connection.respond(250, 'ok');");
  assertQuiet(rule, "send('250 Fine');");
  assertQuiet(rule, "http.get(url).expect('200 OK');");
});

test('unregistered-enhanced-code', () => {
  const rule = 'unregistered-enhanced-code';
  assertFinds(rule, "send('550 «5.7.31» No');", "send('550 5.7.30 No');");
  assertFinds(rule, "send('550 «5.9.1» No');", "send('550 5.7.1 No');");
  // three numbers in braces: only a person can choose
  assertFinds(rule, 'c.write(550, EnhancedCode{«5, 1, 99»}, "no")', undefined, 'go');
  assertQuiet(rule, "send('550 5.7.30 No');");
  // outside the classes of the registry, but its detail is registered
  assertQuiet(rule, "send('450 4.1.2 Domain not found');");
  // Outlook documents it
  assertQuiet(rule, "send('550 5.7.606 Banned');");
  // class-mismatch says what is wrong
  assertQuiet(rule, "send('550 4.9.9 No');");
  assertQuiet(rule, '// 5.7.99 is not a status code');
  const titles = check(rule, "send('550 5.7.100 No');").findings[0]!.fixes.map(({ title }) => title);
  assert.deepEqual(titles, ['Write 5.7.10', 'Write 5.7.30', 'Write 5.7.20']);
});

test('reply-line-too-long', () => {
  const rule = 'reply-line-too-long';
  const fits = `550 ${'x'.repeat(506)}`;
  assertFinds(rule, `send('«${fits}x»\\r\\n');`);
  assertQuiet(rule, `send('${fits}\\r\\n');`);
  // octets, not characters
  assertFinds(rule, `send('«550 ${'é'.repeat(254)}»');`);
  // nobody knows how long the name will be, and an escape is one octet
  assertQuiet(
    rule,
    `send(\`550 ${'x'.repeat(400)} \${connection.remote.addressOfTheClient.inBrackets}${'y'.repeat(90)}\`);`,
  );
  assertQuiet(rule, `send('550 ${"\\'".repeat(300)}');`);
  assertQuiet(rule, `send('550-${'x'.repeat(300)}\\r\\n550 ${'x'.repeat(300)}\\r\\n');`);
  assert.match(check(rule, `send('${fits}x');`).findings[0]!.message, /is 513 octets/);
});

test('non-ascii-reply', () => {
  const rule = 'non-ascii-reply';
  assertFinds(rule, "send('550 Bo«î»te pleine');");
  assertFinds(rule, "send('250-mx\\r\\n250 ma«ñ»ana');");
  assertQuiet(rule, "send('550 Mailbox full'); // boîte pleine");
  assertQuiet(rule, "expect(reply).toBe('550 Boîte pleine');");
});

test('wrong-reply-for-command', () => {
  const rule = 'wrong-reply-for-command';
  assertFinds(rule, "await this.command('RCPT TO:<a@example.com>', «354»);");
  assertFinds(rule, 'c.cmd(«250», "QUIT")', undefined, 'go');
  assertFinds(rule, "getok('STARTTLS', «250»)", undefined, 'ruby');
  assertQuiet(rule, "await this.command('RCPT TO:<a@example.com>', 250);");
  assertQuiet(rule, "await this.command('RCPT TO:<a@example.com>', [250, 251, 252]);");
  assertQuiet(rule, "await this.dialogue('DATA', 354, 250);");
  assertQuiet(rule, 'c.cmd(354, "DATA")', 'go');
  // a server that tells what it can do
  assertQuiet(rule, 'smtp_reply(smtp, 250, "STARTTLS");\nrespond(250, "AUTH LOGIN PLAIN");', 'c');
  assertQuiet(rule, 'smtp_reply(smtp, 214, "HELO EHLO MAIL RCPT DATA");', 'c');
  // servers differ in errors
  assertQuiet(rule, "await this.command('RCPT TO:<a@example.com>', 521);");
  assertQuiet(rule, "await this.command('XFOO', 354);");
  assert.equal(
    check(rule, "await this.command('DATA', 220);").findings[0]?.message,
    'DATA is answered with 354, not with 220',
  );
});

test('retry-on-permanent', () => {
  const rule = 'retry-on-permanent';
  assertFinds(rule, 'if (err.responseCode === «550») {\n  retryLater(message);\n}');
  assertFinds(rule, 'if reply.code == «554»:\n    self.requeue(message)', undefined, 'python');
  assertFinds(rule, 'if (code.equals("«550»")) return scheduler.retry(message);', undefined, 'java');
  assertQuiet(rule, 'if (err.responseCode === 450) {\n  retryLater(message);\n}');
  assertQuiet(rule, 'if (err.responseCode === 550 && attempts < 3) retry(message);');
  assertQuiet(rule, 'if (err.responseCode !== 550) retry(message);');
  assertQuiet(rule, 'if (err.responseCode === 550) {\n  drop(message);\n  retry(next);\n}');
  assertQuiet(rule, '// if (code === 550) retry()');
});

test('give-up-on-transient', () => {
  const rule = 'give-up-on-transient';
  assertFinds(rule, 'if (err.responseCode === «450») {\n  bounce(message);\n}');
  assertFinds(rule, 'if reply.code == «421»:\n    queue.remove_recipient(rcpt)', undefined, 'python');
  assertQuiet(rule, 'if (err.responseCode === 550) {\n  bounce(message);\n}');
  assertQuiet(rule, 'if (err.responseCode === 450) retry(message);');
  assertQuiet(rule, 'if (code === 450 && age > 5 * day) bounce(message);');
});

test('unusual-pair', () => {
  const rule = 'unusual-pair';
  assertFinds(rule, "send('«550» 5.7.8 Wrong password');");
  assertQuiet(rule, "send('535 5.7.8 Wrong password');");
  // the registry lists no reply code with it
  assertQuiet(rule, "send('550 5.1.6 Moved');");
});

test('tests beside the code that they try are tests: Rust, Erlang, examples of Python', () => {
  const invalid = 'invalid-reply-code';
  const rust = 'fn greet(s: &mut S) { s.send("599 Error"); }\n';
  assert.match(check(invalid, rust, 'rust').marked, /«599»/);
  assert.deepEqual(check(invalid, `#[cfg(test)]\nmod tests {\n  ${rust}}`, 'rust').findings, []);
  const erlang = 'greet(S) -> smtp:send(S, "599 Error\\r\\n").\n';
  assert.match(check(invalid, `-ifdef(TEST).\nok() -> ok.\n-endif.\n${erlang}`, 'erlang').marked, /«599»/);
  assert.deepEqual(check(invalid, `-ifdef(TEST).\n${erlang}-endif.\n`, 'erlang').findings, []);
  assert.match(check(invalid, 'respond("599 Error")\n', 'python').marked, /«599»/);
  assert.deepEqual(check(invalid, '>>> respond("599 Error")\n', 'python').findings, []);
});

test('a reply speaks for itself, not for one below it, and of two codes to send one is named', () => {
  const better = 'better-reply-code';
  assert.deepEqual(check(better, 'send("220 hello\\r\\n421 closing connection\\r\\n");').findings, []);
  const both = check(better, "send('557 too many recipients');");
  assert.equal(both.findings.length, 1);
  assert.deepEqual(check('nonstandard-reply-code', "send('557 too many recipients');", 'javascript').findings, []);
  assert.deepEqual(check('broken-multiline-reply', 'send("250-a\\r\\n421 closing\\r\\n");').findings, []);
});
