import { icons, type IconName } from './icons';

type Child = Node | string | undefined | false;
type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** Makes an element; strings become text nodes, never HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, value);
  made.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return made;
}

/** A text of the catalog: what stands in back-quotes becomes code. */
export function prose(text: string): (Node | string)[] {
  return text.split('`').map((part, index) => (index % 2 ? element('code', {}, part) : part));
}

/** Each icon is parsed once. */
const parsed = new Map<IconName, Element>();

/** An icon beside words that say the same. */
export function icon(name: IconName, className = ''): Element {
  let first = parsed.get(name);
  if (!first) {
    first = document.importNode(new DOMParser().parseFromString(icons[name], 'image/svg+xml').documentElement, true);
    first.setAttribute('aria-hidden', 'true');
    parsed.set(name, first);
  }
  const made = first.cloneNode(true) as Element;
  made.setAttribute('class', `icon ${name} ${className}`.trim());
  return made;
}

export interface ButtonOptions {
  readonly icon?: IconName;
  /** What is shown of the label; a part of it, or nothing but the icon. */
  readonly shown?: string;
  readonly class?: string;
  /** Finds the button again after the page is drawn anew. */
  readonly id?: string;
}

export function button(label: string, options: ButtonOptions, action: () => void): HTMLButtonElement {
  const { shown = label } = options;
  const made = element(
    'button',
    {
      type: 'button',
      class: options.class,
      'data-id': options.id,
      'aria-label': shown !== label && label,
      title: options.icon && label,
    },
    options.icon && icon(options.icon),
    shown !== '' && element('span', {}, shown),
  );
  made.addEventListener('click', action);
  return made;
}

/** Puts values into the places of a text: `{0}`, `{1}`. */
export function fill(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[’`]/g, "'")
    .toLowerCase();

/** A text with the words of a search marked in it, whatever their accents. */
export function marked(text: string, words: string): (Node | string)[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [text];
  // Folded letter by letter, so that places in it are places in the text.
  const letters = [...text];
  const folded = letters.map((letter) => fold(letter)[0] ?? ' ').join('');
  const hit = new Array<boolean>(letters.length).fill(false);
  for (const word of wanted)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
      hit.fill(true, at, at + word.length);
  const parts: (Node | string)[] = [];
  for (let from = 0; from < letters.length;) {
    let to = from;
    while (to < letters.length && hit[to] === hit[from]) to++;
    const part = letters.slice(from, to).join('');
    parts.push(hit[from] ? element('mark', {}, part) : part);
    from = to;
  }
  return parts;
}
