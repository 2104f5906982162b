import * as vscode from 'vscode';
import { explain } from '../core/explain/explain';
import { isRecord, type PlacedReply } from './documents';
import { hoverContent } from './hover';
import { isIgnored } from './ignoredCauses';
import { reachOf } from './reach';
import { selector } from './selector';
import { reading } from './reading';
import type { Services } from './services';
import { readSettings, section, type Settings } from './settings';

/** Longer lines are not drawn whole, so a hint at their end would not be seen. */
const longestLine = 10_000;
/** A line up to this long ends in view, in characters: an editor beside the explorer at 1280 pixels shows about a hundred. */
const longestInView = 60;
/** What stands in front of a message and is read first, so it stays where it is: the name of the program in a syslog, or the time. */
const head = /^(?:.{0,70}?[\w/.-]\[\d{1,10}\]: |\d{4}-\d\d-\d\d[T ][\d:.,]{5,20}(?:Z|[+-][\d:]{4,6})?[ \t])/;

/** Says what to do beside each line that holds a failure, for the lines in view. */
export function registerInlineFixes(services: Services): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    services.onDidChangeSettings(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('editor.wordWrap')) changed.fire();
    }),
    vscode.commands.registerCommand(`${section}.toggleInlineFixes`, toggle()),
    vscode.languages.registerInlayHintsProvider(selector, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (document, range, token) => {
        const settings = readSettings(document);
        if (settings.inlineFixes.show === 'off' || reachOf(document) === 'hover') return [];
        const record = isRecord(services.documents.source(document));
        if (!record && settings.inlineFixes.show !== 'everywhere') return [];
        const replies = services.documents.repliesIn(document, range.start.line, range.end.line);
        const worst = lastOfEachLine(replies.filter(({ reply }) => reading().isFailure(reply)));
        if (!worst.length) return [];
        const catalog = await services.catalog(document.uri);
        if (token.isCancellationRequested) return [];
        const wraps = wrapsLines(document);
        return worst.flatMap((placed) => {
          const line = document.lineAt(placed.range.start.line);
          if (line.text.length > longestLine) return [];
          const explanation = explain(catalog, placed.reply);
          if (record && isIgnored(explanation, settings)) return [];
          const atEnd = isAtEnd(line.text, settings, wraps);
          const label = new vscode.InlayHintLabelPart(`→ ${explanation.brief}`);
          label.tooltip = hoverContent(catalog, explanation, placed, document, services);
          label.command = {
            command: `${section}.explain`,
            title: vscode.l10n.t('Explain in full'),
            arguments: [placed.reply, { uri: document.uri.toString(), line: placed.range.start.line }],
          };
          const hint = new vscode.InlayHint(atEnd ? line.range.end : placeInFront(line), [label]);
          hint.paddingLeft = atEnd;
          hint.paddingRight = !atEnd;
          return [hint];
        });
      },
    }),
  );
}

/** Whether the end of the line is what one sees, as set or by what is likely. */
function isAtEnd(text: string, { inlineFixes: { position } }: Settings, wraps: boolean): boolean {
  return position === 'auto' ? wraps || text.length <= longestInView : position === 'end';
}

function wrapsLines(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('editor', document).get('wordWrap') !== 'off';
}

/** The start of the message on a line. */
function placeInFront(line: vscode.TextLine): vscode.Position {
  const column = head.exec(line.text)?.[0].length ?? line.firstNonWhitespaceCharacterIndex;
  return new vscode.Position(line.lineNumber, column);
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
    const { workspaceFolderValue, workspaceValue } = settings.inspect('inlineFixes.show')!;
    const target =
      workspaceFolderValue !== undefined
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : workspaceValue !== undefined
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global;
    const shown = settings.get<string>('inlineFixes.show');
    if (shown !== 'off') before = shown;
    await settings.update('inlineFixes.show', shown === 'off' ? (before ?? 'logs') : 'off', target);
  };
}
