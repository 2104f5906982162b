import * as vscode from 'vscode';
import { fill } from '../core/explain/fill';
import type { Changes, NamedTime, Selection, Summary } from '../core/summary/model';
import {
  filterNames,
  isSummaryState,
  type ExportForm,
  type FromPage,
  type SummaryFilter,
  type SummaryTexts,
  type ToPage,
} from '../webview/protocol';
import { readLogs, type Cancel } from './logs';
import { changesTexts, connect } from './page';
import { reading } from './reading';
import type { Services } from './services';
import { section } from './settings';
import { LogLines, linesScheme } from './summaryLines';
import { registerTrail } from './trail';

const viewType = `${section}.summary`;
/** How often the page shows what is known while a log is read, in milliseconds; the first time sooner. */
const refresh = 400;
const firstRefresh = 120;
/** More lines than these are for the command line. */
const mostLines = 5_000;

/** “SMTP: Summarize Log…”: for files and folders from the explorer, the log in front, or those that are chosen; and for links. */
export function registerSummary(services: Services): vscode.Disposable {
  const lines = new LogLines();
  const page = new SummaryPage(services, lines);
  return vscode.Disposable.from(
    lines,
    page,
    registerTrail(services, lines),
    services.onDidChangeSettings((event) => {
      if (changesTexts(event)) services.run(page.read());
    }),
    vscode.commands.registerCommand(`${section}.summarize`, async (uri?: vscode.Uri, uris?: readonly vscode.Uri[]) => {
      const chosen = uris?.length ? uris : uri instanceof vscode.Uri ? [uri] : await chooseLogs(services);
      if (chosen?.length) await page.show(chosen, {});
    }),
    vscode.window.registerUriHandler({
      handleUri: ({ path, query }) => {
        if (path === '/summarize') services.run(page.open(new URLSearchParams(query)));
      },
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (panel) => Promise.resolve(page.adopt(panel)),
    }),
  );
}

/** The log in front, also one that VS Code does not show to extensions, or those that somebody chooses. */
async function chooseLogs(services: Services): Promise<readonly vscode.Uri[] | undefined> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText && input.uri.scheme !== linesScheme) return [input.uri];
  const { page } = (await services.catalog()).texts.summary;
  return vscode.window.showOpenDialog({
    title: page.dialog,
    canSelectMany: true,
    canSelectFiles: true,
    canSelectFolders: true,
  });
}

/** The one panel of summaries. */
class SummaryPage implements vscode.Disposable {
  readonly #services: Services;
  readonly #lines: LogLines;
  #panel: vscode.WebviewPanel | undefined;
  #post: ((message: ToPage) => void) | undefined;
  #uris: readonly vscode.Uri[] = [];
  #filter: SummaryFilter = {};
  #summary: Summary | undefined;
  #changes: { readonly title: string; readonly list: Changes } | undefined;
  #cancel: Cancel | undefined;

  constructor(services: Services, lines: LogLines) {
    this.#services = services;
    this.#lines = lines;
  }

  dispose(): void {
    this.#stop();
    this.#panel?.dispose();
  }

