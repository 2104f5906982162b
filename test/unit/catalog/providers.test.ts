import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { parseCustomReplies } from '../../../src/core/catalog/customReplies';
import type { EnhancedPattern, ProviderReplyFact } from '../../../src/core/catalog/facts';
import { wordsOfServer, type ProviderMatch } from '../../../src/core/catalog/replyMatcher';
import { causeKey } from '../../../src/core/explain/causeKey';
import { explain } from '../../../src/core/explain/explain';
import { parseReply } from '../../../src/core/codes';
import type { Explanation, ReplyQuery } from '../../../src/core/model';
import { locales, readCatalog } from './readData';

const catalog = readCatalog();
const { facts, texts } = catalog;
const all = facts.providers.flatMap((provider) => provider.replies.map((reply) => ({ provider, reply })));

const of = (reply: string, language = catalog): Explanation => explain(language, parseReply(reply)!);
const match = (reply: string): ProviderMatch | undefined => catalog.providerReply(parseReply(reply)!);

/** The name of the provider, or of the cause in brackets where nobody can tell who spoke. */
function told(reply: string): string | undefined {
  const found = match(reply);
  return found && (found.named ? found.provider.name : `(${found.reply.cause})`);
}

/** The first codes that a reply is documented with. */
function codesFor(replyCodes: readonly string[], enhancedCodes: readonly EnhancedPattern[]): ReplyQuery {
  const replyCode = replyCodes[0]?.replace('xx', '21');
  const [first] = enhancedCodes;
  const enhancedCode = typeof first === 'object' ? first.to : first;
  return { ...(replyCode ? { replyCode } : {}), ...(enhancedCode ? { enhancedCode } : {}) };
}

/** Everything that a reply is known by, as a server would say it. */
function* spoken({ replyCodes, enhancedCodes, texts: phrases }: ProviderReplyFact): Iterable<ReplyQuery> {
  for (const phrase of phrases) {
    const text = typeof phrase === 'string' ? phrase : phrase.join(' something ');
    yield { ...codesFor(replyCodes, enhancedCodes), text };
  }
}

/** These say what a mail server says that many run; without a mark of the provider nobody can tell the two apart. */
const alike: Readonly<Record<string, string>> = {
  'icloud-busy': 'postfix-milter-down',
  'icloud-relay-denied': 'postfix-relay-denied',
  'icloud-sender-domain': 'postfix-sender-domain',
  'icloud-too-many-errors': 'postfix-too-many-errors',
  'microsoft365-relay-denied': 'exchange-relay-denied',
  'mimecast-login-failed': 'exim-login-failed',
  'postfix-starttls-first': 'google-starttls-first',
};

test('each documented reply is known by its words and codes, or by the same words of a mail server', () => {
  for (const { reply } of all)
    for (const query of spoken(reply)) {
      const found = catalog.providerReply(query);
      assert.ok(found, `${reply.id}: ${query.text}`);
      assert.equal(found.reply.cause, reply.cause, `${reply.id}: ${query.text}`);
      assert.equal(found.reply.id, alike[reply.id] ?? reply.id, query.text);
      if (found.reply.id === reply.id) assert.equal(found.named, !reply.shared, reply.id);
    }
});

test('each reply as it stands on the wire is taken for the documented one, and for no other provider', () => {
  const wrong: string[] = [];
  for (const { provider, reply } of all)
    for (const example of reply.examples) {
      const found = match(example);
      const own = found?.reply.id === reply.id;
      // Words of many: the cause is known, the provider is named beside its mark alone.
      const unnamed = reply.shared && found?.named !== true && of(example).cause?.id === reply.cause;
      const said = found?.provider !== provider && found?.named === true ? `as ${found.provider.name}` : 'as';
      if (!own && !unnamed && !alike[reply.id]) wrong.push(`${reply.id} ${said} ${found?.reply.id}: ${example}`);
      assert.doesNotMatch(example, /[\r\n\t]| $/, example);
    }
  assert.deepEqual(wrong, []);
});

test('the addresses and domains of examples are made up (RFC 2606, RFC 5737, RFC 3849)', () => {
  for (const { reply } of all)
    for (const example of reply.examples)
      for (const [address] of example.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g))
        if (address !== '4.16.55.1')
          assert.match(address, /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./, `${reply.id}: ${example}`);
});

