// Facts that lists and explainers often get wrong. Each test names the section that settles it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain/explain';
import { parseReply } from '../../../src/core/codes';
import type { Explanation, Reply } from '../../../src/core/model';
import { groupReplies } from '../../../src/core/scanner/groupReplies';
import { identify } from '../../../src/core/scanner/identify';
import { scan } from '../../../src/core/scanner/scan';
import { assertFinds, assertQuiet } from '../lint/check';
import { readCatalog } from './readData';

const catalog = readCatalog('en');
const { facts, texts } = catalog;

const of = (reply: string, command?: string): Explanation =>
  explain(catalog, { ...parseReply(reply)!, ...(command ? { command } : {}) });
const fact = (code: string) => catalog.replyCode(code)!;
const detail = (code: string) => catalog.enhancedCode(code)!;
const says = (reply: string, ...patterns: RegExp[]): void => {
  const { name, brief, meaning, whenYouSeeIt, remedy, note } = of(reply);
  const all = [name, brief, meaning, ...whenYouSeeIt, ...Object.values(remedy).flat(), note ?? ''].join('\n');
  for (const pattern of patterns) assert.match(all, pattern, `${reply}: ${all}`);
};
const after = (key: string, pattern: RegExp): void => assert.match(texts.commands[key] ?? '', pattern, key);
const answers = (code: string): string[] => fact(code).commands.map(({ command }) => command);
const read = (text: string): Reply[] => {
  const source = identify({ name: '', head: text });
  return groupReplies(text, scan(text, source), source);
};
const difference = (pair: string, ...patterns: RegExp[]): void => {
  for (const pattern of patterns) assert.match(texts.pairs[pair] ?? '', pattern, pair);
};

test('an unknown code is read by its first digit (RFC 5321 §4.2)', () => {
  const { status, class: replyClass, meaning } = of('559');
  assert.equal(status, 'undefined');
  assert.equal(replyClass, 'permanent');
  assert.match(meaning, /first digit/i);
});

test('a first digit but 2 to 5 is no SMTP reply; 1yz is of FTP (RFC 5321 §4.2, §4.2.1)', () => {
  for (const code of ['101', '120', '151']) assert.equal(of(code).class, 'invalid', code);
  assert.match(texts.digits.invalid.meaning, /1yz|first digit|2, 3, 4/i);
});

test('a second digit over 5 breaks the grammar (RFC 5321 §4.2)', () => {
  for (const code of ['471', '571', '572', '577', '585']) {
    assert.equal(fact(code).status, 'nonstandard', code);
    assert.match(fact(code).instead ?? '', /^[2-5][0-5]\d/, code);
  }
});

test('the second digits 3 and 4 stand for nothing, so the codes of AUTH are in no category (RFC 5321 §4.2.1)', () => {
  for (const digit of ['3', '4']) assert.match(texts.digits.categories[digit]!.name, /unspecified/i);
});

test('a client acts on the code, not on the text, but for the new address of 251 and 551 (RFC 5321 §4.2)', () => {
  says('251', /forward/i);
  says('551', /address|forward/i);
});

test('each line of a reply but the last has a hyphen, and all have one code (RFC 5321 §4.2.1)', () => {
  const rule = 'broken-multiline-reply';
  assertFinds(rule, "send('250-mx\\r\\n«250-»HELP\\r\\n');", "send('250-mx\\r\\n250 HELP\\r\\n');");
  assertFinds(rule, "send('550-one\\r\\n«554» two\\r\\n');", "send('550-one\\r\\n550 two\\r\\n');");
  assertQuiet(rule, "send('250-mx\\r\\n250-SIZE\\r\\n250 HELP\\r\\n');");
});

test('a bare code is a reply (RFC 5321 §4.2.1)', () => {
  const [reply] = groupReplies('250', [{ kind: 'reply', code: '250', start: 0, end: 3, rule: '', certainty: 1 }], {
    family: 'transcript',
    id: 'x',
    name: 'x',
  });
  assert.equal(reply?.replyCode, '250');
  assert.equal(reply?.text, '');
});

