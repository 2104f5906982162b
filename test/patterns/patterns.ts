import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The patterns that were proved linear, one a line, as they are written. */
const list = 'test/patterns/proved.txt';

/** What runs: each bundle with how it is loaded. The bundle for the web worker holds the code of two of these. */
const bundles = ['extension.js', 'reading.js', 'cli.js', 'webview/main.js'].map((name) => join('dist', name));

/** A place that builds a pattern of the text: names as they are, none of them repeated, so that it takes no attack. */
const ofWords = '(?<![\\p{L}\\p{N}_@.])(?:${own';

export function readProved(): Set<string> {
  return new Set(readFileSync(list, 'utf8').split('\n').filter(Boolean));
}

export function writeProved(patterns: Iterable<string>): void {
  writeFileSync(list, `${[...patterns].sort().join('\n')}\n`);
}

/** Every regular expression that runs, written or built while a bundle loads, with the bundle where it is first met. */
export function patternsOfProject(): Map<string, string> {
  const patterns = new Map<string, string>();
  const add = (pattern: string, file: string) => void (patterns.has(pattern) || patterns.set(pattern, file));
  for (const file of bundles) {
    const { text, written, builders } = read(file);
    for (const pattern of written) add(pattern, file);
    const built = builders ? patternsBuiltBy(text) : [];
    // what is built later escapes this list
    const late = text.includes(ofWords) ? 1 : 0;
    if (built.length + late < builders)
      throw new Error(`${file}: ${builders} places build patterns, ${built.length} ran`);
    for (const pattern of built) add(pattern, file);
  }
  return patterns;
}

/** A file's literals, and how many places build a pattern at run time. */
function read(file: string): { readonly text: string; readonly written: readonly string[]; readonly builders: number } {
  const text = readFileSync(file, 'utf8');
  const written: string[] = [];
  let builders = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) written.push(node.text);
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(tree) === 'RegExp')
      builders++;
    ts.forEachChild(node, visit);
  };
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  visit(tree);
  return { text, written, builders };
}

/** Loads a bundle where nothing is there but a `RegExp` that keeps a record. */
function patternsBuiltBy(bundle: string): string[] {
  const built: string[] = [];
  const record = (made: RegExp): RegExp => {
    built.push(String(made));
    return made;
  };
  const recorder = new Proxy(RegExp, {
    construct: (target, args) => record(Reflect.construct(target, args) as RegExp),
    apply: (target, self, args) => record(Reflect.apply(target, self, args) as RegExp),
  });
  const nothing: unknown = new Proxy(function () {}, {
    get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === Symbol.iterator ? [][Symbol.iterator] : nothing),
    getPrototypeOf: () => nothing as object,
    apply: () => {
      throw new Error('nothing is there');
    },
    construct: () => nothing as object,
  });
  const hosts = ['process', 'document', 'window', 'acquireVsCodeApi', 'addEventListener', 'navigator'];
  const names = ['RegExp', 'require', 'module', 'exports', ...hosts];
  const values = [recorder, () => nothing, { exports: {} }, {}, ...hosts.map(() => nothing)];
  try {
    // the project's own bundle, as its host would load it
    new Function(...names, bundle.replace(/^#!.*/, ''))(...values);
  } catch {
    // it began to work, and found nothing to work with
  }
  return built;
}