  async show(uris: readonly vscode.Uri[], filter: SummaryFilter): Promise<void> {
    this.#uris = uris;
    this.#filter = filter;
    this.#changes = undefined;
    this.#summary = undefined;
    if (this.#panel) this.#panel.reveal();
    else {
      const { title } = (await this.#services.catalog()).texts.summary.report;
      const panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active);
      this.#own(panel);
    }
    await this.read();
  }

  /** Shows what a link names: `file`, as often as there are files, and the names of the filter. */
  async open(query: URLSearchParams): Promise<void> {
    const files = query.getAll('file').map((file) => uriOf(file));
    const filter = Object.fromEntries(
      filterNames.flatMap((name) => (query.has(name) ? [[name, query.get(name)!]] : [])),
    );
    const state = { files: files.map(String), filter };
    const known = files.filter((uri) => uri.scheme === 'file' || vscode.workspace.getWorkspaceFolder(uri));
    if (known.length && known.length === files.length && isSummaryState(state)) await this.show(known, state.filter);
    else {
      const { page } = (await this.#services.catalog()).texts.summary;
      await vscode.window.showWarningMessage(page.unknownUri);
    }
  }

  adopt(panel: vscode.WebviewPanel): void {
    this.#uris = [];
    this.#own(panel);
  }

  #own(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#stop();
      this.#panel = this.#post = undefined;
    });
    this.#post = connect(panel, this.#services.extensionUri, (message) => this.#services.run(this.#receive(message)));
  }

  #stop(): void {
    if (this.#cancel) this.#cancel.cancelled = true;
    this.#cancel = undefined;
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        if (!this.#uris.length && message.summary) {
          this.#uris = message.summary.files.map(uriOf);
          this.#filter = message.summary.filter;
          return this.read();
        }
        // A page that VS Code kept without what it showed has nothing to show.
        if (!this.#uris.length) return this.#panel?.dispose();
        return this.#send();
      case 'cancel':
        if (this.#cancel) this.#cancel.cancelled = true;
        return undefined;
      case 'filter':
        this.#filter = message.filter;
        return this.read();
      case 'openPlace':
        return this.#openPlace(message.file, message.line);
      case 'showLines':
        return this.#showLines(message.filter);
      case 'compareFiles': {
        const { page } = await this.#words();
        const before = await vscode.window.showOpenDialog({
          title: page.dialogBefore,
          canSelectMany: true,
          canSelectFiles: true,
          canSelectFolders: true,
        });
        if (!before?.length) return undefined;
        return this.#compare(await this.#sum(before, this.#filter), before.map(nameOf).join(', '));
      }
      case 'compareSpans': {
        const { since, ...rest } = this.#filter;
        const earlier = await this.#sum(this.#uris, { ...rest, ...(since ? { since } : {}), until: message.at });
        const later = await this.#sum(this.#uris, { ...this.#filter, since: message.at });
        return this.#compare(earlier, message.at.replace('T', ' '), later);
      }
      case 'copyLink':
        await vscode.env.clipboard.writeText(this.#link());
        return this.#post?.({ type: 'copied' });
      case 'export':
        return this.#export(message.form);
      default:
        return undefined;
    }
  }

  async #words(): Promise<SummaryTexts> {
    return (await this.#services.catalog()).texts.summary;
  }

  /** Reads the logs and shows what they say, while they are read too. */
  async read(): Promise<void> {
    if (!this.#panel || !this.#uris.length) return;
    this.#stop();
    const cancel: Cancel = { cancelled: false };
    this.#cancel = cancel;
    const catalog = await this.#services.catalog();
    const { Summarizer } = reading();
    const selection = selectionOf(this.#filter);
    let shown = Date.now() - refresh + firstRefresh;
    await readLogs(
      this.#uris,
      catalog,
      (options) => new Summarizer({ catalog, ...options, ...(selection ? { selection } : {}) }),
      cancel,
      (summarizer, read, all) => {
        if (this.#cancel !== cancel || Date.now() - shown < refresh) return;
        shown = Date.now();
        this.#summary = summarizer.summary();
        this.#services.run(this.#send({ read, all }));
      },
    ).then((summarizer) => {
      if (this.#cancel !== cancel) return;
      this.#cancel = undefined;
      this.#summary = summarizer.summary();
      return this.#send();
    });
  }

  async #sum(uris: readonly vscode.Uri[], filter: SummaryFilter): Promise<Summary> {
    const catalog = await this.#services.catalog();
    const selection = selectionOf(filter);
    const { Summarizer } = reading();
    const made = await readLogs(
      uris,
      catalog,
      (options) => new Summarizer({ catalog, ...options, ...(selection ? { selection } : {}) }),
      { cancelled: false },
    );
    return made.summary();
  }

  async #compare(before: Summary, title: string, after = this.#summary): Promise<void> {
    if (!after) return;
    this.#changes = { title, list: reading().compareSummaries(before, after) };
    await this.#send();
  }

  async #send(progress?: { readonly read: number; readonly all: number }): Promise<void> {
    const summary = this.#summary;
    if (!summary) return;
    const { texts, locale } = await this.#services.catalog();
    this.#post?.({
      type: 'summary',
      title: texts.summary.report.title,
      state: { files: this.#uris.map(String), filter: this.#filter },
      summary: { ...summary, files: summary.files.slice(0, 200) },
      ...(this.#changes ? { changes: this.#changes } : {}),
      ...(progress ? { progress } : {}),
      words: texts.summary,
      locale,
    });
  }

  /** Opens a file at a line; VS Code does so where the file is too large for extensions, too. */
  async #openPlace(file: string, line: number): Promise<void> {
    if (!this.#summary?.files.some(({ name }) => name === file)) return;
    await vscode.commands.executeCommand('vscode.open', uriOf(file).with({ fragment: `L${line}` }), {
      preview: true,
      selection: new vscode.Range(line - 1, 0, line - 1, 0),
    } satisfies vscode.TextDocumentShowOptions);
  }

  async #showLines(filter: SummaryFilter): Promise<void> {
    const catalog = await this.#services.catalog();
    const { page } = catalog.texts.summary;
    const { Summarizer } = reading();
    const selection = selectionOf(filter) ?? {};
    const found: { readonly file: string; readonly line: number; readonly text: string }[] = [];
    const cancel: Cancel = { cancelled: false };
    const decoder = new TextDecoder();
    await readLogs(
      this.#uris,
      catalog,
      (options) =>
        new Summarizer({
          catalog,
          ...options,
          selection,
          onLine: ({ file, line }, bytes, from, to) => {
            if (found.length >= mostLines) cancel.cancelled = true;
            else if (found.at(-1)?.line !== line || found.at(-1)?.file !== file)
              found.push({ file, line, text: decoder.decode(bytes.subarray(from, Math.min(to, from + 4000))) });
          },
        }),
      cancel,
    );
    const note = found.length >= mostLines ? fill(page.linesMore, String(mostLines)) : '';
    await this.#lines.show(page.linesTitle, found, note);
  }

  #link(): string {
    const query = new URLSearchParams();
    for (const uri of this.#uris) query.append('file', uri.scheme === 'file' ? uri.fsPath : uri.toString());
    for (const [name, value] of Object.entries(this.#filter)) query.append(name, String(value));
    return `${vscode.env.uriScheme}://smtp-reply-codes.smtp-reply-codes/summarize?${query.toString()}`;
  }

  async #export(form: ExportForm): Promise<void> {
    const summary = this.#summary;
    if (!summary) return;
    const catalog = await this.#services.catalog();
    const { causesToCsv, reportOf, reportToHtml, reportToMarkdown } = reading();
    const report = reportOf(summary, catalog.texts.summary.report, this.#changes?.list);
    const texts: Readonly<Record<ExportForm, () => string>> = {
      markdown: () => reportToMarkdown(report),
      csv: () => causesToCsv(summary.causes),
      json: () => `${JSON.stringify(summary, undefined, 2)}\n`,
      html: () => reportToHtml(report, summary, catalog.locale),
    };
    const content = texts[form]();
    if (form !== 'html') {
      const document = await vscode.workspace.openTextDocument({ language: form === 'csv' ? 'csv' : form, content });
      await vscode.window.showTextDocument(document);
      return;
    }
    const target = await vscode.window.showSaveDialog({ filters: { HTML: ['html'] } });
    if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** A path of this machine, or a URI. */
function uriOf(file: string): vscode.Uri {
  return /^[a-z][\w+.-]+:/i.test(file) && !/^[a-z]:[\\/]/i.test(file) ? vscode.Uri.parse(file) : vscode.Uri.file(file);
}

function selectionOf(filter: SummaryFilter): Selection | undefined {
  const time = (text: string | undefined): NamedTime | undefined =>
    text === undefined ? undefined : reading().readNamedTime(text, Date.now(), -new Date().getTimezoneOffset());
  const { since, until, cause, ...rest } = filter;
  const [from, to] = [time(since), time(until)];
  const selection: Selection = {
    ...rest,
    ...(from ? { since: from } : {}),
    ...(to ? { until: to } : {}),
    ...(cause === undefined ? {} : { cause: cause || null }),
  };
  return Object.keys(selection).length ? selection : undefined;
}