test('a reply line has at most 512 octets, the line end included (RFC 5321 §4.5.3.1.5)', () => {
  const rule = 'reply-line-too-long';
  const longest = `550 ${'x'.repeat(512 - '550 \r\n'.length)}`;
  assertQuiet(rule, `send('${longest}\\r\\n');`);
  assertFinds(rule, `send('«${longest}x»\\r\\n');`);
});

test('500, 501 and 421 may answer any command (RFC 5321 §4.3.2)', () => {
  for (const code of ['421', '500', '501'])
    assert.ok(
      facts.commands.replies.some((row) => row.key === `ANY ${code}`),
      code,
    );
});

test('a lost connection counts as 451 (RFC 5321 §3.8)', () => {
  assert.match(
    [
      texts.use['451']!.client,
      JSON.stringify(texts['reply-codes']['451']),
      JSON.stringify(texts['enhanced-codes']['X.4.2']),
      JSON.stringify(texts['enhanced-codes']['4.4.2']),
    ].join(' '),
    /451/,
  );
});

test('a 2yz after the final dot takes the responsibility (RFC 5321 §4.2.5)', () => {
  says('250', /responsib|takes? (over|charge)/i);
});

test('after a 4yz or 5yz to the final dot the server must not deliver (RFC 5321 §4.2.5)', () => {
  says('451', /final dot the server must not deliver/);
  after('END-OF-DATA 554', /must not be delivered/);
});

test('500 is not recognised, 502 recognised and not offered (RFC 5321 §4.2.4)', () => {
  difference('500/502', /know|recogni/i);
  says('500', /not (recogni|know|understand)|does(n’t| not) (recogni|know|understand)|unknown|unrecogni/i);
  says('502', /recogni|knows?/i);
});

test('502 is about a command, 504 about a parameter (RFC 5321 §4.2.1)', () => {
  difference('502/504', /command/i, /parameter|argument/i);
});

test('503 is a wrong order; missing authentication is 530 (RFC 4954 §6)', () => {
  difference('503/530', /order|sequence/i, /530/);
  assert.ok(answers('530').length > 0);
});

test('551 is not relay denied (RFC 5321 §3.4, §7.9)', () => {
  says('551', /not local|not here|elsewhere|other address|another/i);
  says('551', /relay/i);
});

test('251 succeeds, 551 fails, with the same idea (RFC 5321 §3.4)', () => {
  assert.equal(of('251').class, 'success');
  assert.equal(of('551').class, 'permanent');
  assert.ok(texts.pairs['251/551'], 'pair 251/551');
  assert.equal(of('251').acts, 'none');
});

test('252 is no error, and a server that did not verify must not say 250 (RFC 5321 §3.5.3)', () => {
  assert.equal(of('252').class, 'success');
  difference('250/252', /250/);
});

test('421 closes the channel, 451 does not (RFC 5321 §3.8)', () => {
  difference('421/451', /clos|hang|end/i);
});

test('451 has two texts, with and without “local” (RFC 5321 §4.2.2, §4.2.3)', () => {
  assert.match(fact('451').text ?? '', /local error in processing/);
  says('451', /twice.*“local”/);
});

test('450 is not “user unknown” (RFC 5321 §4.2.3)', () => {
  assert.equal(of('450').class, 'transient');
  assert.match(of('450').meaning + of('450').note, /not mean that the address is unknown|550/);
});

test('too many recipients is 452, and a client takes 552 for it as temporary (RFC 5321 §4.5.3.1.10)', () => {
  says('452', /recipients/i);
  says('552', /recipients/i);
});

test('552 and 452 also speak of the size of the message (RFC 1870 §6.1)', () => {
  says('552', /size|large|big/i);
  says('452', /size|large|big/i);
});

