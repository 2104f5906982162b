import { readFileSync } from 'node:fs';
import { readMails } from '../../src/core/bounce/mailbox';
import { readPasted } from '../../src/core/bounce/readPasted';
import { rowsOf } from '../../src/core/bounce/row';
import { report, status } from '../unit/bounce/mails';
import { readCatalog } from '../unit/catalog/readData';
import { report as print, timeShort, type Row } from './measure';

const catalog = readCatalog();
const kinds = readFileSync('test/fixtures/bounce/kinds.txt', 'utf8')
  .split(/^=== .*\n/m)
  .slice(1);
const order = 'Received: from shop by mx1.example.com with ESMTP id 4711; Sat, 28 Nov 2026 10:00:00 +0000\n'.repeat(20);
const mails = [
  ...kinds,
  ...[
    'User unknown in virtual mailbox table',
    'Mailbox full',
    'Message rejected as spam',
    'Relay access denied',
  ].flatMap((words) =>
    Array.from({ length: 20 }, (_, index) =>
      report(status.replaceAll('jane@', `u${index}@`).replace('User unknown in virtual mailbox table', words), {
        original: order,
      }),
    ),
  ),
];

const rows: Row[] = [];
// 1,200 mails a second of processor time, with their causes
rows.push(
  timeShort(
    `${mails.length} bounces with their causes`,
    mails.length / 1.2,
    () => {
      for (const mail of mails) for (const read of readMails(mail)) rowsOf(catalog, read);
    },
    1,
    30,
  ),
);

const megabyte = 1_000_000;
/** Mails that a reader could stumble over, of a size. */
const hostile: Readonly<Record<string, (size: number) => string>> = {
  'a diagnostic of a megabyte': (size) => report(status.replace('User unknown', 'User unknown '.repeat(size / 13))),
  'base64 without end': (size) => report('QUJD'.repeat(size / 4), { encoding: 'base64' }),
  'boundaries in a row': (size) =>
    report(status).replace('--cut/here\nContent-Type: message/rfc822', '--cut/here\n'.repeat(size / 11)),
  'lines that look like boundaries': (size) => report(status, { notice: '--\n--x\n'.repeat(size / 7) }),
  'many recipients': (size) =>
    report(Array.from({ length: size / 100 }, (_, index) => status.replaceAll('jane@', `u${index}@`)).join('\n')),
  'many addresses': (size) =>
    `From: mailer-daemon@example.com\nSubject: failure notice\n\n${'<jane@example.org>: '.repeat(size / 20)}`,
  'tags without end': (size) =>
    `From: mailer-daemon@example.com\nSubject: failure notice\nContent-Type: text/html\n\n${'<script><!--<p'.repeat(size / 14)}`,
  'folded fields': (size) => `Subject: x\n${' folded\n'.repeat(size / 8)}\n\nx`,
  'quoted lines': (size) => `From: a@example.com\n\n${'> > -----Original Message-----\n'.repeat(size / 31)}`,
  'encoded words': (size) => `From: a@example.com\nSubject: ${'=?utf-8?q?=41?= '.repeat(size / 16)}\n\nx`,
};

/** In milliseconds for a megabyte. */
const limit = 400;

for (const [name, make] of Object.entries(hostile)) {
  const text = make(megabyte);
  rows.push(
    timeShort(
      `1 MB: ${name}`,
      limit,
      () => {
        for (const { deliveries } of readMails(text)) for (const { said, spans } of deliveries) void [said, spans];
        readPasted(text);
      },
      1,
      6,
    ),
  );
}

print('bounces', rows);
