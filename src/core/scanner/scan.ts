import type { Occurrence, Source } from '../model';
import { scanCode } from './code/scanCode';
import { scanRecord } from './record/scanRecord';

/** Finds every SMTP code in a text, in order. Linear in the length of the text. */
export function scan(text: string, source: Source): Occurrence[] {
  switch (source.family) {
    case 'log':
    case 'transcript':
    case 'bounce':
    case 'events':
      return scanRecord(text, source);
    case 'code':
    case 'config':
    case 'prose':
      return scanCode(text, source);
    case 'other':
      return [];
  }
}
