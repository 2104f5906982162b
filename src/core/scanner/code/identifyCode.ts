import type { Source } from '../../model';
import type { FileSample } from '../fileSample';
import {
  extensionLanguages,
  fileNameLanguages,
  interpreterLanguages,
  languageAliases,
  languages,
  machineWritten,
} from './languages';

/** Files that hold no code a person wrote. */
const machineSource: Source = { family: 'other', id: 'generated', name: 'Generated file' };

/** Language ids that say nothing about what the text is. */
const vague = new Set(['plaintext', 'log', '']);

/** What the first lines of a text without a telling name are: one entry a language. */
const heads: readonly (readonly [id: string, head: RegExp])[] = [
  ['php', /^<\?php\b/],
  ['html', /^\s{0,64}<(?:!doctype html|html)\b/i],
  ['xml', /^\s{0,64}<\?xml\b/],
  ['pod', /^=(?:pod|head1|encoding)\b/],
  ['perl', /^(?:use strict;|package [\w:]+;)/m],
  ['markdown', /^#{1,3} \S.{0,200}\n\n/],
];

/**
 * The source, configuration or prose language of a file: by VS Code's language id, the file's name, its `#!` line,
 * its first lines. A text without any of these is plain text; a text without a name too is not identified.
 */
export function identifyCode(file: FileSample): Source | undefined {
  if (machineWritten.test(file.name)) return machineSource;
  const id = byLanguageId(file.languageId) ?? byName(file.name) ?? byShebang(file.head) ?? byHead(file.head);
  if (id !== undefined) return languages.get(id);
  return file.name || file.languageId ? languages.get('plaintext') : undefined;
}

function byLanguageId(languageId: string | undefined): string | undefined {
  if (languageId === undefined || vague.has(languageId)) return undefined;
  const id = languageAliases[languageId] ?? languageId;
  return languages.has(id) ? id : undefined;
}

function byName(path: string): string | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const whole = fileNameLanguages.get(name);
  if (whole !== undefined) return whole;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? extensionLanguages.get(name.slice(dot + 1)) : undefined;
}

function byShebang(head: string): string | undefined {
  const line = /^#!([^\n]{1,200})/.exec(head)?.[1];
  if (line === undefined) return undefined;
  for (const word of line.split(/[\s/]/)) {
    const id = interpreterLanguages.get(word.replace(/[\d.]{1,8}$/, ''));
    if (id !== undefined) return id;
  }
  return undefined;
}

function byHead(head: string): string | undefined {
  return heads.find(([, pattern]) => pattern.test(head))?.[0];
}
