import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { causeKey } from '../core/explain/causeKey';
import type { Source } from '../core/model';
import type { Lines } from '../core/scanner/lineBlocks';
import type { FailureIndex } from '../core/summary/failureIndex';
import type { Basics } from './basics';
import { isRecord, linesOf, linesOfChange } from './documents';
import { reading } from './reading';
import { slice } from './slices';

/** While a long log is read, listeners hear of it this often, in milliseconds. */
const progress = 500;
/** A change is told this long after it, in milliseconds, so that a log that grows fast costs little. */
const settle = 150;

const noLines: Lines = { count: () => 0, read: () => '' };
const none: Source = { family: 'other', id: 'unknown', name: '' };

interface Tracked {
  readonly document: vscode.TextDocument;
  readonly catalog: Catalog;
  index: FailureIndex;
  read: boolean;
  /** Pending work; there is at most one run at a time. */
  timer?: ReturnType<typeof setTimeout> | undefined;
}

/** What is known of a log's failures. */
export interface Failures {
  readonly document: vscode.TextDocument;
  readonly catalog: Catalog;
  readonly index: FailureIndex;
  /** False while the log is still being read. */
  readonly complete: boolean;
}

/** Reads the failures of open logs in slices and follows their changes. The one owner of every `FailureIndex`. */
export class FailureTracker implements vscode.Disposable {
  readonly #basics: Basics;
  readonly #tracked = new Map<string, Tracked>();
  /** By document, since another may soon have the same address. */
  readonly #pending = new Map<vscode.TextDocument, Promise<void>>();
  readonly #changed = new vscode.EventEmitter<Failures>();
  readonly #subscriptions: vscode.Disposable;
  /** Fires when a log was read, in steps while it is long, and after each change. */
  readonly onDidChange = this.#changed.event;

  constructor(basics: Basics) {
    this.#basics = basics;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidChangeTextDocument((event) => this.#change(event)),
      basics.documents.onDidIdentify((document) => this.#startAnew(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const { timer } of this.#tracked.values()) clearTimeout(timer);
    this.#tracked.clear();
  }

  /** What is known now; undefined for a document that is not tracked. */
  get(document: vscode.TextDocument): Failures | undefined {
    const tracked = this.#tracked.get(document.uri.toString());
    return tracked && { ...tracked, complete: tracked.read };
  }

  /** Starts to follow a document, if it is a log, transcript, bounce or list of events. */
  async track(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (this.#tracked.has(key) || document.isClosed || !isRecord(this.#basics.documents.source(document))) return;
    const pending = this.#pending.get(document) ?? this.#start(document).finally(() => this.#pending.delete(document));
    this.#pending.set(document, pending);
    await pending;
  }

  /** Follows a document and waits until it is read. */
  async read(document: vscode.TextDocument): Promise<Failures | undefined> {
    await this.track(document);
    const known = this.get(document);
    if (!known || known.complete) return known;
    return new Promise((resolve) => {
      const done = vscode.Disposable.from(
        this.onDidChange((failures) => {
          if (failures.document !== document || !failures.complete) return;
          done.dispose();
          resolve(failures);
        }),
        vscode.workspace.onDidCloseTextDocument((closed) => {
          if (closed !== document) return;
          done.dispose();
          resolve(undefined);
        }),
      );
    });
  }

  /** Begins anew for every tracked document: after settings or the catalog changed. */
  async reset(): Promise<void> {
    const documents = [...this.#tracked.values()].map(({ document }) => document);
    for (const document of documents) this.#forget(document);
    await Promise.all(documents.map((document) => this.track(document)));
  }

  async #start(document: vscode.TextDocument): Promise<void> {
    const catalog = await this.#basics.catalog(document.uri);
    if (document.isClosed) return;
    const { FailureIndex } = reading();
    const index = new FailureIndex(
      linesOf(document),
      this.#basics.documents.source(document),
      (reply) => causeKey(catalog, reply),
      this.#basics.documents.letters(document),
    );
    const tracked: Tracked = { document, catalog, index, read: false };
    this.#tracked.set(document.uri.toString(), tracked);
    this.#run(tracked, Date.now());
  }

  #run(tracked: Tracked, told: number): void {
    tracked.timer = undefined;
    const deadline = performance.now() + slice;
    tracked.read = tracked.index.step(() => performance.now() >= deadline);
    const tell = tracked.read || Date.now() - told > progress;
    if (!tracked.read) tracked.timer = setTimeout(() => this.#run(tracked, tell ? Date.now() : told), 0);
    // Listeners have a turn of their own, so that theirs does not add to the slice.
    if (tell) setTimeout(() => this.#tell(tracked), 0);
  }

  #tell(tracked: Tracked): void {
    if (this.#tracked.get(tracked.document.uri.toString()) !== tracked) return;
    this.#changed.fire({ ...tracked, complete: tracked.read });
  }

  #change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const tracked = this.#tracked.get(document.uri.toString());
    if (!tracked || !contentChanges.length) return;
    for (const change of contentChanges) tracked.index.change(...linesOfChange(change));
    tracked.read = false;
    tracked.timer ??= setTimeout(() => this.#run(tracked, Date.now()), settle);
  }

  /** An edit made something else of the document, or nothing that has failures. */
  #startAnew(document: vscode.TextDocument): void {
    const tracked = this.#tracked.get(document.uri.toString());
    if (!tracked) return;
    this.#forget(document);
    if (isRecord(this.#basics.documents.source(document))) this.#basics.run(this.track(document));
    else
      this.#changed.fire({ ...tracked, index: new (reading().FailureIndex)(noLines, none, () => ''), complete: true });
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#tracked.get(key)?.timer);
    this.#tracked.delete(key);
  }
}
