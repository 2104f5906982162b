import { writeSync } from 'node:fs';
import type { ExitCode, Output } from './command';
import { visible } from './visible';

/** Standard output could not be written. */
export class LostOutput extends Error {
  /** Whether its reader closed it (`| head`), having seen enough. */
  readonly closed: boolean;

  constructor({ code, message }: NodeJS.ErrnoException) {
    super(`the output could not be written: ${reasons[code ?? ''] ?? message.split('\n')[0]}`);
    this.closed = code === 'EPIPE' || code === 'EOF';
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device',
  EFBIG: 'the file would be too large',
  EDQUOT: 'the quota is used up',
  EBADF: 'it is closed',
  EIO: 'the device failed',
};

/** So much is written in one go, in bytes. */
const chunk = 65_536;
const standardOutput = 1;
const standardError = 2;

/** All that writes throws `LostOutput`. */
export interface StandardOutput extends Output {
  readonly exitCode: () => ExitCode;
}

/** Writes at once rather than behind the scenes, so that a fault ends the command where it stands. */
export function createStandardOutput(): StandardOutput {
  let held: string[] = [];
  let length = 0;
  let exitCode: ExitCode = 0;
  const flush = (): void => {
    const bytes = Buffer.from(held.join(''));
    held = [];
    length = 0;
    try {
      writeAll(standardOutput, bytes);
    } catch (error) {
      throw new LostOutput(error as NodeJS.ErrnoException);
    }
  };
  const write = (text: string): void => {
    held.push(text, '\n');
    length += text.length;
    if (length >= chunk) flush();
  };
  return {
    line: (text) => write(visible(text)),
    text: (text) => write(text.split('\n').map(visible).join('\n')),
    error: (text) => {
      flush();
      try {
        writeAll(standardError, Buffer.from(`smtp-reply-codes: ${visible(text)}\n`));
      } catch {
        // nobody listens there
      }
    },
    raise: (code) => void (exitCode = code > exitCode ? code : exitCode),
    flush,
    exitCode: () => exitCode,
  };
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      // the pipe is full
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}
