// What the pages' host side uses of VS Code, without VS Code: `scripts/webview.mjs` builds it in place of the module `vscode`.

export class Uri {
  private constructor(readonly path: string) {}
  static parse(value: string): Uri {
    return new Uri(value);
  }
  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return new Uri([base.path, ...parts].join('/'));
  }
  toString(): string {
    return this.path;
  }
}

export class Disposable {
  readonly #dispose: () => void;
  constructor(dispose: () => void) {
    this.#dispose = dispose;
  }
  static from(...all: readonly { dispose(): void }[]): Disposable {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
  dispose(): void {
    this.#dispose();
  }
}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const ViewColumn = { Active: -1 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };

type Listener<Value> = (value: Value) => void;

/** A panel whose page runs wherever `show` takes it. */
export class Panel {
  readonly viewType: string;
  title: string;
  revealed = 0;
  /** Every message that the host sent to the page. */
  readonly sent: unknown[] = [];
  deliver: Listener<unknown> = () => undefined;
  readonly #received: Listener<unknown>[] = [];
  readonly #disposed: (() => void)[] = [];
  readonly webview = {
    html: '',
    options: {} as { readonly enableScripts?: boolean; readonly localResourceRoots?: readonly Uri[] },
    cspSource: origin,
    asWebviewUri: (uri: Uri): Uri => Uri.parse(`${origin}/file${uri.path}`),
    onDidReceiveMessage: (listener: Listener<unknown>): Disposable => {
      this.#received.push(listener);
      return new Disposable(() => undefined);
    },
    postMessage: (message: unknown): Promise<boolean> => {
      this.sent.push(message);
      this.deliver(message);
      return Promise.resolve(true);
    },
  };

  constructor(
    viewType: string,
    title: string,
    readonly options: object,
  ) {
    this.viewType = viewType;
    this.title = title;
  }

  /** A message as it comes from the page. */
  receive(message: unknown): void {
    for (const listener of this.#received) listener(message);
  }
  onDidDispose(listener: () => void): void {
    this.#disposed.push(listener);
  }
  reveal(): void {
    this.revealed++;
  }
  dispose(): void {
    for (const listener of this.#disposed) listener();
  }
}

/** Where the pages live in the harness. */
export const origin = 'https://page.test';

interface PickItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: number;
}

/** A quick pick that the test answers. */
export class QuickPick {
  title = '';
  placeholder = '';
  value = '';
  items: readonly PickItem[] = [];
  selectedItems: readonly PickItem[] = [];
  #changed: Listener<string> = () => undefined;
  #activated: Listener<readonly PickItem[]> = () => undefined;
  #accepted: () => void = () => undefined;
  #hidden: () => void = () => undefined;

  onDidChangeValue(listener: Listener<string>): void {
    this.#changed = listener;
  }
  onDidChangeActive(listener: Listener<readonly PickItem[]>): void {
    this.#activated = listener;
  }
  onDidAccept(listener: () => void): void {
    this.#accepted = listener;
  }
  onDidHide(listener: () => void): void {
    this.#hidden = listener;
  }
  show(): void {
    picks.push(this);
    pickShown(this);
  }
  hide(): void {
    this.#hidden();
  }
  dispose(): void {
    picks.splice(picks.indexOf(this), 1);
  }

  /** What a user does: type, take the item with this label, press Enter before the list for the words is there. */
  type(value: string): void {
    this.value = value;
    this.#changed(value);
  }
  enter(): void {
    // VS Code names what stood at a place of the list before, which is another item now.
    this.selectedItems = this.#choices().slice(1, 2);
    this.#accepted();
  }
  take(label: string): void {
    this.#activated(this.#choices().slice(0, 1));
    this.selectedItems = this.#choices().filter((item) => item.label === label);
    this.#accepted();
  }
  #choices(): readonly PickItem[] {
    return this.items.filter(({ kind }) => kind !== QuickPickItemKind.Separator);
  }
}

/** The pickers that are open, and what to do with the next one. */
export const picks: QuickPick[] = [];
let pickShown: Listener<QuickPick> = () => undefined;

/** Answers the next picker. */
export function onPick(answer: Listener<QuickPick>): void {
  pickShown = answer;
}

/** What happened outside the pages. */
export const world = {
  clipboard: '',
  opened: [] as string[],
  executed: [] as (readonly unknown[])[],
  panels: [] as Panel[],
  serializers: new Map<string, { deserializeWebviewPanel(panel: Panel, state: unknown): Promise<void> }>(),
};

const registered = new Map<string, (...args: readonly unknown[]) => unknown>();

export const commands = {
  registerCommand: (id: string, run: (...args: readonly unknown[]) => unknown): Disposable => {
    registered.set(id, run);
    return new Disposable(() => registered.delete(id));
  },
  executeCommand: (id: string, ...args: readonly unknown[]): Promise<unknown> => {
    world.executed.push([id, ...args]);
    return Promise.resolve(registered.get(id)?.(...args));
  },
};

export const window = {
  activeTextEditor: undefined,
  createQuickPick: (): QuickPick => new QuickPick(),
  createWebviewPanel: (viewType: string, title: string, _column: number, options: object = {}): Panel => {
    const panel = new Panel(viewType, title, options);
    world.panels.push(panel);
    return panel;
  },
  registerWebviewPanelSerializer: (
    viewType: string,
    serializer: { deserializeWebviewPanel(panel: Panel, state: unknown): Promise<void> },
  ): Disposable => {
    world.serializers.set(viewType, serializer);
    return new Disposable(() => world.serializers.delete(viewType));
  },
};

export const env = {
  clipboard: {
    writeText: (text: string): Promise<void> => {
      world.clipboard = text;
      return Promise.resolve();
    },
  },
  openExternal: (uri: Uri): Promise<boolean> => {
    world.opened.push(uri.toString());
    return Promise.resolve(true);
  },
};

export const workspace = { textDocuments: [], getConfiguration: () => ({ get: () => undefined }) };

export const l10n = {
  t: (text: string, ...values: readonly (string | number)[]): string =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};