test('words that others say too name the provider beside one of its marks', () => {
  for (const { provider, reply } of all) {
    if (!reply.shared) continue;
    for (const query of spoken(reply))
      for (const mark of provider.marks ?? []) {
        const found = catalog.providerReply({ ...query, text: `${query.text} (${mark})` });
        assert.equal(found?.named, true, `${reply.id}: ${query.text} ${mark}`);
        assert.equal(found.reply.cause, reply.cause);
      }
  }
  assert.equal(told('530 5.7.0 Authentication Required. 5bxq7 - gsmtp'), 'Google');
});

test('what many servers say is given to none of them', () => {
  const phrases: Readonly<Record<string, string | undefined>> = {
    '550 5.1.1 User unknown': '(unknown-user)',
    '550 5.1.1 <a@example.com>... User unknown': '(unknown-user)',
    '550 User unknown': undefined,
    '550 Mailbox not found': '(unknown-user)',
    '550 5.1.1 No such user here': undefined,
    '552 5.2.2 Mailbox full': '(mailbox-full)',
    '452 4.2.2 Mailbox full': undefined,
    '550 5.7.1 Relaying denied': '(relay-denied)',
    '550 5.7.1 Relay access denied': 'Postfix',
    '530 5.7.0 Authentication required': '(login-required)',
    '530 5.7.0 Must issue a STARTTLS command first': '(tls-required)',
    '452 4.5.3 Too many recipients': '(too-many-recipients)',
    '421 4.3.2 Service not available, closing transmission channel': undefined,
    '550 Requested action not taken: mailbox unavailable': undefined,
    '550 5.7.1 Delivery not authorized, message refused': '(policy-blocked)',
    '554 5.7.1 Message rejected due to local policy': undefined,
    '535 5.7.8 Authentication failed': undefined,
    '535 Authentication failed': undefined,
    '451 4.7.1 Try again later': undefined,
    '250 2.0.0 Ok: queued as 4bXyZ1': undefined,
    '550 5.1.1 <bob@icloud.com>: user does not exist': '(unknown-user)',
    '550 5.1.1 <bob@outlook.com>: Recipient address rejected: mailbox gone': undefined,
  };
  for (const [reply, expected] of Object.entries(phrases)) assert.equal(told(reply), expected, reply);
});

test('real replies are known by who said them', () => {
  const replies: Readonly<Record<string, string>> = {
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated.': 'google-unauthenticated',
    '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table':
      'postfix-unknown-virtual-user',
    '454 4.7.1 <a@example.com>: Relay access denied': 'postfix-relay-deferred',
    '554 <a@example.com>: Relay access denied': 'postfix-relay-denied',
    '550 5.4.1 Recipient address rejected: Access denied. [AM7EUR03FT045.eop-EUR03.prod.protection.outlook.com]':
      'microsoft365-edge-unknown-user',
    '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)': 'microsoft365-throttled',
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).":
      'outlook-s3150',
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1':
      'yahoo-tss04',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.example.com': 'blocklists-listed',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.1':
      'blocklists-spamcop',
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.53':
      'blocklists-open-resolver',
    '535 Incorrect authentication data (set_id=frank)': 'exim-login-failed',
    '451 4.7.1 Greylisting in action, please come back later': 'greylisting-greylisted',
    '450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted, see http://postgrey.example.org/':
      'greylisting-greylisted',
    '5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup':
      'microsoft365-recipient-not-found',
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)": 'qmail-relay-denied',
    '554 IP=192.0.2.1 - A problem occurred. Ask your postmaster for help or to contact tobr@rx.t-online.de (BL)':
      'telekom-blocked-ip',
  };
  for (const [reply, id] of Object.entries(replies)) {
    assert.equal(match(reply)?.reply.id, id, reply);
    assert.equal(match(reply)?.named, true, reply);
  }
});

test('words are known over the lines of a reply, with typographic apostrophes, in any case and spacing', () => {
  const text = '550-5.7.27 This mail DIDN’T  pass\n 550-5.7.27 SPF\tauthentication. 550 5.7.27 See the guide';
  assert.equal(
    catalog.providerReply({ replyCode: '550', enhancedCode: '5.7.27', text })?.reply.id,
    'google-spf-missing',
  );
});

