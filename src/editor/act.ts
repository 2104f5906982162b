import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { causeKey } from '../core/explain/causeKey';
import { explain } from '../core/explain/explain';
import { formatReply } from '../core/codes';
import type { Explanation, ReplyQuery } from '../core/model';
import { isRecord } from './documents';
import { reading } from './reading';
import { roleOf } from './role';
import { selector } from './selector';
import type { Services } from './services';
import { readSettings, section } from './settings';

/** So many places of a cause are looked at. */
const mostPlaces = 50;
/** As many lines are redacted without a selection. */
const mostLines = 200;

/** A failure to act on, by where it stands. */
interface Target {
  readonly document: vscode.TextDocument;
  readonly catalog: Catalog;
  readonly query: ReplyQuery;
  readonly explanation: Explanation;
  readonly recipient: string | null;
  readonly delayed: boolean;
  /** The lines of its cause in this document, each with its reply; the one under the pointer first. */
  readonly seen: readonly { readonly line: string; readonly reply: string }[];
  readonly count: number;
}

/** Where the light bulb was: an address of a document and a position. */
type Where = readonly [uri: string, line: number, character: number];

type Action = 'copyForSender' | 'writeToPostmaster' | 'copyRedacted' | 'openCommands';

/** Act on a failure: a text for the sender, a letter to the postmaster, a redacted copy, the commands. */
export function registerActions(services: Services): vscode.Disposable {
  const command = (name: Action, run: (target: Target) => Promise<unknown>): vscode.Disposable =>
    vscode.commands.registerCommand(`${section}.${name}`, async (...where: Partial<Where>) => {
      const target = await targetAt(services, where);
      if (target) await run(target);
      else
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Place the cursor on a failed reply in a log or a bounce first.'),
        );
    });
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, range, context, token) => {
          if (context.only && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
          if (!isRecord(services.documents.source(document))) return [];
          const found = await failureAt(services, document, range.start, range);
          if (!found || token.isCancellationRequested) return [];
          const where: Where = [document.uri.toString(), range.start.line, range.start.character];
          const action = (title: string, name: Action): vscode.CodeAction => {
            const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
            made.command = { command: `${section}.${name}`, title, arguments: [...where] };
            return made;
          };
          const facts = reading().factsOfLine(found.text);
          const role = roleOf(
            services.documents.source(document),
            { ...noReply, ...found.query },
            readSettings(document),
          );
          const { commands } = found.catalog.texts.ui.act;
          return [
            action(vscode.l10n.t('Copy for the sender'), 'copyForSender'),
            action(vscode.l10n.t('Write to the postmaster'), 'writeToPostmaster'),
            action(vscode.l10n.t('Copy redacted…'), 'copyRedacted'),
            ...(reading().commandsText(found.explanation, facts, role, commands)
              ? [action(vscode.l10n.t('Open the commands'), 'openCommands')]
              : []),
          ];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    command('copyForSender', async ({ catalog, explanation, recipient, delayed }) => {
      await vscode.env.clipboard.writeText(reading().textForSender(catalog, explanation, recipient, delayed));
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied for the sender'), 3_000);
    }),
    command('writeToPostmaster', ({ catalog, seen, count }) =>
      openText(reading().letterToPostmaster(catalog, seen, count), 'plaintext'),
    ),
    command('openCommands', ({ document, catalog, explanation, query, seen }) => {
      const role = roleOf(services.documents.source(document), { ...noReply, ...query }, readSettings(document));
      const facts = reading().factsOfLine(seen[0]?.line ?? '');
      return openText(reading().commandsText(explanation, facts, role, catalog.texts.ui.act.commands), 'shellscript');
    }),
    command('copyRedacted', (target) => copyRedacted(services, target)),
  );
}

const noReply = { text: '', start: 0, end: 0, occurrences: [] } as const;

async function openText(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { preview: true });
}

