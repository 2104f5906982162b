import * as vscode from 'vscode';
import { explain } from '../core/explain/explain';
import { explanationToMarkdown } from '../core/explain/markdown';
import { queryOf } from '../core/explain/queryOf';
import type { ReplyQuery } from '../core/model';
import { replyIn } from './pasted';
import { pickReply } from './pickReply';
import type { Services } from './services';
import { section } from './settings';

/** “SMTP: Explain a Reply Code…”: pick one or paste a whole reply; the explanation opens as a readable page. */
export function registerExplain(services: Services): vscode.Disposable {
  const pages = new MarkdownPages();
  return vscode.Disposable.from(
    pages,
    vscode.commands.registerCommand(`${section}.explain`, async (argument?: unknown) => {
      const query =
        typeof argument === 'string'
          ? await replyIn(services, argument)
          : (queryOf(argument) ?? (await pickReply(services)));
      if (!query) return;
      const catalog = await services.catalog();
      const explanation = explain(catalog, query);
      await pages.show(`${titleOf(query)}.md`, explanationToMarkdown(catalog, explanation));
    }),
    vscode.commands.registerCommand(`${section}.openMarkdown`, (name: unknown, text: unknown) =>
      typeof name === 'string' && typeof text === 'string' ? pages.show(name, text) : undefined,
    ),
  );
}

function titleOf({ replyCode, enhancedCode }: ReplyQuery): string {
  return [replyCode, enhancedCode].filter(Boolean).join(' ') || 'SMTP';
}

const scheme = 'smtp-reply-codes';
/** A page outlives its document, which VS Code lets go while the preview still shows it; the oldest pages are forgotten. */
const mostPages = 50;

/** Read-only Markdown documents, shown as VS Code previews Markdown. */
class MarkdownPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions = vscode.Disposable.from(
    this.#changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.#texts.delete(uri.path);
    this.#texts.set(uri.path, text);
    if (this.#texts.size > mostPages) this.#texts.delete(this.#texts.keys().next().value!);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // Without the built-in Markdown extension the text itself still reads well.
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