test('no code names a provider by itself in what it is called', () => {
  for (const locale of locales) {
    const { 'reply-codes': replyTexts, 'enhanced-codes': enhancedTexts } = readCatalog(locale).texts;
    for (const [key, { name }] of [...Object.entries(replyTexts), ...Object.entries(enhancedTexts)])
      assert.doesNotMatch(name, /Gmail|Google|Microsoft|Outlook|Comcast|Yahoo|M365|Postfix/, `${locale} ${key}`);
  }
  assert.equal(of('550 5.5.0').provider, null);
});

test('a sending limit under the code of an unknown address leaves the address alone', () => {
  const limit = of(
    '550 5.1.1 anna@example.com This message has exceeded the max number of recipients this hour. IB607',
  );
  assert.deepEqual([limit.provider?.name, limit.cause?.id, limit.hard], ['GoDaddy', 'rate-limited', false]);
  const tenant = of('550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. AS(7230)');
  assert.deepEqual([tenant.provider?.name, tenant.cause?.id], ['Microsoft 365', 'account-restricted']);
});

test('what a login is refused for is told apart under one code', () => {
  const causes = [
    'SmtpClientAuthentication is disabled for the Tenant.',
    'SmtpClientAuthentication is disabled for the Mailbox.',
    'the user credentials were incorrect.',
    'the request did not meet the criteria to be authenticated successfully.',
    "user is locked by your organization's security defaults policy.",
  ].map((words) => of(`535 5.7.139 Authentication unsuccessful, ${words} [X.prod.outlook.com]`).cause?.id);
  assert.deepEqual(causes, ['login-disabled', 'login-disabled', 'login-failed', 'login-blocked', 'login-blocked']);
});

test('a provider’s own tag counts in any failure, whatever words stand beside it', () => {
  for (const [reply, name, cause] of [
    ['554 mx.example.net comcast listed at Spamhaus, see smtp-error-codes.php#BL000010', 'Comcast', 'ip-blocklisted'],
    ['421 4.7.0 [IPTS04] Messages from 192.0.2.7 temporarily deferred', 'Yahoo', 'ip-reputation'],
    ['550 5.5.0 SPF: example.org may not send. LPN004_401', 'La Poste', 'spf-failed'],
    ['550 mwinf5c04 ME Service refuse. OFR006_103 192.0.104.7 [103]', 'Orange', 'ip-blocked'],
  ] as const) {
    const { provider, cause: found } = of(reply);
    assert.deepEqual([provider?.name, found?.id], [name, cause], reply);
  }
});

test('codes that a provider does not send with its words rule it out', () => {
  assert.equal(match('421 5.7.26 the sender is unauthenticated')?.reply.id, 'google-unauthenticated');
  assert.equal(told('250 2.0.0 the sender is unauthenticated'), undefined);
  assert.equal(told('450 4.7.1 Access denied, banned sending IP'), undefined);
  assert.equal(match('550 5.7.649 Access denied, banned sending IP')?.reply.id, 'microsoft365-banned-ip');
});

test('no text is read to the end of the world', () => {
  assert.ok(wordsOfServer({ text: 'x'.repeat(1e6) }).length <= 4000);
});

test('what Google says of an unauthenticated sender names both proofs and what to do', () => {
  for (const locale of locales) {
    const explanation = of(
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.',
      readCatalog(locale),
    );
    assert.equal(explanation.provider?.name, 'Google');
    assert.match(explanation.provider.meaning, /Google.*SPF.*DKIM|SPF.*DKIM.*Google/);
    assert.ok(explanation.remedy.sender.some((step) => step.includes('v=spf1')));
    assert.ok(explanation.remedy.sender.some((step) => step.includes('_domainkey')));
    assert.equal(
      explanation.references[0]?.url,
      'https://knowledge.workspace.google.com/admin/support/troubleshooting/gmail-smtp-errors-and-codes',
    );
  }
});

test('a code used against the registry is explained both as the provider and as the registry have it', () => {
  const registered = (code: string) => texts['enhanced-codes'][code]!.name;
  const cases: readonly (readonly [reply: string, said: RegExp, registry: string])[] = [
    ["550 5.7.27 This mail has been blocked because the sender didn't pass SPF authentication", /SPF/, 'X.7.27'],
    ["421 4.7.29 rate limited because it's not using a TLS connection", /TLS/, 'X.7.29'],
    ["550 5.7.30 blocked because the sender didn't pass DKIM authentication", /DKIM/, 'X.7.30'],
    ["451 4.7.23 The sending IP address doesn't have a PTR record", /PTR/, 'X.7.23'],
    ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', /recipient/, 'X.1.10'],
  ];
  for (const [reply, said, code] of cases) {
    const { provider, meaning, name } = of(reply);
    assert.match(provider?.meaning ?? '', said, reply);
    assert.ok(meaning.includes(`“${registered(code)}”`), `${reply}: ${meaning}`);
    assert.notEqual(name, registered(code), reply);
  }
  assert.match(
    of('550 5.7.606 Access denied, banned sending IP [192.0.2.1]').meaning,
    /5\.7\.606 is not in the registry/,
  );
});