/** Shows what would be copied, and copies it when that is asked for. */
async function copyRedacted(services: Services, { document, catalog, seen }: Target): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
  const selected = editor && !editor.selection.isEmpty ? document.getText(editor.selection) : undefined;
  const text =
    selected ??
    seen
      .map(({ line }) => line)
      .slice(0, mostLines)
      .join('\n');
  const documented = new Set<string>();
  for (const { replies } of catalog.facts.providers)
    for (const { references } of replies) for (const { url } of references) documented.add(hostOf(url));
  const redacted = reading().redact(text, documented);
  await openText(redacted, 'log');
  services.run(offerCopy(redacted));
}

/** Copies what is shown once that is asked for; the command has ended by then. */
async function offerCopy(redacted: string): Promise<void> {
  const copy = vscode.l10n.t('Copy');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('This is what will be copied. Check that nothing private is left in it.'),
    copy,
  );
  if (chosen === copy) await vscode.env.clipboard.writeText(redacted);
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1]?.replace(/^www\./, '') ?? '';
}

interface Found {
  readonly catalog: Catalog;
  readonly query: ReplyQuery;
  readonly explanation: Explanation;
  readonly recipient: string | null;
  readonly delayed: boolean;
  /** Its line, or the part of a bounce about it. */
  readonly text: string;
}

/** The failure under a position: of a bounce its verdict, of a log the reply on the line. */
async function failureAt(
  services: Services,
  document: vscode.TextDocument,
  position: vscode.Position,
  range?: vscode.Range,
): Promise<Found | undefined> {
  const catalog = await services.catalog(document.uri);
  const placed = services.bounces.at(document, position, catalog);
  if (placed) {
    const { verdict, delivery, ranges } = placed;
    const text = ranges.map((part) => document.getText(part)).join('\n');
    return {
      catalog,
      query: verdict.reply,
      explanation: verdict.explanation,
      recipient: delivery.recipient,
      delayed: delivery.outcome === 'delayed',
      text,
    };
  }
  const found = services.documents
    .repliesAt(document, position.line, position.character)
    .find(
      ({ tokens, reply }) =>
        reading().isFailure(reply) &&
        tokens.some((token) => (range ? token.intersection(range) : token.start.line === position.line)),
    );
  if (!found) return undefined;
  const explanation = explain(catalog, found.reply);
  const text = document.lineAt(found.range.start.line).text;
  const { recipient } = reading().factsOfLine(text);
  return { catalog, query: found.reply, explanation, recipient, delayed: explanation.class === 'transient', text };
}

async function targetAt(services: Services, where: Partial<Where>): Promise<Target | undefined> {
  const [uri, line, character] = where;
  const editor = vscode.window.activeTextEditor;
  const document =
    typeof uri === 'string'
      ? vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri)
      : editor?.document;
  if (!document || !isRecord(services.documents.source(document))) return undefined;
  const position =
    typeof line === 'number' && typeof character === 'number'
      ? document.validatePosition(new vscode.Position(line, character))
      : editor?.selection.active;
  const found = position && (await failureAt(services, document, position));
  if (!found) return undefined;
  const own = { line: found.text, reply: formatReply(found.query) };
  const { seen, count } = await othersOf(services, document, found, own);
  return { ...found, document, seen: [own, ...seen], count };
}

/** The other lines of the same cause. */
async function othersOf(
  services: Services,
  document: vscode.TextDocument,
  { catalog, query }: Found,
  own: { readonly line: string },
): Promise<Pick<Target, 'seen' | 'count'>> {
  if (services.documents.source(document).family === 'bounce') return { seen: [], count: 1 };
  const failures = await services.failures.read(document);
  const key = causeKey(catalog, query);
  const cause = failures?.index.causes(mostPlaces).find((one) => one.key === key);
  if (!cause) return { seen: [], count: 1 };
  const seen = cause.places.flatMap((place) => {
    const line = document.lineAt(place.line).text;
    if (line === own.line) return [];
    const found = services.documents
      .repliesAt(document, place.line, place.start)
      .find(({ range }) => range.start.line === place.line);
    return found ? [{ line, reply: formatReply(found.reply) }] : [];
  });
  return { seen, count: cause.count };
}
