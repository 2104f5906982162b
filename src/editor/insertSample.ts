import * as vscode from 'vscode';
import { reading } from './reading';
import type { Services } from './services';
import { section } from './settings';

interface Item extends vscode.QuickPickItem {
  readonly reply: string;
}

/** “SMTP: Insert a Sample Reply…”: what a provider really sends, as test data in the language at hand. */
export function registerInsertSample(services: Services): vscode.Disposable {
  return vscode.commands.registerTextEditorCommand(`${section}.insertSample`, async (editor) => {
    const { document, selection } = editor;
    const { facts, texts } = await services.catalog(document.uri);
    const items = facts.providers.flatMap(({ name, replies }) =>
      replies.flatMap(({ examples, cause }) =>
        examples.map((reply): Item => ({
          label: reply,
          description: name,
          detail: texts.causes[cause]?.name ?? '',
          reply,
        })),
      ),
    );
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Insert a Sample Reply'),
      placeHolder: vscode.l10n.t('A provider, a cause or words of the reply'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked) return;
    const left = document.lineAt(selection.start.line).text.slice(0, selection.start.character);
    const inside = (left.match(/(?<!\\)["'`]/g) ?? []).length % 2 === 1;
    await editor.edit((edit) => edit.replace(selection, reading().sampleAs(picked.reply, document.languageId, inside)));
  });
}