test('no reply with an unregistered enhanced status code passes for a registered one', () => {
  for (const { reply } of all)
    for (const pattern of reply.enhancedCodes) {
      const code = typeof pattern === 'string' ? pattern : pattern.from;
      if (!catalog.enhancedCode(code)) assert.equal(reply.againstRegistry, true, `${reply.id}: ${code}`);
    }
});

test('where nobody can tell who spoke, the cause is explained and no provider is named', () => {
  const { provider, name, meaning, brief } = of('552 5.2.2 Mailbox full');
  assert.equal(provider, null);
  assert.deepEqual(
    { name, meaning, brief },
    (({ name, meaning, brief }) => ({ name, meaning, brief }))(texts.causes['mailbox-full']!),
  );
});

test('what many servers do is explained without a provider, in words of its own', () => {
  const { provider, name, meaning } = of(
    '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.spamcop.net; Blocked',
  );
  assert.equal(provider, null);
  assert.equal(name, texts.causes['ip-blocklisted']!.name);
  assert.ok(meaning.startsWith(texts.causes['ip-blocklisted']!.meaning));
  assert.match(meaning, /SpamCop/);
});

test('of a provider whose servers nobody else runs, only its own steps are given for the receiver', () => {
  const google = of('550-5.1.1 The email account that you tried to reach does not exist. - gsmtp').remedy;
  assert.deepEqual(google.receiver, []);
  assert.deepEqual(google.sender, texts.causes['unknown-user']!.remedy.sender);
  const workspace = of('421 4.7.0 IP not in whitelist for RCPT domain, closing connection. - gsmtp').remedy;
  assert.match(workspace.receiver.join(), /Admin console/);
  const postfix = of('550 5.1.1 <a@example.com>: User unknown in virtual mailbox table').remedy;
  assert.match(postfix.receiver.join(), /postmap -q/);
});

test('a documented reply is one situation: what else its codes may mean is left out', () => {
  const { whenYouSeeIt, note } = of('550 5.7.1 likely unsolicited email - gsmtp');
  assert.deepEqual({ whenYouSeeIt, note }, { whenYouSeeIt: [], note: null });
  assert.ok(of('550 5.7.1').whenYouSeeIt.length);
});

test('whether to try again depends on the class where a provider documents words without a code', () => {
  assert.equal(of('421 AUP#CXBL').retry, 'later');
  assert.equal(of('554 AUP#CXBL').retry, 'afterChange');
  assert.equal(of('421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred').retry, 'afterChange');
});

test('each range of enhanced status codes runs upwards within a subject', () => {
  for (const { reply } of all)
    for (const pattern of reply.enhancedCodes) {
      if (typeof pattern === 'string') continue;
      const [from, to] = [pattern.from.split('.'), pattern.to.split('.')];
      assert.deepEqual(from.slice(0, 2), to.slice(0, 2), reply.id);
      assert.ok(Number(from[2]) < Number(to[2]), reply.id);
    }
});

test('each reply is of its provider by its id, and each provider is of its file', () => {
  for (const { provider, reply } of all) assert.ok(reply.id.startsWith(`${provider.id}-`), reply.id);
  assert.equal(new Set(facts.providers.map(({ name }) => name)).size, facts.providers.length);
});

test('the texts of a provider name it, unless they are about something that many do', () => {
  /** By what the texts call them. */
  const names: Readonly<Record<string, RegExp>> = {
    cloudflare: /Cloudflare/,
    gmx: /GMX/,
    icloud: /iCloud|Apple/,
    microsoft365: /Microsoft/,
    netease: /NetEase/,
    orange: /Orange/,
    proton: /Proton/,
    qq: /QQ/,
    rackspace: /Rackspace/,
    ses: /SES/,
    symantec: /Symantec/,
    trendmicro: /Trend Micro/,
    yandex: /Yandex/,
    zoho: /Zoho/,
    cisco: /Cisco/,
    exchange: /Exchange/,
  };
  for (const locale of locales) {
    const language = readCatalog(locale).texts;
    for (const { provider, reply } of all) {
      if (provider.kind === 'practice') continue;
      const name = names[provider.id] ?? new RegExp(provider.name);
      const text = language.providers[reply.id];
      if (text) assert.match(text.meaning, name, `${locale} ${reply.id}`);
    }
  }
});

