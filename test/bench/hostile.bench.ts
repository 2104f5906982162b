// What hostile text costs: a log of one line of 10 MB, and source whose time must not grow faster than its size.
import { lint, lintInSteps } from '../../src/core/lint/lint';
import { languages } from '../../src/core/scanner/code/languages';
import { scanCode } from '../../src/core/scanner/code/scanCode';
import { identify } from '../../src/core/scanner/identify';
import { groupReplies } from '../../src/core/scanner/groupReplies';
import { scan } from '../../src/core/scanner/scan';
import { readCatalog } from '../unit/catalog/readData';
import { facts } from '../unit/lint/check';
import { recordSources as sources } from '../unit/scanner/fixtures';
import { compare, median, report, timeShort, type Row } from './measure';

const linePieces = [
  ...[' ', '5', '550 ', '550-x ', '5.1.1 ', '5.1.', '"', '\\', 'error=\\"550', '`', ': 550', '[(550)]', '_550'],
  ...['#012550-', '\u0000\u0001550\u0002', '🧾 550 ', '192.0.2.250, ', 'said: 550 x', 'code=550 size=250 '],
];
const headPieces = ['a', ' ', '(', '[', '<', ': ', ',', '"', '250 ', 'H=', 'host=x ', '2026-11-23T03:00:00Z,'];
const codePieces = [
  ...['250 ', '5.1.1.', '{5, 1, 1', '"', '(', '550-', '\\n250', '#', ' ', 'a.b ', '4.7.1 smtp ', 'HTTP ', '://', '$$,'],
  ...["send('550-", "'550 4.1.1 x\\n", '[', '550, ', 'retry(', '"""550 ', '${', '\\u{', 'if (code === 550) '],
];

const repeat = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

/** The row of whatever took the most of its limit. */
const worst = (rows: readonly Row[]): Row => rows.reduce((most, row) => (row.ratio > most.ratio ? row : most));

const rows: Row[] = [];
for (const piece of linePieces) {
  const line = repeat(piece, 10_000_000);
  rows.push(
    worst(
      sources.map((source) =>
        timeShort(`a line of 10 MB as ${source.id}: ${JSON.stringify(piece)}`, 100, () => scan(line, source), 1, 6),
      ),
    ),
  );
}
rows.push(
  worst(
    headPieces.map((piece) => {
      const head = repeat(piece, 16_384);
      return timeShort(`what a file is: ${JSON.stringify(piece)}`, 20, () => identify({ name: 'x.log', head }), 4, 6);
    }),
  ),
);

/** Four times the text against the text four times. */
function growth(name: string, piece: string, run: (text: string) => unknown): Row[] {
  return [piece, piece.replaceAll(' ', '\n')].map((part) => {
    const [once, fourfold] = [50_000, 200_000].map((length) => `// SMTP: EHLO, RCPT TO\n${repeat(part, length)}`);
    const four = [once!, once!, once!, once!];
    return compare(
      `${name} ${JSON.stringify(part)}`,
      1.5,
      () => run(fourfold!),
      () => four.forEach(run),
      5,
    );
  });
}
const { texts } = readCatalog();
for (const id of ['c', 'python', 'ini']) {
  const source = languages.get(id)!;
  rows.push(
    worst(codePieces.flatMap((piece) => growth(`${id}, four times as long:`, piece, (text) => scanCode(text, source)))),
  );
  rows.push(
    worst(
      codePieces.flatMap((piece) =>
        growth(`lint of ${id}, four times as long:`, piece, (text) =>
          lint({ text, source, facts, texts: texts.rules }),
        ),
      ),
    ),
  );
}

/** The replies of a log that stands in one line. */
function groupInOneLine(count: number): () => unknown {
  const text = 'status=bounced (host mx said: 550 5.1.1 No (in reply to RCPT TO command)), id=x '.repeat(count);
  const occurrences = scan(text, sources[0]!);
  return () => groupReplies(text, occurrences, sources[0]!);
}
const [few, many] = [2_000, 20_000].map(groupInOneLine) as [() => unknown, () => unknown];
const tenTimes = (): void => {
  for (let turn = 0; turn < 10; turn++) few();
};
rows.push(compare('20,000 replies in one line, against ten times 2,000', 1.5, many, tenTimes, 5));

/** The longest step of linting dense code, which is what the editor can't interrupt. */
function longestStep(text: string): number {
  let longest = 0;
  const steps = lintInSteps({ text, source: languages.get('typescript')!, facts, texts: texts.rules });
  for (let done = false; !done;) {
    const start = process.cpuUsage();
    done = steps.next().done === true;
    longest = Math.max(longest, process.cpuUsage(start).user / 1000);
  }
  return longest;
}
const dense = `// SMTP: EHLO, RCPT TO\n${repeat("if (reply.code === 550) socket.write('452 4.2.2 Mailbox full\\r\\n');\n", 1_000_000)}`;
const hold = median(Array.from({ length: 5 }, () => longestStep(dense)));
rows.push({ name: 'longest step of linting 1 MB', time: hold, yardstick: 15, ratio: hold / 15, limit: 1 });

report('hostile', rows);
