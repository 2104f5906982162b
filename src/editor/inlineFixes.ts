import * as vscode from 'vscode';
import { explain } from '../core/explain/explain';
import { isRecord, type PlacedReply } from './documents';
import { hoverContent } from './hover';
import { selector } from './selector';
import { reading } from './reading';
import type { Services } from './services';
import { readSettings, section } from './settings';

/** Longer lines are not drawn whole, so a hint at their end would not be seen. */
const longestLine = 10_000;

/** Says what to do at the end of each line that holds a failure, for the lines in view. */
export function registerInlineFixes(services: Services): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    services.onDidChangeSettings(() => changed.fire()),
    vscode.commands.registerCommand(`${section}.toggleInlineFixes`, toggle()),
    vscode.languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (document, range, token) => {
        const settings = readSettings(document);
        if (settings.inlineFixes === 'off') return [];
        const record = isRecord(services.documents.source(document));
        if (!record && settings.inlineFixes !== 'everywhere') return [];
        const replies = services.documents.repliesIn(document, range.start.line, range.end.line);
        const worst = lastOfEachLine(replies.filter(({ reply }) => reading().isFailure(reply)));
        if (!worst.length) return [];
        const catalog = await services.catalog(document.uri);
        if (token.isCancellationRequested) return [];
        return worst.flatMap((placed) => {
          const line = document.lineAt(placed.range.start.line);
          if (line.text.length > longestLine) return [];
          const explanation = explain(catalog, placed.reply);
          const label = new vscode.InlayHintLabelPart(`→ ${explanation.brief}`);
          label.tooltip = hoverContent(catalog, explanation, placed.reply, document, services);
          label.command = {
            command: `${section}.explain`,
            title: vscode.l10n.t('Explain in full'),
            arguments: [placed.reply],
          };
          const hint = new vscode.InlayHint(line.range.end, [label]);
          hint.paddingLeft = true;
          return [hint];
        });
      },
    }),
  );
}

/** One hint a line: the last failure is the one that decided. */
function lastOfEachLine(replies: readonly PlacedReply[]): PlacedReply[] {
  const lines = new Map<number, PlacedReply>();
  for (const placed of replies) lines.set(placed.range.start.line, placed);
  return [...lines.values()];
}

/** Hides the fixes or shows them again as they were, in the settings that decide. */
function toggle(): () => Promise<void> {
  let before: string | undefined;
  return async () => {
    const settings = vscode.workspace.getConfiguration(section, vscode.window.activeTextEditor?.document);
    const { workspaceFolderValue, workspaceValue } = settings.inspect('inlineFixes')!;
    const target =
      workspaceFolderValue !== undefined
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : workspaceValue !== undefined
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global;
    const shown = settings.get<string>('inlineFixes');
    if (shown !== 'off') before = shown;
    await settings.update('inlineFixes', shown === 'off' ? (before ?? 'logs') : 'off', target);
  };
}
