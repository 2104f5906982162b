import * as vscode from 'vscode';
import { fill } from '../core/explain/fill';
import { isRecord } from './documents';
import type { Failures } from './failures';
import { selector } from './selector';
import type { Services } from './services';
import { section } from './settings';

/** Says in the language status what a log was recognised as and how many failures it holds. */
export function registerStatus(services: Services): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem(`${section}.log`, selector);
  item.name = vscode.l10n.t('SMTP Reply Codes');
  item.command = { command: `${section}.statusChoices`, title: vscode.l10n.t('Failures…') };
  const update = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    const source = document && services.documents.source(document);
    if (!document || !source || !isRecord(source)) {
      item.selector = [];
      return;
    }
    const { ui } = (await services.catalog(document.uri)).texts;
    if (document !== vscode.window.activeTextEditor?.document) return;
    const failures = services.failures.get(document);
    item.selector = { pattern: '**/*' };
    item.text = nameOf(source.name, ui.source);
    item.busy = !!failures && !failures.complete;
    item.detail = failures ? detailOf(failures, ui.status) : ui.status.notCounted;
  };
  const run = (): void => services.run(update());
  run();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(run),
    services.failures.onDidChange(run),
    services.documents.onDidIdentify(run),
    services.onDidChangeSettings(run),
    vscode.commands.registerCommand(`${section}.statusChoices`, () => choose(services)),
  );
}

interface Words {
  readonly counting: string;
  readonly one: string;
  readonly many: string;
  readonly refused: string;
}

/** `14 failures, 3 more refused by this server`; while it is read, how many so far. */
function detailOf({ index, complete }: Failures, words: Words): string {
  const count = index.count();
  if (!complete && !count) return words.counting;
  const refused = index.causes(1).reduce((sum, cause) => sum + (cause.reply.sentByUs ? cause.count : 0), 0);
  const own = count - refused;
  const text = own === 1 ? words.one : fill(words.many, String(own));
  const all = refused ? fill(words.refused, text, String(refused)) : text;
  return complete ? all : `${all}, ${words.counting}`;
}

/** What kind of file it is, in the language of the texts; the product's name stays. */
function nameOf(name: string, words: { readonly log: string; readonly events: string }): string {
  const [, product, kind] = /^(\S.*) (log|events)$/.exec(name) ?? [];
  return product && (kind === 'log' || kind === 'events') ? fill(words[kind], product) : name;
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
