import { languageAliases, languages } from '../scanner/code/languages';

/**
 * Writes a text as a comment on a line of its own.
 *
 * @param languageId VS Code's id
 * @returns undefined for a language without comments, such as JSON
 */
export function commentFor(languageId: string, text: string): string | undefined {
  if (languageId === 'json' || languageId === 'jsonl') return undefined;
  if (languageId === 'xml') return `<!-- ${text} -->`;
  const mark = languages.get(languageAliases[languageId] ?? languageId)?.lineComments[0];
  return mark === undefined ? undefined : `${mark} ${text}`;
}

/** What must stay at the top of a file: the `#!` line, an encoding, the opening of PHP or XML. */
const opening = /^(?:#!|<\?|#.{0,40}coding[:=])/;

/** The line, counted from 0, above which a comment about a whole file may stand. */
export function lineForFileComment(head: string): number {
  const lines = head.split('\n');
  let line = 0;
  while (line < lines.length - 1 && opening.test(lines[line]!)) line++;
  return line;
}
