import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import type { Reference } from '../core/model';
import type { FromPage, ToPage } from '../webview/protocol';
import { changesTexts, connect, openLink } from './page';
import type { Services } from './services';
import { section } from './settings';

/** What a page shows, as the catalog of now has it. */
export interface Made {
  readonly title: string;
  readonly message: ToPage;
  /** Its links; no others are opened. */
  readonly references: readonly Reference[];
  readonly markdown: () => string;
}

/** What one kind of page has of its own. `Shown` is what it is asked to show, and keeps over a reload. */
export interface PageKind<Shown> {
  /** Also the name of the command that opens it. */
  readonly viewType: string;
  /** The title until it shows something. */
  readonly title: string;
  /** What a page that VS Code kept over a reload says it showed; undefined for one that can show nothing. */
  readonly restored: (message: Extract<FromPage, { type: 'ready' }>) => Shown | undefined;
  readonly make: (catalog: Catalog, shown: Shown) => Made | undefined;
  /** A message that not every page sends. */
  readonly receive: (message: FromPage, show: (shown: Shown) => Promise<void>) => unknown;
}

/** The one page of its kind: everything is shown in the same panel. */
export class ReplyPage<Shown> implements vscode.Disposable {
  readonly #services: Services;
  readonly #kind: PageKind<Shown>;
  readonly #subscriptions: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #post: ((message: ToPage) => void) | undefined;
  #shown: Shown | undefined;
  #links: ReadonlySet<string> = new Set();

  constructor(services: Services, kind: PageKind<Shown>) {
    this.#services = services;
    this.#kind = kind;
    this.#subscriptions = vscode.Disposable.from(
      services.onDidChangeSettings((event) => {
        if (changesTexts(event)) services.run(this.#refresh());
      }),
      vscode.window.registerWebviewPanelSerializer(kind.viewType, {
        deserializeWebviewPanel: (panel) => {
          // The page says `ready` and names what it showed.
          this.#own(panel);
          this.#connect(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#panel?.dispose();
  }

  async show(shown: Shown): Promise<void> {
    this.#shown = shown;
    if (this.#panel) {
      this.#panel.reveal();
      await this.#refresh();
      return;
    }
    const { viewType, title } = this.#kind;
    const panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active);
    this.#own(panel);
    this.#connect(panel, await this.#message());
  }

  #own(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = this.#post = this.#shown = undefined;
    });
  }

  #connect(panel: vscode.WebviewPanel, first?: ToPage): void {
    // It may have been closed, or another may have taken its place.
    if (this.#panel !== panel) return;
    const receive = (message: FromPage): void => this.#services.run(this.#receive(message));
    this.#post = connect(panel, this.#services.extensionUri, receive, first);
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#shown ??= this.#kind.restored(message);
        // A page that VS Code kept without what it showed has nothing to show.
        if (this.#shown === undefined) this.#panel?.dispose();
        return this.#refresh();
      case 'copyMarkdown':
        await vscode.env.clipboard.writeText(await this.#markdown());
        this.#post?.({ type: 'copied' });
        return;
      case 'openMarkdown':
        await vscode.commands.executeCommand(
          `${section}.openMarkdown`,
          `${this.#panel!.title}.md`,
          await this.#markdown(),
        );
        return;
      case 'openLink':
        return openLink(message.url, this.#links);
      default:
        await this.#kind.receive(message, (shown) => this.show(shown));
    }
  }

  async #make(): Promise<Made | undefined> {
    const shown = this.#shown;
    if (shown === undefined) return undefined;
    const made = this.#kind.make(await this.#services.catalog(), shown);
    // Something else may have been asked for in the meantime.
    return this.#shown === shown ? made : undefined;
  }

  async #markdown(): Promise<string> {
    return (await this.#make())?.markdown() ?? '';
  }

  async #refresh(): Promise<void> {
    const message = await this.#message();
    if (message) this.#post?.(message);
  }

  /** What the page is to show; the panel and its links follow. */
  async #message(): Promise<ToPage | undefined> {
    const made = await this.#make();
    if (!made || !this.#panel) return undefined;
    this.#links = new Set(made.references.map(({ url }) => url));
    this.#panel.title = made.title;
    return made.message;
  }
}
