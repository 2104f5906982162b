import type { RuleLevel } from './finding';
import { ignoresFile, readIgnorePatterns } from './ignorePatterns';
import { rules } from './rules';

/** What `smtp-reply-codes.json` may hold; the editor and the command line read the same file. */
export interface LintConfiguration {
  /** Levels of single rules. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly tests?: 'lower' | 'same' | 'off';
  /** Files that are left out, as `.gitignore` names them. */
  readonly ignore: readonly string[];
}

export const configurationName = 'smtp-reply-codes.json';
const levels: readonly unknown[] = ['error', 'warning', 'information', 'hint', 'off'] satisfies RuleLevel[];
const testLevels: readonly unknown[] = ['lower', 'same', 'off'];

/** Reads the file's text. What is faulty is left out and named in `problems`, one English sentence each. */
export function parseConfiguration(text: string): { configuration: LintConfiguration; problems: readonly string[] } {
  const problems: string[] = [];
  const read = readObject(text, problems);
  const own: Record<string, RuleLevel> = {};
  for (const [id, level] of Object.entries(objectOf(read['rules'], 'rules', problems))) {
    if (!rules.some((rule) => rule.id === id)) problems.push(`“${id}” is not a rule`);
    else if (!levels.includes(level)) problems.push(`the level of ${id} is not one of ${levels.join(', ')}`);
    else own[id] = level as RuleLevel;
  }
  const ignore = read['ignore'] ?? [];
  const isList = Array.isArray(ignore) && ignore.every((pattern) => typeof pattern === 'string');
  if (!isList) problems.push('“ignore” is not a list of texts');
  const { tests } = read;
  const knowsTests = tests === undefined || testLevels.includes(tests);
  if (!knowsTests) problems.push(`“tests” is not one of ${testLevels.join(', ')}`);
  for (const key of Object.keys(read))
    if (!['$schema', 'rules', 'tests', 'ignore'].includes(key)) problems.push(`“${key}” is not known`);
  return {
    configuration: {
      rules: own,
      ignore: isList ? (ignore as string[]) : [],
      ...(tests !== undefined && knowsTests ? { tests: tests as 'lower' } : {}),
    },
    problems,
  };
}

function readObject(text: string, problems: string[]): Record<string, unknown> {
  try {
    return objectOf(JSON.parse(text), 'the file', problems);
  } catch {
    problems.push('it is not JSON');
    return {};
  }
}

function objectOf(value: unknown, what: string, problems: string[]): Record<string, unknown> {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  problems.push(`${what} is not an object`);
  return {};
}

/** Whether a file is left out; its path counts from the folder of the configuration, with `/` between folders. */
export function isLeftOut({ ignore }: LintConfiguration, path: string): boolean {
  return ignore.length > 0 && ignoresFile(readIgnorePatterns(ignore), path);
}
