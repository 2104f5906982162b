import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import type { Finding } from '../core/lint/finding';
import type { LintFacts } from '../core/lint/rule';
import type { Basics } from './basics';
import { isWritten } from './documents';
import { reachOf } from './reach';
import { reading } from './reading';
import { LintConfigurations } from './lintConfiguration';
import type { Log } from './log';
import { readSettings } from './settings';
import { inSlices } from './slices';

/** A longer text is a bundle or data, in UTF-16 units. */
const longestText = 1_000_000;

interface State {
  readonly version: number;
  readonly findings: Promise<readonly Finding[]>;
}

/** What the rules find in open documents, each version read once. Forgets a document when it is closed. */
export class FindingTracker implements vscode.Disposable {
  readonly #basics: Basics;
  readonly #states = new Map<string, State>();
  readonly #facts = new WeakMap<Catalog, LintFacts>();
  readonly #configurations: LintConfigurations;
  readonly #subscription: vscode.Disposable;
  /** Fires when a configuration of the workspace changed. */
  readonly onDidChangeConfiguration: vscode.Event<void>;

  constructor(basics: Basics, log: Pick<Log, 'warn'>) {
    this.#basics = basics;
    this.#configurations = new LintConfigurations(log);
    this.onDidChangeConfiguration = this.#configurations.onDidChange;
    this.#subscription = vscode.Disposable.from(
      this.#configurations,
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#states.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#states.clear();
  }

  /** Forgets everything, as after a change of the settings. */
  reset(): void {
    this.#states.clear();
  }

  /** The findings of the document as it stands now; none where the rules are off or have nothing to read. */
  of(document: vscode.TextDocument): Promise<readonly Finding[]> {
    const key = document.uri.toString();
    const known = this.#states.get(key);
    if (known?.version === document.version) return known.findings;
    const findings = this.#read(document);
    if (!document.isClosed) this.#states.set(key, { version: document.version, findings });
    return findings;
  }

  async #read(document: vscode.TextDocument): Promise<readonly Finding[]> {
    const source = this.#basics.documents.source(document);
    if (!isWritten(source) || reachOf(document) !== 'all') return [];
    const { diagnostics, rules } = readSettings(document);
    if (!diagnostics.code) return [];
    const { version } = document;
    const text = document.getText();
    if (text.length > longestText) return [];
    const [catalog, configuration] = await Promise.all([
      this.#basics.catalog(document.uri),
      this.#configurations.of(document.uri),
    ]);
    const { createLintFacts, isLeftOut, lintInSteps } = reading();
    if (isLeftOut(configuration, vscode.workspace.asRelativePath(document.uri, false))) return [];
    let facts = this.#facts.get(catalog);
    if (!facts) this.#facts.set(catalog, (facts = createLintFacts(catalog)));
    const steps = lintInSteps({
      text,
      source,
      facts,
      texts: catalog.texts.rules,
      levels: { ...configuration.rules, ...rules },
      path: document.uri.path,
      tests: configuration.tests ?? diagnostics.tests,
    });
    return (await inSlices(steps, () => document.isClosed || document.version !== version)) ?? [];
  }
}
