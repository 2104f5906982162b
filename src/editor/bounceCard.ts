import * as vscode from 'vscode';
import { lowerFirst } from '../core/explain/fill';
import { hasFailed, type PlacedDelivery, type PlacedMail } from './bounces';
import { problemSource } from './logProblems';
import { selector } from './selector';
import type { Services } from './services';
import { readSettings, section, severityOf } from './settings';

/** So many recipients stand above a mail. */
const mostLenses = 4;
/** VS Code shows no more problems of a file. */
const mostProblems = 900;
/** A text that is edited is read again this long after, in milliseconds. */
const settle = 300;

/** The card over a bounce: for whom, what became of it, who acts; and a problem for each recipient and cause. */
export function registerBounceCard(services: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('smtpReplyCodes.bounces');
  const changed = new vscode.EventEmitter<void>();
  const pending = new Map<string, ReturnType<typeof setTimeout>>();
  const publish = async (document: vscode.TextDocument): Promise<void> => {
    if (services.documents.source(document).family !== 'bounce') {
      collection.delete(document.uri);
      return;
    }
    const catalog = await services.catalog(document.uri);
    if (document.isClosed) return;
    const settings = readSettings(document);
    const mails = services.bounces.of(document, catalog);
    collection.set(
      document.uri,
      settings.diagnostics.logs === 'off' ? [] : mails.flatMap(problemsOf).slice(0, mostProblems),
    );
    function problemsOf({ deliveries, line }: PlacedMail): vscode.Diagnostic[] {
      return deliveries.flatMap((placed) => {
        const { verdict, ranges, delivery } = placed;
        const severity =
          verdict &&
          severityOf(
            delivery.outcome === 'bounced'
              ? settings.diagnostics.permanentSeverity
              : settings.diagnostics.transientSeverity,
          );
        if (!verdict || severity === undefined || severity === null) return [];
        const [first] = ranges;
        const range = first ? firstLine(document, first) : document.lineAt(line).range;
        const problem = new vscode.Diagnostic(range, titleOf(placed), severity);
        problem.source = problemSource;
        const codes = [verdict.reply.replyCode, verdict.reply.enhancedCode].filter(Boolean).join(' ');
        if (codes) problem.code = codes;
        return [problem];
      });
    }
  };
  const open = (document: vscode.TextDocument): void => services.run(publish(document));
  const openAll = (): void => {
    collection.clear();
    vscode.workspace.textDocuments.forEach(open);
    changed.fire();
  };
  vscode.workspace.textDocuments.forEach(open);
  return vscode.Disposable.from(
    collection,
    changed,
    { dispose: () => pending.forEach((timer) => clearTimeout(timer)) },
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) => {
        if (services.documents.source(document).family !== 'bounce') return [];
        const catalog = await services.catalog(document.uri);
        if (token.isCancellationRequested) return [];
        return services.bounces.of(document, catalog).flatMap(lensesOf);
      },
    }),
    vscode.workspace.onDidOpenTextDocument(open),
    services.documents.onDidIdentify(open),
    services.onDidChangeSettings(openAll),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!contentChanges.length || services.documents.source(document).family !== 'bounce') return;
      const key = document.uri.toString();
      clearTimeout(pending.get(key));
      pending.set(
        key,
        setTimeout(() => {
          pending.delete(key);
          if (!document.isClosed) open(document);
        }, settle),
      );
    }),
    vscode.workspace.onDidCloseTextDocument((document) => collection.delete(document.uri)),
  );
}

function firstLine(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  return range.isSingleLine ? range : new vscode.Range(range.start, document.lineAt(range.start.line).range.end);
}

function lensesOf({ mail, line, deliveries }: PlacedMail): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  const lens = (title: string, ...args: unknown[]): vscode.CodeLens =>
    new vscode.CodeLens(range, {
      title: plainTitle(title),
      command: args.length ? `${section}.explain` : '',
      ...(args.length ? { arguments: args } : {}),
    });
  const failed = deliveries.filter(({ delivery }) => hasFailed(delivery));
  if (!failed.length) return [lens(kindText(mail.kind, deliveries[0]?.delivery.recipient ?? null))];
  const shown = failed
    .slice(0, mostLenses)
    .map((placed) => lens(titleOf(placed), ...(placed.verdict ? [placed.verdict.reply] : [])));
  const left = failed.length - shown.length;
  return left > 0 ? [...shown, lens(vscode.l10n.t('and {0} more recipients', left))] : shown;
}

/** What a mail is in which nothing failed. */
function kindText(kind: string, who: string | null): string {
  if (kind === 'complaint')
    return who
      ? vscode.l10n.t('A complaint, not a bounce: {0} reported the message', who)
      : vscode.l10n.t('A complaint, not a bounce: someone reported the message');
  if (kind === 'autoreply') return vscode.l10n.t('An automatic reply, not a bounce');
  return vscode.l10n.t('A receipt: the message arrived');
}

/** `jane@example.org: mailbox full, not permanent · the receiver acts` */
export function titleOf({ delivery, verdict }: Pick<PlacedDelivery, 'delivery' | 'verdict'>): string {
  const who = delivery.recipient ?? vscode.l10n.t('recipient not named');
  if (!verdict) return vscode.l10n.t('{0}: failed, no reason given', who);
  const { explanation } = verdict;
  const what = lowerFirst(explanation.name);
  const lasting =
    delivery.outcome === 'delayed'
      ? vscode.l10n.t('still being tried')
      : explanation.hard
        ? vscode.l10n.t('give up on the address')
        : explanation.hard === false
          ? vscode.l10n.t('not permanent')
          : '';
  const acts = {
    none: '',
    sender: vscode.l10n.t('the sender acts'),
    receiver: vscode.l10n.t('the receiver acts'),
    both: vscode.l10n.t('both sides act'),
  }[explanation.acts];
  return [`${who}: ${[what, lasting].filter(Boolean).join(', ')}`, acts].filter(Boolean).join(' · ');
}

/** The title of a code lens shows `$(name)` as an icon, so what a mail says must not look like that. */
function plainTitle(title: string): string {
  return title
    .replace(/\p{C}+/gu, ' ')
    .replaceAll('$(', '$\u200b(')
    .slice(0, 300);
}
