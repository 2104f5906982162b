import * as vscode from 'vscode';

const scheme = 'memory';
const endings: Readonly<Record<string, string>> = {
  javascript: 'js',
  log: 'log',
  markdown: 'md',
  plaintext: 'txt',
  python: 'py',
};

/**
 * Files that nobody has to remove. Not `untitled:` documents: VS Code gives the name of a closed one to the next, sometimes
 * before the extension host has heard of it, and then that keeps the old text.
 */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  /** A new file with an ending that VS Code knows the language by. */
  create(content: string, language: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${this.#files.size + 1}.${endings[language]}` });
    this.writeFile(uri, new TextEncoder().encode(content));
    return uri;
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const file = this.#files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    return file;
  }

  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.#files.set(path, content);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

export const memory = new MemoryFiles();

before(() => void vscode.workspace.registerFileSystemProvider(scheme, memory, { isCaseSensitive: true }));
