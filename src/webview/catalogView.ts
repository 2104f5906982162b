import type { Explanation } from '../core/model';
import { button, element, fill, icon, marked } from './dom';
import { classIcon, explanationView } from './explanationView';
import { longestText, type CatalogEntry, type PageTexts, type ToPage } from './protocol';

export interface CatalogActions {
  readonly search: (query: string) => void;
  readonly explain: (id: string) => void;
  readonly openPage: (reply: string) => void;
  readonly compare: (left: string, right: string) => void;
  /** Says to a screen reader what the eye sees. */
  readonly announce: (text: string) => void;
}

/** What the host's answers change on the catalog page. */
export interface CatalogPage {
  readonly elements: readonly HTMLElement[];
  readonly show: (message: Extract<ToPage, { type: 'found' | 'explanation' }>) => void;
}

/** What people look for first; what is not SMTP's own comes last. */
const groups = ['permanent', 'transient', 'success', 'intermediate', 'enhanced', 'providers', 'invalid'] as const;

/** In pixels, at the usual size of the font. */
const rowHeight = 26;

interface Row {
  readonly entry: CatalogEntry;
  readonly item: HTMLElement;
  readonly detail: HTMLElement;
  readonly title: HTMLButtonElement;
  /** Shows the row as it is, or with the words of a search marked and what else they hit. */
  readonly mark: (words: string, why?: string) => void;
}

/** All codes by class, with search as you type. */
export function catalogView(
  entries: readonly CatalogEntry[],
  texts: PageTexts,
  actions: CatalogActions,
  query: string,
): CatalogPage {
  const rows = new Map<string, Row>();
  const { chosenBar, compare } = chooser(texts, actions);
  const count = element('p', { class: 'count' });
  const search = element('input', {
    type: 'search',
    'aria-label': texts.searchLabel,
    placeholder: texts.searchHint,
    autocomplete: 'off',
    maxlength: String(longestText),
    spellcheck: 'false',
  });
  search.value = query.slice(0, longestText);
  search.addEventListener('input', () => actions.search(search.value));

  const rowOf = (entry: CatalogEntry): HTMLElement => {
    const detail = element('div', { class: 'detail', hidden: true });
    const [code, name, brief] = ['code', 'name', 'brief'].map((part) => element('span', { class: part }));
    const mark = (words: string, why?: string): void => {
      code!.replaceChildren(...marked(entry.title, words));
      name!.replaceChildren(...marked(entry.name, words));
      brief!.replaceChildren(...marked(why ?? entry.brief, words));
    };
    mark('');
    const title = element(
      'button',
      { type: 'button', class: 'title', 'aria-expanded': 'false' },
      icon('chevron-right'),
      classIcon(entry.class),
      element('span', { class: 'sr-only' }, texts.classes[entry.class]),
      code,
      name,
      brief,
    );
    title.tabIndex = -1;
    title.addEventListener('click', () => {
      detail.hidden = !detail.hidden;
      title.setAttribute('aria-expanded', String(!detail.hidden));
      if (!detail.hidden && !detail.hasChildNodes()) actions.explain(entry.id);
    });
    const compareButton = button(fill(texts.compareWith, nameOf(entry)), { icon: 'git-compare', shown: '' }, () =>
      compare(entry),
    );
    compareButton.tabIndex = -1;
    const item = element('li', {}, element('div', { class: 'row' }, title, compareButton), detail);
    rows.set(entry.id, { entry, item, detail, title, mark });
    return item;
  };

  const lists = groups.flatMap((group) => {
    const own = entries.filter((entry) => entry.group === group);
    if (!own.length) return [];
    const section = element(
      'section',
      {},
      element('h2', {}, texts.groups[group]),
      element('ul', { class: `codes ${group}` }, ...own.map(rowOf)),
    );
    // Its height before it has been laid out, so that the scroll bar stays where it is.
    section.style.containIntrinsicBlockSize = `auto ${own.length * rowHeight + 80}px`;
    return [{ own, section, list: section.querySelector('ul')! }];
  });
  // What was searched stands in one list, the best first.
  const results = element('ul', { class: 'codes results' });
  const resultsSection = element(
    'section',
    { hidden: true },
    element('h2', { class: 'sr-only' }, texts.results),
    results,
  );
  let shown = lists.flatMap(({ own }) => own.map(({ id }) => id));
  const beginAtFirst = walkRows(search, () => shown.map((id) => rows.get(id)!), [
    resultsSection,
    ...lists.map(({ section }) => section),
  ]);
  const none = element('p', { hidden: true }, texts.foundNone);

  return {
    elements: [
      element('h1', { tabindex: '-1' }, texts.catalogTitle),
      element('div', { class: 'search', role: 'search' }, search, count, chosenBar),
      none,
      resultsSection,
      ...lists.map(({ section }) => section),
    ],
    show: (message) => {
      if (message.type === 'explanation') {
        const row = rows.get(message.id);
        row?.detail.replaceChildren(...detailOf(row.entry, message.model, texts, actions));
        return;
      }
      // An answer to what was typed before comes too late.
      if (message.query !== search.value) return;
      const searched = message.query.trim() !== '';
      const { size } = new Set(message.ids);
      for (const { own, section, list } of lists) {
        section.hidden = searched;
        if (!searched) list.append(...own.map(({ id }) => rows.get(id)!.item));
      }
      for (const id of [...shown, ...message.ids]) rows.get(id)?.mark(message.query, message.why[id]);
      if (searched) results.replaceChildren(...message.ids.map((id) => rows.get(id)!.item));
      resultsSection.hidden = !searched;
      shown = searched ? [...message.ids] : lists.flatMap(({ own }) => own.map(({ id }) => id));
      beginAtFirst();
      none.hidden = size > 0;
      count.textContent = searched ? fill(texts.found, String(size)) : '';
      actions.announce(size ? count.textContent : texts.foundNone);
    },
  };
}

