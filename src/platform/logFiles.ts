import { closeSync, createReadStream, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import type { Texts } from '../core/catalog/facts';
import type { Day } from '../core/summary/clock';
import { inOrder } from '../core/summary/rotated';
import type { LogFile } from '../core/summary/summarizer';

/** What takes the bytes of logs: the summary, or the trail of a message. */
export interface LogSink {
  begin(file: LogFile): void;
  room(): Uint8Array;
  take(length: number): boolean;
  end(notes?: readonly string[], partial?: boolean): void;
  unread(name: string, reason: string): void;
}

export interface ReadOptions {
  readonly texts: Texts['summary']['notes'];
  /** Asked between two parts; true ends the reading. */
  readonly isCancelled?: () => boolean;
  /** Told of bytes of the file as they are read, packed ones as they lie there. */
  readonly onProgress?: (bytes: number) => void;
  /** Lets others have their turn; called every few milliseconds. */
  readonly breathe?: () => Promise<void>;
}

/** Time without a turn for others, in milliseconds. */
const longestHold = 12;
const packedChunk = 1024 * 1024;

/** The files behind what was named: a folder stands for the files in it. */
export function expand(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    try {
      if (path === '-' || !statSync(path).isDirectory()) return [path];
      const names = readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map(({ name }) => join(path, name));
      return inOrder(names);
    } catch {
      // Reading it will say why.
      return [path];
    }
  });
}

export function dayOf(date: Date): Day {
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() };
}

/** The day a log ends: by its name, or by when it was last written. */
export function latestDay(name: string, modified: Date): Day {
  const dated = /(?:^|[-.])(20\d\d)-?(\d\d)-?(\d\d)(?=\D|$)/.exec(basename(name));
  if (!dated) return dayOf(modified);
  const [year = 0, month = 0, day = 0] = dated.slice(1).map(Number);
  return { year, month: month - 1, day: day + 1 };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a directory',
};

function describe(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message.split('\n')[0]!;
}

/** Reads a log into a sink: plain, packed or standard input (`-`). Never throws; what goes wrong is said to the sink. */
export async function readLog(path: string, sink: LogSink, options: ReadOptions): Promise<void> {
  if (path === '-') {
    sink.begin({ name: '-', latest: dayOf(new Date()) });
    await pour(process.stdin, sink, options, []);
    return;
  }
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    sink.unread(path, describe(error));
    return;
  }
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) {
      sink.unread(path, reasons['EISDIR']!);
      return;
    }
    const head = new Uint8Array(6);
    const isPlain = stats.isFile();
    if (isPlain) readSync(file, head, 0, 6, 0);
    const packing = packingOf(head);
    const isUnknown = packing !== undefined && packing !== 'gzip' && !(packing === 'zstd' && canUnpackZstd);
    if (isUnknown) {
      const { zstd, compressed } = options.texts;
      sink.unread(path, packing === 'zstd' ? zstd : compressed.replace('{0}', packing));
      return;
    }
    sink.begin({ name: path, latest: latestDay(path, stats.mtime) });
    if (packing) await unpack(path, packing, sink, options);
    else if (isPlain) await readPlain(file, path, sink, options);
    else await pour(createReadStream(path), sink, options, []);
  } catch (error) {
    sink.end([describe(error)], true);
  } finally {
    closeSync(file);
  }
}

const canUnpackZstd = 'createZstdDecompress' in zlib;

function packingOf(head: Uint8Array): string | undefined {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  if (a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58) return 'xz';
  return a === 0x42 && b === 0x5a && c === 0x68 ? 'bzip2' : undefined;
}

async function readPlain(file: number, path: string, sink: LogSink, options: ReadOptions): Promise<void> {
  let turn = performance.now();
  let total = 0;
  for (;;) {
    const room = sink.room();
    const length = readSync(file, room, 0, room.length, null);
    if (length === 0) break;
    total += length;
    const goesOn = sink.take(length);
    options.onProgress?.(length);
    if (!goesOn) break;
    if (options.breathe && performance.now() - turn > longestHold) {
      await options.breathe();
      turn = performance.now();
    }
    if (options.isCancelled?.()) {
      sink.end([], true);
      return;
    }
  }
  sink.end(wasReplaced(file, path, total) ? [options.texts.rotated] : []);
}

/** Whether another file has the name by now, or the file is shorter than what was read of it. */
function wasReplaced(file: number, path: string, total: number): boolean {
  try {
    const own = fstatSync(file);
    return own.size < total || statSync(path).ino !== own.ino;
  } catch {
    return true;
  }
}

async function unpack(path: string, packing: string, sink: LogSink, options: ReadOptions): Promise<void> {
  const packed = createReadStream(path, { highWaterMark: packedChunk / 4 });
  packed.on('data', (part) => options.onProgress?.(part.length));
  const settings = { chunkSize: packedChunk / 4, readableHighWaterMark: 4 * packedChunk };
  const unpacker =
    packing === 'gzip'
      ? zlib.createGunzip(settings)
      : (zlib as unknown as Record<string, (options: object) => zlib.Gunzip>)['createZstdDecompress']!(settings);
  packed.on('error', (error) => unpacker.destroy(error));
  await pour(packed.pipe(unpacker), sink, options, [options.texts.damagedGzip]);
  packed.destroy();
}

/** Reads a stream to its end, or to where it breaks. */
async function pour(stream: Readable, sink: LogSink, options: ReadOptions, broken: readonly string[]): Promise<void> {
  let turn = performance.now();
  try {
    for await (const part of stream as AsyncIterable<Uint8Array>) {
      for (let from = 0; from < part.length;) {
        const room = sink.room();
        const length = Math.min(room.length, part.length - from);
        room.set(part.subarray(from, from + length));
        from += length;
        if (!sink.take(length)) {
          sink.end();
          return;
        }
      }
      if (options.breathe && performance.now() - turn > longestHold) {
        await options.breathe();
        turn = performance.now();
      }
      if (options.isCancelled?.()) {
        sink.end([], true);
        return;
      }
    }
  } catch (error) {
    sink.end(broken.length ? broken : [describe(error)], true);
    return;
  }
  sink.end();
}
