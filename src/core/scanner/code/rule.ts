import type { Surroundings } from './surroundings';
import type { Token } from './token';

/** One reason to read a token as a code, or to pass over it. The first that applies decides. */
export interface Rule {
  /** Stable; `Occurrence.rule` of what it accepts. */
  readonly id: string;
  /** One line for `scan --explain`. */
  readonly reason: string;
  /** How much of SMTP the file must speak (see FileContext.level); absent: 0. */
  readonly level?: 0 | 1 | 2;
  /** Also reads numbers that are in no list of reply codes, such as 419. */
  readonly anyCode?: true;
  readonly applies: (token: Token, around: Surroundings) => boolean;
}
