const directive = /smtp-reply-codes-disable(-next-line|-line)?(?:[ \t]+([a-z][a-z ,\t-]*))?/g;
const marker = 'smtp-reply-codes-disable';

/** Which rules a text switches off, and where. */
export interface Suppressions {
  readonly covers: (rule: string, line: number) => boolean;
}

/**
 * Reads `smtp-reply-codes-disable` (whole file), `…-disable-line` and `…-disable-next-line`, each with rule ids behind it or,
 * without any, for all rules. They may stand in any comment.
 */
export function readSuppressions(text: string): Suppressions {
  if (!text.includes(marker)) return { covers: () => false };
  const whole: (readonly string[])[] = [];
  const lines = new Map<number, (readonly string[])[]>();
  text.split('\n').forEach((content, line) => {
    for (const [, where, ids] of content.matchAll(directive)) {
      const rules = ids?.split(/[ ,\t]+/).filter((id) => /^[a-z]+(?:-[a-z]+)+$/.test(id)) ?? [];
      if (where === undefined) whole.push(rules);
      else {
        const target = where === '-line' ? line : line + 1;
        lines.set(target, [...(lines.get(target) ?? []), rules]);
      }
    }
  });
  const names = (lists: readonly (readonly string[])[], rule: string) =>
    lists.some((list) => list.length === 0 || list.includes(rule));
  return { covers: (rule, line) => names(whole, rule) || names(lines.get(line) ?? [], rule) };
}
