import * as vscode from 'vscode';
import { deepEqual, ok, strictEqual } from '../assert';
import { clearWorkspaceSetting, hoverOn, lightBulb, problems, problemsOf, run, set, write } from '../editor';

const head = '// SMTP: EHLO, MAIL FROM, RCPT TO\n';
const bad = "send('550 4.1.1 No such user');\n";

const open = (content: string, language = 'javascript') => write(content, language);

async function take(document: vscode.TextDocument, title: string): Promise<void> {
  const [problem] = problemsOf(document);
  const action = (await lightBulb(document, problem!.range)).find((one) => one.title === title);
  ok(action, `“${title}” is offered`);
  if (action.edit) ok(await vscode.workspace.applyEdit(action.edit), 'the edit is made');
  if (action.command) await run(action.command);
}

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
}

describe('problems in code', () => {
  it('name the rule, its standard, and nothing but the codes', async () => {
    const document = await open(head + bad);
    const [problem] = await problems(document, (found) => found.length === 1);
    strictEqual(document.getText(problem!.range), '550 4.1.1');
    strictEqual(problem!.message, '550 and 4.1.1 contradict each other: the first digits must agree');
    strictEqual(problem!.severity, vscode.DiagnosticSeverity.Warning);
    const { value, target } = problem!.code as { value: string; target: vscode.Uri };
    strictEqual(value, 'class-mismatch');
    ok(target.toString().startsWith('https://www.rfc-editor.org/rfc/rfc2034'));
  });

  it('follow an edit', async () => {
    const document = await open(`${head}send('550 5.1.1 No such user');\n`);
    strictEqual((await problems(document, (found) => !found.length)).length, 0);
    await replace(document, new vscode.Range(1, 10, 1, 11), '4');
    await problems(document, (found) => found.length === 1);
    await replace(document, new vscode.Range(1, 10, 1, 11), '5');
    await problems(document, (found) => !found.length);
  });

  it('stay out of prose', async () => {
    const prose = await open('# SMTP: EHLO, RCPT TO\n\n`550 4.1.1 No such user`\n', 'markdown');
    const code = await open(head + bad);
    await problems(code, ({ length }) => length === 1);
    strictEqual(problemsOf(prose).length, 0);
  });

  it('are mended by the light bulb', async () => {
    const document = await open(head + bad);
    await problems(document, (found) => found.length === 1);
    await take(document, 'Write 5.1.1');
    strictEqual(document.getText(), `${head}send('550 5.1.1 No such user');\n`);
    await problems(document, (found) => !found.length);
  });

  it('are mended in the whole file at once', async () => {
    const document = await open(head + bad + bad);
    await problems(document, (found) => found.length === 2);
    await take(document, 'Fix all 2 findings of “class-mismatch” in this file');
    strictEqual(document.getText(), head + bad.replace('4.1.1', '5.1.1').repeat(2));
  });

  it('are switched off for a line and for a file by a comment of the language', async () => {
    const line = await open(`# SMTP: EHLO, MAIL FROM, RCPT TO\nif bad:\n    send('550 4.1.1 x')\n`, 'python');
    await problems(line, (found) => found.length === 1);
    await take(line, 'Disable “class-mismatch” for this line');
    strictEqual(line.lineAt(2).text, '    # smtp-reply-codes-disable-next-line class-mismatch');
    await problems(line, (found) => !found.length);
    const file = await open(head + bad + bad);
    await problems(file, (found) => found.length === 2);
    await take(file, 'Disable “class-mismatch” for this file');
    strictEqual(file.lineAt(0).text, '// smtp-reply-codes-disable class-mismatch');
    await problems(file, (found) => !found.length);
  });

  it('are switched off in the workspace by its settings', async () => {
    const document = await open(head + bad);
    await problems(document, (found) => found.length === 1);
    const settings = () => vscode.workspace.getConfiguration('smtpReplyCodes');
    try {
      await take(document, 'Disable “class-mismatch” in this workspace');
      await problems(document, (found) => !found.length);
      deepEqual(settings().inspect('rules')!.workspaceValue, { 'class-mismatch': 'off' });
    } finally {
      await clearWorkspaceSetting('rules');
    }
    await problems(document, (found) => found.length === 1);
  });

  it('with one right answer are preferred and part of source.fixAll', async () => {
    const document = await open(`${head}send('354 2.0.0 Go ahead');\n${bad}`);
    const found = await problems(document, (all) => all.length === 2);
    const [first] = await lightBulb(document, found[0]!.range, vscode.CodeActionKind.QuickFix);
    strictEqual(first?.title, 'Remove 2.0.0');
    strictEqual(first?.isPreferred, true);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [all] = await lightBulb(document, whole, vscode.CodeActionKind.SourceFixAll);
    ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    strictEqual(document.getText(), `${head}send('354 Go ahead');\n${bad}`);
  });

  it('obey the settings', async () => {
    const document = await open(head + bad);
    await problems(document, (found) => found.length === 1);
    await set({ rules: { 'class-mismatch': 'error' } });
    await problems(document, (found) => found[0]?.severity === vscode.DiagnosticSeverity.Error);
    await set({ 'diagnostics.code': false });
    await problems(document, (found) => !found.length);
    await set({ 'diagnostics.code': true, rules: undefined });
    await problems(document, (found) => found[0]?.severity === vscode.DiagnosticSeverity.Warning);
  });

  it('and the hover beside them does not repeat them', async () => {
    const document = await open(head + bad);
    await problems(document, (found) => found.length === 1);
    const { text } = await hoverOn(document, '550');
    ok(text.includes('550 4.1.1'), 'the reply is explained');
    deepEqual(/contradict/.test(text), false);
  });

  it('and the hover tells a developer first what a program does on the reply', async () => {
    const document = await open(`${head}if (err.responseCode === 550) drop();\n`);
    const extension = vscode.extensions.getExtension('smtp-reply-codes.smtp-reply-codes')!;
    const file = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'locales', 'en.json');
    const texts = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as {
      'reply-codes': Record<string, { remedy: { developer: string[] } }>;
    };
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 25),
    );
    const text = hovers.map(({ contents }) => (contents[0] as vscode.MarkdownString).value).join('\n');
    const words = texts['reply-codes']['550']!.remedy.developer[0]!.split('`')[0]!.trim();
    ok(words.length > 10 && text.includes(`1. ${words}`), `${words} in ${text}`);
  });
});
