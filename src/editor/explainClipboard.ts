import * as vscode from 'vscode';
import { section } from './settings';

/** “SMTP: Explain the Clipboard”: whatever was copied, explained in one step. */
export function registerExplainClipboard(): vscode.Disposable {
  return vscode.commands.registerCommand(`${section}.explainClipboard`, async () => {
    const text = await vscode.env.clipboard.readText();
    if (text.trim()) await vscode.commands.executeCommand(`${section}.explain`, text);
    else void vscode.window.showInformationMessage(vscode.l10n.t('The clipboard holds no text.'));
  });
}
