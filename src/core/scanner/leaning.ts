/** What a text without a telling name or format looks like. */
export type Leaning = 'log' | 'prose' | 'unclear';

const stamped =
  /^\W{0,4}(?:<\d{1,3}>)?(?:\d{4}[-/.]\d\d[-/.]\d\d[T ,]|\d\d?[/.-](?:\d\d?|[A-Z][a-z]{2})[/.-]\d{2,4}[ T,:]|\d\d?:\d\d\b|[A-Z][a-z]{2} [ \d]\d \d\d:|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? |\d{9,13}\b|\{["'])/;
const levelled = /\b(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|CRITICAL|NOTICE|TRACE)\b|\b\w{1,60}(?:Exception|Error)\b/;
const traced = /^\s{1,16}(?:at |File "|from \/|in \/)|^#\d{1,3}\s|^Traceback\b|^Caused by:|^\s{0,8}\.\.\. \d+ more/;
const answered =
  /\(\d{3}, ?b?['"]|^\S{0,24}\s?(?:[<>]{1,3}|->|<-)\s|^\W{0,4}\w{1,16}: \S|"?\w{1,30}"?[=:] ?["']?\d{3}\b/;
const heading =
  /^(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?\s{1,4}[A-Z]\w|[A-Z][A-Z ]{6,60}$|[=~^"*-]{4,80}\s*$|Abstract$|Introduction$|#{1,6} )/;
/** A line of running text: words and little else. */
const running = /^\s{0,12}(?:[-*•] )?["'(`]?\p{L}[\p{L}'’,;:()"`/.-]{0,40}(?: [\p{L}\d'’,;:()"`/.<>-]{1,40}){5,}/u;

/** Weighs the first lines of a text: those of a log, and those of something written to be read. */
export function leaningOf(head: string): Leaning {
  let log = 0;
  let prose = 0;
  let before = '';
  for (const line of head.split('\n', 200)) {
    const start = line.slice(0, 300);
    if (start.trim() === '') {
      before = '';
      continue;
    }
    if (stamped.test(start)) log += 2;
    if (levelled.test(start)) log += 1;
    if (traced.test(start) || answered.test(start)) log += 1;
    if (heading.test(start)) prose += 1;
    // a paragraph goes on where the line before was as long as this
    if (start.length < 110 && running.test(start)) prose += before.length > 45 && !stamped.test(start) ? 2 : 0.5;
    before = start;
  }
  if (prose >= 3 && prose > 2 * log) return 'prose';
  return log > prose ? 'log' : 'unclear';
}
