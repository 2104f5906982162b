import type { CodeKind } from '../../model';
import type { RecordToken } from './token';
import type { Surroundings } from './surroundings';

/** One way in which a program writes a code. Adding a format means adding entries like these and a sample of it. */
export interface Recogniser {
  /** Stable; `Occurrence.rule` of what it accepts. */
  readonly id: string;
  /** One line for `scan --explain`. */
  readonly reason: string;
  /** Who writes it, where it isn't everybody. */
  readonly product?: string;
  /** The document that describes it. */
  readonly url?: string;
  /** The kind of code it reads. */
  readonly kind: CodeKind;
  /**
   * What stands right before the code. Case doesn't count; one space stands for any number of spaces, tabs and
   * underscores, a quote for an escaped one. A literal that begins with a letter begins a word.
   */
  readonly before?: readonly string[];
  /** What must follow the code. */
  readonly after?: RegExp;
  /** Whether the line must be about mail, because other programs write such a thing too. */
  readonly onMailLine?: boolean;
  /** What else must hold. */
  readonly applies?: (token: RecordToken, around: Surroundings) => boolean;
}
