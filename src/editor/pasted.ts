import * as vscode from 'vscode';
import type { ExplainedReply } from '../core/bounce/explainPasted';
import { codesOf } from '../core/codes';
import type { ReplyQuery } from '../core/model';
import { pickReply } from './pickReply';
import { reading } from './reading';
import type { Services } from './services';
import { section } from './settings';

interface Item extends vscode.QuickPickItem {
  readonly query: ReplyQuery;
}

/**
 * The reply in what was pasted: the only one, or the one that the user picks, the failure first. Where there is none, says what was
 * looked for and offers to search the catalog.
 */
export async function replyIn(services: Services, text: string): Promise<ReplyQuery | undefined> {
  const catalog = await services.catalog();
  const answer = reading().explainPasted(catalog, text);
  if ('replies' in answer) {
    const [first] = answer.replies;
    return answer.replies.length === 1 ? first.query : pick(answer.replies);
  }
  if ('kind' in answer) {
    const what = {
      complaint: vscode.l10n.t('This is a complaint about a message, not a bounce: nothing failed.'),
      autoreply: vscode.l10n.t('This is an automatic reply, not a bounce: nothing failed.'),
      receipt: vscode.l10n.t('This is a receipt: the message arrived.'),
    }[answer.kind];
    void vscode.window.showInformationMessage(what);
    return undefined;
  }
  services.run(offerSearch(services, answer.words));
  return undefined;
}

/** Says what was looked for, and searches the catalog for the words where that is wanted; the command has ended by then. */
async function offerSearch(services: Services, words: string): Promise<void> {
  const search = vscode.l10n.t('Search the catalog');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'No reply was found: no code such as 550, no enhanced status code such as 5.1.1, no words of a known cause.',
    ),
    search,
  );
  if (chosen !== search) return;
  const query = await pickReply(services, { value: words.slice(0, 100) });
  if (query) await vscode.commands.executeCommand(`${section}.explain`, query);
}

async function pick(replies: readonly ExplainedReply[]): Promise<ReplyQuery | undefined> {
  const items = replies.map(({ query, explanation, recipient }): Item => ({
    label: [codesOf(explanation.reply), explanation.name].filter(Boolean).join(' '),
    ...(recipient ? { description: recipient } : {}),
    detail: plainText(query.text ?? ''),
    query,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('{0} replies were found', replies.length),
    placeHolder: vscode.l10n.t('Which one?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.query;
}

/** A list shows `$(name)` as an icon. */
function plainText(text: string): string {
  return text
    .replace(/\p{C}+/gu, ' ')
    .replaceAll('$(', '$\u200b(')
    .slice(0, 200);
}
