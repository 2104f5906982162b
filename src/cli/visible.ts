/**
 * What a terminal obeys, hides or turns round: controls, marks of direction, separators, tags. A tab and the two joiners that
 * scripts and emoji need do no harm.
 */
const hidden =
  /[\0-\x08\n-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/** Text with its hidden characters written as in JSON: `\u001b`. JSON stays the JSON that it was. */
export function visible(text: string): string {
  return text.replace(hidden, (found) => Array.from({ length: found.length }, (_, at) => escape(found, at)).join(''));
}

const escape = (text: string, at: number): string => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
