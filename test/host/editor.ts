// What the tests do with the editor: open, look, wait, set. Whatever a test sets or opens is put back after it.
import * as vscode from 'vscode';
import { fail } from './assert';
import { memory } from './memory';

const section = 'smtpReplyCodes';
const patience = 10_000;
/** What the tests of a suite start from, where that is not the default. */
const base = new Map<string, unknown>();
const changed = new Set<string>();

async function update(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);
}

/** Sets the extension's settings for one test, and returns once they hold. */
export async function set(values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    changed.add(name);
    await update(name, value);
  }
}

/** Sets a setting for all tests of the suite that calls it. */
export function setForAll(name: string, value: unknown): void {
  before(async () => {
    base.set(name, value);
    await update(name, value);
  });
  after(async () => {
    base.delete(name);
    await update(name, undefined);
  });
}

/** Undoes what a light bulb wrote into the settings of the workspace, and removes their file. */
export async function clearWorkspaceSetting(name: string): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(name, undefined, vscode.ConfigurationTarget.Workspace);
  await vscode.workspace.fs.delete(sampleUri('.vscode'), { recursive: true });
}

afterEach('settings and tabs as before', async () => {
  for (const name of changed) await update(name, base.get(name));
  changed.clear();
  await until('all tabs are closed', async () => {
    if (!tabs().length) return true;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    return false;
  });
});

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

/** Looks until there is something to see; polls, since not everything in the editor has an event. */
export async function until<Value>(
  what: string,
  look: () => Value | undefined | false | PromiseLike<Value | undefined | false>,
): Promise<Value> {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) fail(`not within ${patience / 1000} s: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** A new document; a log where no language is named. */
export async function write(content: string, language = 'log'): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(memory.create(content, language));
}

export function sampleUri(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

export async function openSample(name: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(sampleUri(name));
}

/** Where words stand in a document: the first, or the one after so many others. */
export function find(document: vscode.TextDocument, words: string, skip = 0): vscode.Range {
  const text = document.getText();
  let at = text.indexOf(words);
  for (let left = skip; left > 0 && at >= 0; left--) at = text.indexOf(words, at + 1);
  if (at < 0) fail(`no ${words} in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
}

/** Our hover at a place: its Markdown and the words it marks. Undefined where we have nothing to say. */
export async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<{ readonly text: string; readonly marked: string; readonly content: vscode.MarkdownString } | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  for (const { contents, range } of hovers) {
    const [content] = contents as vscode.MarkdownString[];
    if (content && range && content.value.includes(`command:${section}.explain?`))
      return { text: content.value, marked: document.getText(range), content };
  }
  return undefined;
}

/** Our hover on some words of a document, which must have one. */
export async function hoverOn(document: vscode.TextDocument, words: string, skip = 0) {
  return (await hoverAt(document, find(document, words, skip).start)) ?? fail(`no hover on ${words}`);
}

/** The command links of our Markdown, each with the arguments that it carries. */
export function commandLinks(markdown: string): { readonly command: string; readonly args: readonly unknown[] }[] {
  return [...markdown.matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g)].map(([, command, args]) => ({
    command: command!,
    args: JSON.parse(decodeURIComponent(args!)) as unknown[],
  }));
}

/** Our problems of a document. */
export function problemsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'SMTP');
}

/** Waits until the problems of a document are as wanted. */
export async function problems(
  document: vscode.TextDocument,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  let found: vscode.Diagnostic[] = [];
  const look = () => wanted((found = problemsOf(document))) && found;
  return until('the wanted problems', look).catch((error: Error) =>
    fail(`${error.message}; there are ${JSON.stringify(found.map(({ message }) => message))}`),
  );
}

/** The actions that VS Code offers for a range, of one kind or all. */
export async function lightBulb(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind?.value);
}

export async function run(command: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

/** Waits until there is one tab of a kind of page, our own or VS Code's preview of Markdown, with words in its title. */
export async function pageTab(kind: string, title: string): Promise<vscode.Tab> {
  return until(`a page ${title}`, () => {
    const pages = tabs().filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(kind),
    );
    return pages.length === 1 && pages[0]!.label.includes(title) && pages[0];
  });
}

/** A line as Postfix writes it about a message that another server refused. */
export function postfixLine(dsn: string, reply: string, recipient = 'anna@example.org'): string {
  const status = dsn.startsWith('5') ? 'bounced' : dsn.startsWith('4') ? 'deferred' : 'sent';
  return `Nov 23 03:00:45 mx1 postfix/smtp[2443]: 7471C31D99: to=<${recipient}>, relay=mx.example.org[198.51.100.17]:25, delay=3.54, delays=0.04/0.01/1.26/2.04, dsn=${dsn}, status=${status} (host mx.example.org[198.51.100.17] said: ${reply} (in reply to RCPT TO command))\n`;
}

/** Our hints in a range; code has hints of other extensions as well. */
export async function inlineFixes(document: vscode.TextDocument, first = 0, last = document.lineCount) {
  const all = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(first, 0, last, 0),
  );
  return all.flatMap(({ label, position }) => {
    const [part] = typeof label === 'string' ? [] : label;
    return part?.value.startsWith('→ ') ? [{ position, label: part.value, tooltip: part.tooltip }] : [];
  });
}
