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

export function icon(name: string): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

export function button(
  label: string,
  iconName: string | undefined,
  action: () => void,
  hideLabel = false,
): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', ...(hideLabel ? { 'aria-label': label, title: label } : {}) },
    iconName !== undefined && icon(iconName),
    !hideLabel && element('span', {}, label),
  );
  made.addEventListener('click', action);
  return made;
}

/** Puts values into the places of a text: `{0}`, `{1}`. */
export function fill(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}
