import type { Explanation, ReplyClass, Remedy } from '../core/model';
import { element, fill, icon, prose } from './dom';
import type { PageTexts } from './protocol';

/** Shape first, then the word; colour only repeats them. */
const classIcons: Readonly<Record<ReplyClass, string>> = {
  success: 'pass',
  intermediate: 'arrow-circle-right',
  transient: 'history',
  permanent: 'error',
  invalid: 'question',
};

export const roles: readonly (keyof Remedy)[] = ['sender', 'receiver', 'developer'];

export function codesOf({ reply }: Explanation): string {
  return [reply.code, reply.enhanced].filter(Boolean).join(' ');
}

export function classBadge(replyClass: ReplyClass, texts: PageTexts): HTMLElement {
  return element('span', { class: `badge ${replyClass}` }, icon(classIcons[replyClass]), texts.classes[replyClass]);
}

export function classIcon(replyClass: ReplyClass): HTMLElement {
  const made = icon(classIcons[replyClass]);
  made.classList.add('class', replyClass);
  return made;
}

/** A link the host opens; the page itself cannot leave. */
export function link(name: string, url: string): HTMLAnchorElement {
  return element('a', { href: url }, name);
}

/** Description, when it is seen, how to fix it: the body of one code, its headings one below `level`. */
export function explanationView(explanation: Explanation, texts: PageTexts, level: 2 | 3): HTMLElement[] {
  const heading = (text: string) => element(level === 2 ? 'h3' : 'h4', {}, text);
  const subheading = (text: string) => element(level === 2 ? 'h4' : 'h5', {}, text);
  const { meaning, provider, command, conflict, note, whenYouSeeIt, remedy } = explanation;
  const steps = roles.filter((role) => remedy[role].length);
  const own = provider && provider.meaning !== meaning ? provider : undefined;
  return [
    heading(texts.meaning),
    element('p', {}, prose(meaning)),
    ...(own ? [subheading(fill(texts.providerSays, own.name)), element('p', {}, prose(own.meaning))] : []),
    ...(command ? [subheading(fill(texts.afterCommand, command.name)), element('p', {}, prose(command.meaning))] : []),
    ...(conflict ? [element('p', { class: 'caution' }, icon('warning'), element('span', {}, prose(conflict)))] : []),
    ...(whenYouSeeIt.length
      ? [heading(texts.whenYouSeeIt), element('ul', {}, ...whenYouSeeIt.map((text) => element('li', {}, prose(text))))]
      : []),
    heading(texts.howToFix),
    ...(steps.some((role) => role !== 'developer') ? [] : [element('p', {}, texts.nothingToFix)]),
    ...steps.flatMap((role) => [
      subheading(texts[role]),
      element('ol', {}, ...remedy[role].map((text) => element('li', {}, prose(text)))),
    ]),
    ...(note ? [heading(texts.note), element('p', {}, prose(note))] : []),
  ];
}
