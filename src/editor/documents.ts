import * as vscode from 'vscode';
import { parseCodes } from '../core/codes';
import type { Reply, ReplyQuery, Source } from '../core/model';
import type { LetterMap } from '../core/scanner/record/letters';
import type { FileSample } from '../core/scanner/fileSample';
import type { DocumentLines, LocatedReplies } from '../core/scanner/repliesIn';
import { reachOf } from './reach';
import { reading } from './reading';

/** What decides what a file is, in UTF-16 units. */
const headLength = 16_384;
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
  /** The last line that had a say in it. */
  headEnd?: number;
  replies?: readonly PlacedReply[];
}

/** Messages of commits are prose that may quote a log. */
const messages = new Set(['git-commit', 'git-rebase', 'scminput', 'jj-commit', 'hg-commit']);

function sampleOf({ uri, languageId }: vscode.TextDocument, head: string): FileSample {
  if (messages.has(languageId)) return { name: 'message.md', languageId: 'markdown', head };
  // The cell of a notebook has the notebook's name, which says nothing of its language.
  return { name: uri.scheme === 'vscode-notebook-cell' ? '' : uri.path, languageId, head };
}

const unread: Source = { family: 'other', id: 'unread', name: '' };

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

/** Reads documents for the features, each no more often than it changes. Forgets a document when it is closed. */
export class Documents implements vscode.Disposable {
  readonly #states = new Map<string, State>();
  readonly #subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    this.#states.delete(uri.toString());
    this.#letters.delete(uri.toString());
  });

  readonly #letters = new Map<string, LetterMap>();
  readonly #identified = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #edited = vscode.workspace.onDidChangeTextDocument((event) => this.#change(event));
  readonly #reconsidered = new Map<string, { readonly before: Source; timer: ReturnType<typeof setTimeout> }>();
  /** Fires when an edit made something else of a document, as when a log is pasted into a new file. */
  readonly onDidIdentify = this.#identified.event;

  dispose(): void {
    vscode.Disposable.from(this.#subscription, this.#edited, this.#identified).dispose();
    for (const { timer } of this.#reconsidered.values()) clearTimeout(timer);
    this.#states.clear();
    this.#letters.clear();
  }

  /** What the document is; family `other` where it has nothing for us. */
  source(document: vscode.TextDocument): Source {
    const state = this.#state(document);
    if (reachOf(document) === 'nothing') return unread;
    if (state.source) return state.source;
    const { text, end } = head(document);
    state.headEnd = end;
    return (state.source = reading().identify(sampleOf(document, text)));
  }

  /** The letters that a bounce quotes or a session hands over, kept up to date. */
  letters(document: vscode.TextDocument): LetterMap {
    const key = document.uri.toString();
    const known = this.#letters.get(key);
    if (known) return known;
    const made = new (reading().LetterMap)(linesOf(document), this.source(document));
    if (!document.isClosed) this.#letters.set(key, made);
    return made;
  }

  /** The replies that begin on a line or belong to it; of a very long line, those near the column. */
  repliesAt(document: vscode.TextDocument, line: number, column?: number): readonly PlacedReply[] {
    return this.repliesIn(document, line, line, column);
  }

  /** The replies with a token between two lines, both included. Reads no more than those lines and their neighbours. */
  repliesIn(document: vscode.TextDocument, first: number, last: number, column = 0): readonly PlacedReply[] {
    const source = this.source(document);
    if (source.family === 'other') return [];
    const all = isRecord(source)
      ? this.#recorded(document, source, first, last, column)
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
    // In the log of a known program or in source code, a number that the scanner passes over is no code.
    if (replies.length > 1 || (isEither(source) && source.id !== 'log')) return replies;
    const text = document.getText(selection);
    const typed = text.length <= longestTyped ? parseCodes(text) : [];
    return typed.length > replies.length ? typed : replies;
  }

  #recorded(document: vscode.TextDocument, source: Source, first: number, last: number, column: number) {
    const letters = this.letters(document);
    return placed(reading().repliesIn(linesOf(document), source, letters, { first, last, column }));
  }

  #written(document: vscode.TextDocument, source: Source, first: number, last: number): readonly PlacedReply[] {
    const state = this.#state(document);
    const end = document.lineAt(document.lineCount - 1).range.end;
    if (document.offsetAt(end) > wholeCode) return read(document, source, Math.max(0, first - 500), last + 500);
    return (state.replies ??= read(document, source, 0, document.lineCount - 1));
  }

  #change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const letters = this.#letters.get(key);
    for (const change of contentChanges) letters?.change(...linesOfChange(change));
    const state = this.#states.get(key);
    if (!state?.source || !contentChanges.some(({ range }) => range.start.line <= state.headEnd!)) return;
    const before = this.#reconsidered.get(key)?.before ?? state.source;
    this.#states.delete(key);
    clearTimeout(this.#reconsidered.get(key)?.timer);
    const look = (): void => {
      this.#reconsidered.delete(key);
      if (document.isClosed) return;
      const { family, id } = this.source(document);
      if (family === before.family && id === before.id) return;
      this.#letters.delete(key);
      this.#identified.fire(document);
    };
    this.#reconsidered.set(key, { before, timer: setTimeout(look, settle) });
  }

  #state(document: vscode.TextDocument): State {
    const key = document.uri.toString();
    const known = this.#states.get(key);
    if (known?.version === document.version) return known;
    const state: State = { version: document.version };
    // A text whose head was not touched stays what it is; only its replies are new.
    if (known?.source) {
      state.source = known.source;
      state.headEnd = known.headEnd!;
    }
    if (!document.isClosed) this.#states.set(key, state);
    return state;
  }
}

/** The beginning of a document that decides what it is, and the last line that has a part in it. */
function head(document: vscode.TextDocument): { readonly text: string; readonly end: number } {
  let length = 0;
  let end = 0;
  for (; end < document.lineCount - 1; end++) {
    length += document.lineAt(end).text.length + 1;
    if (length >= headLength) break;
  }
  const lastColumn = Math.min(headLength, document.lineAt(end).text.length);
  const text = document.getText(new vscode.Range(0, 0, end, lastColumn)).slice(0, headLength);
  return { text, end };
}

/** The lines of a document for what reads it piece by piece. */
export function linesOf(document: vscode.TextDocument): DocumentLines {
  return {
    count: () => document.lineCount,
    read: (from, to) => document.getText(new vscode.Range(from, 0, to, 0)),
    line: (line) => document.lineAt(line).text,
  };
}

/** A change in lines: the first, how many were taken away, how many came. */
export function linesOfChange({ range, text }: vscode.TextDocumentContentChangeEvent): [number, number, number] {
  return [range.start.line, range.end.line - range.start.line + 1, text.split(/\r\n|\r|\n/).length];
}

function read(document: vscode.TextDocument, source: Source, first: number, last: number): readonly PlacedReply[] {
  const { scanWithWords, groupReplies, placesIn } = reading();
  const text = document.getText(new vscode.Range(first, 0, last + 1, 0));
  return placed({ replies: groupReplies(text, scanWithWords(text, source), source), place: placesIn(text, first) });
}

function placed({ replies, place }: LocatedReplies): readonly PlacedReply[] {
  const { headSpan } = reading();
  const position = (offset: number): vscode.Position => {
    const { line, column } = place(offset);
    return new vscode.Position(line, column);
  };
  const range = ({ start, end }: { start: number; end: number }) => new vscode.Range(position(start), position(end));
  return replies.map((reply) => ({ reply, tokens: reply.occurrences.map(range), range: range(headSpan(reply)) }));
}
