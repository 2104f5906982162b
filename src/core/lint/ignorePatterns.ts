/**
 * Patterns as `.gitignore` writes them (gitignore(5)). They come from anywhere, so none becomes a regular expression: a match
 * takes at most the length of the pattern times that of the path.
 */
export interface IgnorePatterns {
  /** Whether a path is ignored, taken back by `!`, or not spoken of. `/` stands between folders; nothing stands before the first. */
  readonly test: (path: string, isFolder: boolean) => 'ignored' | 'kept' | undefined;
}

interface Pattern {
  readonly segments: readonly string[];
  readonly keeps: boolean;
  readonly foldersOnly: boolean;
}

export function readIgnorePatterns(lines: readonly string[]): IgnorePatterns {
  const patterns = lines.flatMap((line) => readPattern(line) ?? []);
  return {
    test: (path, isFolder) => {
      const segments = path.split('/');
      for (let index = patterns.length - 1; index >= 0; index--) {
        const { segments: wanted, keeps, foldersOnly } = patterns[index]!;
        if ((isFolder || !foldersOnly) && matchesPath(segments, wanted)) return keeps ? 'kept' : 'ignored';
      }
      return undefined;
    },
  };
}

/** Whether a file or a folder above it is ignored. */
export function ignoresFile(patterns: IgnorePatterns, path: string): boolean {
  const segments = path.split('/');
  for (let length = 1; length <= segments.length; length++)
    if (patterns.test(segments.slice(0, length).join('/'), length < segments.length) === 'ignored') return true;
  return false;
}

function readPattern(line: string): Pattern | undefined {
  let text = line.replace(/\r$/, '');
  while (text.endsWith(' ') && !text.endsWith('\\ ')) text = text.slice(0, -1);
  if (!text || text.startsWith('#')) return undefined;
  const keeps = text.startsWith('!');
  if (keeps) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  const segments = text.split('/').filter((segment, index) => segment || index > 0);
  if (!segments.length) return undefined;
  // without a `/` in it, a name counts in every folder
  if (!text.includes('/')) segments.unshift('**');
  return { segments, keeps, foldersOnly };
}

function matchesPath(path: readonly string[], pattern: readonly string[]): boolean {
  return matches(
    path.length,
    pattern.length,
    (at) => pattern[at] === '**',
    (place, at) => matchesName(path[place]!, pattern[at]!),
  );
}

function matchesName(name: string, pattern: string): boolean {
  const units = readUnits(pattern);
  return matches(
    name.length,
    units.length,
    (at) => units[at] === '*',
    (place, at) => holds(units[at]!, name[place]!),
  );
}

/** Goes through both sides at once; at the last unit that stands for any number, it tries one more when the rest does not fit. */
function matches(
  length: number,
  patternLength: number,
  isAny: (at: number) => boolean,
  fits: (place: number, at: number) => boolean,
): boolean {
  let place = 0;
  let at = 0;
  let any = -1;
  let taken = 0;
  while (place < length) {
    if (at < patternLength && isAny(at)) {
      any = at++;
      taken = place;
    } else if (at < patternLength && fits(place, at)) {
      place++;
      at++;
    } else if (any >= 0) {
      at = any + 1;
      place = ++taken;
    } else return false;
  }
  while (at < patternLength && isAny(at)) at++;
  return at === patternLength;
}

/** The units of a pattern: `*`, `?`, a set such as `[a-z]`, or a character, of which an escaped one begins with `\`. */
function readUnits(pattern: string): string[] {
  const units: string[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    const end = char === '[' ? pattern.indexOf(']', at + 2) : -1;
    if (end > 0) {
      units.push(pattern.slice(at, end + 1));
      at = end;
    } else if (char === '\\' && at + 1 < pattern.length) units.push(`\\${pattern[++at]!}`);
    else if (char !== '*' || units.at(-1) !== '*') units.push(char);
  }
  return units;
}

function holds(unit: string, char: string): boolean {
  if (unit === '?') return true;
  if (unit[0] === '\\') return unit[1] === char;
  if (unit.length < 3) return unit === char;
  const negated = unit[1] === '!' || unit[1] === '^';
  let found = false;
  for (let at = negated ? 2 : 1; at < unit.length - 1; at++) {
    const isRange = unit[at + 1] === '-' && at + 2 < unit.length - 1;
    if (isRange ? unit[at]! <= char && char <= unit[at + 2]! : unit[at] === char) found = true;
    if (isRange) at += 2;
  }
  return found !== negated;
}
