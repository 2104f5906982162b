import type { Catalog } from '../catalog/catalog';
import type { Source } from '../model';

/** Something to write in a place where a reply or a code stands. */
export interface Proposal {
  /** What the list shows: `550`, `5.1.1`, `452 4.2.2 Mailbox full`. */
  readonly label: string;
  /** What it is called. */
  readonly detail: string;
  /** When to send it, and how it differs. */
  readonly documentation: string;
  /** What is written in the place of `replaces` units before the pointer. */
  readonly text: string;
  /** UTF-16 units before the pointer. */
  readonly replaces: number;
  readonly kind: 'reply' | 'code' | 'enhanced';
  /** What is typed is compared with it. */
  readonly filter: string;
}

/** Where a proposal may stand. */
export interface CompletionPlace {
  /** The line up to the pointer. */
  readonly left: string;
  /** The file's text, or as much of it as tells what it is about. */
  readonly text: string;
  readonly source: Source;
}

/** Without one of these in the file, nothing is offered in it. */
const aboutMail =
  /\b(?:e?smtp|lmtp)|\bsmtpd?\b|RCPT TO|MAIL FROM|\bEHLO\b|ENHANCEDSTATUSCODES|\bnodemailer\b|\bmilter\b|responseCode|smtp_code/i;
/** A string that has just begun, with what is typed in it. */
const inString = /(?:^|[^\w\\])[bBrRuUfFL]{0,2}(["'`])([^"'`\\]{0,60})$/;
/** A number where a code is an argument or is compared. */
const code =
  /(?:code|status|reply|respond|response|reject|errno|smtp)\w{0,20}["']?\s{0,3}(?:\(|={1,3}|!==?|:|:=|>=|<=|==|-eq|in \[|\[)\s{0,3}(\d{0,3})$/i;
const lineOfConfig = /^(?:\S+\s+)?(\d{0,3})$/;

const codeAndMore = /^([2-5]\d\d)([ -])(\d?(?:\.\d{0,3}){0,2})$/;
const fewDigits = /^\d{0,3}$/;
const words = /^[A-Za-z][\w ]{0,58}$/;

/** What can be written at a place: codes, the enhanced status codes that go with one, whole replies by situation. Empty elsewhere. */
export function complete(catalog: Catalog, { left, text, source }: CompletionPlace): readonly Proposal[] {
  if ((source.family !== 'code' && source.family !== 'config') || !aboutMail.test(text)) return [];
  const typed = inString.exec(left)?.[2];
  if (typed !== undefined) return inText(catalog, typed);
  const digits = code.exec(left)?.[1];
  if (digits !== undefined) return replyCodes(catalog, digits);
  const config =
    source.family === 'config' && source.id !== 'json' && source.id !== 'yaml'
      ? lineOfConfig.exec(left)?.[1]
      : undefined;
  return config ? replyCodes(catalog, config) : [];
}

function inText(catalog: Catalog, typed: string): readonly Proposal[] {
  const started = codeAndMore.exec(typed);
  if (started)
    return [
      ...enhancedCodes(catalog, started[1]!, started[3]!),
      ...(started[2] === '-' ? ehlo(started[1]!, typed) : []),
    ];
  if (fewDigits.test(typed))
    return [...replyCodes(catalog, typed), ...situations(catalog, typed), ...ehlo('250', typed)];
  return words.test(typed) ? situations(catalog, typed) : [];
}

function replyCodes({ facts, texts }: Catalog, typed: string): readonly Proposal[] {
  return facts['reply-codes'].codes
    .filter(
      ({ status, code: candidate }) => (status === 'standard' || status === 'extension') && candidate.startsWith(typed),
    )
    .map(({ code: candidate }) => ({
      label: candidate,
      detail: texts['reply-codes'][candidate]?.name ?? '',
      documentation: texts.use[candidate]?.server ?? '',
      text: candidate,
      replaces: typed.length,
      kind: 'code',
      filter: candidate,
    }));
}

/** The enhanced status codes that go with a reply code: those that the registry lists with it first. */
function enhancedCodes({ facts, texts }: Catalog, replyCode: string, typed: string): readonly Proposal[] {
  const digit = replyCode[0]!;
  if (digit === '3') return [];
  return facts['enhanced-codes'].details
    .filter(({ classes, deprecated }) => !deprecated && (!classes.length || classes.includes(digit)))
    .map((detail) => ({
      listed: detail.replyCodes.includes(replyCode),
      id: detail.code,
      code: digit + detail.code.slice(1),
    }))
    .filter((one) => one.code.startsWith(typed))
    .sort((a, b) => Number(b.listed) - Number(a.listed))
    .map((one) => ({
      label: one.code,
      detail: (texts['enhanced-codes'][one.code] ?? texts['enhanced-codes'][one.id])?.name ?? '',
      documentation: (texts.use[one.code] ?? texts.use[one.id])?.server.replace(/\bX(?=\.\d)/g, digit) ?? '',
      text: `${one.code} `,
      replaces: typed.length,
      kind: 'enhanced',
      filter: one.code,
    }));
}

/** Whole replies: `mailbox full` → `452 4.2.2 …`, `552 5.2.2 …`; of words that are typed each begins one of the situation's. */
function situations({ facts, texts }: Catalog, typed: string): readonly Proposal[] {
  const byCode = typed === '' || /^\d/.test(typed);
  const typedWords = typed.toLowerCase().split(' ').filter(Boolean);
  return facts.situations.situations.flatMap(({ id, replies }) => {
    const name = texts.causes[id]?.name ?? '';
    return replies.flatMap((reply): readonly Proposal[] => {
      const filter = byCode ? reply : `${name} ${id.replaceAll('-', ' ')} ${reply}`;
      const own = filter.toLowerCase().split(' ');
      const fits = byCode
        ? reply.startsWith(typed)
        : typed.length > 2 && typedWords.every((word) => own.some((other) => other.startsWith(word)));
      if (!fits) return [];
      const use = texts.use[reply.slice(0, 3)]?.server;
      const difference = replies.length > 1 ? texts.digits.classes[reply[0]!]?.meaning : undefined;
      return [
        {
          label: reply,
          detail: name,
          documentation: [use, difference].filter(Boolean).join(' '),
          text: reply,
          replaces: typed.length,
          kind: 'reply',
          filter,
        },
      ];
    });
  });
}

/** The answer to EHLO, whose lines but the last have a hyphen (RFC 5321 §4.1.1.1). */
function ehlo(replyCode: string, typed: string): readonly Proposal[] {
  if (replyCode !== '250' || !'250-'.startsWith(typed.slice(0, 4))) return [];
  const lines = [
    '250-mx.example.com',
    '250-PIPELINING',
    '250-SIZE 26214400',
    '250-STARTTLS',
    '250-ENHANCEDSTATUSCODES',
    '250 8BITMIME',
  ];
  return [
    {
      label: '250-… EHLO',
      detail: 'RFC 5321 §4.1.1.1',
      documentation: lines.join('\n'),
      text: lines.join('\\r\\n'),
      replaces: typed.length,
      kind: 'reply',
      filter: '250-',
    },
  ];
}
