import type { Source } from '../../model';
import type { FileContext } from './fileContext';

/** What a rule may know besides the token. */
export interface Surroundings {
  readonly source: Source;
  readonly file: FileContext;
  /** The code accepted last, and where it ended; '' and 0 at the start. */
  previousCode: string;
  previousEnd: number;
  /** The codes accepted so far. */
  readonly seen: Set<string>;
  /** The rule that passed over the token that was judged last; '' where none did. */
  passed: string;
  /** Whether the rule that reads it can't be deceived here. */
  certain: boolean;
  /** How certain it is, 0 to 1, and whether that is what evidence says. */
  certainty: number;
  asked: boolean;
  /** The rule that spoke for or against it; '' where none did. */
  spoke: string;
}
