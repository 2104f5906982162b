import * as vscode from 'vscode';
import { ok, strictEqual } from '../assert';
import { commandLinks, find, hoverOn, pageTab, postfixLine, set, until, write } from '../editor';

const compare = 'smtpReplyCodes.compare';
const log = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: User unknown');

describe('the pages', () => {
  it('compare two replies given as arguments, in one tab', async () => {
    await vscode.commands.executeCommand(compare, '235', '502');
    await pageTab(compare, '235 vs 502');
    await vscode.commands.executeCommand(compare, { replyCode: '550' }, '550 5.7.26 unauthenticated');
    await pageTab(compare, '550 vs 550 5.7.26');
  });

  it('compare the two replies of a selection', async () => {
    const replies = ['421 4.3.2 Later', '450 4.2.1 Busy', '550 No', '554 5.7.1 Never'];
    const document = await write(replies.map((reply) => `C: RCPT TO:<a@example.org>\nS: ${reply}\n`).join(''));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(find(document, 'Later').start, find(document, 'Never').start);
    await vscode.commands.executeCommand(compare);
    await pageTab(compare, '450 4.2.1 vs 550');
  });

  it('open from the links of a hover', async () => {
    await set({ 'diagnostics.logs': 'off' });
    const links = commandLinks((await hoverOn(await write(log), '550')).text);
    const [first] = links.filter(({ command }) => command === compare);
    await vscode.commands.executeCommand(first!.command, ...first!.args);
    await pageTab(compare, '550 5.1.1 vs ');
    const explain = links.find(({ command }) => command === 'smtpReplyCodes.explain')!;
    await vscode.commands.executeCommand(explain.command, ...explain.args);
    await pageTab('smtpReplyCodes.explain', '550 5.1.1');
  });

  it('explain a whole reply, pasted, in one tab', async () => {
    const reply =
      '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.';
    await vscode.commands.executeCommand('smtpReplyCodes.explain', reply);
    await pageTab('smtpReplyCodes.explain', '550 5.7.26');
    await vscode.commands.executeCommand('smtpReplyCodes.explain', '452 4.2.2');
    await pageTab('smtpReplyCodes.explain', '452 4.2.2');
  });

  it('explain and compare words alone, whose numbers are no codes', async () => {
    const words = { text: 'greylisted, try again in 250 seconds', class: 'transient' };
    await vscode.commands.executeCommand('smtpReplyCodes.explain', words);
    await pageTab('smtpReplyCodes.explain', 'Greylisted');
    await vscode.commands.executeCommand('smtpReplyCodes.compare', words, '550');
    await pageTab('smtpReplyCodes.compare', 'Greylisted vs 550');
  });

  it('can be read again after VS Code let their text go', async () => {
    await vscode.commands.executeCommand('smtpReplyCodes.openMarkdown', '452 4.2.2.md', '# 452 4.2.2\n');
    await pageTab('markdown.preview', '452 4.2.2');
    const uri = vscode.Uri.parse('smtp-reply-codes:/452 4.2.2.md');
    const page = await vscode.workspace.openTextDocument(uri);
    const text = page.getText();
    // It keeps no more than fifty of the documents that only extensions have open.
    for (let count = 0; count < 60; count++) await write('', 'plaintext');
    await until('the text is let go', () => page.isClosed);
    strictEqual((await vscode.workspace.openTextDocument(uri)).getText(), text);
  });

  it('browse all codes in one tab', async () => {
    await vscode.commands.executeCommand('smtpReplyCodes.browse');
    await vscode.commands.executeCommand('smtpReplyCodes.browse');
    await pageTab('smtpReplyCodes.browse', 'SMTP Reply Codes');
  });

  it('do not open for what is no reply', async () => {
    await vscode.commands.executeCommand('smtpReplyCodes.explain', 'no code at all');
    strictEqual(vscode.window.tabGroups.activeTabGroup.tabs.length, 0);
  });
});

describe('next and previous failure', () => {
  it('go from failure to failure and round the end', async () => {
    const sent = postfixLine('2.0.0', '250 2.0.0 Ok');
    const document = await write(sent + log + sent + sent + log + log);
    const editor = await vscode.window.showTextDocument(document);
    const failures = [0, 1, 2].map((index) => find(document, '550 5.1.1', index));
    const go = async (direction: string) => {
      await vscode.commands.executeCommand(`smtpReplyCodes.${direction}Failure`);
      return failures.findIndex((range) => range.isEqual(editor.selection));
    };
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    for (const index of [0, 1, 2, 0]) strictEqual(await go('next'), index);
    for (const index of [2, 1, 0]) strictEqual(await go('previous'), index);
    ok(
      editor.visibleRanges.some((range) => range.contains(editor.selection)),
      'the failure is in view',
    );
  });

  it('also where problems are off', async () => {
    await set({ 'diagnostics.logs': 'off' });
    const editor = await vscode.window.showTextDocument(await write(`\n${log}`));
    await vscode.commands.executeCommand('smtpReplyCodes.nextFailure');
    strictEqual(editor.document.getText(editor.selection), '550 5.1.1');
  });
});
