import * as vscode from 'vscode';
import { codesOf } from '../core/explain/codesOf';
import { explain } from '../core/explain/explain';
import { lowerFirst } from '../core/explain/fill';
import type { Explanation } from '../core/model';
import type { Cause, Place } from '../core/summary/failureIndex';
import { isRecord } from './documents';
import type { Failures } from './failures';
import type { Services } from './services';
import { readSettings, severityOf, type Settings } from './settings';

/** VS Code shows at most 1,000 problems a file and drops the rest without a word. */
const mostProblems = 900;
/** Related places of a grouped problem. */
const firstPlaces = 3;
/** As much of a reply as goes on one line of a hover, in UTF-16 units. */
const wordsLength = 36;
/** Where the standards are. */
const standards = 'https://www.rfc-editor.org/';
export const problemSource = 'SMTP';

/** Shows a log's failures in the Problems panel: one for each cause with its count, or one for each failure. */
export function registerLogProblems(services: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('smtpReplyCodes.logs');
  const publish = (failures: Failures): void => {
    const { document } = failures;
    const settings = readSettings(document);
    collection.set(document.uri, settings.diagnostics.logs === 'off' ? [] : problemsOf(failures, settings));
  };
  const open = (document: vscode.TextDocument): void => {
    if (!isRecord(services.documents.source(document))) return;
    if (readSettings(document).diagnostics.logs !== 'off') services.run(services.failures.track(document));
  };
  vscode.workspace.textDocuments.forEach(open);
  return vscode.Disposable.from(
    collection,
    services.failures.onDidChange(publish),
    vscode.workspace.onDidOpenTextDocument(open),
    services.documents.onDidIdentify(open),
    vscode.workspace.onDidCloseTextDocument((document) => collection.delete(document.uri)),
    services.onDidChangeSettings(() => {
      collection.clear();
      for (const document of vscode.workspace.textDocuments) {
        const known = services.failures.get(document);
        if (known) publish(known);
        else open(document);
      }
    }),
  );
}

function problemsOf(failures: Failures, settings: Settings): vscode.Diagnostic[] {
  return settings.diagnostics.logs === 'all' ? single(failures, settings) : grouped(failures, settings);
}

function severityFor(explanation: Explanation, settings: Settings): vscode.DiagnosticSeverity | undefined {
  const { permanentSeverity, transientSeverity } = settings.diagnostics;
  return severityOf(explanation.class === 'permanent' ? permanentSeverity : transientSeverity);
}

function grouped({ document, index, catalog }: Failures, settings: Settings): vscode.Diagnostic[] {
  return index.causes(firstPlaces + 1).flatMap((cause) => {
    const explanation = explain(catalog, cause.reply);
    const severity = severityFor(explanation, settings);
    if (severity === undefined || isIgnored(explanation, settings)) return [];
    const problem = diagnose(cause.places[0]!, messageOf(explanation, cause.count), severity, explanation);
    problem.relatedInformation = related(document, cause);
    return [problem];
  });
}

/** The further places of a cause, each with the first words of its reply: short, since a hover shows them above all else. */
function related(document: vscode.TextDocument, { places, count }: Cause): vscode.DiagnosticRelatedInformation[] {
  return places.slice(1).map((place, index) => {
    const words = document.lineAt(place.line).text.slice(place.end, place.end + wordsLength);
    const text = `${words.replace(/\p{C}/gu, ' ').trim()}…`;
    const more = index === firstPlaces - 1 ? count - firstPlaces - 1 : 0;
    return new vscode.DiagnosticRelatedInformation(
      new vscode.Location(document.uri, rangeOf(place)),
      more > 0 ? vscode.l10n.t('{0} and {1} more', text, more) : text,
    );
  });
}

function single({ index, catalog }: Failures, settings: Settings): vscode.Diagnostic[] {
  const explanations = new Map<string, Explanation>();
  const problems = index.failures(mostProblems).flatMap(({ place, key, reply }) => {
    const explanation = explanations.get(key) ?? explain(catalog, reply);
    explanations.set(key, explanation);
    const severity = severityFor(explanation, settings);
    if (severity === undefined || isIgnored(explanation, settings)) return [];
    return [diagnose(place, messageOf(explanation, 1), severity, explanation)];
  });
  const left = index.count() - mostProblems;
  if (left > 0) {
    const message = vscode.l10n.t('{0} more failures are not listed; group them by cause in the settings', left);
    const last = problems.at(-1)?.range ?? new vscode.Range(0, 0, 0, 0);
    const more = new vscode.Diagnostic(last, message, vscode.DiagnosticSeverity.Information);
    more.source = problemSource;
    problems.push(more);
  }
  return problems;
}

/** `550 5.1.1`, as `smtpReplyCodes.ignoredCauses` names a cause; with the provider's id where a provider's reply is meant. */
export function causeName({ reply, provider }: Explanation): string {
  return [codesOf(reply), provider?.id].filter(Boolean).join(' ');
}

function isIgnored(explanation: Explanation, { ignoredCauses }: Settings): boolean {
  return ignoredCauses.includes(causeName(explanation)) || ignoredCauses.includes(codesOf(explanation.reply));
}

function messageOf(explanation: Explanation, count: number): string {
  const { name, brief, acts, provider, reply } = explanation;
  const what = [codesOf(reply), `${provider ? `${provider.name}: ` : ''}${name}`].filter(Boolean).join(' ');
  const who = {
    none: '',
    sender: vscode.l10n.t('sender'),
    receiver: vscode.l10n.t('receiver'),
    both: vscode.l10n.t('both sides'),
  }[acts];
  // Behind the colon of “Remove this address: no such mailbox” stands what the name has said.
  const act = lowerFirst(brief.split(/\u00a0?: /)[0]!);
  const text = who ? `${act} (${who})` : act;
  return count > 1 ? vscode.l10n.t('{0}, {1} times: {2}', what, count, text) : vscode.l10n.t('{0}: {1}', what, text);
}

function diagnose(
  place: Place,
  message: string,
  severity: vscode.DiagnosticSeverity,
  explanation: Explanation,
): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(rangeOf(place), message, severity);
  problem.source = problemSource;
  const value = codesOf(explanation.reply);
  const standard = explanation.references.find(({ url }) => url.startsWith(standards)) ?? explanation.references[0];
  problem.code = standard ? { value, target: vscode.Uri.parse(standard.url) } : value;
  return problem;
}

function rangeOf({ line, start, end }: Place): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
