import type { Occurrence, Source } from '../model';
import { considerCode, scanCode } from './code/scanCode';
import type { Considered } from './evidence/considered';
import type { Letter } from './record/letters';
import { considerRecord, scanRecord } from './record/scanRecord';

/**
 * Finds every SMTP code in a text, in order. Linear in the length of the text.
 * @param letters those in the text, where it is a piece of a longer one
 */
export function scan(text: string, source: Source, letters?: readonly Letter[]): Occurrence[] {
  switch (source.family) {
    case 'log':
    case 'transcript':
    case 'bounce':
    case 'events':
      return scanRecord(text, source, letters);
    case 'code':
    case 'config':
    case 'prose':
      return scanCode(text, source);
    case 'other':
      return [];
  }
}

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
    case 'prose':
      considerCode(text, source, (number) => considered({ ...number, family: 'written' }));
      break;
    case 'other':
  }
}
