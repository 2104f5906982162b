import * as vscode from 'vscode';
import { ok, strictEqual } from '../assert';
import { find, pageTab, postfixLine, until, write } from '../editor';

const summarize = 'smtpReplyCodes.summarize';
const log = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: User unknown');
const id = /: ([0-9A-Z]{6,}): to=/.exec(log)![1]!;

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

  it('follows the message of a line, each line a link to where it stands', async () => {
    const document = await write(`${log}\n${log.replace(id, '4ZZZZ9999z')}\n${log}\n`);
    const editor = await vscode.window.showTextDocument(document);
    const { start } = find(document, id);
    editor.selection = new vscode.Selection(start, start);
    await vscode.commands.executeCommand('smtpReplyCodes.followMessage');
    const trail = await until('the trail', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'smtp-log-lines'),
    );
    const lines = trail.getText().split('\n');
    strictEqual(lines.filter((line) => line.includes(id)).length, 2);
    ok(lines.some((line) => line.startsWith('anna@example.org: bounced')));
  });

  it('finds the other places of a queue id, and folds what fails for one cause', async () => {
    const document = await write(log.repeat(4));
    await vscode.window.showTextDocument(document);
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      find(document, id).start,
    );
    strictEqual(places.length, 4);
    const folds = await until('the fold', async () => {
      const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      return ranges.length ? ranges : undefined;
    });
    strictEqual(`${folds[0]!.start}-${folds[0]!.end}`, '0-3');
  });
});
