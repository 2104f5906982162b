import * as vscode from 'vscode';
import type { CatalogEntry } from '../core/catalog/search';
import { formatReply, parseReply } from '../core/codes';
import type { ReplyQuery } from '../core/model';
import { reading } from './reading';
import type { Services } from './services';

/** So many replies of a pasted text are offered. */
const mostPasted = 20;
/** So much of what was typed stands in its row. */
const longestLabel = 40;

interface Item extends vscode.QuickPickItem {
  readonly query?: ReplyQuery;
}

/** A pasted reply is read no further, in UTF-16 units. */
const longestWords = 1_000;

/** What a picker may be told. */
export interface PickOptions {
  readonly title?: string;
  readonly placeholder?: string;
  /** What is searched for at first. */
  readonly value?: string;
  /** Offered first: the codes people mix up with the one picked before. */
  readonly first?: readonly string[];
}

/** Lets the user pick a code by its digits, name or words, or paste a whole reply. Undefined when cancelled. */
export async function pickReply(services: Services, options: PickOptions = {}): Promise<ReplyQuery | undefined> {
  const catalog = await services.catalog();
  const entries = catalog.entries();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const itemOf = ({ title, name, brief, reply }: CatalogEntry): Item => ({
    label: title,
    description: name,
    detail: brief,
    query: parseReply(reply)!,
    // Matching is ours (catalog.search), so that words of the texts count as well.
    alwaysShow: true,
  });
  const groups: readonly (readonly [string, (entry: CatalogEntry) => boolean])[] = [
    [vscode.l10n.t('reply codes'), ({ group }) => group !== 'enhanced' && group !== 'providers'],
    [vscode.l10n.t('enhanced status codes'), ({ group }) => group === 'enhanced'],
    [vscode.l10n.t('replies of providers and mail servers'), ({ group }) => group === 'providers'],
  ];
  const section = (label: string, items: readonly Item[]): Item[] =>
    items.length ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
  const first = (options.first ?? []).flatMap((code) => byId.get(code) ?? []);

  const itemsFor = (whole: string): Item[] => {
    const value = whole.slice(0, longestWords);
    const found = catalog.search(value);
    const answer = value.trim() && !byId.has(value.trim()) ? reading().explainPasted(catalog, value) : undefined;
    const own: Item[] =
      answer && 'replies' in answer
        ? answer.replies
            // Words alone are looked for in the catalog first.
            .filter(({ query }) => query.replyCode || query.enhancedCode || !found.length)
            .slice(0, mostPasted)
            .map(({ query, explanation, recipient }) => ({
              // a long text would hide what it says
              ...(answer.replies.length === 1 && value.trim().length <= longestLabel
                ? { label: value.trim(), description: explanation.name }
                : {
                    label: [formatReply(query, { text: false }), explanation.name].filter(Boolean).join(' '),
                    description: recipient ?? '',
                    detail: (query.text ?? '').slice(0, 200),
                  }),
              query,
              alwaysShow: true,
            }))
        : [];
    return [
      ...own,
      // What was searched comes best first; without words, in groups.
      ...(value.trim()
        ? found.map(itemOf)
        : [
            ...section(vscode.l10n.t('often confused'), first.map(itemOf)),
            ...groups.flatMap(([label, belongs]) => section(label, found.filter(belongs).map(itemOf))),
          ]),
    ];
  };

  const picker = vscode.window.createQuickPick<Item>();
  picker.title = options.title;
  picker.placeholder = options.placeholder ?? vscode.l10n.t('A code, a word, or a whole reply such as “550 5.7.26 …”');
  picker.value = options.value ?? '';
  picker.items = itemsFor(picker.value);
  return new Promise((resolve) => {
    // Whether the list on the screen is the one for what was typed. VS Code names what is chosen by its place in the list,
    // so until then it would be another item.
    let shown = true;
    const best = () => picker.items.find(({ query }) => query);
    picker.onDidChangeValue((value) => {
      picker.items = itemsFor(value);
      shown = false;
    });
    picker.onDidChangeActive(([active]) => (shown ||= !!active && active === best()));
    picker.onDidAccept(() => {
      // Who types fast presses Enter before the list is there; its first item is meant.
      const chosen = (shown ? picker.selectedItems[0] : undefined) ?? best();
      resolve(chosen?.query);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
