import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeKey } from '../../../src/core/explain/causeKey';
import { explain } from '../../../src/core/explain/explain';
import { explanationToMarkdown } from '../../../src/core/explain/markdown';
import { parseReply } from '../../../src/core/codes';
import { waitOf } from '../../../src/core/explain/waitOf';
import type { Explanation } from '../../../src/core/model';
import { judgeReplies, tallyOf } from '../../judge/judge';
import { locales, readCatalog } from '../catalog/readData';

const catalog = readCatalog();
const of = (reply: string): Explanation => explain(catalog, parseReply(reply) ?? { text: reply });
const causeOf = (reply: string): string | undefined => of(reply).cause?.id;

test('the words of any server name the cause, and the explanation quotes them', () => {
  const { cause, name } = of('550 The mailbox of this user is full');
  assert.equal(cause?.id, 'mailbox-full');
  assert.equal(cause.from, 'words');
  assert.deepEqual(cause.because, ['mailbox of this user is full']);
  assert.equal(cause.knownAs.sisimai, 'mailboxfull');
  assert.equal(name, catalog.texts.causes['mailbox-full']!.name);
  assert.match(explanationToMarkdown(catalog, of('550 Mailbox is full')), /because it says \*Mailbox is full\*/);
});

test('words are known in any order of spelling: endings, hyphens, apostrophes, figures, addresses between them', () => {
  for (const reply of [
    '550 User unknown',
    '550 USER_UNKNOWN',
    '550 unknown user',
    '550 The user <anna@example.com> is unknown',
    '550 Users unknown here',
    "550 mailbox doesn't exist",
    '550 mailbox doesn’t exist',
    '550 The mailbox did not exist',
    '550 Mail-box not found',
  ])
    assert.equal(causeOf(reply), 'unknown-user', reply);
  for (const reply of ['550 not RFC 5322 compliant', '550 not RFC-5322 compliant', '550 not RFC5322-compliant'])
    assert.equal(causeOf(reply), 'headers-invalid', reply);
});

test('words that look like a cause and name none are passed over', () => {
  assert.equal(causeOf('451 4.7.1 To protect our users from spam, try again later'), 'server-trouble');
  assert.notEqual(causeOf('550 5.1.1 This is not spam, but there is no such user'), 'spam-content');
  assert.equal(causeOf('550 5.1.1 <no.such.user@example.com>: mailbox full'), 'mailbox-full');
  assert.equal(causeOf('550 Refused, see https://example.com/mailbox-full.html'), 'policy-blocked');
});

test('the most telling words win: a cause before a catch-all, the longer before the shorter', () => {
  assert.equal(
    causeOf('550 5.7.1 Rejected for policy reasons: 192.0.2.1 is listed at zen.spamhaus.org'),
    'ip-blocklisted',
  );
  assert.equal(causeOf('550 Access denied: no PTR record for 192.0.2.1'), 'no-reverse-dns');
  assert.equal(causeOf('550 5.1.1 Sender address rejected: Domain not found'), 'sender-domain-unknown');
});

test('words beat a code that says something else, and both are said', () => {
  const { cause, conflict, hard, brief } = of('550 5.1.1 You have exceeded the hourly limit of messages');
  assert.equal(cause?.id, 'rate-limited');
  assert.match(conflict ?? '', /The code 550 5\.1\.1 says “No such mailbox”, but the words say “Too much mail/);
  assert.equal(hard, false);
  assert.doesNotMatch(brief, /Remove this address/);
  assert.equal(of('550 5.1.1 No such user').conflict, null);
  assert.equal(of('550 5.1.1').cause?.from, 'code');
});

test('a catch-all in words leaves a code that says more alone', () => {
  const { cause, hard } = of('550 5.1.1 Rejected');
  assert.equal(cause?.id, 'unknown-user');
  assert.equal(cause.from, 'code');
  assert.equal(hard, true);
});

test('a generic or misused detail hides no telling reply code; X.0.0 adds nothing; an unknown detail falls to its subject', () => {
  assert.equal(causeOf('535 5.7.0 x'), 'login-failed');
  assert.equal(of('530 5.7.7').name, catalog.texts['reply-codes']['530']!.name);
  assert.equal(of('550 5.0.0').name, catalog.texts['reply-codes']['550']!.name);
  assert.equal(of('550 5.7.99').name, catalog.texts.digits.subjects['7']!.name);
  assert.equal(of('550 5.7.99').acts, 'sender');
});

