/** The words of a text, made equal where servers only write them differently, each with its place in the text. */
export interface Words {
  readonly text: string;
  /** Normalised words; one for each figure, and for each sign of a script that has no blanks. */
  readonly tokens: readonly string[];
  /** Offsets in `text`, end exclusive. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** How far into the text a word is: an address or a host name counts as one place. */
  readonly places: readonly number[];
  /** True inside an address, a host name or a link, where words are names. */
  readonly inName: readonly boolean[];
}

/** What stands for an address, a host name and an IP address behind its own parts. */
export const markers = ['<address>', '<host>', '<ip>'] as const;
type Marker = (typeof markers)[number];

/** Words that say nothing about the cause, as in “the mailbox is full” and “mailbox full”. */
const silent = new Set(
  (
    'a an the is are was were be been being has have had does do did this that these those it its your our their my his ' +
    'her you we they i can could will would may might there please sorry currently'
  ).split(' '),
);

/** Another spelling, a shorthand, or a form that the rules for endings don't reach. */
const sames: Readonly<Record<string, string>> = {
  acct: 'account',
  addr: 'address',
  blacklist: 'blocklist',
  blacklisted: 'blocklist',
  blacklisting: 'blocklist',
  blacklists: 'blocklist',
  denylist: 'blocklist',
  denylisted: 'blocklist',
  email: 'mail',
  emails: 'mail',
  failure: 'fail',
  failures: 'fail',
  graylist: 'greylist',
  graylisted: 'greylist',
  graylisting: 'greylist',
  greylisting: 'greylist',
  mbox: 'mailbox',
  msg: 'message',
  msgs: 'message',
  overquota: 'overquota',
  rcpt: 'recipient',
  rcpts: 'recipient',
  sent: 'send',
  unauthorised: 'unauthorized',
  unrecognised: 'unrecognized',
  recognised: 'recognized',
  authorised: 'authorized',
  authorisation: 'authorization',
  organisation: 'organization',
  unrouteable: 'unroutable',
  unknow: 'unknown',
  nonexistent: 'nonexist',
  nonexistant: 'nonexist',
};

/** Two words that are written as one, too. */
const pairs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  black: { list: 'blocklist' },
  block: { list: 'blocklist' },
  e: { mail: 'mail' },
  gray: { list: 'greylist' },
  grey: { list: 'greylist' },
  white: { list: 'whitelist' },
  mail: { box: 'mailbox' },
  host: { name: 'hostnam' },
  user: { nam: 'usernam', name: 'usernam' },
  time: { out: 'timeout' },
  tim: { out: 'timeout' },
  over: { quota: 'overquota' },
  non: { exist: 'nonexist', existent: 'nonexist' },
  log: { in: 'login' },
  look: { up: 'lookup' },
};

/** Words that servers use for the same thing; a phrase writes the name of the group. */
const groups: Readonly<Record<string, string>> = {
  who: 'user recipient mailbox account address addressee customer subscriber inbox alias username userid',
  refused: 'reject block deny refuse disallow prohibit forbid forbidden bounce discard drop unacceptable unwelcome',
  message: 'message mail content letter',
  list: 'blocklist dnsbl rbl bl rbldns blocklists',
};

const normalised = new Map<string, string>();
const mostNormalised = 4096;

/** Lower case, without accents and endings; empty for a word that says nothing. */
export function normalise(word: string): string {
  const known = normalised.get(word);
  if (known !== undefined) return known;
  if (normalised.size >= mostNormalised) normalised.clear();
  const made = make(word.toLowerCase());
  normalised.set(word, made);
  return made;
}

function make(word: string): string {
  let plain = word;
  if (/[^a-z0-9]/.test(word))
    plain = word
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/ß/g, 'ss')
      .replace(/[łø]/g, (letter) => (letter === 'ł' ? 'l' : 'o'));
  if (silent.has(plain)) return '';
  return sames[plain] ?? stem(plain);
}