test('554 as a greeting refuses the whole connection (RFC 5321 §3.1)', () => {
  assert.ok(answers('554').includes('CONNECT'));
  after('CONNECT 554', /service|connection|QUIT/i);
});

test('521 is a host without mail, 556 a domain without mail (RFC 7504 §3, §4)', () => {
  difference('521/556', /host|server/i, /domain/i);
  assert.ok(answers('521').includes('CONNECT'));
});

test('521 was an experiment for relays before (RFC 1846); a submission server must not send it (RFC 6409 §7)', () => {
  says('521', /RFC 1846/, /submission server.*RFC 6409 §7/);
});

test('a sender domain with null MX gets 550 5.7.27 (RFC 7505 §4.2)', () => {
  assert.match(JSON.stringify(texts['enhanced-codes']['X.7.27']), /null MX/i);
});

test('334 is of RFC 4954 §4, not of RFC 5321', () => {
  assert.equal(fact('334').status, 'extension');
  assert.match(
    fact('334')
      .references.map(({ name }) => name)
      .join(),
    /RFC 4954/,
  );
});

test('an empty challenge is 334 and a space (RFC 4954 §4)', () => {
  says('334', /keep the space of an empty one: `334 `/);
});

test('454 has two meanings: TLS not available, authentication fails for now (RFC 3207 §4, RFC 4954 §6)', () => {
  after('STARTTLS 454', /TLS/);
  after('AUTH 454', /authenti|credential|login/i);
  assert.match(of('454', 'STARTTLS').command!.meaning, /TLS/);
});

test('454 to RCPT is Postfix refusing to relay, which no RFC has; the standard says 550 (RFC 5321 §7.9)', () => {
  says('454', /defer_unauth_destination/, /RFC 5321 §7\.9/);
  difference('454/554', /Postfix/);
});

test('530 has two meanings: STARTTLS first, authentication required (RFC 3207 §4, RFC 4954 §6)', () => {
  says('530', /STARTTLS/, /authenti|log ?in/i);
  for (const meaning of [/log in/, /STARTTLS/]) assert.match(of('530', 'MAIL').command!.meaning, meaning);
});

test('220 also answers STARTTLS (RFC 3207 §4)', () => {
  after('STARTTLS 220', /TLS/);
});

test('250 to 253, 458 and 459 have meanings of their own after ETRN (RFC 1985 §5)', () => {
  for (const code of ['250', '251', '252', '253', '458', '459']) assert.ok(texts.commands[`ETRN ${code}`], code);
  assert.deepEqual(answers('458'), ['ETRN']);
});

test('458 and 459 are not of ATRN (RFC 2645 §7)', () => {
  for (const code of ['458', '459']) assert.ok(!answers(code).includes('ATRN'), code);
  assert.ok(answers('453').includes('ATRN'));
});

test('a syntax error in ETRN is 500 or 501, not the 550 and 551 of a misprint (RFC 1985 §5.1, §5.2)', () => {
  for (const code of ['500', '501']) {
    assert.ok(answers(code).includes('ETRN'), code);
    after(`ETRN ${code}`, /wrong/i);
  }
  for (const code of ['550', '551']) assert.ok(!answers(code).includes('ETRN'), code);
});

test('432 is a password transition, not a stopped queue (RFC 4954 §6)', () => {
  says('432', /password/i, /Exchange|queue/i);
});

test('523 is “encryption needed”; message too large is folklore (RFC 5248 §2.2, X.7.10)', () => {
  says('523', /encrypt|TLS/i);
  assert.match(of('523').note ?? '', /large|size|length|big/i);
});

test('422, 430, 524 and 533 are numbers of RFC 5248 without a text', () => {
  for (const code of ['422', '430', '524', '533']) assert.equal(fact(code).status, 'extension', code);
});

test('354 is meant where Oracle’s UTL_SMTP pages print 345 (RFC 5321 §4.2.2)', () => {
  says('354', /UTL_SMTP.*345/);
  assert.equal(catalog.replyCode('345'), undefined);
});

