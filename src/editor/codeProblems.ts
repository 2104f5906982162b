import * as vscode from 'vscode';
import type { Finding } from '../core/lint/finding';
import { isWritten } from './documents';
import { problemSource } from './logProblems';
import type { Services } from './services';
import { severityOf } from './settings';

/** An edit is followed by a new look this long after the last one, in milliseconds. */
const settle = 300;

/** Shows what the lint rules find in source code and configuration. */
export function registerCodeProblems(services: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('smtpReplyCodes.code');
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const publish = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const findings = await services.findings.of(document);
    // a later version has its own run; a closed document has no problems
    if (document.isClosed || document.version !== version) return;
    collection.set(
      document.uri,
      findings.map((finding) => problemOf(document, finding)),
    );
  };
  const read = (document: vscode.TextDocument): void => {
    if (isWritten(services.documents.source(document))) services.run(publish(document));
    else collection.delete(document.uri);
  };
  const later = ({ document, contentChanges }: vscode.TextDocumentChangeEvent): void => {
    if (!contentChanges.length) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    const run = (): void => {
      timers.delete(key);
      if (!document.isClosed) read(document);
    };
    timers.set(key, setTimeout(run, settle));
  };
  const close = ({ uri }: vscode.TextDocument): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
    collection.delete(uri);
  };
  const readAgain = (): void => {
    services.findings.reset();
    vscode.workspace.textDocuments.forEach(read);
  };
  vscode.workspace.textDocuments.forEach(read);
  return vscode.Disposable.from(
    collection,
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
    vscode.workspace.onDidOpenTextDocument(read),
    vscode.workspace.onDidChangeTextDocument(later),
    vscode.workspace.onDidCloseTextDocument(close),
    services.documents.onDidIdentify(read),
    services.onDidChangeSettings(readAgain),
    services.findings.onDidChangeConfiguration(readAgain),
  );
}

function problemOf(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(
    rangeOf(document, finding),
    finding.message,
    severityOf(finding.level) ?? vscode.DiagnosticSeverity.Hint,
  );
  problem.source = problemSource;
  problem.code = { value: finding.rule, target: vscode.Uri.parse(finding.reference.url) };
  return problem;
}

/** Where a finding or an edit of it stands in the version of the document that it was found in. */
export function rangeOf(document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
