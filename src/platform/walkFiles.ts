import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ignoresFile, readIgnorePatterns, type IgnorePatterns } from '../core/lint/ignorePatterns';

/** Folders that hold nothing anybody wrote, whatever git says. */
const skipped = new Set(['.git', '.hg', '.svn', 'node_modules', 'bower_components', '__pycache__', '.venv']);
const special = /[*?[{]/;

interface Level {
  readonly folder: string;
  readonly patterns: IgnorePatterns;
}

/**
 * The files that arguments name: a file as it is, the files of a folder, and those that a pattern such as `src/**` matches (as .gitignore
 * writes patterns). In folders what git ignores is left out, and what `patterns` name, which count from `base`.
 */
export function* walkFiles(named: readonly string[], patterns: readonly string[], base = '.'): Generator<string> {
  const own = readIgnorePatterns(patterns);
  const isLeftOut = (path: string, isFolder: boolean): boolean => {
    const inside = relativeTo(base, path);
    return inside !== '' && !inside.startsWith('..') && own.test(inside, isFolder) === 'ignored';
  };
  for (const name of named) {
    if (name === '-' || (!special.test(name) && !isFolder(name))) yield name;
    else if (isFolder(name)) yield* inFolder(name, levelsAbove(name), isLeftOut);
    else {
      const start = fixedPart(name);
      const wanted = readIgnorePatterns([`/${relativeTo(start, name)}`]);
      for (const file of inFolder(start, levelsAbove(start), isLeftOut))
        if (ignoresFile(wanted, relativeTo(start, file))) yield file;
    }
  }
}

function* inFolder(
  folder: string,
  above: readonly Level[],
  isLeftOut: (path: string, isFolder: boolean) => boolean,
): Generator<string> {
  const own = levelOf(folder);
  const levels = own ? [...above, own] : above;
  const entries = readEntries(folder);
  for (const entry of entries) {
    const path = folder === '.' ? entry.name : join(folder, entry.name);
    if (entry.isDirectory()) {
      if (skipped.has(entry.name) || isIgnored(path, true, levels) || isLeftOut(path, true)) continue;
      yield* inFolder(path, levels, isLeftOut);
    } else if (entry.isFile() && !isIgnored(path, false, levels) && !isLeftOut(path, false)) yield path;
  }
}

function readEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** The last level that has a word to say decides, as in git. */
function isIgnored(path: string, isFolder: boolean, levels: readonly Level[]): boolean {
  for (const { folder, patterns } of [...levels].reverse()) {
    const word = patterns.test(relativeTo(folder, path), isFolder);
    if (word) return word === 'ignored';
  }
  return false;
}

function levelOf(folder: string): Level | undefined {
  const file = join(folder, '.gitignore');
  try {
    return { folder, patterns: readIgnorePatterns(readFileSync(file, 'utf8').split('\n')) };
  } catch {
    return undefined;
  }
}

/** The `.gitignore` files between the root of a repository and a folder. */
function levelsAbove(folder: string): Level[] {
  const levels: Level[] = [];
  let at = resolve(folder);
  while (!existsSync(join(at, '.git')) && dirname(at) !== at) {
    at = dirname(at);
    const level = levelOf(at);
    if (level) levels.unshift(level);
  }
  // without a repository there is nothing that git ignores
  return existsSync(join(at, '.git')) ? levels : [];
}

function relativeTo(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The folder that a pattern begins with. */
function fixedPart(pattern: string): string {
  let folder = dirname(pattern);
  while (special.test(folder)) folder = dirname(folder);
  return folder || '.';
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The nearest file of a name in a folder or above it. */
export function findUpwards(name: string, from = '.'): string | undefined {
  for (let at = resolve(from); ; at = dirname(at)) {
    const path = join(at, name);
    if (existsSync(path) && basename(path) === name) return path;
    if (dirname(at) === at) return undefined;
  }
}
