import * as vscode from 'vscode';
import { causeKey } from '../core/explain/causeKey';
import { isRecord } from './documents';
import type { Failures } from './failures';
import { reading } from './reading';
import type { Services } from './services';
import { section } from './settings';

const contextKey = `${section}.hasFailures`;

/** “SMTP: Next Failure” and “SMTP: Previous Failure”, and the same of one cause, offered where the file in front has failures. */
export function registerNavigation(services: Services): vscode.Disposable {
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const record = document && isRecord(services.documents.source(document));
    const failures = record && services.failures.get(document);
    // Where nobody counts them (problems are off), the command counts when it is called.
    const has = failures ? failures.index.count() > 0 : !!record;
    void vscode.commands.executeCommand('setContext', contextKey, has);
    void vscode.commands.executeCommand('setContext', `${section}.isLog`, !!record);
  };
  /** The cause of the failure on a line. */
  const keyOn = ({ document, catalog }: Failures, line: number): string | undefined => {
    const placed = services.documents.repliesAt(document, line).find(({ reply }) => reading().isFailure(reply));
    return placed && causeKey(catalog, placed.reply);
  };
  const go =
    (direction: 1 | -1, ofCause = false) =>
    async (): Promise<void> => {
      const editor = vscode.window.activeTextEditor;
      const failures = editor && (await services.failures.read(editor.document));
      if (!editor || !failures) return;
      const { line } = editor.selection.active;
      const key = ofCause ? keyOn(failures, line) : undefined;
      if (ofCause && key === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t('There is no failure on this line.'));
        return;
      }
      const place = failures.index.next(line, direction, key);
      if (!place) return;
      const range = new vscode.Range(place.line, place.start, place.line, place.end);
      editor.selection = new vscode.Selection(range.start, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    };
  /** What the context menu offers, for the reply at the caret or else on its line. */
  const onReplyHere = async (command: 'explain' | 'compare'): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { active } = editor.selection;
    const replies = services.documents.repliesAt(editor.document, active.line, active.character);
    const placed = replies.find(({ tokens }) => tokens.some((token) => token.contains(active))) ?? replies.at(-1);
    const place = { uri: editor.document.uri.toString(), line: active.line };
    if (placed)
      await vscode.commands.executeCommand(
        `${section}.${command}`,
        placed.reply,
        ...(command === 'explain' ? [place] : []),
      );
    else void vscode.window.showInformationMessage(vscode.l10n.t('There is no SMTP reply on this line.'));
  };
  update();
  return vscode.Disposable.from(
    vscode.commands.registerCommand(`${section}.nextFailure`, go(1)),
    vscode.commands.registerCommand(`${section}.previousFailure`, go(-1)),
    vscode.commands.registerCommand(`${section}.nextFailureOfCause`, go(1, true)),
    vscode.commands.registerCommand(`${section}.previousFailureOfCause`, go(-1, true)),
    vscode.commands.registerCommand(`${section}.explainHere`, () => onReplyHere('explain')),
    vscode.commands.registerCommand(`${section}.compareHere`, () => onReplyHere('compare')),
    vscode.window.onDidChangeActiveTextEditor(update),
    services.failures.onDidChange(update),
  );
}
