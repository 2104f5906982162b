import type { Source } from '../../model';

/** One format of records: how a line of it looks. Adding a format means adding an entry and a sample of it. */
export interface Format extends Source {
  /** A line that only this format has. */
  readonly line: RegExp;
  /** Whether each line speaks of mail itself, so that a line that doesn't is another program's. */
  readonly selfEvident?: true;
  /** The share of the lines that must look like this, where documents and programs quote such lines; absent: one line. */
  readonly share?: number;
  /** Whether others quote such lines too, so that a text that opens with a line of another format is not this. */
  readonly weak?: true;
  /** Whether each line says itself that it is foreign, so that those of mail may stand among them. */
  readonly telling?: true;
  /** How much a line tells; absent: 1. */
  readonly weight?: number;
}
