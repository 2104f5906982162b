/** Where a command writes; lines come without their line end. */
export interface Output {
  readonly line: (text: string) => void;
  readonly error: (text: string) => void;
}

/** 0 done, 1 findings, 2 usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly run: (args: readonly string[], output: Output) => Promise<ExitCode>;
}

/** A mistake of the caller: its message goes to standard error as one line, the exit code is 2. */
export class UsageError extends Error {}
