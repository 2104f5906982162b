import * as vscode from 'vscode';
import { isRecord } from './documents';
import type { Services } from './services';
import { section } from './settings';

const contextKey = `${section}.hasFailures`;

/** “SMTP: Next Failure” and “SMTP: Previous Failure”, offered where the file in front has failures. */
export function registerNavigation(services: Services): vscode.Disposable {
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const record = document && isRecord(services.documents.source(document));
    const failures = record && services.failures.get(document);
    // Where nobody counts them (problems are off), the command counts when it is called.
    const has = failures ? failures.index.count() > 0 : !!record;
    void vscode.commands.executeCommand('setContext', contextKey, has);
  };
  const go = (direction: 1 | -1) => async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const failures = editor && (await services.failures.read(editor.document));
    const place = failures?.index.next(editor!.selection.active.line, direction);
    if (!editor || !place) return;
    const range = new vscode.Range(place.line, place.start, place.line, place.end);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  update();
  return vscode.Disposable.from(
    vscode.commands.registerCommand(`${section}.nextFailure`, go(1)),
    vscode.commands.registerCommand(`${section}.previousFailure`, go(-1)),
    vscode.window.onDidChangeActiveTextEditor(update),
    services.failures.onDidChange(update),
  );
}
