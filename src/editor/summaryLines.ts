import * as vscode from 'vscode';

export const linesScheme = 'smtp-log-lines';
const most = 20;

interface FoundLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Lines of logs as a read-only document; each begins with a link to where it stands. */
export class LogLines implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  readonly #lists = new Map<string, { readonly text: string; readonly lines: readonly FoundLine[] }>();
  #count = 0;
  readonly #subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(linesScheme, this),
    vscode.languages.registerDocumentLinkProvider({ scheme: linesScheme }, this),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#lists.get(uri.path)?.text ?? '';
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const lines = this.#lists.get(document.uri.path)?.lines ?? [];
    return lines.map((found, index) => {
      const range = new vscode.Range(index, 0, index, prefixOf(found).length);
      return new vscode.DocumentLink(range, targetOf(found));
    });
  }

  async show(title: string, lines: readonly FoundLine[], note: string): Promise<void> {
    const path = `/${title} ${++this.#count}.log`;
    const clean = (text: string) => text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, ' ');
    const text = lines.map((found) => `${prefixOf(found)} ${clean(found.text)}`).join('\n');
    this.#lists.set(path, { lines, text: note ? `${text}\n${note}` : text });
    if (this.#lists.size > most) this.#lists.delete(this.#lists.keys().next().value!);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: linesScheme, path }));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function prefixOf({ file, line }: FoundLine): string {
  return `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
}

function targetOf({ file, line }: FoundLine): vscode.Uri {
  const uri =
    /^[a-z][\w+.-]+:/i.test(file) && !/^[a-z]:[\\/]/i.test(file) ? vscode.Uri.parse(file) : vscode.Uri.file(file);
  return uri.with({ fragment: `L${line}` });
}
