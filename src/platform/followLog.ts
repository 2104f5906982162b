import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { dayOf, readLog, type LogSink, type ReadOptions } from './logFiles';

/** How often a log is looked at, in milliseconds. */
const interval = 500;

/**
 * Reads a log and what is added to it, across rotation, until the process is told to end. Lines are read once they are whole.
 * @param onRest called whenever all that is there has been read
 */
export async function followLog(path: string, sink: LogSink, options: ReadOptions, onRest: () => void): Promise<void> {
  if (path === '-') {
    await readLog(path, sink, { ...options, breathe: () => Promise.resolve(onRest()) });
    return;
  }
  let ended = false;
  let wake: (() => void) | undefined;
  const end = () => {
    ended = true;
    wake?.();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  let file: number | undefined;
  let read = 0;
  while (!ended) {
    if (file === undefined) {
      file = open(path);
      read = 0;
      if (file !== undefined) sink.begin({ name: path, latest: dayOf(new Date()) });
    }
    if (file !== undefined) {
      for (;;) {
        const room = sink.room();
        const length = readSync(file, room, 0, room.length, null);
        if (!length) break;
        read += length;
        sink.take(length);
      }
      onRest();
      if (isReplaced(file, path, read)) {
        sink.end();
        closeSync(file);
        file = undefined;
        continue;
      }
    }
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, interval);
    });
  }
  if (file !== undefined) {
    sink.end();
    closeSync(file);
  }
}

function open(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

/** Whether another file has the name. One that was cut is read from its new beginning by being opened again. */
function isReplaced(file: number, path: string, read: number): boolean {
  try {
    const [own, named] = [fstatSync(file), statSync(path)];
    return own.ino !== named.ino || named.size < read;
  } catch {
    // Between two steps of a rotation nobody has the name.
    return false;
  }
}
