import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A file's text, or why there is none. */
export type ReadResult =
  { readonly text: string; readonly note?: string } | { readonly passedOver: string } | { readonly unreadable: string };

/** A file with a NUL byte in its first 8 KB is binary, as git has it. */
const sampleLength = 8_192;

/** Reads a file of text, or standard input for `-`; unpacks gzip. Never throws. */
export function readText(path: string): ReadResult {
  try {
    if (path !== '-' && statSync(path).isDirectory()) return { unreadable: 'is a directory' };
    const bytes = readFileSync(path === '-' ? 0 : path);
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return decode(isPacked ? gunzipSync(bytes) : bytes);
  } catch (error) {
    return { unreadable: describeReadError(error as NodeJS.ErrnoException) };
  }
}

/** An editor takes a CR alone for a line break as well. */
const loneReturn = /\r(?!\n)/g;

function decode(bytes: Uint8Array): ReadResult {
  const read = decodeAs(bytes);
  return 'text' in read ? { ...read, text: read.text.replace(loneReturn, '\n') } : read;
}

function decodeAs(bytes: Uint8Array): ReadResult {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (bytes.subarray(0, sampleLength).includes(0)) return { passedOver: 'is binary; passed over' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), note: 'is not valid UTF-8; read with replacements' };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  ERR_FS_FILE_TOO_LARGE: 'is too large to be read whole',
  ERR_STRING_TOO_LONG: 'is too large to be read whole',
  Z_DATA_ERROR: 'is a damaged gzip file',
  Z_BUF_ERROR: 'is a damaged gzip file',
};

/** Why a file cannot be read, in a few words. */
export function describeReadError(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? error.message.split('\n')[0]!;
}
