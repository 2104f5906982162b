import * as vscode from 'vscode';
import { deepEqual, ok, strictEqual } from '../assert';

const head = '// SMTP: EHLO, MAIL FROM, RCPT TO\n';
const bad = "send('550 4.1.1 No such user');\n";

async function open(content: string, language = 'javascript'): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ language, content });
}

const ofRules = (document: vscode.TextDocument) =>
  vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'SMTP');

/** Waits until the problems of a document are as wanted. */
async function problems(
  document: vscode.TextDocument,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = ofRules(document);
    if (wanted(found)) return found;
    if (Date.now() > end) throw new Error(`problems: ${JSON.stringify(found.map(({ message }) => message))}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function actionsAt(document: vscode.TextDocument, range: vscode.Range, kind?: vscode.CodeActionKind) {
  return (
    (await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      kind?.value,
    )) ?? []
  );
}

async function apply(document: vscode.TextDocument, title: string): Promise<void> {
  const [problem] = ofRules(document);
  const action = (await actionsAt(document, problem!.range)).find((one) => one.title === title);
  ok(action?.edit, `“${title}” is offered with an edit`);
  ok(await vscode.workspace.applyEdit(action.edit), 'the edit is applied');
}

const write = async (document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> => {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
};

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
    await write(document, new vscode.Range(1, 10, 1, 11), '4');
    await problems(document, (found) => found.length === 1);
    await write(document, new vscode.Range(1, 10, 1, 11), '5');
    await problems(document, (found) => !found.length);
  });

  it('stay out of prose', async () => {
    const document = await open('# SMTP: EHLO, RCPT TO\n\n`550 4.1.1 No such user`\n', 'markdown');
    await new Promise((done) => setTimeout(done, 600));
    strictEqual(ofRules(document).length, 0);
  });

  it('are mended by the light bulb', async () => {
    const document = await open(head + bad);
    await problems(document, (found) => found.length === 1);
    await apply(document, 'Write 5.1.1');
    strictEqual(document.getText(), `${head}send('550 5.1.1 No such user');\n`);
    await problems(document, (found) => !found.length);
  });

  it('are mended in the whole file at once', async () => {
    const document = await open(head + bad + bad);
    await problems(document, (found) => found.length === 2);
    await apply(document, 'Fix all 2 findings of “class-mismatch” in this file');
    strictEqual(document.getText(), head + bad.replace('4.1.1', '5.1.1').repeat(2));
  });

  it('are switched off for a line and for a file by a comment of the language', async () => {
    const line = await open(`# SMTP: EHLO, MAIL FROM, RCPT TO\nif bad:\n    send('550 4.1.1 x')\n`, 'python');
    await problems(line, (found) => found.length === 1);
    await apply(line, 'Disable “class-mismatch” for this line');
    strictEqual(line.lineAt(2).text, '    # smtp-reply-codes-disable-next-line class-mismatch');
    await problems(line, (found) => !found.length);
    const file = await open(head + bad + bad);
    await problems(file, (found) => found.length === 2);
    await apply(file, 'Disable “class-mismatch” for this file');
    strictEqual(file.lineAt(0).text, '// smtp-reply-codes-disable class-mismatch');
    await problems(file, (found) => !found.length);
  });

  it('with one right answer are preferred and part of source.fixAll', async () => {
    const document = await open(`${head}send('354 2.0.0 Go ahead');\n${bad}`);
    const found = await problems(document, (all) => all.length === 2);
    const [first] = await actionsAt(document, found[0]!.range, vscode.CodeActionKind.QuickFix);
    strictEqual(first?.title, 'Remove 2.0.0');
    strictEqual(first?.isPreferred, true);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [all] = await actionsAt(document, whole, vscode.CodeActionKind.SourceFixAll);
    ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    strictEqual(document.getText(), `${head}send('354 Go ahead');\n${bad}`);
  });

  it('obey the settings', async () => {
    const settings = vscode.workspace.getConfiguration('smtpReplyCodes');
    const document = await open(head + bad);
    await problems(document, (found) => found.length === 1);
    try {
      await settings.update('rules', { 'class-mismatch': 'error' }, vscode.ConfigurationTarget.Global);
      await problems(document, (found) => found[0]?.severity === vscode.DiagnosticSeverity.Error);
      await settings.update('diagnostics.code', false, vscode.ConfigurationTarget.Global);
      await problems(document, (found) => !found.length);
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
      await settings.update('diagnostics.code', undefined, vscode.ConfigurationTarget.Global);
    }
    await problems(document, (found) => found.length === 1);
  });

  it('and the hover beside them does not repeat them', async () => {
    const document = await open(head + bad);
    await problems(document, (found) => found.length === 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(1, 7),
    );
    const text = hovers
      .flatMap(({ contents }) => contents as vscode.MarkdownString[])
      .map(({ value }) => value)
      .join('\n');
    ok(text.includes('550'), 'the code is explained');
    deepEqual(/contradict/.test(text), false);
  });
});
