import type { Comparison } from '../core/model';
import { button, element, fill, icon, prose } from './dom';
import { classBadge, codesOf, explanationView, link } from './explanationView';
import type { PageTexts } from './protocol';

export interface CompareActions {
  readonly back?: (() => void) | undefined;
  readonly forward?: (() => void) | undefined;
  readonly swap: () => void;
  readonly change: (side: 'left' | 'right') => void;
  readonly open: (left: string, right: string) => void;
  readonly copyMarkdown: () => void;
  readonly openMarkdown: () => void;
}

/** The comparison of two codes, section by section. */
export function compareView(model: Comparison, texts: PageTexts, actions: CompareActions): HTMLElement[] {
  const { left, right } = model;
  const [leftCodes, rightCodes] = [codesOf(left), codesOf(right)];
  const side = (name: 'left' | 'right') => {
    const explanation = model[name];
    const codes = codesOf(explanation);
    return element(
      'section',
      { class: 'side', 'aria-labelledby': `${name}-title` },
      element(
        'header',
        {},
        element('h2', { id: `${name}-title` }, element('span', { class: 'code' }, codes), ` ${explanation.name}`),
        button(fill(texts.change, codes), 'edit', () => actions.change(name), true),
      ),
      element('p', {}, classBadge(explanation.class, texts)),
      ...explanationView(explanation, texts, 2),
    );
  };
  return [
    toolbar(texts, actions),
    element('h1', { tabindex: '-1' }, model.title),
    element('p', { class: 'summary' }, prose(model.summary)),
    element('div', { class: 'sides' }, side('left'), side('right')),
    section(
      texts.keyDifferences,
      model.differences.length
        ? element('ol', { class: 'differences' }, ...model.differences.map((text) => element('li', {}, prose(text))))
        : element('p', {}, texts.noDifferences),
    ),
    section(texts.facts, factsTable(model, texts, leftCodes, rightCodes)),
    section(
      texts.chooseTitle,
      element(
        'div',
        { class: 'sides' },
        choice(leftCodes, model.choose.left, texts),
        choice(rightCodes, model.choose.right, texts),
      ),
    ),
    section(
      texts.learnMore,
      element('h3', {}, texts.references),
      element('ul', {}, ...model.references.map(({ name, url }) => element('li', {}, link(name, url)))),
      ...(model.related.length
        ? [
            element('h3', {}, texts.relatedPairs),
            element(
              'ul',
              { class: 'related' },
              ...model.related.map((pair) =>
                element(
                  'li',
                  {},
                  linkButton(pair.title, () => actions.open(pair.left, pair.right)),
                ),
              ),
            ),
          ]
        : []),
    ),
  ];
}

function toolbar(texts: PageTexts, actions: CompareActions): HTMLElement {
  const step = (label: string, name: string, action: (() => void) | undefined) => {
    const made = button(label, name, () => action?.(), true);
    made.disabled = !action;
    return made;
  };
  return element(
    'div',
    { class: 'toolbar', role: 'toolbar', 'aria-label': texts.actions },
    step(texts.back, 'arrow-left', actions.back),
    step(texts.forward, 'arrow-right', actions.forward),
    button(texts.swap, 'arrow-swap', actions.swap),
    button(texts.copyMarkdown, 'copy', actions.copyMarkdown),
    button(texts.openMarkdown, 'open-preview', actions.openMarkdown),
    element('span', { class: 'status', role: 'status' }),
  );
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...content);
}

function choice(codes: string, { send, receive }: Comparison['choose']['left'], texts: PageTexts): HTMLElement {
  return element(
    'div',
    { class: 'side' },
    element('h3', { class: 'code' }, codes),
    element(
      'dl',
      {},
      element('dt', {}, texts.send),
      element('dd', {}, prose(send)),
      element('dt', {}, texts.receive),
      element('dd', {}, prose(receive)),
    ),
  );
}

function factsTable({ facts }: Comparison, texts: PageTexts, left: string, right: string): HTMLElement {
  const head = (text: string) => element('th', { scope: 'col' }, text);
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': texts.facts },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, head(texts.fact), head(left), head(right), head(texts.comparison))),
      element(
        'tbody',
        {},
        ...facts.map((fact) =>
          element(
            'tr',
            fact.differs ? { class: 'differs' } : {},
            element('th', { scope: 'row' }, fact.label),
            element('td', {}, prose(fact.left)),
            element('td', {}, prose(fact.right)),
            element(
              'td',
              { class: 'mark' },
              icon(fact.differs ? 'diff-modified' : 'check'),
              fact.differs ? texts.differs : texts.same,
            ),
          ),
        ),
      ),
    ),
  );
}

function linkButton(label: string, action: () => void): HTMLButtonElement {
  const made = button(label, undefined, action);
  made.classList.add('link');
  return made;
}
