import { parseArgs, type ParseArgsConfig } from 'node:util';
import { hasLocale } from '../platform/nodeCatalog';
import { UsageError, type Output } from './command';

/** Reads the arguments of a command; a wrong one is a `UsageError`. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split(/[.\n]/)[0]!);
  }
}

/** The language to answer in: the one asked for, or English with a note. */
export function readLocale(locale: string | undefined, output: Output): string {
  if (locale === undefined || hasLocale(locale)) return locale ?? 'en';
  output.error(`no texts in “${locale}”; answering in English`);
  return 'en';
}
