import * as vscode from 'vscode';
import { deepEqual, match, ok, strictEqual } from '../assert';
import { clearWorkspaceSetting, inlineFixes, openSample, postfixLine, set, write } from '../editor';

const unknown = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: User unknown');
const full = postfixLine('4.2.2', '452 4.2.2 <anna@example.org> Mailbox full');
const sent = postfixLine('2.0.0', '250 2.0.0 Ok: queued as 48FA8DE1F');

describe('fixes beside lines', () => {
  it('stand once at the end of each line that failed, and nowhere else', async () => {
    await set({ 'inlineFixes.position': 'end' });
    const document = await openSample('mail.log');
    const found = await inlineFixes(document);
    const failing = [
      ...document.getText().matchAll(/^.*(?:\b[45]\d\d[ -][45]\.\d\.\d|dsn=[45]|SASL \w+ authentication failed).*$/gm),
    ].map(({ index, 0: text }) => document.positionAt(index + text.length));
    deepEqual(
      found.map(({ position }) => position),
      failing,
    );
    for (const { label } of found) {
      match(label, /^→ \S/);
      ok(label.length <= 43, `${label} has ${label.length} characters`);
    }
  });

  it('stand where one sees them: in front of a long message, at the end of a short line', async () => {
    const long = await write(full);
    const short = await write('C: RCPT TO:<b@example.org>\nS: 550 5.1.1 The mailbox is gone\n');
    const at = async (document: vscode.TextDocument, line: number) => {
      const [hint] = await inlineFixes(document);
      return hint!.position.isEqual(document.lineAt(line).range.end) ? 'end' : hint!.position.character;
    };
    const message = full.indexOf('7471C31D99');
    strictEqual(await at(long, 0), message);
    strictEqual(await at(short, 1), 'end');
    await set({ 'inlineFixes.position': 'start' });
    strictEqual(await at(short, 1), 0);
    await set({ 'inlineFixes.position': 'auto' });
    const editor = vscode.workspace.getConfiguration('editor');
    await editor.update('wordWrap', 'on', vscode.ConfigurationTarget.Global);
    try {
      strictEqual(await at(long, 0), 'end');
    } finally {
      await editor.update('wordWrap', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('come for the lines that are asked for', async () => {
    const document = await write(unknown + sent + full + sent + unknown);
    deepEqual(
      (await inlineFixes(document, 1, 3)).map(({ position }) => position.line),
      [2],
    );
    deepEqual(
      (await inlineFixes(document)).map(({ position }) => position.line),
      [0, 2, 4],
    );
    const session = await write('C: RCPT TO:<b@example.org>\nS: 550-5.1.1 The mailbox\nS: 550 5.1.1 is gone\n');
    deepEqual(
      (await inlineFixes(session)).map(({ position }) => position.line),
      [1],
    );
    deepEqual(await inlineFixes(session, 2, 3), []);
  });

  it('say more in their tooltip', async () => {
    const document = await write(full);
    const [hint] = await inlineFixes(document);
    const tooltip = hint!.tooltip as vscode.MarkdownString;
    match(tooltip.value, /^\*\*452 4\.2\.2 .+\*\* · temporary failure · retry later/);
    match(tooltip.value, /^1\. /m);
    deepEqual(tooltip.isTrusted, {
      enabledCommands: ['compare', 'explain', 'copyForSender', 'writeToPostmaster'].map(
        (name) => `smtpReplyCodes.${name}`,
      ),
    });
  });

  it('are for logs, for code as well, or for nothing', async () => {
    const log = await write(unknown);
    const code = await openSample('notify.ts');
    const counts = async () => [(await inlineFixes(log)).length, (await inlineFixes(code)).length > 0];
    deepEqual(await counts(), [1, false]);
    await set({ 'inlineFixes.show': 'everywhere' });
    deepEqual(await counts(), [1, true]);
    await set({ 'inlineFixes.show': 'off' });
    deepEqual(await counts(), [0, false]);
  });

  it('are toggled by a command, to what they were and where they were set', async () => {
    await vscode.window.showTextDocument(await write(unknown));
    const settings = () => vscode.workspace.getConfiguration('smtpReplyCodes');
    const shown = () => settings().get('inlineFixes.show');
    const toggle = () => vscode.commands.executeCommand('smtpReplyCodes.toggleInlineFixes');
    await set({ 'inlineFixes.show': 'everywhere' });
    await toggle();
    strictEqual(shown(), 'off');
    await toggle();
    strictEqual(shown(), 'everywhere');
    await settings().update('inlineFixes.show', 'off', vscode.ConfigurationTarget.Workspace);
    try {
      await toggle();
      ok(shown() !== 'off');
      await toggle();
      strictEqual(shown(), 'off');
    } finally {
      await clearWorkspaceSetting('inlineFixes.show');
    }
    strictEqual(shown(), 'everywhere');
  });
});
