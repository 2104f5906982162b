import * as vscode from 'vscode';
import type { LineFacts } from '../core/act/factsOfLine';
import { codesOf } from '../core/explain/codesOf';
import { explain } from '../core/explain/explain';
import { explanationToMarkdown } from '../core/explain/markdown';
import { formatReply, parseReply } from '../core/explain/parseReply';
import { replyIn } from './pasted';
import { queryOf } from '../core/explain/queryOf';
import type { Explanation, ReplyQuery } from '../core/model';
import type { FromPage, ToPage } from '../webview/protocol';
import { changesTexts, connect, openLink } from './page';
import { pickReply } from './pickReply';
import { reading } from './reading';
import type { Services } from './services';
import { section } from './settings';

const viewType = `${section}.explain`;

/** Where a reply was met: a document and a 0-based line. */
interface Place {
  readonly uri: string;
  readonly line: number;
}

/** Lines above a failure in which its message is looked for. */
const linesAbove = 400;

/** “SMTP: Explain a Reply Code…”: pick one or paste a whole reply; the explanation opens as a page. */
export function registerExplain(services: Services): vscode.Disposable {
  const page = new ExplainPage(services);
  return vscode.Disposable.from(
    page,
    services.onDidChangeSettings((event) => {
      if (changesTexts(event)) services.run(page.refresh());
    }),
    vscode.commands.registerCommand(viewType, async (argument?: unknown, place?: unknown) => {
      const query =
        argument === undefined
          ? await pickReply(services)
          : typeof argument === 'string'
            ? await replyIn(services, argument)
            : (queryOf(argument) ?? (await pickReply(services)));
      if (query) await page.show({ reply: formatReply(query), query, facts: factsAt(place) });
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => Promise.resolve(page.adopt(panel)),
    }),
  );
}

const noFacts: LineFacts = { recipient: null, sender: null, queueId: null, host: null, blockedIp: null, time: null };

/** What the line says besides; who sent the message stands in an earlier line with the same queue id. */
function factsAt(place: unknown): LineFacts {
  const { uri, line } = (typeof place === 'object' && place ? place : {}) as Partial<Place>;
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (!document || typeof line !== 'number' || !(line >= 0 && line < document.lineCount)) return noFacts;
  const { factsOfLine } = reading();
  const facts = factsOfLine(document.lineAt(line).text);
  if (facts.sender || !facts.queueId) return facts;
  for (let at = line - 1; at >= 0 && at > line - linesAbove; at--) {
    const { text } = document.lineAt(at);
    if (!text.includes(facts.queueId)) continue;
    const { sender } = factsOfLine(text);
    if (sender) return { ...facts, sender };
  }
  return facts;
}

/** What the page has kept; it is quoted for a shell where it goes into a command. */
function factsOf(context: Readonly<Record<string, string>>): LineFacts {
  const kept = Object.keys(noFacts).map((name) => [name, context[name] ?? null] as const);
  return Object.fromEntries(kept) as unknown as LineFacts;
}

interface Shown {
  /** The reply in words, as the page keeps it over a reload. */
  readonly reply: string;
  readonly query: ReplyQuery;
  readonly facts: LineFacts;
}

function contextOf({ facts, query }: Shown): Readonly<Record<string, string>> {
  const told = Object.entries(facts).flatMap(([name, value]: [string, string | null]) =>
    value ? [[name, value]] : [],
  );
  return { ...Object.fromEntries(told), ...(query.sentByUs ? { side: 'own' } : {}) } as Record<string, string>;
}

/** The one page that explains: every explanation is shown in it. */
class ExplainPage implements vscode.Disposable {
  readonly #services: Services;
  #panel: vscode.WebviewPanel | undefined;
  #post: ((message: ToPage) => void) | undefined;
  #shown: Shown | undefined;
  #links: ReadonlySet<string> = new Set();

  constructor(services: Services) {
    this.#services = services;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async show(shown: Shown): Promise<void> {
    this.#shown = shown;
    if (this.#panel) {
      this.#panel.reveal();
      await this.refresh();
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Explain'), vscode.ViewColumn.Active);
    this.#own(panel);
    this.#connect(panel, await this.#message());
  }

  /** Takes over a panel that VS Code kept over a reload; the page says `ready` and names its reply. */
  adopt(panel: vscode.WebviewPanel): void {
    this.#own(panel);
    this.#connect(panel);
  }

  /** Shows the reply as the catalog of now has it. */
  async refresh(): Promise<void> {
    const message = await this.#message();
    if (message) this.#post?.(message);
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
      case 'ready': {
        const { reply, context = {} } = message;
        const query = reply === undefined ? undefined : (parseReply(reply) ?? { text: reply });
        if (query && !this.#shown)
          this.#shown = {
            reply: reply!,
            query: { ...query, ...(context['side'] === 'own' ? { sentByUs: true } : {}) },
            facts: factsOf(context),
          };
        // A page that VS Code kept without what it showed has nothing to show.
        if (!this.#shown) return this.#panel?.dispose();
        return this.refresh();
      }
      case 'openPage': {
        const query = parseReply(message.reply);
        return query && this.show({ reply: message.reply, query, facts: noFacts });
      }
      case 'compare':
        await vscode.commands.executeCommand(
          `${section}.compare`,
          message.left,
          ...(message.right ? [message.right] : []),
        );
        return undefined;
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
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

  async #explain() {
    const shown = this.#shown;
    if (!shown) return undefined;
    const catalog = await this.#services.catalog();
    const explanation = explain(catalog, shown.query);
    const model: Explanation = { ...explanation, remedy: reading().filledRemedy(explanation.remedy, shown.facts) };
    return { catalog, shown, model };
  }

  async #markdown(): Promise<string> {
    const made = await this.#explain();
    return made ? explanationToMarkdown(made.catalog, made.model) : '';
  }

  /** What the page is to show; the panel and its links follow. */
  async #message(): Promise<ToPage | undefined> {
    const made = await this.#explain();
    if (!made || !this.#panel || this.#shown !== made.shown) return undefined;
    const { shown, model, catalog } = made;
    this.#links = new Set(model.references.map(({ url }) => url));
    this.#panel.title = codesOf(model.reply) || model.name;
    return {
      type: 'explained',
      reply: shown.reply,
      context: contextOf(shown),
      commands: reading().commandsIn(model.remedy, 'developer'),
      model,
      texts: catalog.texts.page,
      locale: model.locale,
    };
  }
}
