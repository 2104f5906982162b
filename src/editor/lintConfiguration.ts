import * as vscode from 'vscode';
import { reading } from './reading';
import type { Log } from './log';

type Configuration = ReturnType<ReturnType<typeof reading>['parseConfiguration']>['configuration'];

const none: Configuration = { rules: {}, ignore: [] };

/** `smtp-reply-codes.json` of each folder of the workspace, read once and again when it changes. */
export class LintConfigurations implements vscode.Disposable {
  readonly #log: Pick<Log, 'warn'>;
  readonly #read = new Map<string, Promise<Configuration>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/smtp-reply-codes.json');
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(log: Pick<Log, 'warn'>) {
    this.#log = log;
    const forget = () => {
      this.#read.clear();
      this.#changed.fire();
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      this.#watcher,
      this.#watcher.onDidChange(forget),
      this.#watcher.onDidCreate(forget),
      this.#watcher.onDidDelete(forget),
      vscode.workspace.onDidGrantWorkspaceTrust(forget),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** The configuration of the folder that a document belongs to. */
  of(uri: vscode.Uri): Promise<Configuration> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    // A folder that is not trusted changes no finding, as its settings don't.
    if (!folder || !vscode.workspace.isTrusted) return Promise.resolve(none);
    const key = folder.uri.toString();
    const known = this.#read.get(key);
    if (known) return known;
    const file = vscode.Uri.joinPath(folder.uri, 'smtp-reply-codes.json');
    const read = Promise.resolve(vscode.workspace.fs.readFile(file)).then(
      (bytes) => {
        const { configuration, problems } = reading().parseConfiguration(new TextDecoder().decode(bytes));
        for (const problem of problems) this.#log.warn(`smtp-reply-codes.json: ${problem}`);
        return configuration;
      },
      () => none,
    );
    this.#read.set(key, read);
    return read;
  }
}
