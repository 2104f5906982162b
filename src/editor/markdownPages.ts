import * as vscode from 'vscode';
import { section } from './settings';

/** Shows a text of the pages as Markdown, for who wants it so. */
export function registerMarkdown(): vscode.Disposable {
  const pages = new MarkdownPages();
  return vscode.Disposable.from(
    pages,
    vscode.commands.registerCommand(`${section}.openMarkdown`, (name: unknown, text: unknown) =>
      typeof name === 'string' && typeof text === 'string' ? pages.show(name, text) : undefined,
    ),
  );
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