test('a client falls back to HELO where EHLO is answered with 500 or 502 (RFC 5321 §3.2, §4.3.2)', () => {
  for (const code of ['500', '502']) {
    after(`EHLO ${code}`, /falls back to `HELO`/);
    says(code, /`HELO` after a 50[02] to `EHLO`/);
  }
});

test('greylisting is answered with 450 or 421 (RFC 6647 §5), and with 451 in practice', () => {
  for (const code of ['421', '450', '451']) says(code, /greylist/i);
});

test('no reply promises a Retry-After; a client waits 30 minutes and gives up after four to five days (RFC 5321 §4.5.4.1)', () => {
  for (const text of Object.values(texts['reply-codes']))
    assert.doesNotMatch(JSON.stringify(text), /honou?r .{0,20}Retry-After/i);
  assert.match(texts.ui.retryLong.later, /30 minutes.*four to five days/);
});

test('subject and detail have one to three digits and no leading zero (RFC 3463 §2)', () => {
  for (const wrong of ['5.01.1', '5.1.01', '05.1.1', '5.1.1234']) {
    assert.equal(parseReply(`550 ${wrong} No such user`)?.enhancedCode, undefined, wrong);
    const [reply] = read(`220 mx.example.com ESMTP\n550 ${wrong} No such user\n`).slice(1);
    assert.equal(reply?.replyCode, '550', wrong);
    assert.equal(reply.enhancedCode, undefined, wrong);
  }
  assert.equal(parseReply('550 5.10.100 No such user')?.enhancedCode, '5.10.100');
});

test('the first digits of a reply code and its enhanced code must agree (RFC 2034 §4)', () => {
  assert.match(of('550 4.1.1').conflict ?? '', /550.*4\.1\.1/);
  assert.equal(of('550 5.1.1').conflict, null);
});

test('no enhanced code on 3yz (RFC 2034 §4)', () => {
  assert.match(of('354 2.0.0').conflict ?? '', /2\.0\.0/);
});

test('no enhanced code in the greeting and in the answer to EHLO (RFC 2034 §4)', () => {
  const rule = 'enhanced-code-misplaced';
  assertFinds(rule, "send('220 «2.0.0» mx.example.com ESMTP');", "send('220 mx.example.com ESMTP');");
  assertFinds(rule, "send('250-«2.0.0» PIPELINING');", "send('250-PIPELINING');");
  assertQuiet(rule, "send('250 2.1.0 Sender ok');");
});

test('the same enhanced code stands on each line of a reply, also for a client that said HELO (RFC 2034 §4)', () => {
  says('5.0.0', /each line of a multiline reply.*`HELO`.*RFC 2034 §4/);
  const reply = read('220 mx.example.com ESMTP\n550-5.7.1 Blocked.\n550 5.7.1 See https://example.com/b\n')[1];
  assert.equal(reply?.enhancedCode, '5.7.1');
  assert.equal(reply.text, 'Blocked. See https://example.com/b');
});

test('of an unknown detail the subject is told (RFC 3463 §2)', () => {
  const { meaning, status } = of('5.7.99');
  assert.equal(status, 'undefined');
  assert.match(meaning, /5\.7\.99/);
  assert.match(meaning, /security|policy/i);
});

test('IANA lists 550 and others with X.7.1, but not 554', () => {
  assert.ok(detail('5.7.1').replyCodes.includes('550'));
  assert.ok(!detail('5.7.1').replyCodes.includes('554'));
});

test('Status is the reporting server’s own, Diagnostic-Code the other server’s (RFC 3464 §2.3.4, §2.3.6)', () => {
  says('5.0.0', /Diagnostic-Code.*RFC 3464 §2\.3\.6/);
  const replies = (status: string): (string | undefined)[][] =>
    read(
      `Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; user@example.net
Action: failed
Status: ${status}
Diagnostic-Code: smtp; 550 5.7.1 Refused
`,
    ).map(({ replyCode, enhancedCode }) => [replyCode, enhancedCode]);
  for (const status of ['5.0.0', '5.2.0']) assert.deepEqual(replies(status), [['550', '5.7.1']]);
  assert.deepEqual(replies('4.4.7'), [
    [undefined, '4.4.7'],
    ['550', '5.7.1'],
  ]);
});

