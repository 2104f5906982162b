import type { Occurrence, Source } from '../model';
import { considerCode, scanCode } from './code/scanCode';
import type { Considered } from './evidence/considered';
import type { Letter } from './record/letters';
import { considerRecord, scanRecord, type RecordOptions } from './record/scanRecord';
import { quotedLogs, type QuotedLog } from './quotedLogs';

/**
 * Finds every SMTP code in a text, in order. Linear in the length of the text.
 * @param letters those in the text, where it is a piece of a longer one
 */
export function scan(text: string, source: Source, letters?: readonly Letter[]): Occurrence[] {
  return find(text, source, { letters });
}

/** Finds the codes, and the words of failures that a log or a transcript tells without one. */
export function scanWithWords(text: string, source: Source, letters?: readonly Letter[]): Occurrence[] {
  return find(text, source, { letters, words: true });
}

function find(text: string, source: Source, options: RecordOptions): Occurrence[] {
  switch (source.family) {
    case 'log':
    case 'transcript':
    case 'bounce':
    case 'events':
      return scanRecord(text, source, options);
    case 'code':
    case 'config':
    case 'prose': {
      const logs = quotedLogs(text, source);
      const written = scanCode(text, source);
      if (!logs.length) return written;
      return [
        ...written.filter((code) => !isQuoted(code, logs)),
        ...logs.flatMap(({ start, end, source: quoted }) =>
          scan(text.slice(start, end), quoted).map((code) => moved(code, start)),
        ),
      ].sort((a, b) => a.start - b.start);
    }
    case 'other':
      return [];
  }
}

const isQuoted = ({ start }: { readonly start: number }, logs: readonly QuotedLog[]): boolean =>
  logs.some((log) => log.start <= start && start < log.end);

const moved = <Found extends { readonly start: number; readonly end: number }>(found: Found, by: number): Found => ({
  ...found,
  start: found.start + by,
  end: found.end + by,
});

/** A number that could have been a code, and by which family's rules it was judged. */
export interface ConsideredIn extends Considered {
  readonly family: 'record' | 'written';
}

/** Calls back for each number of a text that could have been a code, in order, with what spoke for and against it. */
export function consider(text: string, source: Source, considered: (number: ConsideredIn) => void): void {
  switch (source.family) {
    case 'log':
    case 'transcript':
    case 'bounce':
    case 'events':
      considerRecord(text, source, (number) => considered({ ...number, family: 'record' }));
      break;
    case 'code':
    case 'config':
    case 'prose': {
      const logs = quotedLogs(text, source);
      let next = 0;
      const readLogs = (until: number): void => {
        for (; next < logs.length && logs[next]!.start < until; next++) {
          const { start, end, source: quoted } = logs[next]!;
          consider(text.slice(start, end), quoted, (number) => considered(moved(number, start)));
        }
      };
      considerCode(text, source, (number) => {
        readLogs(number.start);
        if (!isQuoted(number, logs)) considered({ ...number, family: 'written' });
      });
      readLogs(Infinity);
      break;
    }
    case 'other':
  }
}
