import * as vscode from 'vscode';
import { isRecord } from './documents';
import { selector } from './selector';
import type { Services } from './services';
import { section } from './settings';

/** Extensions never get to see a file above this size, in bytes. */
const visibleToExtensions = 50 * 1024 * 1024;

/** Says in the language status what a log was recognised as and how many failures it holds. */
export function registerStatus(services: Services): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem(`${section}.log`, selector);
  item.name = vscode.l10n.t('SMTP Reply Codes');
  item.command = { command: `${section}.statusChoices`, title: vscode.l10n.t('Choose') };
  const update = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return tooLarge(item);
    const source = services.documents.source(document);
    if (!isRecord(source)) {
      item.selector = [];
      return;
    }
    const failures = services.failures.get(document);
    const count = failures?.index.count() ?? 0;
    item.selector = { pattern: '**/*' };
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.text = source.name;
    item.busy = !!failures && !failures.complete;
    item.detail = !failures
      ? vscode.l10n.t('failures not counted')
      : count === 1
        ? vscode.l10n.t('1 failure')
        : vscode.l10n.t('{0} failures', count);
  };
  const run = (): void => services.run(update());
  run();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(run),
    vscode.window.tabGroups.onDidChangeTabs(run),
    services.failures.onDidChange(run),
    services.documents.onDidIdentify(run),
    vscode.commands.registerCommand(`${section}.statusChoices`, () => choose(services)),
  );
}

/** A file above 50 MB has an editor but no document; its tab is all there is to see. */
async function tooLarge(item: vscode.LanguageStatusItem): Promise<void> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  item.selector = [];
  if (!(input instanceof vscode.TabInputText)) return;
  const { size } = await vscode.workspace.fs.stat(input.uri);
  if (size <= visibleToExtensions) return;
  item.selector = { pattern: '**/*' };
  item.busy = false;
  item.severity = vscode.LanguageStatusSeverity.Warning;
  item.text = vscode.l10n.t('Too large to explain');
  item.detail = vscode.l10n.t('VS Code shows extensions no file above 50 MB');
}

async function choose(services: Services): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const choices = [
    { label: `$(arrow-down) ${vscode.l10n.t('Next failure')}`, command: `${section}.nextFailure` },
    {
      label: `$(list-unordered) ${vscode.l10n.t('Causes in the Problems panel')}`,
      command: 'workbench.actions.view.problems',
    },
    {
      label: `$(lightbulb) ${vscode.l10n.t('Show or hide fixes beside lines')}`,
      command: `${section}.toggleInlineFixes`,
    },
    {
      label: `$(gear) ${vscode.l10n.t('Settings')}`,
      command: 'workbench.action.openSettings',
      arguments: [`@ext:smtp-reply-codes.smtp-reply-codes`],
    },
  ];
  const { name } = services.documents.source(document);
  const choice = await vscode.window.showQuickPick(choices, { title: name });
  if (choice) await vscode.commands.executeCommand(choice.command, ...(choice.arguments ?? []));
}
