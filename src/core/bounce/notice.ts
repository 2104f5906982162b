import { addressesIn, isOfSystem, keyOf, listOf, otherLetters, withoutProse } from './addresses';

/** What a notice says of one recipient. Offsets in the notice. */
export interface Section {
  readonly recipient: string;
  /** Where the recipient is named. */
  readonly start: number;
  /** Where the words about it begin and end. */
  readonly from: number;
  readonly end: number;
}

/** Where a notice quotes the letter that came back, so that nothing below is read as the notice. */
const letter =
  /^[ \t>]{0,8}(?:-{2,60} ?(?:Below this line is|This is a copy|The (?:header|body) of the|Original|Unsent|Returned|Received|Message (?:header|that|text|body|follows|contents)|Header|Copy of|Forwarded|Your (?:original )?message|Start of|Undelivered|Body of|Headers? follow)|[=*]{3,60} ?(?:Original|Returned|Unsent|Message (?:header|text|follows|contents))|Original message (?:follows|headers?|attached|below)|Received message follows|(?:The |Your )?(?:original|undelivered|returned|failed) (?:e-?mail|mail|message)(?: (?:headers?|follows|is|was|text|body|below|included|attached)(?: [a-z]{1,12}){0,4})? ?:\s*$|Below (?:is|this line is|I include) (?:a copy|the (?:original|message|header))|(?:The )?(?:text|headers?|start|beginning|first lines|contents|copy) of (?:the|your) (?:original |returned |undelivered )?(?:message|mail|e-?mail)\b|Message (?:headers?|contents|text|body) ?(?:follows?|below)?:?\s*$|Unsent message|Message as (?:received|sent)|Transcript of message follows)/im;