/** English endings, cut the same way wherever they stand: exceeds, exceeded and exceeding are one word. */
function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let cut = word;
  if (cut.endsWith('sses') || cut.endsWith('xes')) cut = cut.slice(0, -2);
  else if (cut.endsWith('ies')) cut = `${cut.slice(0, -3)}y`;
  else if (cut.endsWith('s') && !/[suia]s$/.test(cut)) cut = cut.slice(0, -1);
  if (!cut.endsWith('eed')) {
    const root = cut.endsWith('ing') ? cut.slice(0, -3) : cut.endsWith('ed') ? cut.slice(0, -2) : cut;
    if (root !== cut && root.length >= 3 && /[aeiouy]/.test(root))
      cut = /([bdgkmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
  }
  if (cut.length >= 4 && cut.endsWith('e')) cut = cut.slice(0, -1);
  return cut.length >= 4 && cut.endsWith('y') ? `${cut.slice(0, -1)}i` : cut;
}

const groupOf = new Map<string, string>();
for (const [name, members] of Object.entries(groups))
  for (const member of members.split(' ')) groupOf.set(normalise(member), `<${name}>`);
groupOf.set('<address>', '<who>');
groupOf.set('<ip>', '<from>');
groupOf.set('<host>', '<from>');
const groupNames = new Set(groupOf.values());

/** The group that a word is in. */
export function groupOfToken(token: string): string | undefined {
  return groupOf.get(token);
}

const isBlank = (code: number): boolean => code <= 32 || code === 0xa0;
/** What parts of a name never hold: blank and `"(),;<>[]|`, which end a chunk. */
const breaks = new Set([...'"(),;<>[]|“”«»'].map((sign) => sign.charCodeAt(0)));
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x2000 && code !== 0xd7);
const isHex = (code: number): boolean =>
  isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70) || code === 0x3a;
/** Ideographs, kana and hangul, which are written without blanks. */
const isSign = (code: number): boolean =>
  (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3);

/** Splits a text in one pass. */
export function wordsOf(text: string): Words {
  const tokens: string[] = [];
  const starts: number[] = [];
  const wordEnds: number[] = [];
  const places: number[] = [];
  const inName: boolean[] = [];
  let place = 0;
  let named = false;
  const put = (token: string, start: number, end: number): void => {
    tokens.push(token);
    starts.push(start);
    wordEnds.push(end);
    places.push(place);
    inName.push(named);
  };
  const word = (start: number, end: number): void => {
    const token = normalise(text.slice(start, end));
    if (!token) return;
    const last = tokens.length - 1;
    const joined = last >= 0 && inName[last] === named ? pairs[tokens[last]!]?.[token] : undefined;
    // Two words are one only side by side: a blank or a hyphen between them.
    if (joined !== undefined && start - wordEnds[last]! <= 1) {
      tokens[last] = joined;
      wordEnds[last] = end;
      return;
    }
    if (!named) place++;
    put(token, start, end);
  };
  const read = (from: number, to: number): void => {
    let at = from;
    while (at < to) {
      const code = text.charCodeAt(at);
      if (isSign(code)) {
        place++;
        put(text[at]!, at, ++at);
      } else if (isDigit(code)) {
        const start = at;
        while (at < to && isDigit(text.charCodeAt(at))) at++;
        word(start, at);
      } else if (isLetter(code)) {
        const start = at;
        while (at < to && isLetter(text.charCodeAt(at))) at++;
        const next = text.charCodeAt(at);
        if ((next === 0x27 || next === 0x2019) && at + 1 < to) {
          const [short = ''] = /^(?:t|s|re|ve|ll|d|m)(?![a-z])/i.exec(text.slice(at + 1, at + 4)) ?? [];
          const negated = short.toLowerCase() === 't' && /n/i.test(text[at - 1]!);
          if (negated) word(at - 1 - start === 2 ? at : start, at - 1);
          else word(start, at);
          at += short ? short.length + 1 : 1;
          if (negated) {
            place++;
            put('not', at - 3, at);
          }
        } else if (at - start === 6 && /^cannot$/i.test(text.slice(start, at))) {
          place++;
          put('not', start, at);
        } else word(start, at);
      } else at++;
    }
  };
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || breaks.has(code)) {
      at++;
      continue;
    }
    const start = at;
    let dots = 0;
    let other = false;
    for (; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      if (isBlank(sign) || breaks.has(sign)) break;
      if (sign === 0x2e) dots++;
      else if (sign === 0x40 || sign === 0x2f) other = true;
      else if (sign === 0x3a || sign === 0x3d) {
        dots++;
        // `IP=192.0.2.1` and `said:550` are a word and what it is about.
        if (!other && text.charCodeAt(at + 1) !== 0x2f && (sign === 0x3d || !isHex(text.charCodeAt(at - 1)))) break;
      }
    }
    if (at === start) {
      at++;
      continue;
    }
    const marker = dots || other ? markerOf(text.slice(start, at)) : undefined;
    if (marker === undefined) read(start, at);
    else {
      place++;
      named = true;
      read(start, at);
      named = false;
      if (marker) put(marker, start, at);
    }
  }
  return { text, tokens, starts, ends: wordEnds, places, inName };
}

