import * as vscode from 'vscode';
import type { Services } from './services';
import { section } from './settings';

/** Extensions never get to see a file above this size, in bytes. */
const visibleToExtensions = 50 * 1024 * 1024;
/** Names of files that mail servers write; any other large file is none of our business. */
const logName = /log|mail|smtp|postfix|exim|mbox|messages|journal|bounce|queue|\.(?:eml|txt|out|err)(?:\.|$)/i;

/** Says of a file above 50 MB, of which extensions see only the tab, what it is to us and where it can be read. */
export function registerLargeFile(services: Services): vscode.Disposable {
  let item: vscode.StatusBarItem | undefined;
  const shown = (): vscode.StatusBarItem => {
    if (item) return item;
    item = vscode.window.createStatusBarItem(`${section}.largeFile`, vscode.StatusBarAlignment.Right, 100);
    item.name = vscode.l10n.t('SMTP Reply Codes');
    item.text = `$(info) ${vscode.l10n.t('SMTP: file too large')}`;
    item.tooltip = vscode.l10n.t(
      'VS Code does not show extensions files above 50 MB. The summary reads the whole file.',
    );
    item.command = `${section}.largeFile`;
    return item;
  };
  const update = async (): Promise<void> => {
    const uri = await largeFile();
    if (uri) shown().show();
    else item?.hide();
  };
  const run = (): void => services.run(update());
  run();
  return vscode.Disposable.from(
    { dispose: () => item?.dispose() },
    vscode.window.onDidChangeActiveTextEditor(run),
    vscode.window.tabGroups.onDidChangeTabs(run),
    vscode.window.tabGroups.onDidChangeTabGroups(run),
    vscode.commands.registerCommand(`${section}.largeFile`, offer),
  );
}

/** The large file in front that may be a log. */
async function largeFile(): Promise<vscode.Uri | undefined> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputText)) return undefined;
  const { uri } = input;
  const key = uri.toString();
  if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === key)) return undefined;
  if (!logName.test(uri.path.slice(uri.path.lastIndexOf('/') + 1))) return undefined;
  const size = await vscode.workspace.fs.stat(uri).then(
    (stat) => stat.size,
    () => 0,
  );
  return size > visibleToExtensions ? uri : undefined;
}

/** What can be done with it: sum it up here, or read it in a terminal. */
async function offer(): Promise<void> {
  const uri = await largeFile();
  if (!uri) return;
  const line = `npx smtp-reply-codes summarize ${quoted(uri.fsPath)}`;
  const [summarize, copy] = [vscode.l10n.t('Summarize'), vscode.l10n.t('Copy the Command Line')];
  const text = vscode.l10n.t('VS Code does not show extensions files above 50 MB. The summary reads the whole file.');
  const chosen = await vscode.window.showInformationMessage(text, summarize, copy);
  if (chosen === summarize) await vscode.commands.executeCommand(`${section}.summarize`, uri);
  if (chosen === copy) await vscode.env.clipboard.writeText(line);
}

/** A path as a POSIX shell and PowerShell both take it. */
function quoted(path: string): string {
  return /^[\w/.:\\-]+$/.test(path) ? path : `'${path.replace(/'/g, String.raw`'\''`)}'`;
}
