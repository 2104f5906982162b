import * as vscode from 'vscode';
import { match, ok } from '../assert';
import { lightBulb, pageTab, postfixLine, problems, run, until, write } from '../editor';

const log = postfixLine('5.1.1', '550 5.1.1 <anna@customer.example>: User unknown').repeat(2);

async function take(title: string): Promise<void> {
  const document = await write(log);
  const [problem] = await problems(document, ({ length }) => length === 1);
  const action = (await lightBulb(document, problem!.range)).find((one) => one.title === title);
  ok(action, `${title} is offered`);
  await run(action.command!);
}

/** The text that a command opened. */
async function opened(language: string): Promise<string> {
  const editor = await until(`a text in ${language}`, () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.isUntitled && active.document.languageId === language ? active : undefined;
  });
  return editor.document.getText();
}

describe('acting on a failure', () => {
  it('copies three sentences for the sender', async () => {
    await take('Copy for the sender');
    const text = await vscode.env.clipboard.readText();
    match(text, /^Your message to \S+ was not delivered\. /);
    ok(!text.includes('550'), text);
  });

  it('writes to the postmaster', async () => {
    await take('Write to the postmaster');
    const letter = await opened('plaintext');
    match(letter, /^To: postmaster@/);
    match(letter, /550 5\.1\.1/);
    match(letter, /\[your name/);
  });

  it('opens the commands without running them', async () => {
    await take('Open the commands');
    match(await opened('shellscript'), /^# Commands for No such mailbox/);
  });
});

describe('explaining the clipboard', () => {
  it('takes a line of a log', async () => {
    await vscode.env.clipboard.writeText(log.split('\n')[0]!);
    await vscode.commands.executeCommand('smtpReplyCodes.explainClipboard');
    await pageTab('smtpReplyCodes.explain', '550 5.1.1');
  });
});