test('a provider is named only where it speaks', () => {
  assert.doesNotMatch(JSON.stringify([of('550 5.5.0').name, of('552 5.1.1').name, of('550 5.4.5').name]), /\(/);
  const own = catalog.texts['enhanced-codes']['550 5.5.0']!;
  assert.equal(of('550 5.5.0 Xyz [AM7EUR03.prod.outlook.com]').meaning, own.meaning);
  assert.notEqual(of('550 5.5.0 Xyz').meaning, own.meaning);
  assert.equal(of('550 5.7.1 What nobody says xyz - gsmtp').provider?.name, 'Google');
  assert.equal(of('550 5.7.1 Client host [mail.yahooinc.com] refused').provider, null);
  assert.equal(of('550 5.1.1 <gsmtp@example.com> refused').provider, null);
  assert.equal(of('550 5.7.606 x').provider?.name, 'Microsoft 365');
});

test('a blocklist that is named has its own way out, first', () => {
  const step = (reply: string) => of(reply).remedy.sender[0] ?? '';
  const listed = (name: string) => `554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using ${name}`;
  assert.match(step(listed('pbl.spamhaus.org')), /PBL/);
  assert.match(step(listed('zen.spamhaus.org')), /which part of ZEN/);
  assert.match(step(listed('dnsbl-2.uceprotect.net')), /only the provider can end it/);
  assert.match(step(listed('dnsbl.sorbs.net')), /Tell the receiver/);
  assert.equal(of(listed('bl.spamcop.net')).references[0]?.url, 'https://www.spamcop.net/bl.shtml');
  for (const locale of locales)
    for (const { id } of catalog.facts.blocklists.lists)
      assert.ok(readCatalog(locale).texts.blocklists[id], `${locale} ${id}`);
});

test('a time that the server names is read', () => {
  for (const [words, seconds] of [
    ['Greylisted, please try again in 300 seconds', 300],
    ['Try again in 15 minutes', 900],
    ['please come back later, wait 2 hours', 7200],
    ['come back in 00:04:59', 299],
    ['Message could not be delivered for 4 hours', null],
    ['Try again later', null],
    ['550 5.1.1 again', null],
  ] as const)
    assert.equal(waitOf(words), seconds, words);
  assert.match(explanationToMarkdown(catalog, of('451 Try again in 15 minutes')), /it asks for 15 minutes/);
});

test('words alone are explained, too', () => {
  const { cause, reply, name, hard } = of('Sorry, no mailbox here by that name.');
  assert.equal(cause?.id, 'unknown-user');
  assert.equal(hard, true);
  assert.deepEqual(reply, { code: null, enhanced: null });
  assert.equal(name, catalog.texts.causes['unknown-user']!.name);
  assert.equal(explain(catalog, { text: 'lorem ipsum' }).cause, null);
  assert.equal(explain(catalog, {}).cause, null);
});

test('failures with one cause are one group, whatever their codes and names', () => {
  const key = (reply: string) => causeKey(catalog, parseReply(reply)!);
  assert.equal(key('550 5.1.1 <a@example.com> User unknown'), key('550 No such user: b@example.org'));
  assert.notEqual(key('550 5.2.2 Mailbox full'), key('550 5.1.1 User unknown'));
});

test('of the replies that the project keeps, nearly all are right', () => {
  const { count, shares, hard } = tallyOf(judgeReplies(catalog));
  assert.ok(count >= 2300, `${count}`);
  assert.ok(shares.right >= 0.95, `right ${shares.right}`);
  assert.ok(shares.wrong <= 0.025, `wrong ${shares.wrong}`);
  assert.ok(hard >= 0.98, `hard ${hard}`);
});

test('an address that is refused in answer to MAIL is the sender’s: nobody is told to give a recipient up', () => {
  const inAnswerTo = (command: string, reply: string) => explain(catalog, { ...parseReply(reply), command });
  for (const [reply, cause] of [
    ['550 5.1.1 User unknown', 'sender-unverified'],
    ['550 Host example.net does not exist', 'sender-domain-unknown'],
    ['550 Requested action not taken: mailbox unavailable', 'blocked'],
  ] as const) {
    const { cause: found, hard } = inAnswerTo('MAIL', reply);
    assert.equal(found?.id, cause, reply);
    assert.equal(hard, false, reply);
    assert.equal(inAnswerTo('RCPT', reply).hard, true, reply);
  }
  assert.equal(
    causeOf('553 host1.example.net does not exist (in reply to MAIL FROM command)'),
    'sender-domain-unknown',
  );
});

test('what looks like a word about the recipient is read with what stands around it', () => {
  for (const [reply, cause] of [
    [
      '550-Verification failed for <anna@example.com> 550-Unrouteable address 550 Sender verify failed',
      'sender-unverified',
    ],
    ['552 This message would take you over your relay quota of 500', 'quota-exceeded'],
    ['550 message sending for this account is disabled', 'account-blocked'],
    ['554 5.7.1 Recipient address rejected: Username anna@example.com and sender doesn’t match', 'sender-not-allowed'],
    ['mailbox is full: retry timeout exceeded', 'mailbox-full'],
    ['550 Mail from IP 192.0.2.1 was rejected due to listing in Spamhaus SBL', 'ip-blocklisted'],
    ['451 5.7.3 STARTTLS is required to send mail', 'tls-required'],
    ['554 blacklisted (anna@example.com)', 'sender-blocked'],
    ['550 Sender domain listed at dbl.spamhaus.org', 'domain-blocklisted'],
    ['550 192.0.2.7 listed at zen.spamhaus.org', 'ip-blocklisted'],
    ['550-192.0.2.4 is not allowed to send mail from example.com', 'spf-failed'],
  ] as const)
    assert.equal(causeOf(reply), cause, reply);
});

test('521 alone gives no address up: many servers send it to a client that they refuse', () => {
  assert.equal(of('521').hard, null);
  assert.equal(of('521 mx.example.com does not accept mail').hard, true);
});
