// What it costs to find the cause of one reply, with the rows as they are and twice as many.
import { createCatalog } from '../../src/core/catalog/catalog';
import type { Facts } from '../../src/core/catalog/facts';
import { explain } from '../../src/core/explain/explain';
import { parseReply } from '../../src/core/codes';
import { readCatalog } from '../../src/platform/nodeCatalog';
import { compare, report, timeShort } from './measure';

const replies = [
  '550 5.1.1 <someone@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
  '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1',
  '452 4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaTemp - gsmtp',
  '250 2.0.0 Ok: queued as 4bXyZ1',
  '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
].map((reply) => parseReply(reply)!);

const catalog = readCatalog('en', 'dist');
/** The same phrases once more, each about another word. */
const doubled: Facts = {
  ...catalog.facts,
  phrases: [
    ...catalog.facts.phrases,
    ...catalog.facts.phrases.map((row) => ({
      ...row,
      words: row.texts.map((_, index) => {
        const words = row.words?.[index] ?? '';
        return typeof words === 'string' ? `${words} elsewhere` : [...words, 'elsewhere'];
      }),
    })),
  ],
};
const twice = createCatalog(doubled, catalog.texts, 'en');
let turn = 0;
const next = () => replies[turn++ % replies.length]!;
const recognise = (of: typeof catalog) => () => {
  for (let count = 0; count < 1000; count++) of.recognise(next());
};

report('replies', [
  timeShort('the words of one reply', 0.02, () => catalog.recognise(next())),
  timeShort('the explanation of one reply', 0.06, () => explain(catalog, next())),
  compare('twice as many phrases against as many', 1.3, recognise(twice), recognise(catalog)),
  timeShort(
    'the first reply, with the tree of phrases',
    30,
    () => createCatalog(catalog.facts, catalog.texts, 'en').recognise(next()),
    1,
    12,
  ),
]);
