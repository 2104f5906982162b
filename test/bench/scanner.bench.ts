import type { Source } from '../../src/core/model';
import { identify } from '../../src/core/scanner/identify';
import { scan } from '../../src/core/scanner/scan';
import { compare, report, timeShort, type Row } from './measure';
import { writeLog } from './writeLog';
import { writeSource } from './writeSource';

const megabyte = 1_000_000;
const postfix: Source = identify({ name: 'mail.log', head: writeLog(16_000) });
const exim: Source = identify({ name: 'mainlog', head: writeLog(16_000, 'exim') });
const typescript: Source = identify({ name: 'deliver.ts', head: '' });

/** The yardstick: what the simplest peer does. Returns how many numbers it finds. */
function barePass(text: string): number {
  const number = /\b[245]\d\d\b/g;
  let count = 0;
  while (number.test(text)) count++;
  return count;
}

const hostile = (line: string) => () => scan(line, postfix);

const rows: Row[] = [];
const against = (name: string, limit: number, text: string, source: Source, rounds = 11): void => {
  rows.push(
    compare(
      name,
      limit,
      () => scan(text, source),
      () => barePass(text),
      rounds,
    ),
  );
};

const log = writeLog(50 * megabyte);
against('Postfix log, 50 MB', 1.3, log, postfix);
against('Exim log, 50 MB', 1.3, writeLog(50 * megabyte, 'exim'), exim);
against('Postfix log of two-byte characters, 50 MB', 1.6, log.slice(0, 1_000) + '€' + log.slice(1_001), postfix);
against('one line, 50 MB', 1.5, log.replaceAll('\n', ' '), postfix);
against('TypeScript, 1 MB', 3, writeSource(megabyte), typescript, 201);

const lines = log.slice(0, megabyte).split('\n');
const viewport = lines.slice(100, 160).join('\n');
rows.push(timeShort('60 lines of a viewport', 0.1, () => scan(viewport, postfix)));
const hover = lines.find((line) => line.includes('said: 550 5.1.1')) ?? '';
rows.push(timeShort('a line under the pointer', 0.05, () => scan(hover, postfix)));

for (const piece of ['550 ', 'said: 550 x', '[(550)]', 'code=550 size=250 ', '`', '5'])
  rows.push(
    timeShort(
      `a line of 10 MB: ${piece}`,
      100,
      hostile(piece.repeat(Math.ceil((10 * megabyte) / piece.length))),
      1,
      10,
    ),
  );

/** The same 50 MB in pieces: what grows faster than the size of a text shows against the smallest pieces. */
const inPieces = (size: number): (() => void) => {
  // a copy of its own, as a document has, not a view of the whole
  const pieces = Array.from({ length: 50 / size }, (_, index) =>
    Buffer.from(log.slice(index * size * megabyte, (index + 1) * size * megabyte), 'latin1').toString('latin1'),
  );
  return () => {
    for (const piece of pieces) scan(piece, postfix);
  };
};
const [ones, tens, whole] = [1, 10, 50].map(inPieces) as [() => void, () => void, () => void];
rows.push(compare('50 MB as 5 × 10 MB, against 50 × 1 MB', 1.1, tens, ones));
rows.push(compare('50 MB as one text, against 50 × 1 MB', 1.1, whole, ones));

report('scanner', rows);
