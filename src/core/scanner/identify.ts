import type { Source } from '../model';
import { identifyCode } from './code/identifyCode';
import type { FileSample } from './fileSample';
import { leaningOf } from './leaning';
import { anyCode } from './record/codeTokens';
import { identifyRecord } from './record/identifyRecord';

const unknown: Source = { family: 'other', id: 'unknown', name: 'Unknown' };
const log: Source = { family: 'log', id: 'log', name: 'Log' };

/** Languages of names that records have too: mail.log, events.json, mail.log.1, accounting.csv. */
const openIds = new Set(['plaintext', 'json', 'roff', 'generated']);
const logName =
  /(?:^|[\\/.])(?:log|logs|maillog|syslog|messages|mainlog|rejectlog|paniclog|journal|stderr|stdout)(?:[.-][\w.-]{0,40})?$/i;
/** Names that say nothing of what a text is: of nothing at all, of an untitled document, of any text. */
const plainName = /^(?:untitled(?:-\d+|:\S*)?|-|.*\.(?:txt|text))?$/i;
/**
 * Decides what a file is from its first lines, its name and its language. A text without a telling name is the same as
 * `.log`, as `.txt`, from standard input and in an untitled document.
 */
export function identify(file: FileSample): Source {
  // what a language, a name or a #! says goes before what the lines look like
  const named = identifyCode(file.head.startsWith('#!') ? file : { ...file, head: '' });
  if (named && !openIds.has(named.id)) return named.family === 'code' ? (misnamedLog(file.head) ?? named) : named;
  const record = identifyRecord(file.head, named?.id === 'json' || named?.id === 'generated');
  if (record && record.id !== 'log') return record;
  if (named && named.id !== 'plaintext' && named.id !== 'roff')
    return record && named.id === 'generated' ? named : record ? log : named;
  const isLog = logName.test(file.name) || file.languageId === 'log';
  if (record && isLog) return log;
  const leaning = leaningOf(file.head);
  const isPlain = isLog || plainName.test(file.name);
  if ((leaning === 'log' && isPlain) || (leaning === 'unclear' && isPlain && (isLog || anyCode.test(file.head))))
    return log;
  return record ?? identifyCode(file) ?? (leaning === 'prose' ? identifyCode({ ...file, name: 'x.txt' })! : unknown);
}

/** What a program logged into a file with the name of a program: nearly all of its lines are a log's. */
function misnamedLog(head: string): Source | undefined {
  const lines = head.split('\n', 40).filter((line) => line.trim() !== '');
  const stamped = lines.filter((line) => /^\W{0,4}(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} [ \d]\d )\d\d:\d\d/.test(line));
  return lines.length && stamped.length >= 0.8 * lines.length ? (identifyRecord(head) ?? log) : undefined;
}
