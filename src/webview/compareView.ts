import type { Choice, Comparison, Explanation } from '../core/model';
import { button, element, fill, icon, prose } from './dom';
import { classBadge, meaningView, remedyView, seenView, sources } from './explanationView';
import type { PageTexts } from './protocol';

export interface CompareActions {
  readonly back: (() => void) | undefined;
  readonly forward: (() => void) | undefined;
  readonly swap: () => void;
  readonly change: (side: Side) => void;
  readonly open: (left: string, right: string) => void;
  readonly copyMarkdown: () => void;
  readonly openMarkdown: () => void;
}

type Side = 'left' | 'right';
const bothSides = ['left', 'right'] as const;

/** The comparison of two codes, what tells them apart first. */
export function compareView(model: Comparison, texts: PageTexts, actions: CompareActions): HTMLElement[] {
  const notes = bothSides.filter((side) => model[side].note);
  const columns = (
    content: (explanation: Explanation, side: Side) => readonly HTMLElement[],
    sides = bothSides as readonly Side[],
  ) =>
    element(
      'div',
      { class: 'columns' },
      ...sides.map((side) =>
        element('div', {}, element('h3', { class: 'code' }, model.labels[side]), ...content(model[side], side)),
      ),
    );
  return [
    toolbar(texts, actions),
    element('h1', { tabindex: '-1' }, model.title),
    element('p', { class: 'summary' }, prose(model.summary)),
    element('div', { class: 'columns' }, ...bothSides.map((side) => card(model, side, texts, actions))),
    section(
      texts.keyDifferences,
      model.differences.length
        ? element('ol', { class: 'differences' }, ...model.differences.map((text) => element('li', {}, prose(text))))
        : element('p', {}, texts.noDifferences),
    ),
    section(texts.facts, factsTable(model, texts)),
    section(
      texts.chooseTitle,
      columns((_, side) => [choice(model.choose[side], texts)]),
    ),
    ...(bothSides.some((side) => model[side].whenYouSeeIt.length)
      ? [
          section(
            texts.whenYouSeeIt,
            columns((one) => (one.whenYouSeeIt.length ? seenView(one) : [element('p', {}, texts.notSeen)])),
          ),
        ]
      : []),
    section(
      texts.howToFix,
      columns((one) => remedyView(one, texts, 4)),
    ),
    ...(notes.length
      ? [
          section(
            texts.note,
            columns(({ note }) => [element('p', {}, prose(note!))], notes),
          ),
        ]
      : []),
    section(
      texts.learnMore,
      element('h3', {}, texts.references),
      sources(model.references),
      ...(model.related.length ? [element('h3', {}, texts.relatedPairs), related(model, actions)] : []),
    ),
  ];
}

function toolbar(texts: PageTexts, actions: CompareActions): HTMLElement {
  const step = (id: 'back' | 'forward', icon: 'arrow-left' | 'arrow-right') => {
    const action = actions[id];
    const made = button(texts[id], { id, icon, shown: '' }, () => action?.());
    made.disabled = !action;
    return made;
  };
  return element(
    'div',
    { class: 'toolbar', role: 'group', 'aria-label': texts.actions },
    step('back', 'arrow-left'),
    step('forward', 'arrow-right'),
    button(texts.swap, { id: 'swap', icon: 'arrow-swap' }, actions.swap),
    button(texts.copyMarkdown, { id: 'copy', icon: 'copy' }, actions.copyMarkdown),
    button(texts.openMarkdown, { id: 'open', icon: 'open-preview' }, actions.openMarkdown),
  );
}

/** One code in short: what it is, what to do, what it means. */
function card(model: Comparison, side: Side, texts: PageTexts, actions: CompareActions): HTMLElement {
  const explanation = model[side];
  const id = `${side}-title`;
  const label = model.labels[side];
  return element(
    'section',
    { class: 'card', 'aria-labelledby': id },
    element(
      'header',
      {},
      element('h2', { id }, element('span', { class: 'code' }, label), ` ${explanation.name}`),
      button(fill(texts.change, label), { id: `change-${side}`, icon: 'edit', shown: texts.changeShort }, () =>
        actions.change(side),
      ),
    ),
    element('p', {}, classBadge(explanation.class, texts)),
    ...meaningView(explanation, texts, 3),
    element('p', { class: 'brief' }, icon('lightbulb'), element('span', {}, prose(explanation.brief))),
  );
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...content);
}

function choice({ send, receive }: Choice, texts: PageTexts): HTMLElement {
  return element(
    'dl',
    {},
    element('dt', {}, texts.send),
    element('dd', {}, prose(send)),
    element('dt', {}, texts.receive),
    element('dd', {}, prose(receive)),
  );
}

/** A table that a narrow page may lay out anew; the roles say that it stays one. */
function factsTable({ facts, labels }: Comparison, texts: PageTexts): HTMLElement {
  const head = (text: string, className?: string) =>
    element('th', { scope: 'col', role: 'columnheader', class: className }, text);
  const row = { role: 'row' };
  return element(
    'table',
    { role: 'table', 'aria-label': texts.facts },
    element(
      'thead',
      { role: 'rowgroup' },
      element('tr', row, head(texts.fact), head(labels.left, 'code'), head(labels.right, 'code')),
    ),
    element(
      'tbody',
      { role: 'rowgroup' },
      ...facts.map(({ label, left, right, differs }) =>
        element(
          'tr',
          { ...row, class: differs ? 'differs' : 'same' },
          element(
            'th',
            { scope: 'row', role: 'rowheader' },
            element(
              'div',
              { class: 'fact' },
              element('span', {}, label),
              ' ',
              element(
                'span',
                { class: 'mark' },
                differs ? element('span', { class: 'sign', 'aria-hidden': 'true' }, '≠') : icon('check'),
                ' ',
                differs ? texts.differs : texts.same,
              ),
            ),
          ),
          element('td', { role: 'cell' }, prose(left)),
          element('td', { role: 'cell' }, prose(right)),
        ),
      ),
    ),
  );
}

function related(model: Comparison, actions: CompareActions): HTMLElement {
  return element(
    'ul',
    { class: 'related' },
    ...model.related.map(({ left, right, title, difference }) =>
      element(
        'li',
        {},
        button(title, { class: 'link' }, () => actions.open(left, right)),
        element('p', {}, prose(difference)),
      ),
    ),
  );
}
