import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';

/** A file's text, or why there is none. */
export type ReadResult =
  { readonly text: string; readonly note?: string } | { readonly passedOver: string } | { readonly unreadable: string };

/** A file with a NUL byte in its first 8 KB is binary, as git has it. */
const sampleLength = 8_192;

/** No more is read, in bytes, packed or not: a text of more units does not fit into memory as one. */
const longest = 2 ** 29 - 24;
const tooLarge = 'is larger than 512 MB, too large to be read whole; split it';
const chunk = 4 * 1024 * 1024;

/** Reads a file of text, or standard input for `-`; unpacks gzip, also what is whole of a damaged one. Never throws. */
export function readText(path: string): ReadResult {
  try {
    const bytes = readBytes(path);
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decode(bytes);
    const unpacked = unpack(bytes);
    const read = decode(unpacked.bytes);
    if (!unpacked.damaged || !('text' in read)) return read;
    if (!read.text) return { unreadable: 'is a damaged gzip file' };
    return { ...read, note: ['is a damaged gzip file; read as far as it goes', read.note].filter(Boolean).join('; ') };
  } catch (error) {
    return { unreadable: describeReadError(error as NodeJS.ErrnoException) };
  }
}

/** Whatever has no size, as a pipe, is read no further than it may be. */
function readBytes(path: string): Buffer {
  const file = path === '-' ? 0 : openSync(path, 'r');
  try {
    const stats = fstatSync(file);
    if (path !== '-' && stats.isDirectory()) throw new Error('is a directory');
    if (stats.size > longest) throw new Error(tooLarge);
    const parts: Buffer[] = [];
    for (let length = 0; ;) {
      const part = Buffer.allocUnsafe(Math.max(65_536, Math.min(stats.size + 1, chunk)));
      const read = readPart(file, part);
      if (!read) return Buffer.concat(parts, length);
      parts.push(read < part.length / 2 ? Buffer.from(part.subarray(0, read)) : part.subarray(0, read));
      length += read;
      if (length > longest) throw new Error(tooLarge);
    }
  } finally {
    if (file) closeSync(file);
  }
}

function readPart(file: number, part: Buffer): number {
  for (;;) {
    try {
      return readSync(file, part);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      // a terminal or a pipe that has nothing yet
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** What a gzip file holds; of a damaged one, what comes before the damage. */
function unpack(packed: Buffer): { readonly bytes: Uint8Array; readonly damaged: boolean } {
  const limit = { maxOutputLength: longest };
  try {
    return { bytes: gunzipSync(packed, limit), damaged: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Error(tooLarge, { cause: error });
  }
  // whatever a beginning holds, a longer one that is sound holds as well
  const begin = (length: number): Uint8Array | undefined => {
    try {
      return gunzipSync(packed.subarray(0, length), { ...limit, finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      return undefined;
    }
  };
  let sound = begin(packed.length);
  let low = 0;
  for (let high = packed.length; !sound && high - low > 1;) {
    const middle = (low + high) >> 1;
    if (begin(middle)) low = middle;
    else high = middle;
  }
  sound ??= begin(low);
  return { bytes: sound ?? new Uint8Array(), damaged: true };
}

/** An editor takes a CR alone for a line break as well. */
const loneReturn = /\r(?!\n)/g;

function decode(bytes: Uint8Array): ReadResult {
  const read = decodeAs(bytes);
  return 'text' in read ? { ...read, text: read.text.replace(loneReturn, '\n') } : read;
}

function decodeAs(bytes: Uint8Array): ReadResult {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]))
    return { unreadable: 'is UTF-32, which is not read; convert it to UTF-8' };
  const wide = wideEncoding(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes) };
  // a log that was cut while its program wrote on begins with a hole
  const hole = bytes[0] === 0 ? bytes.findIndex((byte) => byte !== 0) : 0;
  const text = bytes.subarray(hole < 0 ? 0 : hole);
  if (text.subarray(0, sampleLength).includes(0)) return { passedOver: 'is binary; skipped' };
  const notes = hole > 0 ? [`begins with ${hole} empty bytes; read without them`] : [];
  try {
    return noted(new TextDecoder('utf-8', { fatal: true }).decode(text), notes);
  } catch {
    return noted(new TextDecoder('utf-8').decode(text), [...notes, 'is not valid UTF-8; read with replacements']);
  }
}

function noted(text: string, notes: readonly string[]): ReadResult {
  return notes.length ? { text, note: notes.join('; ') } : { text };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** UTF-16 by its mark, or without one by the empty half of nearly all its units. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const units = Math.floor(Math.min(bytes.length, sampleLength) / 2);
  const empty = [0, 0];
  for (let at = 0; at < units * 2; at++) if (bytes[at] === 0) empty[at % 2]!++;
  const [high, low] = empty as [number, number];
  if (units < 8) return undefined;
  if (low > units * 0.7 && high < units * 0.02) return 'utf-16le';
  return high > units * 0.7 && low < units * 0.02 ? 'utf-16be' : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ERR_FS_FILE_TOO_LARGE: tooLarge,
  ERR_STRING_TOO_LONG: tooLarge,
  Z_DATA_ERROR: 'is a damaged gzip file',
  Z_BUF_ERROR: 'is a damaged gzip file',
};

/** Why a file cannot be read, in a few words. */
export function describeReadError(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? error.message.split('\n')[0]!;
}
