import type { Source } from '../model';
import { identifyCode } from './code/identifyCode';
import { identifyRecord } from './record/identifyRecord';

/** What an editor or the command line knows of a file before it reads it whole. */
export interface FileSample {
  /** The file's name with its folders; may be empty (standard input, an untitled document). */
  readonly name: string;
  /** VS Code's language id, where there is one. */
  readonly languageId?: string;
  /** The first lines; 16 KB are enough. */
  readonly head: string;
}

const unknown: Source = { family: 'other', id: 'unknown', name: 'Unknown' };
const log: Source = { family: 'log', id: 'log', name: 'Log' };

/** Languages of names that records have too: mail.log, events.json, mail.log.1, accounting.csv. */
const openIds = new Set(['plaintext', 'json', 'roff', 'generated']);
const logName =
  /(?:^|[\\/.])(?:log|logs|maillog|syslog|messages|mainlog|rejectlog|paniclog|journal|stderr|stdout)(?:[.-][\w.-]{0,40})?$/i;

/** Decides what a file is from its first lines, its name and its language. */
export function identify(file: FileSample): Source {
  // what a language, a name or a #! says goes before what the lines look like
  const named = identifyCode(file.head.startsWith('#!') ? file : { ...file, head: '' });
  if (named && !openIds.has(named.id)) return named;
  const record = identifyRecord(file.head);
  if (record && !(record.id === 'log' && named && named.id !== 'plaintext')) return record;
  if (logName.test(file.name) || file.languageId === 'log') return log;
  return identifyCode(file) ?? unknown;
}
