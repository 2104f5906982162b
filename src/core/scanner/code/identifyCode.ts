import type { Source } from '../../model';
import type { FileSample } from '../identify';

/** The source or configuration language of a file; undefined where it is neither. */
export function identifyCode(_file: FileSample): Source | undefined {
  return undefined;
}