test('qmail’s (#5.7.1) is read at the end of the text, too', () => {
  const text = '554 relaying denied (#5.7.1)';
  const [reply] = groupReplies(
    text,
    [
      { kind: 'reply', code: '554', start: 0, end: 3, rule: '', certainty: 1 },
      { kind: 'enhanced', code: '5.7.1', start: text.indexOf('5.7.1'), end: text.length - 1, rule: '', certainty: 1 },
    ],
    { family: 'log', id: 'x', name: 'x' },
  );
  assert.equal(reply?.enhancedCode, '5.7.1');
});

test('X.1.5 says that the address is valid (RFC 3463 §3.2); Microsoft uses 5.1.5 otherwise', () => {
  const all = JSON.stringify([texts['enhanced-codes']['2.1.5'], texts['enhanced-codes']['X.1.5']]);
  assert.match(all, /valid/i);
});

test('X.2.2 is meant to pass, and comes with 552 all the same (RFC 3463 §3.3)', () => {
  assert.ok(detail('4.2.2').classes.includes('4'));
  assert.ok(detail('5.2.2').replyCodes.includes('552'));
});

test('Gmail uses X.7.27, X.7.29 and X.7.30 against the registry, and both are said', () => {
  const gmail: Record<string, [string, RegExp, RegExp]> = {
    '5.7.27': ['550 5.7.27 Your email has been blocked because SPF check failed', /SPF/, /null MX/i],
    '5.7.29': ['550 5.7.29 Your email has been blocked because the connection is not encrypted with TLS', /TLS/, /ARC/],
    '5.7.30': ['550 5.7.30 Your email has been blocked because DKIM check failed', /DKIM/, /REQUIRETLS/],
  };
  for (const [code, [reply, theirs, registered]] of Object.entries(gmail)) {
    assert.match(JSON.stringify(texts['enhanced-codes'][`X${code.slice(1)}`]), registered, code);
    assert.match(JSON.stringify(of(reply)), theirs, reply);
  }
});

test('X.7.23 is a missing PTR record at Gmail and a failed SPF in the registry; of X.7.25 both say the same (RFC 7372)', () => {
  const gmail = '421 4.7.23 The sending IP address for this message doesn’t have a PTR record';
  assert.match(JSON.stringify(of(gmail)), /PTR/);
  says('5.7.23', /SPF/, /4\.7\.23/);
  says('4.7.23', /PTR/, /SPF/);
  says('5.7.25', /PTR/);
});

test('three-digit details are Microsoft’s own', () => {
  for (const code of ['5.7.509', '5.7.606']) assert.equal(catalog.enhancedCode(code), undefined, code);
});

test('a 4yz of Yahoo’s may be permanent: waiting does not cure [TS03]', () => {
  const { provider, retry } = of(
    '421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed',
  );
  assert.match(provider?.name ?? '', /Yahoo/);
  assert.notEqual(retry, 'later');
});

test('null MX: 556 5.1.10 for a recipient (RFC 7505 §4.1)', () => {
  assert.ok(detail('5.1.10').replyCodes.includes('556'));
  says('5.1.10', /null MX/i);
});

test('Google’s list prints three codes with a zero too many; they mean 5.7.4, 5.7.8 and 5.7.9', () => {
  for (const [reply, plain] of [
    ['504 5.7.40 Unrecognized Authentication Type', '504 5.7.4 Unrecognized Authentication Type'],
    ['535 5.7.80 Username and Password not accepted', '535 5.7.8 Username and Password not accepted'],
    ['534 5.7.90 Application-specific password required', '534 5.7.9 Application-specific password required'],
  ] as const) {
    assert.equal(of(reply).provider?.id, of(plain).provider?.id, reply);
    assert.equal(of(reply).name, of(plain).name, reply);
  }
  for (const code of ['5.7.4', '5.7.8', '5.7.9']) says(code, new RegExp(`${code.replaceAll('.', '\\.')}0`));
  assert.match(of("550 5.7.40 the sending domain doesn't have a DMARC record").name, /DMARC/);
});

