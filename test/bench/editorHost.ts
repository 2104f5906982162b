// Runs inside the Node extension host (`npm run bench -- editor`) and prints what the editor's features cost there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { identify } from '../../src/core/scanner/identify';
import { FailureIndex } from '../../src/core/summary/failureIndex';
import { writeLog } from './writeLog';

const id = 'smtp-reply-codes.smtp-reply-codes';
const size = 50_000_000;

/** A row of the table: what was measured, in milliseconds, and what it may be at most. */
function row(name: string, ms: number, most?: number): void {
  console.log(`[bench] ${JSON.stringify({ name, ms: Math.round(ms * 100) / 100, ...(most ? { most } : {}) })}`);
}

async function timed<Value>(work: () => PromiseLike<Value>): Promise<[number, Value]> {
  const start = performance.now();
  const value = await work();
  return [performance.now() - start, value];
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Resolves once the problems of a document are what is waited for. */
function problems(uri: vscode.Uri, enough: (list: readonly vscode.Diagnostic[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!enough(vscode.languages.getDiagnostics(uri))) return;
      subscription.dispose();
      resolve();
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** How many failures the problems of a document speak of. */
const counted = (list: readonly vscode.Diagnostic[]): number =>
  list.reduce((sum, { message }) => sum + Number(/, (\d+) times:/.exec(message)?.[1] ?? 1), 0);

/** The longest time that the extension host was held while something went on. */
async function longestHold(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

const hover = (uri: vscode.Uri, position: vscode.Position) =>
  vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);

/** Time that the extension host works for one line added to the end of a document, in milliseconds. */
async function costOfALine(document: vscode.TextDocument, line: string, done: () => Promise<void>): Promise<number> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), `${line}\n`);
  const before = performance.eventLoopUtilization();
  await vscode.workspace.applyEdit(edit);
  await done();
  return performance.eventLoopUtilization(before).active;
}

/** Time between two marks that VS Code itself sets when it activates an extension, in milliseconds. */
function between(what: string): number {
  const { MonacoPerformanceMarks } = globalThis as unknown as {
    MonacoPerformanceMarks: { getMarks: () => readonly { readonly name: string; readonly startTime: number }[] };
  };
  const at = (edge: string): number =>
    MonacoPerformanceMarks.getMarks().find(({ name }) => name === `code/extHost/${edge}${what}/${id}`)!.startTime;
  return at('did') - at('will');
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension(id)!;
  // VS Code's own start is over when nothing has held the host for a while.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  if (extension.isActive) throw new Error('the extension is active before anything asked for it');
  await extension.activate();
  row('activation: loading the code', between('LoadExtensionCode'));
  row('activation: the whole', between('LoadExtensionCode') + between('ActivateExtension'), 20);

  const folder = mkdtempSync(join(tmpdir(), 'smtp-reply-codes-'));
  try {
    await small(folder);
    await large(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Hovers in a short log: the first one reads the catalog. */
async function small(folder: string): Promise<void> {
  const path = join(folder, 'small.log');
  writeFileSync(path, writeLog(100_000));
  const document = await vscode.workspace.openTextDocument(path);
  const settings = vscode.workspace.getConfiguration('smtpReplyCodes');
  await settings.update('diagnostics.logs', 'off', vscode.ConfigurationTarget.Global);
  const place = firstReply(document);
  // What the first hover of all costs the host itself, where there is no code.
  for (let turn = 0; turn < 5; turn++) await hover(document.uri, new vscode.Position(0, 0));
  const [first] = await timed(() => hover(document.uri, place));
  const again: number[] = [];
  for (let turn = 0; turn < 20; turn++) again.push((await timed(() => hover(document.uri, place)))[0]);
  row('first hover', first);
  row('a further hover', median(again));
  row('the catalog adds to the first hover', first - median(again), 20);
  await settings.update('diagnostics.logs', undefined, vscode.ConfigurationTarget.Global);
}

function firstReply(document: vscode.TextDocument): vscode.Position {
  const offset = /said: 5\d\d/.exec(document.getText())!.index + 'said: 5'.length;
  return document.positionAt(offset);
}

async function large(folder: string): Promise<void> {
  const path = join(folder, 'large.log');
  const text = writeLog(size);
  writeFileSync(path, text);
  const uri = vscode.Uri.file(path);
  const document = await vscode.workspace.openTextDocument(uri);
  const opened = performance.now();
  const place = firstReply(document);
  const [hoverTime] = await timed(() => hover(uri, place));
  row('hover in 50 MB while it is read', hoverTime);
  const [hints] = await timed(() =>
    vscode.commands.executeCommand('vscode.executeInlayHintProvider', uri, new vscode.Range(1000, 0, 1060, 0)),
  );
  row('fixes beside 60 lines of 50 MB while it is read', hints);

  const lines = document.lineCount;
  let total = 0;
  const hold = await longestHold(async () => {
    await problems(uri, (list) => list.length > 0);
    // Complete once the count stands still for a second.
    for (let last = -1; last !== total; await new Promise((resolve) => setTimeout(resolve, 1000))) {
      last = total;
      total = counted(vscode.languages.getDiagnostics(uri));
      if (last !== total) row(`  ${total} failures known after`, performance.now() - opened);
    }
  });
  row(`longest hold while ${lines} lines are read`, hold, 15);

  ourShare(document);
  // VS Code lets a long text go that no editor shows.
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  await aLineAdded(folder, document, document.lineAt(place.line).text);
}

/** What we ourselves do for a changed line: the block around it is read again, and the causes are counted. */
function ourShare(document: vscode.TextDocument): void {
  const index = new FailureIndex(
    { count: () => document.lineCount, read: (from, to) => document.getText(new vscode.Range(from, 0, to, 0)) },
    identify({ name: document.uri.path, head: document.getText(new vscode.Range(0, 0, 100, 0)) }),
    ({ replyCode, enhancedCode }) => `${replyCode} ${enhancedCode}`,
  );
  index.step(() => false);
  const times: number[] = [];
  for (let turn = 0; turn < 51; turn++) {
    const start = performance.now();
    index.change(document.lineCount - 2, 1, 1);
    index.step(() => false);
    index.causes(4);
    times.push(performance.now() - start);
  }
  row('a changed line in 50 MB: reading its block again and counting', median(times));
}

/** What a failure at the end of 50 MB costs, against one in a text as long in which nothing is known to us. */
async function aLineAdded(folder: string, log: vscode.TextDocument, failure: string): Promise<void> {
  const path = join(folder, 'large.txt');
  writeFileSync(path, 'Nothing that a mail server says is written here.\n'.repeat(size / 50));
  const plain = await vscode.workspace.openTextDocument(path);
  await vscode.window.showTextDocument(plain, vscode.ViewColumn.Two);
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 400));
  const known = (): number => counted(vscode.languages.getDiagnostics(log.uri));
  await pause();
  const before = known();
  const costs: number[] = [];
  const bare: number[] = [];
  const turns = 21;
  for (let turn = 0; turn < turns; turn++) {
    bare.push(await costOfALine(plain, failure, pause));
    costs.push(await costOfALine(log, failure, pause));
  }
  if (known() !== before + turns) throw new Error(`${known()} failures known, not ${before + turns}`);
  const differences = costs.map((cost, turn) => cost - bare[turn]!);
  row('a line added to 50 MB: what the host does for it', median(costs));
  row('the same in a text that is nothing to us', median(bare));
  row('what the log costs more, a median of differences', median(differences), 5);
}
