import type { Explanation } from '../core/model';
import { button, element, fill, icon, prose } from './dom';
import { classBadge, meaningView, remedyView, seenView, sources } from './explanationView';
import type { PageTexts } from './protocol';

export interface ExplainActions {
  /** With a code, or with one that the user picks. */
  readonly compare: (code?: string) => void;
  readonly explain: (code: string) => void;
  readonly copy: (text: string) => void;
  readonly copyMarkdown: () => void;
  readonly openMarkdown: () => void;
}

/** More than these are not mixed up with one code. */
const mostConfused = 6;

/** One reply as a page: what to do first, then what it means, where it is met, and what it is mixed up with. */
export function explainView(
  model: Explanation,
  commands: readonly string[],
  texts: PageTexts,
  actions: ExplainActions,
): HTMLElement[] {
  const codes = [model.reply.code, model.reply.enhanced].filter(Boolean).join(' ');
  const confused = model.confusedWith.slice(0, mostConfused);
  return [
    element(
      'div',
      { class: 'toolbar', role: 'group', 'aria-label': texts.actions },
      button(texts.compareOther, { id: 'compare', icon: 'git-compare' }, () => actions.compare()),
      button(texts.copyMarkdown, { id: 'copy', icon: 'copy' }, actions.copyMarkdown),
      button(texts.openMarkdown, { id: 'open', icon: 'open-preview' }, actions.openMarkdown),
    ),
    element('h1', { tabindex: '-1' }, ...(codes ? [element('span', { class: 'code' }, codes), ' '] : []), model.name),
    element('p', {}, classBadge(model.class, texts)),
    element('p', { class: 'brief' }, icon('lightbulb'), element('span', {}, prose(model.brief))),
    section(texts.howToFix, ...remedyView(model, texts, 3, { commands, copy: actions.copy })),
    section(texts.meaning, ...meaningView(model, texts, 3)),
    ...(model.whenYouSeeIt.length ? [section(texts.whenYouSeeIt, ...seenView(model))] : []),
    ...(model.note ? [section(texts.note, element('p', {}, prose(model.note)))] : []),
    ...(confused.length
      ? [
          section(
            texts.confusedWith,
            element(
              'ul',
              { class: 'related' },
              ...confused.map(({ code, difference }) =>
                element(
                  'li',
                  {},
                  button(code, { class: 'link code' }, () => actions.explain(code)),
                  button(fill(texts.compareTwo, codes, code), { icon: 'git-compare', shown: '' }, () =>
                    actions.compare(code),
                  ),
                  element('p', {}, prose(difference)),
                ),
              ),
            ),
          ),
        ]
      : []),
    section(texts.references, sources(model.references)),
  ];
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...content);
}
