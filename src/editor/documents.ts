import * as vscode from 'vscode';
import { parseCodes } from '../core/explain/parseReply';
import type { Reply, ReplyQuery, Source } from '../core/model';
import { reading } from './reading';

/** Lines that decide what a file is. */
const headLines = 100;
const headLength = 16_384;
/** A reply that spans lines is read with this many neighbours. */
const neighbours = 16;
/** A new document is looked at again this long after an edit, in milliseconds. */
const settle = 500;
/** Source code is read whole; above this size only near the pointer. */
const wholeCode = 2_000_000;

/** A selection up to this long, in UTF-16 units, is read as if its codes had been typed. */
const longestTyped = 200;

/** A reply and where its first code (or code and enhanced status code side by side) stands. */
export interface PlacedReply {
  readonly reply: Reply;
  readonly range: vscode.Range;
  /** Every code token of the reply. */
  readonly tokens: readonly vscode.Range[];
}

interface State {
  readonly version: number;
  source?: Source;
  replies?: readonly PlacedReply[];
}

/** Families that hold what happened: their failures get hints and grouped problems. */
export function isRecord(source: Source): boolean {
  return (
    source.family === 'log' ||
    source.family === 'transcript' ||
    source.family === 'bounce' ||
    source.family === 'events'
  );
}

/** Families whose replies somebody wrote: they get lint rules. */
export function isWritten(source: Source): boolean {
  return source.family === 'code' || source.family === 'config';
}

function isEither(source: Source): boolean {
  return isRecord(source) || isWritten(source);
}

/** Schemes whose documents are not files that people read: source control diffs' other side, output, comments. */
const skippedSchemes = new Set(['output', 'comment', 'vscode', 'vscode-chat-code-block', 'smtp-reply-codes']);

/** Reads documents for the features, each no more often than it changes. Forgets a document when it is closed. */
export class Documents implements vscode.Disposable {
  readonly #states = new Map<string, State>();
  readonly #subscription = vscode.workspace.onDidCloseTextDocument((document) =>
    this.#states.delete(document.uri.toString()),
  );

  readonly #identified = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #edited = vscode.workspace.onDidChangeTextDocument(({ document }) => this.#reconsider(document));
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Fires when a document that was nothing to us became something, as when a log is pasted into a new file. */
  readonly onDidIdentify = this.#identified.event;

  dispose(): void {
    vscode.Disposable.from(this.#subscription, this.#edited, this.#identified).dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#states.clear();
  }

  /** What the document is; family `other` where it has nothing for us. */
  source(document: vscode.TextDocument): Source {
    const state = this.#state(document);
    return (state.source ??= reading().identify({
      name: document.uri.path,
      languageId: document.languageId,
      head: skippedSchemes.has(document.uri.scheme) ? '' : head(document),
    }));
  }

  /** The replies that begin on a line or belong to it. */
  repliesAt(document: vscode.TextDocument, line: number): readonly PlacedReply[] {
    return this.repliesIn(document, line, line);
  }

  /** The replies with a token between two lines, both included. Reads no more than those lines and their neighbours. */
  repliesIn(document: vscode.TextDocument, first: number, last: number): readonly PlacedReply[] {
    const source = this.source(document);
    if (source.family === 'other') return [];
    const all = isRecord(source)
      ? read(document, source, Math.max(0, first - neighbours), last + neighbours)
      : this.#written(document, source, first, last);
    return all.filter(({ tokens }) => tokens.some(({ start }) => start.line >= first && start.line <= last));
  }

  /** The replies that the user has selected; in prose, every code of a short selection. */
  selectedReplies(): readonly ReplyQuery[] {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selection.isEmpty) return [];
    const { document, selection } = editor;
    const source = this.source(document);
    const replies = this.repliesIn(document, selection.start.line, selection.end.line)
      .filter(({ range }) => selection.contains(range))
      .map(({ reply }) => reply);
    // In a log or in source code, a number that the scanner passes over is no code.
    if (replies.length > 1 || isEither(source)) return replies;
    const text = document.getText(selection);
    const typed = text.length <= longestTyped ? parseCodes(text) : [];
    return typed.length > replies.length ? typed : replies;
  }

  #written(document: vscode.TextDocument, source: Source, first: number, last: number): readonly PlacedReply[] {
    const state = this.#state(document);
    const end = document.lineAt(document.lineCount - 1).range.end;
    if (document.offsetAt(end) > wholeCode) return read(document, source, Math.max(0, first - 500), last + 500);
    return (state.replies ??= read(document, source, 0, document.lineCount - 1));
  }

  #reconsider(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const before = this.#states.get(key)?.source;
    if (!before || isEither(before)) return;
    clearTimeout(this.#timers.get(key));
    const look = (): void => {
      this.#timers.delete(key);
      if (!document.isClosed && isEither(this.source(document))) this.#identified.fire(document);
    };
    this.#timers.set(key, setTimeout(look, settle));
  }

  #state(document: vscode.TextDocument): State {
    const key = document.uri.toString();
    const known = this.#states.get(key);
    if (known?.version === document.version) return known;
    const state: State = { version: document.version };
    // A growing log stays what it is; only its replies are new.
    if (known?.source && isEither(known.source) && document.lineCount > headLines) state.source = known.source;
    if (!document.isClosed) this.#states.set(key, state);
    return state;
  }
}

function head(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, headLines, 0)).slice(0, headLength);
}

/** Line and column of offsets in a slice of a document, asked for in ascending or descending order. */
function locator(text: string, firstLine: number): (offset: number) => vscode.Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return new vscode.Position(firstLine + low, offset - starts[low]!);
  };
}

function read(document: vscode.TextDocument, source: Source, first: number, last: number): readonly PlacedReply[] {
  const text = document.getText(
    new vscode.Range(first, 0, last + 1 < document.lineCount ? last + 1 : document.lineCount, 0),
  );
  const { scan, groupReplies, headSpan } = reading();
  const occurrences = scan(text, source);
  if (!occurrences.length) return [];
  const position = locator(text, first);
  return groupReplies(text, occurrences, source).map((reply) => {
    const range = ({ start, end }: { start: number; end: number }) => new vscode.Range(position(start), position(end));
    return { reply, tokens: reply.occurrences.map(range), range: range(headSpan(reply)) };
  });
}
