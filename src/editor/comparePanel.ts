import * as vscode from 'vscode';
import { compare } from '../core/explain/compare';
import { explain } from '../core/explain/explain';
import { comparisonToMarkdown } from '../core/explain/markdown';
import { formatReply, parseReply } from '../core/explain/parseReply';
import { queryOf } from '../core/explain/queryOf';
import type { ReplyQuery } from '../core/model';
import type { FromPage, ToPage } from '../webview/protocol';
import { changesTexts, connect, openLink } from './page';
import { pickReply } from './pickReply';
import type { Services } from './services';
import { section } from './settings';

const viewType = `${section}.compare`;

/** “SMTP: Compare Two Reply Codes…”: from the palette, a hover, a light bulb, a selection, the catalog, or with arguments. */
export function registerCompare(services: Services): vscode.Disposable {
  const page = new ComparePage(services);
  return vscode.Disposable.from(
    page,
    services.onDidChangeSettings((event) => {
      if (changesTexts(event)) services.run(page.refresh());
    }),
    vscode.commands.registerCommand(viewType, async (first?: unknown, second?: unknown) => {
      // A keybinding passes its `args` as one argument.
      const [left, right] = Array.isArray(first) ? (first as unknown[]) : [first, second];
      const pair = await choose(services, queryOf(left), queryOf(right));
      if (pair) await page.show(...pair);
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => Promise.resolve(page.adopt(panel)),
    }),
  );
}

async function choose(
  services: Services,
  left: ReplyQuery | undefined,
  right: ReplyQuery | undefined,
): Promise<[ReplyQuery, ReplyQuery] | undefined> {
  if (!left) [left, right] = services.documents.selectedReplies();
  const title = vscode.l10n.t('Compare two reply codes');
  left ??= await pickReply(services, { title, placeholder: vscode.l10n.t('First: a code, a word, or a whole reply') });
  right ??= left && (await pickSecond(services, title, left));
  return left && right && [left, right];
}

async function pickSecond(services: Services, title: string, left: ReplyQuery): Promise<ReplyQuery | undefined> {
  const { confusedWith } = explain(await services.catalog(), left);
  const placeholder = vscode.l10n.t(
    'Compare {0} with: a code, a word, or a whole reply',
    formatReply(left, { text: false }),
  );
  return pickReply(services, { title, placeholder, first: confusedWith.map(({ code }) => code) });
}

/** The one compare panel: every comparison is shown in it. */
class ComparePage implements vscode.Disposable {
  readonly #services: Services;
  #panel: vscode.WebviewPanel | undefined;
  #post: ((message: ToPage) => void) | undefined;
  #pair: readonly [string, string] | undefined;
  #links: ReadonlySet<string> = new Set();

  constructor(services: Services) {
    this.#services = services;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async show(left: ReplyQuery, right: ReplyQuery): Promise<void> {
    this.#pair = [formatReply(left), formatReply(right)];
    if (this.#panel) {
      this.#panel.reveal();
      await this.refresh();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Compare'), vscode.ViewColumn.Active);
    this.#own(panel);
    this.#connect(panel, await this.#message());
  }

  /** Takes over a panel that VS Code kept over a reload; the page says `ready` and names its pair. */
  adopt(panel: vscode.WebviewPanel): void {
    this.#own(panel);
    this.#connect(panel);
  }

  #own(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = this.#post = this.#pair = undefined;
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
        this.#pair ??= message.pair;
        // A page that VS Code kept without what it showed has nothing to show.
        if (!this.#pair?.every(parseReply)) return this.#panel?.dispose();
        return this.refresh();
      case 'compare':
        this.#pair = [message.left, message.right];
        return this.refresh();
      case 'change': {
        const other = parseReply(message.side === 'left' ? message.right : message.left);
        const picked = other && (await pickSecond(this.#services, vscode.l10n.t('Compare two reply codes'), other));
        if (!picked) return undefined;
        const text = formatReply(picked);
        this.#pair = message.side === 'left' ? [text, message.right] : [message.left, text];
        return this.refresh();
      }
      case 'copyMarkdown':
        await vscode.env.clipboard.writeText(await this.#markdown());
        this.#post?.({ type: 'copied' });
        return undefined;
      case 'openMarkdown':
        await vscode.commands.executeCommand(
          `${section}.openMarkdown`,
          `${this.#panel!.title}.md`,
          await this.#markdown(),
        );
        return undefined;
      case 'openLink':
        return openLink(message.url, this.#links);
      default:
        return undefined;
    }
  }

  async #compare() {
    // Words alone are a reply too.
    const [left, right] = (this.#pair ?? []).map((reply) => parseReply(reply) ?? (reply ? { text: reply } : undefined));
    if (!left || !right) return undefined;
    const catalog = await this.#services.catalog();
    return { catalog, model: compare(catalog, left, right) };
  }

  async #markdown(): Promise<string> {
    const made = await this.#compare();
    return made ? comparisonToMarkdown(made.catalog, made.model) : '';
  }

  /** Shows the pair as the catalog of now has it. */
  async refresh(): Promise<void> {
    const message = await this.#message();
    if (message) this.#post?.(message);
  }

  /** What the page is to show; the panel and its links follow. */
  async #message(): Promise<ToPage | undefined> {
    const pair = this.#pair;
    const made = await this.#compare();
    if (!made || !this.#panel || this.#pair !== pair) return undefined;
    const { model, catalog } = made;
    const [left, right] = pair!;
    this.#links = new Set(model.references.map(({ url }) => url));
    this.#panel.title = vscode.l10n.t('{0} vs {1}', model.labels.left, model.labels.right);
    return { type: 'comparison', left, right, model, texts: catalog.texts.page, locale: model.locale };
  }
}
