import * as vscode from 'vscode';
import { reachOf } from '../../../src/editor/reach';
import { deepEqual, ok, strictEqual } from '../assert';
import { hoverAt, hoverOn, inlineFixes, postfixLine, problems, problemsOf, until, write } from '../editor';

const log = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: User unknown');

/** Shows the same text under other schemes, as the source control does with another version of a file. */
class Versions implements vscode.TextDocumentContentProvider {
  readonly #subscriptions = ['review', 'conflictResolution'].map((scheme) =>
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
  );

  provideTextDocumentContent(): string {
    return log;
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }
}

/** Resolves once a log beside it has its problem: by then another document would have its own. */
async function problemsHaveCome(): Promise<void> {
  await problems(await write(log), ({ length }) => length === 1);
}

describe('where a document stands', () => {
  it('another version of a file has hovers, but no second set of problems', async () => {
    const versions = new Versions();
    try {
      for (const scheme of ['review', 'conflictResolution']) {
        const other = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: '/mail.log' }));
        await hoverOn(other, '550 5.1.1');
        await problemsHaveCome();
        strictEqual(problemsOf(other).length, 0);
      }
    } finally {
      versions.dispose();
    }
    const of = (scheme: string) => reachOf({ uri: vscode.Uri.from({ scheme, path: '/mail.log' }) });
    deepEqual(['git', 'search-editor', 'output', 'scm', 'file'].map(of), ['hover', 'text', 'text', 'nothing', 'all']);
  });

  it('the Output panel has hovers, but no problems', async function () {
    // there its text reaches extensions only once somebody looks at it
    if (vscode.env.remoteName) this.skip();
    const channel = vscode.window.createOutputChannel('Mail', 'log');
    try {
      channel.show();
      channel.append(log);
      const output = await until('its document', () =>
        vscode.workspace.textDocuments.find(
          (one) => one.uri.scheme === 'output' && one.getText().includes('550 5.1.1'),
        ),
      );
      await hoverOn(output, '550 5.1.1');
      await problemsHaveCome();
      strictEqual(problemsOf(output).length, 0);
    } finally {
      channel.dispose();
    }
  });

  it('the message of a commit has hovers alone', async () => {
    const message = await vscode.languages.setTextDocumentLanguage(
      await write(`Tell 550 5.1.1 from 450 4.2.0\n\n${log}`, 'plaintext'),
      'git-commit',
    );
    await hoverOn(message, '550 5.1.1');
    await problemsHaveCome();
    strictEqual(problemsOf(message).length, 0);
    deepEqual(await inlineFixes(message), []);
  });

  it('the cell of a notebook is read as what it holds', async () => {
    const code = 'try:\n  send()\nexcept smtplib.SMTPResponseException as e:\n  if e.smtp_code == 550: give_up()\n';
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await hoverOn(notebook.cellAt(0).document, '550');
  });

  it('the sample is for reading, with all that a log has', async () => {
    await vscode.commands.executeCommand('smtpReplyCodes.openSample');
    const { document } = vscode.window.activeTextEditor!;
    strictEqual(document.isUntitled, false);
    await problems(document, ({ length }) => length > 1);
    const before = document.getText();
    await vscode.commands.executeCommand('type', { text: 'x' });
    strictEqual(document.isDirty, false);
    strictEqual(document.getText(), before);
  });

  it('a failure without a code has all that others have', async () => {
    const refused =
      'Nov 23 03:01:02 mx1 postfix/smtp[7]: 4F1A: to=<a@example.net>, relay=none, delay=1, status=deferred (connect to mx.example.net[192.0.2.2]: Connection refused)\n';
    const document = await write(refused.repeat(2));
    const [problem, ...others] = await problems(document, ({ length }) => length === 1);
    deepEqual(others, []);
    ok(problem!.message.startsWith('Connection refused or lost, 2 times: '), problem!.message);
    const hover = await hoverOn(document, 'Connection refused');
    strictEqual(hover.marked, 'Connection refused');
    ok(hover.text.startsWith('**Connection refused or lost** · temporary failure'), hover.text);
    strictEqual((await inlineFixes(document)).length, 2);
    strictEqual(await hoverAt(document, new vscode.Position(0, 5)), undefined);
    const other = await write('2026-11-23 03:01:02 shop[7]: connect to 192.0.2.2: Connection refused\n');
    strictEqual(await hoverAt(other, other.positionAt(other.getText().indexOf('refused'))), undefined);
  });
});