/** Two fields of a letter in a row, of which the first is one that a server writes. */
const fieldsOfLetter =
  /^[ \t>]{0,8}(?:Return-Path ?:|Received ?: (?:from|by|\(|with)|Delivered-To ?:|DKIM-Signature ?:|X-Envelope-\w{1,12} ?:)|^(?:MIME-Version ?: ?1|Message-I[dD] ?: ?<)/m;

/** How many units of a notice belong to its program rather than to the letter below. */
export function lengthOfNotice(text: string): number {
  const ends = [letter.exec(text)?.index, fieldsOfLetter.exec(text)?.index];
  // a notice says something before it quotes
  return Math.min(
    text.length,
    ...ends.filter((end) => end !== undefined && text.slice(0, end).trim() !== '').map(Number),
  );
}

const name = String.raw`[\w.!#$%&'*+/=?^\x60{|}~${otherLetters}-]{1,64}@[\w${otherLetters}.-]{1,253}`;
/** A line that begins with an address: alone, in brackets, with a colon, or with a remark. */
const head = new RegExp(
  String.raw`^[ \t\u3000>*•-]{0,12}(?:\d{1,3}[.)] )?["'<]{0,2}(?:mailto:|smtp:|rfc822;\s?|c=[^\n@]{0,200}dda:SMTP=)?(${name})["'>]{0,3}(?=[ \t]{0,8}(?:$|[:;,(<\[-]|\.\.\.|on [A-Z]|=>|->|was|is|has|could|does|did|not|because|[A-Z]))`,
  'i',
);
/** A label that names the recipient. */
const label = new RegExp(
  String.raw`^[ \t>*•-]{0,12}(?:(?:(?:final|failed|original|intended|envelope|bad|invalid|undeliverable|mail)[ -]?)?(?:recipients?|address(?:e?s)?|to|rcpt to|destinataires?|empfänger|destinatarios?|destinatari[oa]?|adressat)(?: (?:address|e-?mail|name))?(?:\(s\))?|for|user|e-?mail address|mailbox|宛先|送信先|あて先|收件人(?:地址|邮箱)?|收件者|받는 사람|수신자)[ \t]{0,8}[:=：][ \t]{0,12}["'<]{0,2}(?:mailto:|smtp:|rfc822;\s?)?(${name})`,
  'i',
);
/** A sentence that names it. */
const said = new RegExp(
  String.raw`\b(?:deliver(?:ed|y|ing|able)?|sent?|relay(?:ed)?|forward(?:ed)?|reach|undeliverable|mail|message|transmitted|zugestellt|livré|remis|entregado|entregue|user|mailbox|recipient|account|address|userid|host|group|attempts?|contact|expired|failed)(?: (?:to|for|by|at|the|your|following|address(?:es)?|recipients?|group|mailbox|user|failed|permanently|directly)){0,6}[ \t:]{1,4}["'<(]{0,2}(${name})`,
  'gi',
);
/** A line below an address that names the one it was made from, as Exim writes it. */
const generated = new RegExp(
  String.raw`^[ \t]{0,12}\(?(?:ultimately )?generated (?:from|by) <?(${name})>?\)?[ \t]*$`,
  'i',
);
const transcript = /^\s{0,12}(?:>>>|<<<|\.\.\. while talking|While talking|In: |Out: )/;
const notRecipient =
  /^[ \t>]{0,12}(?:from|sender|reply-to|contact|return-path|sent by|mail from|by|von|de|postmaster)\b[^@\n]{0,40}[:=]/i;
const mostSections = 5_000;

/** Who wrote a notice, who got it: these are no recipients unless nobody else is named. */
export interface Parties {
  readonly own: ReadonlySet<string>;
  /** Recipients that fields of the mail name; empty where none does. */
  readonly known: readonly string[];
  /** The domain of the notice's sender, which names its own mailboxes without; may be empty. */
  readonly domain: string;
}

/**
 * The recipients that a notice names, each with the words about it: addresses that open a line, else those behind a label, else
 * those that a sentence names.
 */
export function readSections(notice: string, { own, known, domain }: Parties): readonly Section[] {
  const wanted = new Set(known.map(keyOf));
  const isNamed = (found: string): boolean => (wanted.size ? wanted.has(keyOf(found)) : !own.has(keyOf(found)));
  const isRecipient = (found: string): boolean => isNamed(found) && (wanted.size > 0 || !isOfSystem(found));
  const opening: (Section & { readonly line: number })[] = [];
  const labelled: Section[] = [];
  // `support@` and the like, which notices name as well to say whom to ask
  const ofSystem: Section[] = [];
  let above = '';
  let startAbove = 0;
  for (let at = 0; at < notice.length && opening.length < mostSections;) {
    const feed = notice.indexOf('\n', at);
    const end = feed < 0 ? notice.length : feed;
    const line = notice.slice(at, Math.min(end, at + 1_000));
    if (line.includes('@') && !transcript.test(line)) {
      const from = opening.at(-1)?.line === startAbove ? null : generated.exec(line);
      const opened = from ?? head.exec(line);
      const named = opened ?? (notRecipient.test(line) ? null : label.exec(line));
      const recipient = named?.[1] && withoutProse(named[1].replace(/[.,]{1,4}$/, ''));
      if (
        named &&
        recipient &&
        isNamed(recipient) &&
        !/\b(?:sender|contact|write to|mail to|visit|from|by)[ :]{0,3}$/i.test(above)
      ) {
        const section = {
          recipient,
          start: from ? startAbove : at + line.indexOf(recipient),
          from: at + named[0].length,
          end: notice.length,
        };
        if (opened && isRecipient(recipient)) opening.push({ ...section, line: at });
        else if (isRecipient(recipient)) labelled.push(section);
        else if (!listOf(recipient)) ofSystem.push(section);
      }
    }
    if (line.trim() !== '') {
      above = line.trimEnd();
      startAbove = at;
    }
    at = end + 1;
  }
  const firm: readonly Section[] = opening.length ? opening : labelled;
  const found = firm.length ? firm : named(notice, isRecipient, domain, ofSystem);
  return found.map(({ recipient, start, from }, index) => ({
    recipient,
    start,
    from,
    end: found[index + 1]?.start ?? notice.length,
  }));
}

/** The recipients that a sentence names; else the one address that stands anywhere. */
function named(
  notice: string,
  isRecipient: (found: string) => boolean,
  domain: string,
  ofSystem: readonly Section[],
): readonly Section[] {
  // the words of a sentence stand before its recipient as well
  const at = (recipient: string, start: number): Section => ({
    recipient,
    start,
    from: Math.max(0, notice.lastIndexOf('\n\n', start)),
    end: notice.length,
  });
  const short = notice.slice(0, 20_000);
  const sections: Section[] = [];
  for (const match of short.matchAll(said)) {
    const recipient = withoutProse(match[1]!.replace(/[.,']{1,4}$/, ''));
    if (isRecipient(recipient) && !sections.some((section) => keyOf(section.recipient) === keyOf(recipient)))
      sections.push(at(recipient, match.index + match[0].length - match[1]!.length));
  }
  if (sections.length) return sections;
  if (ofSystem.length) return ofSystem;
  const listed = listedNames(short);
  if (listed.length && domain) return listed.map(({ name, start }) => at(`${name}@${domain}`, start));
  const first = addressesIn(short).find(({ address }) => isRecipient(address));
  return first ? [at(first.address, first.index)] : [];
}

/** Mailboxes of the writer's own domain, each on an indented line below a sentence that says what they are. */
function listedNames(notice: string): { readonly name: string; readonly start: number }[] {
  const list = /recipients?\b[^:]{0,300}:[ \t]*\n((?:[ \t]+[\w.-]{2,64}[ \t]*(?:\n|$)){1,100})/i.exec(notice);
  if (!list) return [];
  const from = list.index + list[0].length - list[1]!.length;
  return [...list[1]!.matchAll(/[\w.-]{2,64}/g)].map((match) => ({ name: match[0], start: from + match.index }));
}

/** Paragraphs that say no more than that something failed, or what else was or will be done. */
const idleParagraph =
  /^(?:this (?:is an? )?(?:automatically|message was created automatically)|please (?:(?:do not|don't) reply|reply to|contact)|the following recipients? did not|the address(?:es)? to which the message has not yet|no action is required|delivery attempts will|(?:please )?do not resend|will keep trying|this is an automatically generated|for further assistance|if you do so|if you feel|hi\.|hello|dear|i am sorry|i'm sorry to have to|below|a message that you sent|a message sent by|the (?:mail|e-mail) system$|any questions|_{4,}|your message could not be delivered for \d|it will be retried|this is (?:just )?a warning|this is only a notification|.{0,60}\b(?:scanned|checked|analizado|verificado|controllato|geprüft|analys[eé]|проверено)\b.{0,60}\banti-?virus\b)/i;
/** Lines of the same kind. */
const idleLine =
  /^(?:\(?(?:generated from|generated by|ultimately generated|originally addressed|reference)\b|\(?expanded from\b[^)]*\)?:?\s*$|host \S{1,255} \[[\da-f.:]{3,45}\]\s*$|#{4,}|# THIS IS A WARNING|sorry\b.{0,80}: ?$|i'?m (?:afraid|sorry)\b.{0,30}\bi wasn|this is a permanent error; i'?ve given up|i'?m not going to try again; this is|sorry it didn|the following address|your message\s*$|warning: message still|the mts-id of|the (?:message identifier|subject of the message|date of the message) is|because ?:?\s*$|(?:subject|sent|to|from|date|message-id|x-[\w-]{1,30}) ?:|--\s*$|[-=_*]{3,}(?: .{0,80})?[-=_*]{3,}\s*$|[-=_*]{4,}|<?https?:)/i;

/** The words about a recipient: its paragraph, what follows, what stands above all recipients; empty where there are none. */
export function wordsOf(notice: string, { from, end }: Section, firstStart: number): readonly string[] {
  const below = notice.slice(from, Math.min(end, from + 8_000));
  const blank = /\n[ \t]*\n/.exec(below);
  const own = blank ? below.slice(0, blank.index) : below;
  const rest = blank ? below.slice(blank.index) : '';
  const above = notice.slice(Math.max(0, firstStart - 4_000), firstStart);
  return [toWords(own).length < 20 ? own + rest : own, rest, above].map((prose) => {
    const words = toWords(prose);
    return /[^\W\d_]{2}|[\x80-\uffff]{2}/.test(words) ? words : '';
  });
}

/** A line that says no more than for whom it is. */
const idleSentence =
  /^(?:your (?:e-?mail|mail|message)\b.{0,60} )?(?:could not be delivered to|did not reach|has not yet been delivered to|delivery to)(?: the following)?(?: (?:recipients?|address(?:es)?)(?:\(s\))?)?(?: failed(?: permanently)?| has been delayed| was aborted.{0,40})?[.:]?$/i;
/** Exim puts behind a reason that its time is over. */
const endOfTime = /(?<=\S{3}.{9}): retry timeout exceeded\b/g;

/** Lines of prose as one, without what says nothing. */
export function toWords(prose: string): string {
  return prose
    .split(/\n[ \t>]{0,12}\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => line.replace(/^[ \t>]{1,12}/, '').trim()))
    .filter((lines) => !idleParagraph.test(lines.find(Boolean) ?? ''))
    .flatMap((lines) =>
      lines
        .map((line) => line.replace(/^\(expanded from [^)]{1,320}\)[: ]{0,3}/i, ''))
        .filter(
          (line) =>
            line && !idleLine.test(line) && !idleSentence.test(line) && !/^(?:>>>|\.\.\. while talking)/i.test(line),
        ),
    )
    .join(' ')
    .replace(endOfTime, '')
    .replace(/^[\s:;,.)>\]-]{1,8}|[\s<([]{1,8}$/g, '')
    .replace(/^because ?: ?/i, '')
    .replace(/^on (?:[A-Z][a-z]{2}, )?[\d/. A-Za-z]{6,24} [\d:]{4,8}(?: ?[AP]M)?(?: [+-]\d{4})? /, '')
    .replace(/\s+/g, ' ')
    .slice(0, 2_000)
    .trim();
}
