import { strictEqual } from '../assert';
import * as vscode from 'vscode';

const id = 'smtp-reply-codes.smtp-reply-codes';

describe('the extension', () => {
  it('registers every command it contributes', async () => {
    const extension = vscode.extensions.getExtension(id)!;
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    for (const { command } of contributes.commands) strictEqual(registered.has(command), true, command);
  });
});
