import * as vscode from 'vscode';
import { codesOf } from '../core/codes';
import { explain } from '../core/explain/explain';
import type { Catalog } from '../core/catalog/catalog';
import { fill, lowerFirst } from '../core/explain/fill';
import type { Explanation } from '../core/model';
import type { Cause, Place } from '../core/summary/failureIndex';
import { isRecord } from './documents';
import { isIgnored } from './ignoredCauses';
import { reachOf } from './reach';
import type { Failures } from './failures';
import type { Services } from './services';
import { readSettings, severityOf, type Settings } from './settings';

/** VS Code shows at most 1,000 problems a file and drops the rest without a word. */
const mostProblems = 900;
/** Where the standards are. */
const standards = 'https://www.rfc-editor.org/';
export const problemSource = 'SMTP';

/** Shows a log's failures in the Problems panel: one for each cause with its count, or one for each failure. */
export function registerLogProblems(services: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('smtpReplyCodes.logs');
  const publish = (failures: Failures): void => {
    const { document } = failures;
    if (reachOf(document) !== 'all') return;
    const settings = readSettings(document);
    // what a bounce says of a recipient is one problem, told there
    const told = services.bounces.of(document, failures.catalog).some(({ deliveries }) => deliveries.length > 0);
    collection.set(document.uri, told || settings.diagnostics.logs === 'off' ? [] : problemsOf(failures, settings));
  };
  const open = (document: vscode.TextDocument): void => {
    if (reachOf(document) !== 'all' || !isRecord(services.documents.source(document))) return;
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
  const { permanentSeverity, transientSeverity, refusedByUsSeverity } = settings.diagnostics;
  if (explanation.sentByUs) return severityOf(refusedByUsSeverity);
  return severityOf(explanation.class === 'permanent' ? permanentSeverity : transientSeverity);
}

function grouped({ document, index, catalog }: Failures, settings: Settings): vscode.Diagnostic[] {
  return index.causes(2).flatMap((cause) => {
    const explanation = explain(catalog, cause.reply);
    const severity = severityFor(explanation, settings);
    if (severity === undefined || isIgnored(explanation, settings)) return [];
    const problem = diagnose(cause.places[0]!, messageOf(catalog, explanation, cause.count), severity, explanation);
    problem.relatedInformation = related(document, catalog.texts.ui, cause);
    return [problem];
  });
}

/** The further places of a cause behind one line, since a hover shows them above all else: where the next one is, and how many. */
function related(
  document: vscode.TextDocument,
  { problem }: Catalog['texts']['ui'],
  { places, count }: Cause,
): vscode.DiagnosticRelatedInformation[] {
  const [, next] = places;
  if (!next) return [];
  const text = count === 2 ? problem.otherPlace : fill(problem.nextPlace, String(count - 1));
  return [new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, rangeOf(next)), text)];
}

function single({ index, catalog }: Failures, settings: Settings): vscode.Diagnostic[] {
  const explanations = new Map<string, Explanation>();
  const problems = index.failures(mostProblems).flatMap(({ place, key, reply }) => {
    const explanation = explanations.get(key) ?? explain(catalog, reply);
    explanations.set(key, explanation);
    const severity = severityFor(explanation, settings);
    if (severity === undefined || isIgnored(explanation, settings)) return [];
    return [diagnose(place, messageOf(catalog, explanation, 1), severity, explanation)];
  });
  const left = index.count() - mostProblems;
  if (left > 0) {
    const message = fill(catalog.texts.ui.problem.notListed, String(left));
    const last = problems.at(-1)?.range ?? new vscode.Range(0, 0, 0, 0);
    const more = new vscode.Diagnostic(last, message, vscode.DiagnosticSeverity.Information);
    more.source = problemSource;
    problems.push(more);
  }
  return problems;
}

/** What failed, how often, and what to do; the codes stand behind it, as every problem's code does. */
function messageOf({ facts, texts }: Catalog, explanation: Explanation, count: number): string {
  const { name, brief, acts, provider, sentByUs, status } = explanation;
  const { problem } = texts.ui;
  // The user's own name says who speaks.
  const what = provider && status !== 'custom' ? fill(problem.said, fullName(facts, provider.name), name) : name;
  const side = sentByUs ? fill(problem.refused, what) : what;
  // Behind the colon of “Remove this address: no such mailbox” stands what the name has said.
  const act = sentByUs ? brief : brief.split(/\u00a0?: /)[0]!;
  const who = sentByUs || acts === 'none' ? '' : ` (${problem.acts[acts]})`;
  const text = `${lowerFirst(act)}${who}`;
  return count > 1 ? fill(problem.many, side, String(count), text) : fill(problem.one, side, text);
}

/** Both names of a provider, so that the filter of the Problems panel finds either. */
function fullName({ providers }: Catalog['facts'], name: string): string {
  return providers.find((provider) => provider.name === name)?.fullName ?? name;
}

function diagnose(
  place: Place,
  message: string,
  severity: vscode.DiagnosticSeverity,
  explanation: Explanation,
): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(rangeOf(place), message, severity);
  problem.source = problemSource;
  const value = codesOf(explanation.reply) || (explanation.cause?.id ?? '');
  const standard = explanation.references.find(({ url }) => url.startsWith(standards)) ?? explanation.references[0];
  problem.code = standard ? { value, target: vscode.Uri.parse(standard.url) } : value;
  return problem;
}

function rangeOf({ line, start, end }: Place): vscode.Range {
  return new vscode.Range(line, start, line, end);
}
