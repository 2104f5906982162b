import { languageAliases, languages } from '../scanner/code/languages';

/** The lines of a reply as it stands on the wire (RFC 5321 §4.2.1): `550-5.7.1 one 550 5.7.1 two` is two. */
export function linesOfReply(reply: string): readonly string[] {
  const head = /^(\d{3})[ -]((?:\d\.\d{1,3}\.\d{1,3} )?)/.exec(reply);
  if (!head) return [reply];
  const [, code, enhanced] = head as unknown as [string, string, string];
  const lines: string[] = [];
  let from = 0;
  for (;;) {
    const next = [`${code}-${enhanced}`, `${code} ${enhanced}`]
      .map((mark) => reply.indexOf(` ${mark}`, from + 1))
      .filter((at) => at >= 0);
    const at = Math.min(...next);
    lines.push(reply.slice(from, next.length ? at : undefined));
    if (!next.length) return lines;
    from = at + 1;
  }
}

/**
 * A reply as a literal of a language, its lines ended as on the wire.
 *
 * @param languageId VS Code's id; a text that is no code has the lines as they are
 * @param inside whether the pointer stands in a string already, so that no quotes are written
 */
export function sampleAs(reply: string, languageId: string, inside: boolean): string {
  const lines = linesOfReply(reply);
  const family = languages.get(languageAliases[languageId] ?? languageId)?.family;
  if (family !== 'code' && languageId !== 'json') return lines.join('\n');
  const escaped = lines.map((line) =>
    line.replace(/[\\"]/g, '\\$&').replace(/[$#](?=\{)|\$(?=\w)/g, (sign) => escapeSign(sign, languageId)),
  );
  const text = `${escaped.join('\\r\\n')}${lines.length > 1 ? '\\r\\n' : ''}`;
  return inside ? text : `"${text}"`;
}

/** Languages in whose double quotes a `$` or a `#{` begins something. */
const interpolates: Readonly<Record<string, readonly string[]>> = {
  $: ['php', 'perl', 'shellscript', 'kotlin', 'groovy', 'dart', 'powershell', 'tcl'],
  '#': ['ruby', 'elixir'],
};

function escapeSign(sign: string, languageId: string): string {
  return interpolates[sign]?.includes(languageId) ? `${languageId === 'powershell' ? '`' : '\\'}${sign}` : sign;
}
