import type { Explanation, Reference, ReplyClass, Remedy } from '../core/model';
import { button, element, fill, icon, prose } from './dom';
import type { IconName } from './icons';
import type { PageTexts } from './protocol';

/** Shape first, then the word; colour only repeats them. */
const classIcons: Readonly<Record<ReplyClass, IconName>> = {
  success: 'pass',
  intermediate: 'arrow-circle-right',
  transient: 'history',
  permanent: 'error',
  invalid: 'question',
};

const roles: readonly (keyof Remedy)[] = ['sender', 'receiver', 'developer'];

export function classBadge(replyClass: ReplyClass, texts: PageTexts): HTMLElement {
  return element('span', { class: 'badge' }, classIcon(replyClass), texts.classes[replyClass]);
}

export function classIcon(replyClass: ReplyClass): Element {
  return icon(classIcons[replyClass], `class ${replyClass}`);
}

/** Links the host opens; the page itself cannot leave. */
export function sources(references: readonly Reference[]): HTMLElement {
  return element(
    'ul',
    { class: 'sources' },
    ...references.map(({ name, url }) => element('li', {}, element('a', { href: url }, name))),
  );
}

type Level = 3 | 4;

function heading(level: Level | 5, text: string): HTMLElement {
  return element(`h${level}`, {}, text);
}

/** What it means: of the code, of the provider's words, after the command; and where its two codes disagree. */
export function meaningView(explanation: Explanation, texts: PageTexts, level: Level): HTMLElement[] {
  const { meaning, provider, command, conflict } = explanation;
  const own = provider?.meaning && provider.meaning !== meaning ? provider : undefined;
  return [
    ...(conflict ? [element('p', { class: 'caution' }, icon('warning'), element('span', {}, prose(conflict)))] : []),
    element('p', {}, prose(meaning)),
    ...(own ? [heading(level, fill(texts.providerSays, own.name)), element('p', {}, prose(own.meaning))] : []),
    ...(command
      ? [heading(level, fill(texts.afterCommand, command.name)), element('p', {}, prose(command.meaning))]
      : []),
  ];
}

/** The situations that cause it. */
export function seenView({ whenYouSeeIt }: Explanation): HTMLElement[] {
  return [element('ul', {}, ...whenYouSeeIt.map((text) => element('li', {}, prose(text))))];
}

/** The steps that cure it, by who takes them. */
export function remedyView({ remedy }: Explanation, texts: PageTexts, level: Level, copy?: Copying): HTMLElement[] {
  const steps = roles.filter((role) => remedy[role].length);
  return [
    ...(steps.some((role) => role !== 'developer') ? [] : [element('p', {}, texts.nothingToFix)]),
    ...steps.flatMap((role) => [
      heading(level, texts[role]),
      element('ol', {}, ...remedy[role].map((text) => element('li', {}, copy ? step(text, texts, copy) : prose(text)))),
    ]),
  ];
}

/** What can be copied of the steps, and how. */
export interface Copying {
  readonly commands: readonly string[];
  readonly copy: (text: string) => void;
}

/** A step; behind each command in it a button that copies it. */
function step(text: string, texts: PageTexts, { commands, copy }: Copying): (Node | string)[] {
  return text.split('`').flatMap((part, index): (Node | string)[] => {
    if (index % 2 === 0) return [part];
    const code = element('code', {}, part);
    if (!commands.includes(part)) return [code];
    return [
      code,
      button(fill(texts.copyCommand, part), { icon: 'copy', shown: '', class: 'copy-command' }, () => copy(part)),
    ];
  });
}

/** Everything about one code. */
export function explanationView(explanation: Explanation, texts: PageTexts): HTMLElement[] {
  return [
    element('p', {}, classBadge(explanation.class, texts)),
    ...meaningView(explanation, texts, 3),
    ...(explanation.whenYouSeeIt.length ? [heading(3, texts.whenYouSeeIt), ...seenView(explanation)] : []),
    heading(3, texts.howToFix),
    ...remedyView(explanation, texts, 4),
    ...(explanation.note ? [heading(3, texts.note), element('p', {}, prose(explanation.note))] : []),
    heading(3, texts.references),
    sources(explanation.references),
  ];
}
