import { addressesIn } from '../bounce/addresses';

/** What stands for what: the same stand-in for the same original. */
type StandIns = (original: string) => string;

const ipv4 = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w.]*\w@)`;
const ipv6 = String.raw`(?:[\da-fA-F]{1,4}:){2,7}(?:[\da-fA-F]{1,4}|:(?:[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){0,6})?)|[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){0,6}::(?:[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){0,6})?|::(?:ffff:)?[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){0,6}`;
const host = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62}[\p{L}\p{N}_])?(?:\.[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62}[\p{L}\p{N}_])?){0,8}\.(?:\p{L}{2,24}|xn--[a-zA-Z\d-]{1,59})`;

/** In this order; the first that fits at a place is taken. */
const pieces = new RegExp(
  [
    String.raw`(?<url>\bhttps?:\/\/[^\s<>"'|\\^\x60{}]{1,2000})`,
    String.raw`(?<address>"[^"\s]{1,64}"@[\w.-]{1,253}|[\p{L}\p{N}.!#$%&'*+\/=?^_\x60{|}~-]{1,64}@(?:\[[\da-fA-F:.]{3,45}\]|[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,8}))`,
    String.raw`(?<exim>(?<![\w-])[\dA-Za-z]{6}-[\dA-Za-z]{6,11}-[\dA-Za-z]{2,4}(?![\w-]))`,
    String.raw`(?<time>(?<![\d.:])(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?![\d:]))`,
    String.raw`(?<six>(?<![\w:.])(?:${ipv6})(?![\w:]))`,
    String.raw`(?<four>(?<![\w.-])${ipv4}(?![\w]|\.\d))`,
    String.raw`(?<host>(?<![\p{L}\p{N}_@.-])${host}(?![\p{L}\p{N}_]))`,
    String.raw`(?<inside><[^<>\n]{1,400}>)`,
    String.raw`(?<field>(?<=\b(?:user|username|sasl_username|login|account|uid|helo|HELO|EHLO|ruser|auth_user|client)=)[^\s,;<>"'()[\]]{1,200})`,
    String.raw`(?<greeting>(?<=\b(?:HELO|EHLO|LHLO) )[^\s<>"'()[\]]{1,200})`,
    String.raw`(?<long>(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_-]*\d)[\p{L}\p{N}_](?:[\p{L}\p{N}_]|-(?=[\p{L}\p{N}_])){6,200}(?![\p{L}\p{N}_]))`,
  ].join('|'),
  'gu',
);
/** The host that wrote a line of a system log, and the id of the message behind the program. */
const lineHead =
  /^(\s{0,8}(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)) )(\S{1,255})(?= [\w./-]{1,80}(?:\[\d{1,10}\])?: )/gm;
const queueId =
  /((?:\[\d{1,10}\]|\b(?:postfix|sendmail|exim|smtpd?|sm-mta)[\w./-]{0,40}): )([\dA-Za-z]{5,24})(?=: |$)/gm;
/** Fields of a mail that hold names of people and what they write about. */
const namedFields =
  /^([ \t>]{0,8}(?:From|To|Cc|Bcc|Sender|Reply-To|Return-Path|Delivered-To|X-Original-To|Resent-(?:From|To)) ?: ?)([^\n]*(?:\n[ \t]+[^\n]*)*)/gim;
const subjects = /^([ \t>]{0,8}(?:Subject|Thread-Topic|Comments|Organization) ?: ?)[^\n]*(?:\n[ \t]+[^\n]*)*/gim;
/** Local parts that name nobody. */
const roles = new Set(
  'postmaster abuse admin info mail root support noreply no-reply mailer-daemon hostmaster webmaster user host example localhost smtp test office sales contact unknown'.split(
    ' ',
  ),
);

/**
 * The text with stand-ins for addresses, hosts, IP addresses, names and ids: the same for the same, of the ranges that are reserved for examples
 * (RFC 2606, RFC 5737, RFC 3849). Codes and words stay.
 * @param documented hosts whose documents everybody may see, as they are named in references
 */
