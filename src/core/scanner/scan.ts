import type { Occurrence, Source } from '../model';
import { scanCode } from './code/scanCode';
import type { Letter } from './record/letters';
import { scanRecord } from './record/scanRecord';

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
