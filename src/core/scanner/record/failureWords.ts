import type { Occurrence, Source } from '../../model';
import { certain } from '../evidence/thresholds';
import { lineEndOf, lineStartOf } from '../lineBounds';
import { failureForms, type FailureForm } from './failureForms';

/** No line is looked at further than this, in UTF-16 units. */
const reach = 2_000;
/** A reason says nothing more behind this, in UTF-16 units. */
const longestReason = 600;

/** The words that decide, in a reason that may name hosts and addresses besides. */
const deciding =
  /\b(?:SASL [\w-]{1,30} authentication failed|AUTH failure|auth(?:entication)? failed|could not authenticate|authentication user|invalid login|missing credentials|login denied|AuthenticationFailed\w*|(?:TLS|encryption|session encryption|TLS session) is required|(?:start)?tls (?:is )?not (?:offered|supported|advertised|available)|certificate[^.;]{0,40}? (?:not (?:verified|trusted)|untrusted|mismatch|failed|(?:has )?expired)|(?:self[- ]signed|untrusted) (?:certificate|issuer)|self[- ]signed|unable to verify the first certificate|hostname\/IP does not match|(?:cannot start |start)?TLS[^.;]{0,40}? fail(?:ed|ure)|(?:STARTTLS|SMTP AUTH) extension not supported|does ?n[o']t support (?:STARTTLS|TLS|authentication)|host or domain name not found|host (?:not found|unknown)|name (?:service|server) (?:error|timeout)|host (?:name )?lookup (?:failure|failed|did not complete)|couldn't resolve(?: host)?|could not resolve|name or service not known|no such host|temporary failure in name resolution|getaddrinfo E[A-Z_]{5,12}|E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH|AUTH)|connection (?:was |unexpectedly )?(?:refused|reset|lost|closed|dropped|aborted|timed out|timeout)|unexpectedly closed|remote (?:host|end) closed connection|conversation with \S{1,255} timed out|SMTP timeout|(?:operation )?timed out|no route to host|(?:network|host) is (?:unreachable|down)|network (?:unreachable|error)|actively refused|greeting never received|unexpected socket close|retry time not reached)(?!\w)/i;
