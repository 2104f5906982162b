import * as vscode from 'vscode';

import { pageTab, postfixLine, write } from '../editor';

const summarize = 'smtpReplyCodes.summarize';
const log = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: User unknown');

describe('the log at a glance', () => {
  it('opens for the log in front, saved or not', async () => {
    const document = await write(`${log}\n`.repeat(3));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand(summarize);
    await pageTab('smtpReplyCodes.summary', 'Log at a glance');
  });

  it('opens for files of the explorer', async () => {
    const [folder] = vscode.workspace.workspaceFolders!;
    const uri = vscode.Uri.joinPath(folder!.uri, 'mail.log');
    await vscode.commands.executeCommand(summarize, uri, [uri]);
    await pageTab('smtpReplyCodes.summary', 'Log at a glance');
  });
});