test('403 of SendGrid is final although its first digit says later', () => {
  const { provider, retry } = of('403 You are not authorized to send from that email address');
  assert.equal(provider?.name, 'SendGrid');
  assert.equal(retry, 'afterChange');
  says('403', /SendGrid.*no retry cures/);
});

test('550 of Tencent QQ may be a rate limit, which passes', () => {
  const { provider, class: replyClass, retry } = of('550 Connection frequency limited. http://service.mail.qq.com/');
  assert.equal(provider?.name, 'Tencent QQ');
  assert.equal(replyClass, 'permanent');
  assert.equal(retry, 'later');
  says('550', /QQ.*rate limits/);
});

test('450 4.7.25 is Postfix without a confirmed name, 450 4.7.1 Postfix without any name', () => {
  const confirmed = of('450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]');
  const reverse = of('450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]');
  assert.equal(confirmed.provider?.id, 'postfix-name-mismatch');
  assert.match(confirmed.provider.meaning, /3\.0/);
  assert.equal(reverse.provider?.id, 'postfix-no-reverse-name');
});

test('Sendmail’s connection limit answers 452, or 421 where it hangs up', () => {
  for (const code of ['452', '421'])
    assert.equal(of(`${code} 4.3.2 Connection rate limit exceeded.`).provider?.id, 'sendmail-connection-rate', code);
  says('452', /Sendmail’s connection rate limit, `452 4\.3\.2`/);
});

test('605, 606 and 607 are events of Mailgun, not replies of a server', () => {
  for (const code of ['605', '606', '607']) {
    assert.equal(of(code).class, 'invalid', code);
    says(code, /Mailgun’s own event code/, new RegExp(`No server said ${code}`));
  }
});

test('products have numbers of their own', () => {
  for (const [code, who] of [
    ['435', /Exim/],
    ['511', /Courier/],
    ['517', /Courier/],
    ['523', /Courier/],
    ['571', /Courier/],
    ['424', /OpenSMTPD/],
    ['524', /OpenSMTPD/],
  ] as const)
    says(code, who);
});

test('folklore numbers are enhanced codes of Exchange without their dots', () => {
  for (const [code, enhanced] of [
    ['431', '4.3.1'],
    ['441', '4.4.1'],
    ['442', '4.4.2'],
    ['446', '4.4.6'],
    ['447', '4.4.7'],
    ['449', '4.4.9'],
    ['512', '5.1.2'],
    ['513', '5.1.3'],
  ] as const) {
    assert.equal(fact(code).status, 'nonstandard', code);
    says(code, new RegExp(enhanced.replaceAll('.', '\\.')));
  }
});

test('111 is ECONNREFUSED of Linux, 200 is of RFC 876 only', () => {
  says('111', /ECONNREFUSED/);
  assert.notEqual(fact('200').status, 'standard');
});

test('some folklore numbers are really sent by a product', () => {
  for (const [code, who] of [
    ['431', /Courier/],
    ['511', /Courier/],
    ['442', /OpenSMTPD/],
    ['541', /Zoho/],
    ['571', /Courier|La Poste/],
  ] as const)
    says(code, who);
});

test('550 is more than “not found”: no access and policy too (RFC 5321 §4.2.3, §7.9)', () => {
  says('550', /policy|relay/i);
});

test('553 is more than a wrong syntax (RFC 5321 §4.2.3)', () => {
  says('553', /syntax/i, /not allowed|sender|owned|relay/i);
});

test('a line of the body that begins with a dot gets another one (RFC 5321 §4.5.2)', () => {
  says('354', /dot|period/i);
});
