import type { Explanation } from '../core/model';
import { button, element, fill, icon } from './dom';
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

const groups = ['success', 'intermediate', 'transient', 'permanent', 'invalid', 'enhanced', 'providers'] as const;

/** In pixels, at the usual size of the font. */
const rowHeight = 26;

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
    const title = element(
      'button',
      { type: 'button', class: 'title', 'aria-expanded': 'false' },
      icon('chevron-right'),
      classIcon(entry.class),
      element('span', { class: 'sr-only' }, texts.classes[entry.class]),
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
        button(fill(texts.compareWith, nameOf(entry)), { icon: 'git-compare', shown: '' }, () => compare(entry)),
      ),
      detail,
    );
    rows.set(entry.id, { entry, item, detail });
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
    return [{ own, section }];
  });
  const none = element('p', { hidden: true }, texts.foundNone);

  return {
    elements: [
      element('h1', { tabindex: '-1' }, texts.catalogTitle),
      element('div', { class: 'search', role: 'search' }, search, count, chosenBar),
      none,
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
      const found = new Set(message.ids);
      for (const { own, section } of lists) {
        for (const { id } of own) rows.get(id)!.item.hidden = !found.has(id);
        section.hidden = !own.some(({ id }) => found.has(id));
      }
      none.hidden = found.size > 0;
      count.textContent = message.query.trim() ? fill(texts.found, String(found.size)) : '';
      actions.announce(found.size ? count.textContent : texts.foundNone);
    },
  };
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
