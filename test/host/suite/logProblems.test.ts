import * as vscode from 'vscode';
import { deepEqual, match, ok, strictEqual } from '../assert';
import { hoverAt, openSample, postfixLine, problems, set, until, write } from '../editor';
import { memory } from '../memory';

const unknown = (recipient: string) => postfixLine('5.1.1', `550 5.1.1 <${recipient}>: User unknown`, recipient);
const full = postfixLine('4.2.2', '452 4.2.2 <anna@example.org> Mailbox full');
const sent = postfixLine('2.0.0', '250 2.0.0 Ok: queued as 48FA8DE1F');
const log = unknown('anna@example.org') + sent + full + unknown('ben@example.org') + unknown('carla@example.org');

const codeOf = ({ code }: vscode.Diagnostic) => (code as { value: string; target: vscode.Uri }).value;
const summary = (found: readonly vscode.Diagnostic[]) =>
  found.map((problem) => `${codeOf(problem)} ${problem.severity}`).sort();
const { Error: error, Warning: warning, Information: information } = vscode.DiagnosticSeverity;

async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

describe('problems in a log', () => {
  it('stand for a cause each, with its count, its places and its standard', async () => {
    const document = await openSample('mail.log');
    const text = document.getText();
    const failing = text.match(/ 5\d\d 5\.\d\.\d{1,2} .*| 4\d\d 4\.\d\.\d .*|dsn=4\.4\.1/g)!;
    const unknownUsers = text.match(/said: 550 5\.1\.1 /g)!.length;
    const found = await problems(document, ({ length }) => length > 4);
    ok(found.length < failing.length / 2, `${found.length} causes of ${failing.length} failures`);
    const [most] = found;
    match(most!.message, new RegExp(`^Postfix: No such mailbox, ${unknownUsers} times: .+ \\(sender\\)$`));
    strictEqual(document.getText(most!.range), '550 5.1.1');
    strictEqual(codeOf(most!), '550 5.1.1');
    match(String((most!.code as { target: vscode.Uri }).target), /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc/);
    const related = most!.relatedInformation!;
    strictEqual(related.length, 1, 'the places are behind one line');
    strictEqual(document.getText(related[0]!.location.range), '550 5.1.1');
    strictEqual(related[0]!.message, `the next of ${unknownUsers - 1} more places`);
    const gmail = found.find((problem) => codeOf(problem) === '550 5.7.26');
    match(gmail!.message, /^Gmail \(Google\): /);
  });

  it('of what the log’s own server refused stand apart, as hints', async () => {
    const reject =
      'Nov 23 03:00:38 mx1 postfix/smtpd[3021]: NOQUEUE: reject: RCPT from unknown[203.0.113.219]: 550 5.1.1 <b@example.org>: Recipient address rejected: User unknown in local recipient table; from=<a@example.com> to=<b@example.org> proto=ESMTP\n';
    const document = await write(reject + unknown('anna@example.org') + reject);
    const found = await problems(document, ({ length }) => length === 2);
    const refused = found.find(({ message }) => message.startsWith('Refused by this server: '));
    match(refused!.message, /No such mailbox, 2 times: fine, unless /);
    strictEqual(refused!.severity, vscode.DiagnosticSeverity.Hint);
    strictEqual(found.find((one) => one !== refused)!.severity, warning);
    await set({ 'diagnostics.refusedByUsSeverity': 'off' });
    await problems(document, ({ length }) => length === 1);
    await set({ 'diagnostics.refusedByUsSeverity': 'information' });
    await problems(document, (now) => now.some(({ severity }) => severity === information));
  });

  it('stand for a failure each, for none, or for what is left, as the settings say', async () => {
    const document = await write(log);
    const grouped = [`452 4.2.2 ${information}`, `550 5.1.1 ${warning}`];
    const are = (wanted: readonly string[]) =>
      problems(document, (found) => JSON.stringify(summary(found)) === JSON.stringify(wanted));
    await are(grouped);
    await set({ 'diagnostics.logs': 'all' });
    await are([grouped[0]!, ...Array<string>(3).fill(grouped[1]!)]);
    await set({ 'diagnostics.logs': 'off' });
    await are([]);
    await set({ 'diagnostics.logs': 'grouped' });
    await are(grouped);
    await set({ 'diagnostics.permanentSeverity': 'error', 'diagnostics.transientSeverity': 'off' });
    await are([`550 5.1.1 ${error}`]);
    await set({ 'diagnostics.permanentSeverity': undefined, 'diagnostics.transientSeverity': undefined });
    await are(grouped);
    await set({ ignoredCauses: ['550 5.1.1'] });
    await are([grouped[0]!]);
    await set({ ignoredCauses: undefined });
    await are(grouped);
    await set({ language: 'fr', customReplies: [{ code: '452', name: 'Boîte de l’équipe' }] });
    const french = await problems(document, (found) => found.some(({ message }) => message.includes('équipe')));
    deepEqual(summary(french), grouped);
  });

  it('stop below the limit of the Problems panel, and say so', async () => {
    await set({ 'diagnostics.logs': 'all' });
    const document = await write(unknown('anna@example.org').repeat(950));
    const found = await problems(document, ({ length }) => length > 900);
    strictEqual(found.length, 901);
    match(found.find(({ code }) => code === undefined)!.message, /^50 more failures are not listed/);
  });

  it('count on while the log grows, and down where lines go', async () => {
    const document = await write(log);
    await problems(document, ([first]) => /, 3 times: /.test(first?.message ?? ''));
    await append(document, unknown('dmitri@example.org') + full);
    await problems(
      document,
      ([first, second]) => /, 4 times: /.test(first?.message ?? '') && /, 2 times: /.test(second?.message ?? ''),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, new vscode.Range(0, 0, 4, 0));
    await vscode.workspace.applyEdit(edit);
    const left = await problems(document, ([first]) => /, 2 times: /.test(first?.message ?? ''));
    for (const { range } of left) match(document.getText(range), /^(?:550 5\.1\.1|452 4\.2\.2)$/);
  });

  it('appear when a log is pasted into a new file', async () => {
    const document = await vscode.workspace.openTextDocument();
    await append(document, 'Dear Anna,\n');
    await append(document, log);
    await problems(document, ({ length }) => length === 2);
  });

  it('go when the file is closed', async () => {
    const uri = memory.create(log, 'log');
    await vscode.commands.executeCommand('vscode.open', uri);
    const { document } = await until('the log is open', () => vscode.window.activeTextEditor);
    strictEqual(document.uri.toString(), uri.toString());
    await problems(document, ({ length }) => length === 2);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the log is closed', () => document.isClosed);
    await problems(document, ({ length }) => length === 0);
  });

  it('go when something else is pasted over the whole text, and come when a log is', async () => {
    const session = `220 mx.example.com ESMTP\nEHLO a\n250 mx.example.com\nRCPT TO:<u@example.com>\n550 5.1.1 User unknown\nQUIT\n221 2.0.0 Bye\n`;
    const ftp = `220 (vsFTPd 3.0.5)\nUSER anonymous\n331 Please specify the password.\nPASS x\n230 Login successful.\nRETR a\n550 Failed to open file.\n`;
    const document = await write(session, 'plaintext');
    const paste = async (text: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(edit);
    };
    await problems(document, ({ length }) => length === 1);
    await paste(ftp);
    await problems(document, ({ length }) => length === 0);
    strictEqual(await hoverAt(document, new vscode.Position(6, 1)), undefined);
    await paste(session);
    await problems(document, ({ length }) => length === 1);
  });
});
