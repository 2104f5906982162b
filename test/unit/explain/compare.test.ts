import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Catalog } from '../../../src/core/catalog/catalog';
import { compare } from '../../../src/core/explain/compare';
import { explain } from '../../../src/core/explain/explain';
import { comparisonToMarkdown } from '../../../src/core/explain/markdown';
import { parseReply } from '../../../src/core/codes';
import { readCatalog } from '../catalog/readData';

const english = readCatalog('en');
const of = (left: string, right: string, catalog = english) => compare(catalog, parseReply(left)!, parseReply(right)!);
const fact = (model: ReturnType<typeof of>, id: string) => model.facts.find((row) => row.id === id);

test('what a person wrote about two codes comes first', () => {
  assert.equal(of('450', '550').differences[0], english.texts.pairs['450/550']);
  assert.match(of('5.7.26', '5.7.1').differences[0]!, /^5\.7\.1 refuses .* 5\.7\.26 gives it/);
  assert.match(of('452 4.5.3', '550 5.7.28').differences[0]!, /4\.5\.3.*5\.7\.28/);
});

test('only what differs is a difference', () => {
  const { differences, facts } = of('421', '451');
  assert.ok(!differences.some((sentence) => /RFC 5321|must act|sending the same/.test(sentence)));
  assert.deepEqual(
    facts.filter(({ differs }) => !differs).map(({ id }) => id),
    ['class', 'permanent', 'retry', 'acts', 'standing'],
  );
});

test('the same reply on both sides has no differences, and says so', () => {
  const model = of('550', '550');
  assert.deepEqual(model.differences, []);
  assert.match(model.summary, /same reply/);
});

test('the two sides keep their places', () => {
  const [one, two] = [of('235', '502'), of('502', '235')];
  assert.deepEqual(one.left, two.right);
  assert.deepEqual(one.choose.left, two.choose.right);
  assert.deepEqual(
    one.facts.map(({ id, left, right }) => [id, left, right]),
    two.facts.map(({ id, left, right }) => [id, right, left]),
  );
});

test('a code and the same code with its reason differ in the reason', () => {
  const model = of('550', '550 5.7.26');
  assert.match(model.summary, /550 alone leaves the reason open; 550 5\.7\.26 names it\./);
  // RFC 2034 §4: a reply to EHLO has no enhanced status code.
  assert.match(fact(model, 'commands')!.left, /EHLO/);
  assert.doesNotMatch(fact(model, 'commands')!.right, /EHLO/);
  assert.equal(fact(model, 'enhanced')?.right, '5.7.26');
});

test('an enhanced status code is told from a reply code that it may stand behind, or may not', () => {
  assert.match(of('550', '5.7.26').summary, /one of the reasons that may stand right after 550/);
  assert.match(of('450', '5.7.26').summary, /can’t stand after 450/);
  assert.equal(fact(of('550', '5.7.26'), 'commands'), undefined);
});

test('two providers that say the same codes are told apart by name, in every heading', () => {
  const google = '421 4.7.0 very low reputation of the sending IP address';
  const yahoo =
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints';
  const model = of(google, yahoo);
  assert.deepEqual(model.labels, { left: '421 4.7.0 (Google)', right: '421 4.7.0 (Yahoo)' });
  assert.match(comparisonToMarkdown(english, model), /^\| Fact \| 421 4\.7\.0 \(Google\) \| 421 4\.7\.0 \(Yahoo\) \|/m);
});

test('when to use a code is said for its own class', () => {
  const send = (code: string) => of(code, '250').choose.left.send;
  assert.match(send('4.7.1'), /450/);
  assert.match(send('2.7.0'), /has done what it asked for/);
  assert.match(send('2.1.5'), /250/);
  assert.doesNotMatch(send('4.5.4'), /501/);
  assert.match(
    of('550 5.7.1 Our system has detected that this message is likely unsolicited mail. gsmtp', '250').choose.left.send,
    /Google/,
  );
});

test('related pairs come from both sides in turn and are not the pair itself', () => {
  const { related } = of('235', '502');
  assert.deepEqual([...new Set(related.slice(0, 4).map(({ left }) => left))], ['235', '502']);
  assert.ok(!related.some(({ left, right }) => [left, right].sort().join() === '235,502'));
  for (const { left, right, difference } of related) assert.ok(left !== right && difference);
});

