/** Where a command writes. What a terminal would obey is written out in all of it. */
export interface Output {
  /** One line, without its line end; a line break in it is written out as well. */
  readonly line: (text: string) => void;
  /** Lines of our own making, without the last line end. */
  readonly text: (text: string) => void;
  /** Writes what is held back, for a reader that waits. */
  readonly flush: () => void;
  /** One line on standard error. */
  readonly error: (text: string) => void;
  /** The command ends with this code or a higher one, also where nobody reads its output to the end. */
  readonly raise: (code: ExitCode) => void;
}

/** 0 done, 1 findings, 2 usage, unreadable input or lost output. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly name: string;
  readonly usage: string;
  /** The exit code, if it is higher than what was raised. */
  readonly run: (args: readonly string[], output: Output) => Promise<ExitCode>;
}

/** A mistake of the caller: its message goes to standard error as one line, the exit code is 2. */
export class UsageError extends Error {}
