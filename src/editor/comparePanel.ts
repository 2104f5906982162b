import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { compare } from '../core/explain/compare';
import { explain } from '../core/explain/explain';
import { comparisonToMarkdown } from '../core/explain/markdown';
import { formatReply, parseReply } from '../core/codes';
import { queryOf } from '../core/explain/queryOf';
import type { ReplyQuery } from '../core/model';
import { pickReply } from './pickReply';
import { ReplyPage, type Made } from './replyPage';
import type { Services } from './services';
import { section } from './settings';

const viewType = `${section}.compare`;

/** “SMTP: Compare Two Reply Codes…”: from the palette, a hover, a light bulb, a selection, the catalog, or with arguments. */
export function registerCompare(services: Services): vscode.Disposable {
  /** The replies that are compared, by their text, which doesn't say whose side they are from or that a number in them is no code. */
  let known: ReadonlyMap<string, ReplyQuery> = new Map();
  const page = new ReplyPage<Pair>(services, {
    viewType,
    title: vscode.l10n.t('Compare'),
    restored: ({ pair }) => (pair?.every(parseReply) ? pair : undefined),
    make: (catalog, pair) => makeComparison(catalog, pair, known),
    receive: async (message, show) => {
      if (message.type === 'compare') return show([message.left, message.right]);
      if (message.type !== 'change') return undefined;
      const kept = message.side === 'left' ? message.right : message.left;
      const other = parseReply(kept);
      const picked = other && (await pickSecond(services, vscode.l10n.t('Compare two reply codes'), other));
      if (!picked) return undefined;
      const text = formatReply(picked);
      return show(message.side === 'left' ? [text, kept] : [kept, text]);
    },
  });
  return vscode.Disposable.from(
    page,
    vscode.commands.registerCommand(viewType, async (first?: unknown, second?: unknown) => {
      // A keybinding passes its `args` as one argument.
      const [left, right] = Array.isArray(first) ? (first as unknown[]) : [first, second];
      const pair = await choose(services, queryOf(left), queryOf(right), typeof left === 'string' ? left : '');
      if (!pair) return;
      known = new Map(pair.map((query) => [formatReply(query), query]));
      await page.show([formatReply(pair[0]), formatReply(pair[1])]);
    }),
  );
}

async function choose(
  services: Services,
  left: ReplyQuery | undefined,
  right: ReplyQuery | undefined,
  written: string,
): Promise<[ReplyQuery, ReplyQuery] | undefined> {
  if (!left && !written) [left, right] = services.documents.selectedReplies();
  const title = vscode.l10n.t('Compare two reply codes');
  const placeholder = vscode.l10n.t('First: a code, a word, or a whole reply');
  // what holds no code is what one searches for
  left ??= await pickReply(services, { title, placeholder, ...(written ? { value: written.slice(0, 100) } : {}) });
  right ??= left && (await pickSecond(services, title, left));
  return left && right && [left, right];
}

async function pickSecond(services: Services, title: string, left: ReplyQuery): Promise<ReplyQuery | undefined> {
  const { confusedWith } = explain(await services.catalog(), left);
  const placeholder = vscode.l10n.t(
    'Compare {0} with: a code, a word, or a whole reply',
    formatReply(left, { text: false }),
  );
  return pickReply(services, { title, placeholder, first: confusedWith.map(({ code }) => code) });
}

/** Two replies, as the page keeps them over a reload. */
type Pair = readonly [string, string];

function makeComparison(catalog: Catalog, pair: Pair, known: ReadonlyMap<string, ReplyQuery>): Made {
  // Words alone are a reply too.
  const [left, right] = pair.map((reply) => known.get(reply) ?? parseReply(reply) ?? { text: reply }) as [
    ReplyQuery,
    ReplyQuery,
  ];
  const model = compare(catalog, left, right);
  return {
    title: vscode.l10n.t('{0} vs {1}', model.labels.left, model.labels.right),
    message: {
      type: 'comparison',
      left: pair[0],
      right: pair[1],
      model,
      texts: catalog.texts.page,
      locale: model.locale,
    },
    references: model.references,
    markdown: () => comparisonToMarkdown(catalog, model),
  };
}