test('what a server said shows as it is in the Markdown', () => {
  const markdown = comparisonToMarkdown(english, of('550 5.7.1 `x` | <b>bold</b> [a](command:quit)', '250'));
  const row = markdown.split('\n').find((line) => line.startsWith('| Sample reply'))!;
  assert.equal(row.split('`').length, 5, 'one piece of code for each side');
  assert.equal(row.split(/(?<!\\)\|/).length, 6, 'four cells');
  assert.doesNotMatch(markdown.replace(/`[^`]*`/g, ''), /<b>|\(command:/);
});

/** Every reply code after which an enhanced status code may stand, with every detail of its class. */
function pairsOfCodes(catalog: Catalog): string[] {
  const { 'reply-codes': replies, 'enhanced-codes': enhanced } = catalog.facts;
  return replies.codes
    .filter(({ code, status }) => /^[245]/.test(code) && (status === 'standard' || status === 'extension'))
    .flatMap(({ code }) =>
      enhanced.details
        .filter(({ classes, deprecated }) => !deprecated && (!classes.length || classes.includes(code[0]!)))
        .map((detail) => `${code} ${code[0]}${detail.code.slice(1)}`),
    );
}

for (const locale of ['en', 'fr'] as const)
  test(`speaks of no code but the two that are compared, in ${locale}`, () => {
    const catalog = readCatalog(locale);
    const all = pairsOfCodes(catalog);
    const queries = all.map((reply) => ({ reply, query: parseReply(reply)! }));
    // Steps without a common divisor reach every reply with ever other partners.
    const strange: string[] = [];
    for (let index = 0; index < 10_000; index++) {
      const left = queries[(index * 7919) % queries.length]!;
      const right = queries[(index * 104_729 + Math.floor(index / queries.length) * 31 + 1) % queries.length]!;
      const { summary, differences, left: one, right: two } = compare(catalog, left.query, right.query);
      const own = `${left.reply} ${right.reply}`.split(' ');
      const said = [summary, ...differences].join(' ').replace(/RFC \d+/g, '');
      const codes = said.match(/(?<![\d.])(?:[2-5]\d\d|[245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/g) ?? [];
      const names = `${one.name} ${two.name}`;
      for (const code of codes)
        if (!own.includes(code) && !names.includes(code)) strange.push(`${own.join(' ')}: ${code}`);
      // RFC 2034 §4: their replies have none.
      if (differences.some((text) => /`(?:EHLO|HELO)`/.test(text))) strange.push(`${own.join(' ')}: EHLO`);
    }
    assert.deepEqual(strange.slice(0, 5), []);
  });

test('compares words alone, as a failure without a code has them', () => {
  const catalog = readCatalog('en');
  const words = { text: 'greylisted, try again in 250 seconds', class: 'transient' } as const;
  const model = compare(catalog, words, { replyCode: '550' });
  assert.match(model.title, /^Greylisted vs 550 \S/);
  assert.match(model.summary, /^Greylisted is a temporary failure/);
  assert.ok(!/undefined/.test(JSON.stringify([model.facts, model.summary, model.differences, model.choose])));
  assert.equal(compare(catalog, words, { text: 'relay not permitted' }).title, 'Greylisted vs Relaying refused');
});

test('without a sentence of somebody’s own, the first difference takes one of each meaning', () => {
  const catalog = readCatalog('en');
  const [first = ''] = compare(catalog, { replyCode: '452', enhancedCode: '4.3.1' }, { replyCode: '534' }).differences;
  assert.match(first, /^452 4\.3\.1 \(.+\): .+\. 534 \(.+\): .+\.$/);
});

test('two causes are compared by their ids', () => {
  const catalog = readCatalog('en');
  const { title, left, right, differences } = compare(catalog, { cause: 'spam-content' }, { cause: 'ip-blocklisted' });
  const { name } = catalog.texts.causes['ip-blocklisted']!;
  assert.equal(right.name, name);
  assert.ok(title.endsWith(` vs ${name}`));
  assert.equal(left.cause?.id, 'spam-content');
  assert.ok(differences[0]!.includes(`${name}: `));
});

test('where a provider has a form for removal, the last step of the sender leads to it', () => {
  const catalog = readCatalog('en');
  const { remedy } = explain(catalog, parseReply("550 SC-001 (BAY004) Unfortunately, messages weren't sent")!);
  assert.match(remedy.sender.at(-1)!, /`https:\/\/olcsupport\.office\.com\/`/);
});