/** What says no more than that it failed; it decides where nothing else does. */
const general =
  /\b(?:lost connection|(?:could not|couldn't|failed to|cannot|unable to) connect|connect(?:\(\))? failed|error connecting|no valid route)(?!\w)/i;

/** What a text says of a failure that has no code. */
export interface WordedFailure {
  /** The reason as the program gives it. */
  readonly text: string;
  /** Whether it is tried again, where the text says so. */
  readonly class?: 'transient' | 'permanent';
  readonly sentByUs: boolean;
  /** The words that decided, in UTF-16 units of the line. */
  readonly start: number;
  readonly end: number;
}

/** The forms that may stand in a source, and what finds their lines in one pass. */
interface Forms {
  readonly forms: readonly FailureForm[];
  readonly trigger: RegExp;
}

const formsOfSource = new Map<string, Forms | undefined>();

function formsOf({ family, id }: Source): Forms | undefined {
  if (family !== 'log' && family !== 'transcript') return undefined;
  const known = formsOfSource.get(id);
  if (known || formsOfSource.has(id)) return known;
  const forms = failureForms.filter(({ formats }) => formats.includes(id));
  const words = [...new Set(forms.flatMap(({ triggers }) => triggers))];
  const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const made = forms.length ? { forms, trigger: new RegExp(words.map(literal).join('|'), 'g') } : undefined;
  formsOfSource.set(id, made);
  return made;
}

/** Finds the lines of a log or a transcript that tell a failure in words alone; those with a code have told it by that. */
export class FailureScan {
  readonly #text: string;
  readonly #forms: Forms;
  /** The next place with a word that such a line has; -1 before the first is looked for. */
  #next = -1;
  /** Where its line ends. */
  #lineEnd = -1;
  #searchFrom = 0;
  /** Where the last code ended that was found. */
  #lastCode = -1;

  /** Undefined for a source that has no such lines. */
  static of(text: string, source: Source): FailureScan | undefined {
    const forms = formsOf(source);
    return forms && new FailureScan(text, forms);
  }

  private constructor(text: string, forms: Forms) {
    this.#text = text;
    this.#forms = forms;
  }

  /**
   * Puts the failures without a code among the codes that were found up to a place.
   * @param reached where the search for codes goes on; lines that end before it are done
   */
  among(codes: Occurrence[], reached: number): Occurrence[] {
    const failures: Occurrence[] = [];
    let code = 0;
    let last = this.#lastCode;
    for (this.#find(); this.#lineEnd < reached; this.#find()) {
      const end = this.#lineEnd;
      const start = this.#text.lastIndexOf('\n', this.#next - 1) + 1;
      for (; code < codes.length && codes[code]!.start < end; code++) last = codes[code]!.end;
      if (last <= start) {
        const failure = this.#read(start, end);
        if (failure) failures.push(failure);
      }
      this.#searchFrom = end;
      this.#next = -1;
    }
    this.#lastCode = Math.max(last, codes.at(-1)?.end ?? -1);
    return failures.length ? [...codes, ...failures].sort((a, b) => a.start - b.start) : codes;
  }

  #find(): void {
    if (this.#next >= 0) return;
    const { trigger } = this.#forms;
    trigger.lastIndex = this.#searchFrom;
    this.#next = trigger.exec(this.#text)?.index ?? Infinity;
    const lineBreak = this.#next === Infinity ? Infinity : this.#text.indexOf('\n', this.#next);
    this.#lineEnd = lineBreak < 0 ? this.#text.length : lineBreak;
  }

  #read(lineStart: number, lineEnd: number): Occurrence | undefined {
    const line = this.#text.slice(lineStart, Math.min(lineEnd, lineStart + reach));
    for (const form of this.#forms.forms) {
      const found = failureIn(line, form);
      if (found)
        return {
          ...{ kind: 'words', code: '', rule: form.id, certainty: certain },
          start: lineStart + found.start,
          end: lineStart + found.end,
        };
    }
    return undefined;
  }
}

const formsById = new Map(failureForms.map((form) => [form.id, form]));

/** Whether a line is worth a look where nothing is known of its source. */
export function mayTellFailure(line: string): boolean {
  return /\brejected |\sstatus=|\s(?:==|\*\*) /.test(line) || deciding.test(line) || general.test(line);
}

/** What a text says around words that were found to tell a failure. */
export function failureAt(text: string, { start, rule }: Occurrence): WordedFailure | undefined {
  const form = formsById.get(rule);
  return form && failureIn(text.slice(lineStartOf(text, start, reach), lineEndOf(text, start, reach)), form);
}

function failureIn(line: string, form: FailureForm): WordedFailure | undefined {
  if (!form.triggers.some((word) => line.includes(word))) return undefined;
  if (form.on?.test(line) === false || form.unless?.test(line)) return undefined;
  const lead = form.before.exec(line);
  if (!lead) return undefined;
  const from = lead.index + lead[0].length;
  const rest = line.slice(from, from + longestReason);
  const text = rest.slice(0, form.until?.exec(rest)?.index).trimEnd().replace(/\\"/g, '"');
  const words = deciding.exec(text) ?? general.exec(text);
  if (!words && (!form.certain || !/[A-Za-z]{2}/.test(text))) return undefined;
  const { later, never, ours } = lead.groups ?? {};
  const start = from + (words?.index ?? 0);
  return {
    text,
    ...(later === undefined ? (never === undefined ? {} : { class: 'permanent' }) : { class: 'transient' }),
    sentByUs: ours !== undefined,
    start,
    end: start + (words?.[0] ?? text).length,
  };
}
