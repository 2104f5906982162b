import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import type { FindLineFeeds } from '../core/summary/lines';
import type { IndexOf } from '../core/summary/trail';
import { logReader } from './logReader';
import { reading } from './reading';

export interface Cancel {
  cancelled: boolean;
}

/** What takes the bytes of logs. */
interface Sink {
  begin(file: { readonly name: string; readonly latest: { year: number; month: number; day: number } }): void;
  room(): Uint8Array;
  take(length: number): boolean;
  end(notes?: readonly string[], partial?: boolean): void;
  unread(name: string, reason: string): void;
}

/** A browser reads a file whole, so it reads no larger one. */
const mostInBrowser = 256 * 1024 * 1024;

/** Reads logs, folders of them and documents that are not saved, one after the other, giving way to everything else. */
export async function readLogs<Made extends Sink>(
  uris: readonly vscode.Uri[],
  catalog: Catalog,
  make: (options: {
    readonly buffer?: Uint8Array;
    readonly findLineFeeds?: FindLineFeeds;
    readonly indexOf?: IndexOf;
  }) => Made,
  cancel: Cancel,
  onProgress: (sink: Made, read: number, all: number) => void = () => undefined,
): Promise<Made> {
  const reader = logReader();
  const texts = catalog.texts.summary.notes;
  const sink = make(reader?.createLineBuffer() ?? {});
  const files = await expand(uris);
  const all = files.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  const isCancelled = () => cancel.cancelled;
  const breathe = async (): Promise<void> => {
    onProgress(sink, read, all);
    await new Promise<void>((resolve) => setTimeout(resolve));
  };
  for (const { uri } of files) {
    if (isCancelled()) {
      sink.unread(nameOf(uri), '');
      continue;
    }
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document && (document.isDirty || document.isUntitled)) {
      await pour(sink, nameOf(uri), new TextEncoder().encode(document.getText()), breathe, isCancelled, []);
    } else if (reader && uri.scheme === 'file') {
      await reader.readLog(uri.fsPath, sink, {
        texts,
        isCancelled,
        breathe,
        onProgress: (bytes) => (read += bytes),
      });
    } else {
      try {
        const bytes = await vscode.workspace.fs.readFile(uri);
        const { text, note } = await unpacked(bytes, texts.damagedGzip);
        const cut = text.subarray(0, mostInBrowser);
        const notes = cut.length < text.length ? [texts.tooLarge.replace('{0}', '256')] : [];
        await pour(sink, nameOf(uri), cut, breathe, isCancelled, [...notes, ...note]);
        read += bytes.length;
      } catch (error) {
        sink.unread(nameOf(uri), error instanceof Error ? error.message : String(error));
      }
    }
  }
  return sink;
}

/** What a file is called on the page, and found by from there. */
function nameOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

async function pour(
  sink: Sink,
  name: string,
  bytes: Uint8Array,
  breathe: () => Promise<void>,
  isCancelled: () => boolean,
  notes: readonly string[],
): Promise<void> {
  const now = new Date();
  sink.begin({ name, latest: { year: now.getFullYear(), month: now.getMonth(), day: now.getDate() } });
  let turn = Date.now();
  for (let from = 0; from < bytes.length;) {
    const room = sink.room();
    const length = Math.min(room.length, bytes.length - from);
    room.set(bytes.subarray(from, from + length));
    from += length;
    if (!sink.take(length)) break;
    if (Date.now() - turn > 12) {
      await breathe();
      turn = Date.now();
    }
    if (isCancelled()) return sink.end(notes, true);
  }
  sink.end(notes, notes.length > 0);
}

async function unpacked(
  bytes: Uint8Array,
  damaged: string,
): Promise<{ readonly text: Uint8Array; readonly note: readonly string[] }> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { text: bytes, note: [] };
  const parts: Uint8Array[] = [];
  let note: readonly string[] = [];
  try {
    const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value as Uint8Array);
  } catch {
    note = [damaged];
  }
  const text = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    text.set(part, at);
    at += part.length;
  }
  return { text, note };
}

/** Folders stand for the files in them; sizes are asked for once. */
async function expand(uris: readonly vscode.Uri[]): Promise<{ readonly uri: vscode.Uri; readonly size: number }[]> {
  const found: { readonly uri: vscode.Uri; readonly size: number }[] = [];
  for (const uri of uris) {
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      if (!(stat.type & vscode.FileType.Directory)) {
        found.push({ uri, size: stat.size });
        continue;
      }
      const entries = await vscode.workspace.fs.readDirectory(uri);
      const names = entries
        .filter(([name, type]) => type & vscode.FileType.File && !name.startsWith('.'))
        .map(([name]) => name);
      for (const name of reading().inOrder(names)) {
        const file = vscode.Uri.joinPath(uri, name);
        found.push({ uri: file, size: (await vscode.workspace.fs.stat(file)).size });
      }
    } catch {
      // Reading it will say why; a document that is not saved has no file at all.
      found.push({ uri, size: 0 });
    }
  }
  return found;
}