test('texts of causes and providers say how they are meant to be said', () => {
  for (const locale of locales) {
    const { causes, providers } = readCatalog(locale).texts;
    for (const [key, text] of [...Object.entries(causes), ...Object.entries(providers)]) {
      const { name, brief, meaning, remedy = {} } = text as Partial<(typeof causes)[string]>;
      for (const title of [name, brief]) if (title) assert.doesNotMatch(title, /[.!`]|^\p{Ll}/u, `${locale} ${key}`);
      for (const sentence of [meaning!, ...Object.values(remedy as object).flat()] as string[]) {
        const place = `${locale} ${key}: ${sentence}`;
        assert.match(sentence, /\.$/, place);
        assert.equal((sentence.match(/`/g) ?? []).length % 2, 0, place);
        const prose = sentence.replace(/`[^`]*`/g, '``');
        assert.doesNotMatch(prose, /https?:|<\w|\*\*|\]\(/, place);
        assert.doesNotMatch(prose, /(?<!\p{L})(?!nous\b|vous\b)(\p{L}+) \1(?![\p{L}-])/iu, place);
        assert.doesNotMatch(prose, /'|  /, place);
        assert.doesNotMatch(prose, /\b(?:simply|please|in order to|properly)\b/i, place);
      }
    }
  }
});

test("the user's own replies win over the documented ones", () => {
  const { replies, problems } = parseCustomReplies([
    {
      name: 'House rule',
      code: '550',
      enhancedCode: '5.7.26',
      text: 'Unauthenticated',
      brief: 'Ask the mail team',
      meaning: 'Our gateway forwards what Google says.',
      retry: 'no',
      acts: 'receiver',
    },
  ]);
  assert.deepEqual(problems, []);
  const own = createCatalog(facts, texts, 'en', undefined, replies);
  const query = parseReply('550-5.7.26 This mail has been blocked because the sender is unauthenticated.')!;
  const { name, brief, meaning, retry, acts, status, provider, remedy } = explain(own, query);
  assert.deepEqual(
    { name, brief, meaning, retry, acts, status },
    {
      name: 'House rule',
      brief: 'Ask the mail team',
      meaning: 'Our gateway forwards what Google says.',
      retry: 'no',
      acts: 'receiver',
      status: 'custom',
    },
  );
  assert.equal(provider?.name, 'Google', 'who said it is still told');
  assert.ok(remedy.sender.length, 'what the user leaves out comes from the catalog');
  assert.match(causeKey(own, query), /House rule/);
  assert.equal(explain(own, parseReply('550 5.7.26 another text')!).status, 'standard');
});

test("faulty entries of the user's are named and skipped, the others hold", () => {
  const { replies, problems } = parseCustomReplies([
    { name: 'Good', text: 'Quota of our Archive' },
    { name: 'Wrong class', code: '150' },
    { code: '550' },
    'not an object',
    null,
    { name: 'Nothing to know it by' },
    { name: 'Bad code', code: 550 },
    { name: 'Bad enhanced', enhancedCode: '5.7' },
    { name: 'Short', text: 'no' },
    { name: 'Long', code: '550', brief: 'x'.repeat(41) },
    { name: 'Retry', code: '550', retry: 'sometimes' },
    { name: 'Acts', code: '550', acts: 'postman' },
  ]);
  assert.deepEqual(
    replies.map(({ name }) => name),
    ['Good'],
  );
  assert.equal(problems.length, 11);
  for (const label of ['“Wrong class”', 'number 3', 'number 4', 'number 5', '“Short”', '“Retry”', '“Acts”'])
    assert.ok(
      problems.some((problem) => problem.includes(label)),
      label,
    );
  const own = createCatalog(facts, texts, 'en', undefined, replies);
  assert.equal(explain(own, parseReply('452 4.2.2 quota of our ARCHIVE is used up')!).name, 'Good');
  assert.deepEqual(parseCustomReplies('550'), { replies: [], problems: ['customReplies is not a list'] });
  assert.deepEqual(parseCustomReplies(undefined), { replies: [], problems: [] });
});
