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

const rows: Row[] = [];
const against = (name: string, limit: number, text: string, source: Source): void => {
  rows.push(
    compare(
      name,
      limit,
      () => scan(text, source),
      () => barePass(text),
    ),
  );
};

const log = writeLog(50 * megabyte);
against('Postfix log, 50 MB', 1.3, log, postfix);
against('Exim log, 50 MB', 1.3, writeLog(50 * megabyte, 'exim'), exim);
against('Postfix log of two-byte characters, 50 MB', 1.6, log.slice(0, 1_000) + '€' + log.slice(1_001), postfix);
against('one line, 50 MB', 1.5, log.replaceAll('\n', ' '), postfix);
against('TypeScript, 1 MB', 3, writeSource(megabyte), typescript);

const lines = log.slice(0, megabyte).split('\n');
const viewport = lines.slice(100, 160).join('\n');
rows.push(timeShort('60 lines of a viewport', 0.1, () => scan(viewport, postfix)));
const hover = lines.find((line) => line.includes('said: 550 5.1.1')) ?? '';
rows.push(timeShort('a line under the pointer', 0.05, () => scan(hover, postfix)));

const perByte = (size: number): number => {
  const text = size === 50 ? log : log.slice(0, size * megabyte);
  return (
    compare(
      '',
      1,
      () => scan(text, postfix),
      () => undefined,
    ).time / size
  );
};
const [one, ten, fifty] = [1, 10, 50].map(perByte) as [number, number, number];
const linear = (name: string, time: number): Row => ({ name, time, yardstick: one, ratio: time / one, limit: 1.1 });
rows.push(linear('a megabyte out of 10, against 1', ten), linear('a megabyte out of 50, against 1', fifty));

report('scanner', rows);
