import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { identify } from '../core/scanner/identify';
import { describeReadError } from './readText';

/** The files of a folder and of those in it, in order; a file is itself. */
export function filesIn(path: string): readonly string[] {
  try {
    if (path === '-' || !statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path];
  }
}

const headLength = 16_384;

/** Whether a file is a log of mail rather than mails, by its first lines. Standard input is taken for mails. */
export function isMailLog(path: string): boolean {
  if (path === '-') return false;
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(headLength);
      const read = bytes.subarray(0, readSync(file, bytes, 0, headLength, 0));
      const isPacked = read[0] === 0x1f && read[1] === 0x8b;
      const head = (isPacked ? gunzipSync(read, { finishFlush: constants.Z_SYNC_FLUSH }) : read).toString('latin1');
      // what begins with a field is a mail, whatever it holds
      return (
        !/^\s{0,80}(?:From |>?[A-Za-z][\w-]{0,60}:[ \t])/.test(head) && identify({ name: path, head }).family === 'log'
      );
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/**
 * A file of mails whose units are its bytes, since each part of a mail has a charset of its own. A text in UTF-16 is read as such.
 * Standard input for `-`; unpacks gzip. Never throws.
 */
export function readMailbox(path: string): { readonly text: string } | { readonly unreadable: string } {
  try {
    const file = readFileSync(path === '-' ? 0 : path);
    const bytes = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
    const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    return { text: bytes.toString('latin1', start) };
  } catch (error) {
    return { unreadable: describeReadError(error as NodeJS.ErrnoException) };
  }
}
