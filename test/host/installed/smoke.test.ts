// What a user does in the first minute, with the extension installed from its package.
import * as vscode from 'vscode';
import { fail, ok } from '../assert';
import { hoverOn, openSample, pageTab, problems } from '../editor';

const id = 'smtp-reply-codes.smtp-reply-codes';
const installed = (): vscode.Extension<unknown> => vscode.extensions.getExtension(id) ?? fail(`no ${id}`);

describe('installed', () => {
  it('it is the packed extension, without its sources', async () => {
    const { extensionUri, packageJSON } = installed();
    ok(!(packageJSON as { isUnderDevelopment?: boolean }).isUnderDevelopment, 'it is under development');
    const names = (await vscode.workspace.fs.readDirectory(extensionUri)).map(([name]) => name);
    for (const name of ['src', 'test', 'scripts', 'node_modules']) ok(!names.includes(name), name);
  });

  it('a log has its problems, a hover and fixes', async () => {
    const document = await openSample('mail.log');
    await vscode.window.showTextDocument(document);
    await problems(document, (found) => found.length >= 3);
    ok(/mailbox/i.test((await hoverOn(document, '550 5.1.1')).text), 'the hover says what it is');
    const end = document.lineAt(document.lineCount - 1).range.end;
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(new vscode.Position(0, 0), end),
    );
    ok(hints.length > 10, 'fixes stand beside the lines');
  });

  it('two codes are compared on a page', async () => {
    await vscode.commands.executeCommand('smtpReplyCodes.compare', '450', '550');
    ok((await pageTab('smtpReplyCodes.compare', '450')).isActive, 'the page is in front');
  });
});