/**
 * Walks the rows as one does in VS Code's lists: one stop for Tab, arrows up and down, Home and End; right and left go to the
 * button of a row and back. From the search field the arrow down and Enter go to the first row.
 * @returns makes the first row the one where Tab stops
 */
function walkRows(search: HTMLInputElement, rows: () => readonly Row[], lists: readonly HTMLElement[]): () => void {
  let current: HTMLElement | undefined;
  const stopAt = (row: Row): void => {
    if (current) current.tabIndex = -1;
    current = row.title;
    current.tabIndex = 0;
  };
  const go = (row: Row | undefined): void => {
    if (!row) return;
    stopAt(row);
    row.title.focus();
    row.title.scrollIntoView({ block: 'nearest' });
  };
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    const [first] = rows();
    go(first);
    if (event.key === 'Enter' && first?.detail.hidden) first.title.click();
  });
  const walk = (event: KeyboardEvent): void => {
    const target = event.target instanceof HTMLElement ? event.target.closest('.row') : null;
    if (!target || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = rows();
    const index = all.findIndex(({ item }) => item.contains(target));
    const row = all[index];
    if (!row) return;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(all[index + 1]),
      ArrowUp: () => (index ? go(all[index - 1]) : search.focus()),
      Home: () => go(all[0]),
      End: () => go(all.at(-1)),
      ArrowRight: () => target.querySelector<HTMLElement>('button:last-child')!.focus(),
      ArrowLeft: () => go(row),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  for (const list of lists) {
    list.addEventListener('keydown', walk);
    // What was clicked is where the arrows go on from, and where Tab comes back to.
    list.addEventListener('focusin', ({ target }) => {
      const row = rows().find(({ title }) => title === target);
      if (row) stopAt(row);
    });
  }
  const begin = (): void => {
    const [first] = rows();
    if (first) stopAt(first);
  };
  begin();
  return begin;
}

/** Codes that many providers send are told apart by who sends them. */
function nameOf({ group, title, name }: CatalogEntry): string {
  return group === 'providers' ? `${title} ${name}` : title;
}

/** What opens below a row: the explanation, and where to go from it. */
function detailOf(entry: CatalogEntry, model: Explanation, texts: PageTexts, actions: CatalogActions): HTMLElement[] {
  return [
    ...explanationView(model, texts),
    ...(model.confusedWith.length
      ? [
          element('h3', {}, texts.confusedWith),
          element(
            'p',
            { class: 'confused' },
            ...model.confusedWith.map(({ code }) =>
              button(fill(texts.compareTwo, entry.title, code), { icon: 'git-compare' }, () =>
                actions.compare(entry.reply, code),
              ),
            ),
          ),
        ]
      : []),
    element(
      'p',
      {},
      button(fill(texts.explainInFull, nameOf(entry)), { icon: 'open-preview' }, () => actions.openPage(entry.reply)),
    ),
  ];
}

/** Two codes are chosen one after the other; the bar says which was first. */
function chooser(texts: PageTexts, actions: CatalogActions) {
  let chosen: { readonly entry: CatalogEntry; readonly button: Element | null } | undefined;
  const chosenBar = element('p', { class: 'chosen', hidden: true });
  const choose = (entry: CatalogEntry | undefined): void => {
    const before = chosen;
    chosen = entry && { entry, button: document.activeElement };
    chosenBar.hidden = !entry;
    chosenBar.replaceChildren();
    if (!entry) {
      if (before?.button instanceof HTMLElement) before.button.focus();
      return;
    }
    const text = fill(texts.compareChosen, nameOf(entry));
    chosenBar.append(
      element('span', {}, text),
      button(texts.cancel, { icon: 'close' }, () => choose(undefined)),
    );
    actions.announce(text);
  };
  const compare = (entry: CatalogEntry): void => {
    if (!chosen || chosen.entry === entry) return choose(chosen ? undefined : entry);
    const { reply } = chosen.entry;
    chosen = undefined;
    choose(undefined);
    actions.compare(reply, entry.reply);
  };
  return { chosenBar, compare };
}
