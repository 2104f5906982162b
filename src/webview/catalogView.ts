import { button, element, fill } from './dom';
import { classIcon, explanationView, link } from './explanationView';
import type { CatalogEntry, PageTexts, ToPage } from './protocol';

export interface CatalogActions {
  readonly search: (query: string) => void;
  readonly explain: (id: string) => void;
  readonly openPage: (reply: string) => void;
  readonly compare: (left: string, right: string) => void;
}

/** What the host's answers change on the catalog page. */
export interface CatalogPage {
  readonly elements: readonly HTMLElement[];
  readonly show: (message: Extract<ToPage, { type: 'found' | 'explanation' }>) => void;
}

const groups = ['success', 'intermediate', 'transient', 'permanent', 'invalid', 'enhanced', 'providers'] as const;

interface Row {
  readonly entry: CatalogEntry;
  readonly item: HTMLElement;
  readonly detail: HTMLElement;
}

/** All codes by class, with search as you type. */
export function catalogView(
  entries: readonly CatalogEntry[],
  texts: PageTexts,
  actions: CatalogActions,
  query: string,
): CatalogPage {
  let chosen: CatalogEntry | undefined;
  const rows = new Map<string, Row>();
  const status = element('p', { class: 'status', role: 'status' });
  const search = element('input', {
    type: 'search',
    'aria-label': texts.searchLabel,
    placeholder: texts.searchHint,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  search.value = query;
  search.addEventListener('input', () => actions.search(search.value));

  const chosenBar = element('p', { class: 'chosen', hidden: true });
  const choose = (entry: CatalogEntry | undefined): void => {
    chosen = entry;
    chosenBar.hidden = !entry;
    chosenBar.replaceChildren(
      ...(entry
        ? [
            element('span', {}, fill(texts.compareChosen, entry.title)),
            button(texts.cancel, 'close', () => {
              choose(undefined);
              search.focus();
            }),
          ]
        : []),
    );
  };
  const compare = (entry: CatalogEntry): void => {
    if (chosen && chosen !== entry) {
      const { reply } = chosen;
      choose(undefined);
      actions.compare(reply, entry.reply);
    } else choose(entry);
  };

  const rowOf = (entry: CatalogEntry): HTMLElement => {
    const detail = element('div', { class: 'detail', hidden: true });
    const title = element(
      'button',
      { type: 'button', class: 'title', 'aria-expanded': 'false' },
      classIcon(entry.class),
      element('span', { class: 'code' }, entry.title),
      element('span', { class: 'name' }, entry.name),
      element('span', { class: 'brief' }, entry.brief),
    );
    title.addEventListener('click', () => {
      detail.hidden = !detail.hidden;
      title.setAttribute('aria-expanded', String(!detail.hidden));
      if (!detail.hidden && !detail.hasChildNodes()) actions.explain(entry.id);
    });
    const item = element(
      'li',
      {},
      element(
        'div',
        { class: 'row' },
        title,
        button(fill(texts.compareWith, entry.title), 'git-compare', () => compare(entry), true),
      ),
      detail,
    );
    rows.set(entry.id, { entry, item, detail });
    return item;
  };

  const lists = groups.flatMap((group) => {
    const own = entries.filter((entry) => entry.group === group);
    if (!own.length) return [];
    const list = element('ul', { class: 'codes' }, ...own.map(rowOf));
    return [{ list, own, section: element('section', {}, element('h2', {}, texts.groups[group]), list) }];
  });
  const none = element('p', { hidden: true }, texts.foundNone);

  return {
    elements: [
      element('h1', { tabindex: '-1' }, texts.catalogTitle),
      element('div', { class: 'search', role: 'search' }, search, status, chosenBar),
      none,
      ...lists.map(({ section }) => section),
    ],
    show: (message) => {
      if (message.type === 'explanation') {
        const row = rows.get(message.id);
        row?.detail.replaceChildren(
          ...explanationView(message.model, texts, 2),
          element(
            'p',
            { class: 'references' },
            ...message.model.references.flatMap(({ name, url }) => [link(name, url), ' ']),
          ),
          button(fill(texts.explainInFull, row.entry.title), 'open-preview', () => actions.openPage(row.entry.reply)),
        );
        return;
      }
      // An answer to what was typed before comes too late.
      if (message.query !== search.value) return;
      const found = new Set(message.ids);
      for (const { list, own, section } of lists) {
        const shown = own.filter((entry) => found.has(entry.id));
        for (const entry of own) rows.get(entry.id)!.item.hidden = !found.has(entry.id);
        section.hidden = !shown.length;
        list.hidden = !shown.length;
      }
      none.hidden = found.size > 0;
      status.textContent = message.query ? fill(texts.found, String(found.size)) : '';
    },
  };
}