export function redact(text: string, documented: ReadonlySet<string> = new Set()): string {
  const users = standIns((number) => `user${number}@example.com`);
  const hosts = standIns((number) => `host${number}.example.net`);
  const ids = standIns((number) => `ID${number}`);
  const fours = standIns(fourOf);
  const sixes = standIns((number) => `2001:db8::${number.toString(16)}`);
  /** Local parts that were met, each with its address. */
  const locals = new Map<string, string>();
  const shortHosts = new Set<string>();
  const domains = new Set([...documented].map(domainOf).filter((domain) => domain.split('.')[0]!.length > 3));
  const isOpen = (name: string): boolean =>
    documented.has(name.toLowerCase().replace(/^www\./, '')) || documented.has(name.toLowerCase());
  const noteHost = (name: string): string => {
    const lower = name.toLowerCase();
    if (isStandIn(lower)) return name;
    const [label] = name.split('.');
    const domain = domainOf(lower);
    // a provider stays known, but not the customer whom its host is named after
    if (domains.has(domain)) return isService(lower, domain) ? name : hosts(lower).replace('example.net', domain);
    if (label && label.length > 2 && !/^\d+$/.test(label)) shortHosts.add(label);
    return hosts(lower);
  };
  const noteUser = (address: string): string => {
    if (isStandIn(address.toLowerCase())) return address;
    const local = address.slice(0, address.lastIndexOf('@')).replace(/^"|"$/g, '');
    if (local.length > 2) locals.set(local.toLowerCase(), address.toLowerCase());
    return users(address.toLowerCase());
  };
  const nameOf = (local: string): string => users(locals.get(local.toLowerCase())!).replace('@example.com', '');
  const replaceUrl = (url: string): string => {
    const [, start, name, rest] = /^(https?:\/\/)([^/?#:]*)(.*)$/is.exec(url)!;
    // what stands behind a question mark is about this reply
    if (isOpen(name!)) return `${start}${name}${rest!.replace(/[?#].*$/s, '').replace(/@[^/]*/g, '')}`;
    return `${start}${noteHost(name!)}/`;
  };
  const known: Record<string, (found: string) => string> = {
    url: replaceUrl,
    address: noteUser,
    exim: ids,
    time: (time) => time,
    six: (ip) => sixes(ip.toLowerCase()),
    four: fours,
    // `User jane.doe unknown`
    host: (name) => (isOpen(name) ? name : locals.has(name.toLowerCase()) ? nameOf(name) : noteHost(name)),
    // `from=<>` is nobody
    inside: (found) => {
      const content = found.slice(1, -1).trim();
      if (!content || /^ID\d+$/.test(content)) return found;
      return `<${/^[^\s@]+@[^\s@]+$/.test(content) ? noteUser(content) : ids(content)}>`;
    },
    field: (name) => (name.includes('.') ? noteHost(name) : ids(name)),
    greeting: noteHost,
    long: (token) => (isPlainWord(token) ? token : ids(token)),
  };
  const pass = (part: string): string =>
    part.replace(pieces, (found, ...args) => {
      const groups = args.at(-1) as Readonly<Record<string, string | undefined>>;
      for (const [kind, replace] of Object.entries(known)) if (groups[kind] !== undefined) return replace(found);
      return found;
    });
  const withoutNames = text
    .replace(subjects, '$1[…]')
    .replace(namedFields, (_, name: string, value: string) => {
      const found = addressesIn(value).map(({ address }) => `<${address}>`);
      return `${name}${found.length ? found.join(', ') : '[…]'}`;
    })
    .replace(lineHead, (_, time: string, name: string) => `${time}${name.includes('.') ? name : noteHost(name)}`)
    .replace(queueId, (_, before: string, id: string) => `${before}${ids(id)}`);
  for (const { address } of addressesIn(withoutNames)) noteUser(address);
  let redacted = pass(withoutNames);
  // `User jane not listed`, `mx1` alone
  for (const [names, stand] of [
    [locals.keys(), nameOf],
    [shortHosts, (name: string) => hosts(name.toLowerCase())],
  ] as const) {
    const own = [...names].filter(
      (name) =>
        !roles.has(name.toLowerCase()) &&
        !/^(?:user|host)\d+$/i.test(name) &&
        !/^(?:ID\d+|example|net|com|org|www|https?|smtp|mail|mx\d*)$/i.test(name),
    );
    if (!own.length) continue;
    const words = new RegExp(
      String.raw`(?<![\p{L}\p{N}_@.])(?:${own
        .slice(0, 2_000)
        .sort((a, b) => b.length - a.length)
        .map(escaped)
        .join('|')})(?![\p{L}\p{N}_@]|\.\w)`,
      'giu',
    );
    redacted = redacted.replace(words, stand);
  }
  return redacted;
}

const domainOf = (name: string): string => name.toLowerCase().split('.').slice(-2).join('.');

/** `zen.spamhaus.org`: what the domain calls a service of its own. */
function isService(name: string, domain: string): boolean {
  return (
    name === domain ||
    /^(?:www|zen|[spx]?bl|dbl|b|bl|list|dnsbl|rbl|ix|support|help|postmaster|mail|smtp)$/.test(
      name.slice(0, -domain.length - 1),
    )
  );
}

const isStandIn = (name: string): boolean => /^(?:host\d+\.[\w.-]+|user\d+@example\.com)$/.test(name);

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Words with digits that name no one: ciphers, protocols, products. */
function isPlainWord(token: string): boolean {
  return (
    /^(?:TLS|SSL|AES|SHA|ECDHE|DHE|RSA|ECDSA|CHACHA20|POLY1305|X25519|UTF|ISO|RFC|ESMTP|SMTPUTF|8BITMIME|BIT|user|host|ID)[\dA-Z_-]*$/i.test(
      token,
    ) || /^\d{4}-\d\d-\d\d$/.test(token)
  );
}

function fourOf(number: number): string {
  const networks = ['192.0.2', '198.51.100', '203.0.113'];
  const network = networks[Math.floor((number - 1) / 254)];
  return network
    ? `${network}.${((number - 1) % 254) + 1}`
    : `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
}

function standIns(make: (number: number) => string): StandIns {
  const made = new Map<string, string>();
  return (original) => {
    const known = made.get(original);
    if (known !== undefined) return known;
    const stand = make(made.size + 1);
    made.set(original, stand);
    return stand;
  };
}
