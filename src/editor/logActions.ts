import * as vscode from 'vscode';
import { codesOf } from '../core/codes';
import { explain } from '../core/explain/explain';
import { remedyToText } from '../core/explain/markdown';
import { isRecord } from './documents';
import { causeName } from './ignoredCauses';
import { problemSource } from './logProblems';
import { roleOf } from './role';
import { selector } from './selector';
import type { Services } from './services';
import { readSettings, section } from './settings';

/** The light bulb in a log, which nobody edits: explain, compare, copy the fix, ignore the cause. */
export function registerLogActions(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, range, context, token) => {
          if (context.only && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
          if (!isRecord(services.documents.source(document))) return [];
          const placed = services.documents
            .repliesAt(document, range.start.line, range.start.character)
            .find(({ tokens }) => tokens.some((one) => one.intersection(range)));
          if (!placed) return [];
          const catalog = await services.catalog(document.uri);
          if (token.isCancellationRequested) return [];
          const explanation = explain(catalog, placed.reply);
          const problems = context.diagnostics.filter(({ source }) => source === problemSource);
          const action = (title: string, command: string, ...args: unknown[]): vscode.CodeAction => {
            const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
            made.command = { command, title, arguments: args };
            made.diagnostics = problems;
            return made;
          };
          const codes = codesOf(explanation.reply) || explanation.name;
          const cause = explanation.cause?.name ?? codes;
          const [confused] = explanation.confusedWith;
          const fix = remedyToText(
            explanation,
            roleOf(services.documents.source(document), placed.reply, readSettings(document)),
          );
          return [
            action(vscode.l10n.t('Explain {0}', codes), `${section}.explain`, placed.reply, {
              uri: document.uri.toString(),
              line: placed.range.start.line,
            }),
            ...(confused
              ? [
                  action(
                    vscode.l10n.t('Compare {0} with {1}', codes, confused.code),
                    `${section}.compare`,
                    placed.reply,
                    confused.code,
                  ),
                ]
              : []),
            action(vscode.l10n.t('Compare {0} with…', codes), `${section}.compare`, placed.reply),
            ...(fix ? [action(vscode.l10n.t('Copy the fix'), `${section}.copyText`, fix)] : []),
            ...(problems.length
              ? [
                  action(
                    vscode.workspace.workspaceFolders
                      ? vscode.l10n.t('Ignore “{0}” in this workspace', cause)
                      : vscode.l10n.t('Ignore “{0}”', cause),
                    `${section}.ignoreCause`,
                    causeName(explanation),
                    cause,
                  ),
                ]
              : []),
          ];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand(`${section}.copyText`, (text: unknown) =>
      typeof text === 'string' ? vscode.env.clipboard.writeText(text) : undefined,
    ),
    vscode.commands.registerCommand(`${section}.ignoreCause`, ignoreCause),
  );
}

/** Leaves a cause out of problems, marks and fixes, says so, and takes it back if asked to. */
async function ignoreCause(cause: unknown, label?: unknown): Promise<void> {
  // a name such as `550 5.7.26 google-unauthenticated`
  if (typeof cause !== 'string' || !/^[\w. -]{3,120}$/.test(cause)) return;
  const name = typeof label === 'string' ? label : cause;
  const inWorkspace = !!vscode.workspace.workspaceFolders;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const settings = () => vscode.workspace.getConfiguration(section);
  const set = settings().inspect<readonly string[]>('ignoredCauses');
  const before = inWorkspace ? set?.workspaceValue : set?.globalValue;
  const ignored = readSettings().ignoredCauses;
  if (ignored.includes(cause)) return;
  await settings().update('ignoredCauses', [...ignored, cause], target);
  const undo = vscode.l10n.t('Undo');
  const done = inWorkspace
    ? vscode.l10n.t('“{0}” is ignored in this workspace from now on.', name)
    : vscode.l10n.t('“{0}” is ignored from now on.', name);
  // Nobody waits for an answer to it.
  void vscode.window.showInformationMessage(done, undo).then(async (answer) => {
    if (answer === undo) await settings().update('ignoredCauses', before, target);
  });
}