const link = /https?:\/\/|^www\./i;
const address = /[^@:]@[^@]/;
const ipv4 = /^[^\d]{0,12}\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/;
const ipv6 = /^(?:ipv6:)?[\da-f]{0,4}:[\da-f]{0,4}:[\da-f:.]{0,40}\.?$/i;
const host =
  /^[^\p{L}\d]?(?:[\p{L}\d_*-]{1,63}\.){1,10}(?:[a-z]{2,24}|[A-Z]{2,24}|xn--[a-z\d-]{2,30})[^\p{L}\d]{0,2}$/u;

/** What a chunk without blanks is: empty for a link, undefined for plain words. */
function markerOf(chunk: string): Marker | '' | undefined {
  if (chunk.length > 300) return '';
  if (link.test(chunk)) return '';
  if (address.test(chunk)) return '<address>';
  if (ipv4.test(chunk) || ipv6.test(chunk)) return '<ip>';
  // `address.Please` is the end of a sentence; two points, or a short last label, are a name.
  return host.test(chunk) && /\..*\.|\.[a-z]{2,4}[^a-z]{0,2}$/i.test(chunk) ? '<host>' : undefined;
}

/** A piece of a phrase: the words that may stand there, each as its normalised tokens; none at all where the piece may be missing. */
export type Choices = readonly (readonly string[])[];

/** A phrase as it stands in the data, piece by piece: `{a|b c|}` stands for one of them, `<who>` for a group or a marker. */
export function phrasePieces(phrase: string): readonly Choices[] {
  return phrase
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece.trim())
    .map((piece) => {
      if (!piece.startsWith('{')) return [tokensOf(piece)];
      const choices = new Map(
        piece
          .slice(1, -1)
          .split('|')
          .map((choice) => {
            const tokens = tokensOf(choice);
            return [tokens.join(' '), tokens];
          }),
      );
      return [...choices.values()];
    });
}

function tokensOf(piece: string): readonly string[] {
  return piece.split(/(<[a-z]+>)/).flatMap((part) =>
    (markers as readonly string[]).includes(part) || groupNames.has(part)
      ? [part]
      : // A name in a phrase is what it is made of.
        wordsOf(part).tokens.filter((token) => !token.startsWith('<')),
  );
}

/** A phrase in its normalised words, written the same way; the build does this once for all. */
export function normalisedPhrase(phrase: string): string {
  return phrasePieces(phrase)
    .filter((choices) => choices.some((tokens) => tokens.length))
    .map((choices) =>
      choices.length === 1 ? choices[0]!.join(' ') : `{${choices.map((tokens) => tokens.join(' ')).join('|')}}`,
    )
    .join(' ');
}

/** The pieces of what `normalisedPhrase` made. */
export function normalisedPieces(phrase: string): readonly Choices[] {
  const pieces: Choices[] = [];
  let at = 0;
  while (at < phrase.length) {
    const open = phrase.indexOf('{', at);
    const plain = phrase.slice(at, open < 0 ? undefined : open).trim();
    if (plain) pieces.push([plain.split(' ')]);
    if (open < 0) break;
    const close = phrase.indexOf('}', open);
    const choices = phrase.slice(open + 1, close).split('|');
    pieces.push(choices.map((choice) => (choice ? choice.split(' ') : [])));
    at = close + 1;
  }
  return pieces;
}
