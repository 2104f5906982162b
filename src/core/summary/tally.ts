import type { Catalog } from '../catalog/catalog';
import { explain } from '../explain/explain';
import type { Explanation, Reply, Source } from '../model';
import { groupReplies } from '../scanner/groupReplies';
import { sure } from '../scanner/evidence/thresholds';
import { scanWithWords } from '../scanner/scan';
import { ascii, find, Fingerprint, latin1, readable } from './bytes';
import { timeText, type Clock } from './clock';
import { Kind, kindNames, type LogEvent, type Span } from './event';
import { isFailure } from './failureIndex';
import { Intern } from './intern';
import { ownerOf } from './mailHosts';
import type {
  CauseRow,
  DomainRow,
  NamedTime,
  Outcome,
  Outcomes,
  ProviderRow,
  ReplyRow,
  Selection,
  SlowDelivery,
} from './model';
import { bounced, closed, deferred, OpenIds, received } from './openIds';
import { addTemplate } from './template';
import { Timeline } from './timeline';

/** Where the line at hand stands. */
export interface Place {
  file: string;
  /** From 1. */
  line: number;
}

/** Failures that have cause, codes and documented provider in common. */
interface Group {
  readonly explanation: Explanation | undefined;
  readonly reply: Reply | undefined;
  readonly name: string;
  readonly sentByUs: boolean;
  readonly place: Place;
  readonly example: string;
  count: number;
  first: number;
  last: number;
  readonly domains: Map<number, number>;
  readonly providers: Map<number, number>;
  readonly times: Timeline;
}

/** Longest line that is read for its reply, in bytes; what lies beyond says nothing new. */
const longestRead = 8192;
const mostTemplates = 20_000;
const mostDomains = 100_000;
const mostDomainsOfGroup = 2_000;
const mostSlow = 20;
const said = ascii('said: ');

const transient = 52;

/** Counts what the lines of a log tell. */
export class Tally {
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  readonly #selection: Selection | undefined;
  readonly #print = new Fingerprint();
  readonly #counts = new Float64Array(kindNames.length);
  readonly ids = new OpenIds();
  readonly domains = new Intern(mostDomains);
  readonly #relays = new Intern(mostDomains);
  /** By the number of a relay: the number of who runs it. */
  readonly #ownerOfRelay: number[] = [0];
  readonly #owners: string[] = [''];
  readonly #ownerNumbers = new Map<string, number>();
  /** Four a domain: delivered, deferred, bounced, rejected. */
  #ofDomain = new Uint32Array(4 * 1024);
  #failuresOfSender = new Uint32Array(1024);
  readonly #ofOwner: number[] = [0, 0, 0];
  readonly #templates = new Intern(mostTemplates);
  readonly #groupOfTemplate: number[] = [-1];
  readonly #groups: Group[] = [];
  readonly #groupNumbers = new Map<string, number>();
  readonly #replyCodes = new Float64Array(1000);
  readonly #enhanced = new Map<number, number>();
  readonly #timeline = new Timeline(3);
  #slowest: { seconds: number; id: string; to: string; at: number; place: Place }[] = [];
  #slowEnough = 0;
  #first = Infinity;
  #last = -Infinity;
  #deferredMessages = 0;
  #bouncedMessages = 0;
  #rejectedTemporarily = 0;
  #addresses = 0;

  /** Told of every reply that counts. */
  onReply: ((row: ReplyRow) => void) | undefined;
  /** Told of every line that counts. */
  onLine: ((place: Place, bytes: Uint8Array, from: number, to: number) => void) | undefined;
  host = '';

  constructor(catalog: Catalog, clock: Clock, selection?: Selection) {
    this.#catalog = catalog;
    this.#clock = clock;
    this.#selection = selection;
  }

  /** Counts an additional address of a delivery that was counted, as in Exim’s `->`. */
  address(): void {
    if (!this.#selection) this.#addresses++;
  }

  /** A line with a stamp that tells nothing else; a log begins and ends with such lines too. */
  seen(): void {
    const { seconds } = this.#clock;
    if (seconds < this.#first) this.#first = seconds;
    if (seconds > this.#last) this.#last = seconds;
  }

  /** Counts one event. `from` and `to` bound the line. */
  count(event: LogEvent, bytes: Uint8Array, from: number, to: number, place: Place): void {
    const { kind } = event;
    const { seconds } = this.#clock;
    const selection = this.#selection;
    if (selection && !this.#isWithin(selection, event, bytes)) return;
    if (kind === Kind.Received || kind === Kind.Forwarded || kind === Kind.Held || kind === Kind.Discarded) {
      if (selection && isNarrow(selection)) return;
      this.#tick(event, seconds);
      this.onLine?.(place, bytes, from, to);
      if (this.onReply) this.#tell(event, bytes, place, -1);
      return;
    }
    const domain = this.#domainOf(event.sentByUs ? event.sender : event.recipient, bytes);
    const relay = this.#relayOf(event.relay, bytes);
    const owner = this.#ownerOfRelay[relay]!;
    let group = -1;
    if (kind === Kind.Delivered) {
      if (selection && !this.#isSelected(selection, undefined, event, bytes, domain, owner)) return;
      this.#countSuccess(event, bytes);
    } else {
      group = this.#groupOf(event, bytes, from, to, place);
      const found = this.#groups[group];
      if (selection && !this.#isSelected(selection, found, event, bytes, domain, owner)) return;
      if (found && kind !== Kind.Warned) this.#countFailure(found, seconds, domain, owner);
    }
    this.#tick(event, seconds);
    this.onLine?.(place, bytes, from, to);
    if (this.onReply) this.#tell(event, bytes, place, group);
    if (kind === Kind.Warned) return;
    this.#countPlaces(kind, domain, owner);
    if (kind === Kind.Delivered) {
      this.#timeline.add(seconds, 0);
      if (event.delay > this.#slowEnough) this.#keepSlow(event, bytes, place);
      return;
    }
    const isTransient = this.#isTransient(event, group);
    this.#timeline.add(seconds, isTransient ? 1 : 2);
    if (kind === Kind.Rejected) {
      if (isTransient && !event.apart) this.#rejectedTemporarily++;
    } else if (event.id.to > 0) this.#countMessage(event, bytes, kind, seconds, group);
  }

  /**
   * Counts the failure in a line of a log that no reader knows. What became of the message it does not tell.
   * @returns whether there is a reply that says no
   */
  countAny(event: LogEvent, source: Source, bytes: Uint8Array, from: number, to: number, place: Place): boolean {
    if (!mayFail(bytes, from, to)) return false;
    this.#print.start(99);
    addTemplate(this.#print, bytes, from, to);
    const { a, b } = this.#print;
    const known = this.#templates.lookUp(a, b);
    let group = known < 0 ? -1 : this.#groupOfTemplate[known]!;
    if (known < 0) {
      group = this.#describe(event, bytes, from, Math.min(to, from + longestRead), place, source);
      if (!this.#groups[group]!.reply) group = -1;
      const template = this.#templates.of(this.#print, bytes, 0, 0);
      if (template === this.#groupOfTemplate.length) this.#groupOfTemplate.push(group);
    }
    const found = this.#groups[group];
    if (!found) return false;
    const code = found.reply?.replyCode ?? found.reply?.enhancedCode ?? '5';
    event.kind = code.startsWith('4') ? Kind.Deferred : Kind.Bounced;
    const selection = this.#selection;
    if (selection && !this.#isWithin(selection, event, bytes)) return true;
    if (selection && !this.#isSelected(selection, found, event, bytes, 0, 0)) return true;
    const { seconds } = this.#clock;
    this.#countFailure(found, seconds, 0, 0);
    this.seen();
    this.#timeline.add(seconds, event.kind === Kind.Deferred ? 1 : 2);
    this.onLine?.(place, bytes, from, to);
    if (this.onReply) this.#tell(event, bytes, place, group);
    return true;
  }

  /** The log says that a message is done with. */
  end(bytes: Uint8Array, id: Span): void {
    this.#print.start(1).add(bytes, id.from, id.to);
    const slot = this.ids.find(this.#print.a, this.#print.b);
    if (slot < 0) return;
    // What was deferred is remembered, so that it counts once.
    if (this.ids.state(slot) & deferred) this.ids.mark(slot, closed);
    else this.ids.close(slot);
  }

  /** The log says whom a message comes from. */
  begin(bytes: Uint8Array, id: Span, sender: Span): void {
    this.#print.start(1).add(bytes, id.from, id.to);
    const { a, b } = this.#print;
    let slot = this.ids.find(a, b);
    if (slot >= 0 && this.ids.state(slot) & closed) {
      // A queue id is used again for another message.
      this.ids.close(slot);
      slot = -1;
    }
    const domain = this.#domainOf(sender, bytes);
    if (slot < 0) {
      slot = this.ids.open(a, b);
      this.ids.mark(slot, received);
      this.ids.attempted(slot, this.#clock.seconds);
    } else this.ids.mark(slot, received);
    this.ids.setSender(slot, domain);
  }

  #isWithin({ since, until, outcome, id, address }: Selection, event: LogEvent, bytes: Uint8Array): boolean {
    const { seconds, zone } = this.#clock;
    if (since && isBefore(seconds, zone, since)) return false;
    if (until && !isBefore(seconds, zone, until)) return false;
    if (outcome && kindNames[event.kind] !== outcome) return false;
    if (id && latin1(bytes, event.id.from, event.id.to) !== id) return false;
    if (address) {
      const own = [event.recipient, event.sender].map(({ from, to }) => latin1(bytes, from, to).toLowerCase());
      if (!own.includes(address.toLowerCase())) return false;
    }
    return true;
  }

  #isSelected(
    { cause, code, domain, provider }: Selection,
    group: Group | undefined,
    event: LogEvent,
    bytes: Uint8Array,
    domainNumber: number,
    owner: number,
  ): boolean {
    if (cause !== undefined && (!group || (group.explanation?.cause?.id ?? null) !== cause)) return false;
    if (code) {
      const own = group
        ? [group.reply?.replyCode, group.reply?.enhancedCode]
        : [
            latin1(bytes, event.text.from, Math.min(event.text.from + 3, event.text.to)),
            latin1(bytes, event.enhanced.from, event.enhanced.to),
          ];
      if (!own.includes(code)) return false;
    }
    if (domain && this.domains.names[domainNumber] !== domain.toLowerCase()) return false;
    return !provider || this.#providerOf(group, owner) === provider;
  }

  #tick({ kind, apart }: LogEvent, seconds: number): void {
    if (!apart) this.#counts[kind]!++;
    if (seconds < this.#first) this.#first = seconds;
    if (seconds > this.#last) this.#last = seconds;
  }

  #countSuccess({ text, enhanced }: LogEvent, bytes: Uint8Array): void {
    const { from, to } = text;
    if (to - from > 3) {
      const first = bytes[from]! - 48;
      const second = bytes[from + 1]! - 48;
      const third = bytes[from + 2]! - 48;
      const next = bytes[from + 3]!;
      if (first === 2 && second >= 0 && second < 6 && third >= 0 && third < 10 && (next === 32 || next === 45))
        this.#replyCodes[200 + 10 * second + third]!++;
    }
    if (enhanced.to > enhanced.from) {
      const key = enhancedKey(bytes, enhanced.from, enhanced.to);
      if (key > 0) this.#enhanced.set(key, (this.#enhanced.get(key) ?? 0) + 1);
    }
  }

  #countFailure(group: Group, seconds: number, domain: number, owner: number): void {
    group.count++;
    if (seconds < group.first) group.first = seconds;
    if (seconds > group.last) group.last = seconds;
    const { domains, providers } = group;
    const known = domains.get(domain);
    if (known !== undefined) domains.set(domain, known + 1);
    else if (domains.size < mostDomainsOfGroup) domains.set(domain, 1);
    providers.set(owner, (providers.get(owner) ?? 0) + 1);
    group.times.add(seconds, 0);
  }

  #countPlaces(kind: Kind, domain: number, owner: number): void {
    const series =
      kind === Kind.Delivered
        ? 0
        : kind === Kind.Deferred
          ? 1
          : kind === Kind.Rejected
            ? 3
            : kind === Kind.Bounced
              ? 2
              : -1;
    if (series < 0) return;
    if (4 * domain >= this.#ofDomain.length) this.#ofDomain = larger(this.#ofDomain, 4 * domain);
    this.#ofDomain[4 * domain + series]!++;
    if (series < 3) this.#ofOwner[3 * owner + series]!++;
  }

  #countMessage(event: LogEvent, bytes: Uint8Array, kind: Kind, seconds: number, group: number): void {
    this.#print.start(1).add(bytes, event.id.from, event.id.to);
    const { a, b } = this.#print;
    let slot = this.ids.find(a, b);
    if (slot < 0) {
      // eximstats, too, leaves out a message whose arrival the log does not have.
      if (kind !== Kind.Deferred) {
        if (event.server !== 'exim') this.#bouncedMessages++;
        return;
      }
      slot = this.ids.open(a, b);
    }
    const state = this.ids.state(slot);
    const counts = event.server !== 'exim' || (state & received) !== 0;
    const sender = this.ids.sender(slot);
    if (sender >= this.#failuresOfSender.length) this.#failuresOfSender = larger(this.#failuresOfSender, sender);
    this.#failuresOfSender[sender]!++;
    if (kind === Kind.Deferred) {
      if (counts && !(state & deferred)) this.#deferredMessages++;
      this.ids.mark(slot, deferred);
    } else {
      if (counts && !(state & bounced)) this.#bouncedMessages++;
      this.ids.mark(slot, bounced);
    }
    this.ids.attempted(slot, seconds, group);
  }

  #isTransient({ kind }: LogEvent, group: number): boolean {
    if (kind === Kind.Deferred) return true;
    if (kind === Kind.Bounced || kind === Kind.Expired) return false;
    const { reply } = this.#groups[group] ?? {};
    return (reply?.replyCode ?? reply?.enhancedCode ?? '5').charCodeAt(0) === transient;
  }

  /** The number of the domain of an address. */
  #domainOf({ from, to }: Span, bytes: Uint8Array): number {
    if (to <= from) return 0;
    let at = to - 1;
    while (at >= from && bytes[at] !== 64) at--;
    const start = at + 1;
    if (at < from) return 0;
    this.#print.start(2).addFolded(bytes, start, to);
    return this.domains.of(this.#print, bytes, start, to, true);
  }

  #relayOf({ from, to }: Span, bytes: Uint8Array): number {
    if (to <= from) return 0;
    this.#print.start(3).addFolded(bytes, from, to);
    const relay = this.#relays.of(this.#print, bytes, from, to, true);
    if (relay === this.#ownerOfRelay.length) {
      const owner = ownerOf(this.#relays.names[relay]!);
      let number = this.#ownerNumbers.get(owner);
      if (number === undefined) {
        number = owner ? this.#owners.push(owner) - 1 : 0;
        if (owner) this.#ofOwner.push(0, 0, 0);
        this.#ownerNumbers.set(owner, number);
      }
      this.#ownerOfRelay.push(number);
    }
    return relay;
  }

  /** The number of the group that a failure belongs to; its words are explained where they are new. */
  #groupOf(event: LogEvent, bytes: Uint8Array, from: number, to: number, place: Place): number {
    const { text, enhanced, kind, sentByUs } = event;
    this.#print.start(16 + 2 * kind + Number(sentByUs));
    this.#print.add(bytes, enhanced.from, enhanced.to);
    const quoted = find(bytes, said, text.from, Math.min(text.to, text.from + 400));
    addTemplate(this.#print, bytes, quoted < 0 ? text.from : quoted, text.to);
    const { a, b } = this.#print;
    const known = this.#templates.lookUp(a, b);
    if (known >= 0) return this.#groupOfTemplate[known]!;
    const group = this.#describe(event, bytes, from, Math.min(to, from + longestRead), place);
    const template = this.#templates.of(this.#print, bytes, 0, 0);
    if (template === this.#groupOfTemplate.length) this.#groupOfTemplate.push(group);
    return group;
  }

  #describe(
    event: LogEvent,
    bytes: Uint8Array,
    from: number,
    to: number,
    place: Place,
    source: Source = { family: 'log', id: event.server, name: event.server },
  ): number {
    const line = readable(bytes, from, to);
    // a doubtful number would give the failure a cause of another kind
    const codes = scanWithWords(line, source).filter(({ certainty }) => certainty >= sure);
    const all = groupReplies(line, codes, source).filter(isFailure);
    // What stands before the reply may be taken for one; a letter beyond ASCII moves the places.
    const start = line.length === to - from ? event.text.from - from : 0;
    const within = all.filter((one) => one.end > start);
    const replies = within.length ? within : all;
    const reply = replies.find(({ replyCode }) => replyCode) ?? replies[0];
    const words = readable(bytes, event.text.from, Math.min(event.text.to, event.text.from + 400)).trim();
    const { replyCode, enhancedCode, text = '', command, class: told } = reply ?? {};
    const sentByUs = event.sentByUs || reply?.sentByUs === true;
    const query = {
      ...(sentByUs ? { sentByUs } : {}),
      ...(replyCode ? { replyCode } : {}),
      ...(enhancedCode ? { enhancedCode } : {}),
      ...(command ? { command } : {}),
      ...(told ? { class: told } : {}),
      text: text || words,
    };
    const explained = explain(this.#catalog, query);
    const explanation = reply || explained.cause ? explained : undefined;
    const name = explanation ? (explanation.cause?.name ?? explanation.name) : shorten(words);
    const { cause, provider } = explanation ?? {};
    const key = [cause?.id, name, replyCode, enhancedCode, provider?.id.split('-')[0], sentByUs].join('\n');
    const known = this.#groupNumbers.get(key);
    if (known !== undefined) return known;
    const number =
      this.#groups.push({
        explanation,
        reply,
        name,
        sentByUs,
        place: { ...place },
        example: shorten(line, 600),
        count: 0,
        first: Infinity,
        last: -Infinity,
        domains: new Map(),
        providers: new Map(),
        times: new Timeline(1, 600),
      }) - 1;
    this.#groupNumbers.set(key, number);
    return number;
  }

  #providerOf(group: Group | undefined, owner: number): string | null {
    const own = this.#owners[owner]!;
    if (own) return this.#nameOfOwner(own);
    return group?.explanation?.provider?.name ?? null;
  }

  #nameOfOwner(owner: string): string {
    return this.#catalog.facts.providers.find(({ id }) => id === owner)?.name ?? owner;
  }

  #keepSlow({ delay, id, recipient }: LogEvent, bytes: Uint8Array, place: Place): void {
    this.#slowest.push({
      seconds: delay,
      id: readable(bytes, id.from, id.to),
      to: readable(bytes, recipient.from, recipient.to),
      at: this.#clock.seconds,
      place: { ...place },
    });
    if (this.#slowest.length < 4 * mostSlow) return;
    this.#slowest = this.#slowest.sort((a, b) => b.seconds - a.seconds).slice(0, mostSlow);
    this.#slowEnough = this.#slowest.at(-1)!.seconds;
  }

  #tell(event: LogEvent, bytes: Uint8Array, place: Place, group: number): void {
    const found = this.#groups[group];
    const read = ({ from: start, to: end }: Span) => (end > start ? readable(bytes, start, end) : null);
    const success = event.kind === Kind.Delivered;
    const code = success ? /^2\d\d(?=[ -])/.exec(latin1(bytes, event.text.from, event.text.to))?.[0] : undefined;
    const domain = this.#domainOf(event.recipient, bytes);
    let sender = this.#domainOf(event.sender, bytes);
    if (!sender && event.id.to > 0) {
      this.#print.start(1).add(bytes, event.id.from, event.id.to);
      const slot = this.ids.find(this.#print.a, this.#print.b);
      if (slot >= 0) sender = this.ids.sender(slot);
    }
    const { explanation, reply } = found ?? {};
    this.onReply!({
      time: this.#time(this.#clock.seconds),
      host: this.host || null,
      server: event.server,
      file: place.file,
      line: place.line,
      id: read(event.id),
      outcome: kindNames[event.kind] as Outcome,
      sender_domain: this.domains.names[sender] || null,
      recipient: read(event.recipient),
      domain: this.domains.names[domain] || null,
      relay: read(event.relay),
      provider: this.#providerOf(found, this.#ownerOfRelay[this.#relayOf(event.relay, bytes)]!),
      reply: (success ? code : reply?.replyCode) ?? null,
      enhanced: (success ? read(event.enhanced) : reply?.enhancedCode) ?? null,
      cause: explanation?.cause?.id ?? null,
      acts: explanation?.acts ?? null,
      hard: explanation?.hard ?? null,
      delay: event.delay < 0 ? null : event.delay,
      text: read({ from: event.text.from, to: Math.min(event.text.to, event.text.from + 1000) }) ?? '',
    });
  }

  #time(seconds: number): string {
    return timeText(seconds, this.#clock.zone);
  }

  get from(): string | null {
    return this.#first === Infinity ? null : this.#time(this.#first);
  }

  get to(): string | null {
    return this.#last === -Infinity ? null : this.#time(this.#last);
  }

  outcomes(exim: boolean): Outcomes {
    const of = (kind: Kind) => this.#counts[kind]!;
    let waiting = 0;
    this.ids.waiting(() => waiting++);
    return {
      received: of(Kind.Received),
      delivered: of(Kind.Delivered),
      forwarded: of(Kind.Forwarded),
      deferred: this.#deferredMessages,
      deferrals: of(Kind.Deferred),
      waiting,
      bounced: exim ? this.#bouncedMessages : of(Kind.Bounced),
      rejected: of(Kind.Rejected),
      expired: of(Kind.Expired),
      held: of(Kind.Held),
      discarded: of(Kind.Discarded),
      warned: of(Kind.Warned),
      deliveredAddresses: of(Kind.Delivered) + this.#addresses,
      bouncedAddresses: of(Kind.Bounced),
      rejectedTemporarily: this.#rejectedTemporarily,
    };
  }

  waitingSince(): string | null {
    let since = Infinity;
    this.ids.waiting((seconds) => (since = Math.min(since, seconds)));
    return since === Infinity ? null : this.#time(since);
  }

  replies(): Record<string, number> {
    const counts: Record<string, number> = {};
    this.#replyCodes.forEach((count, code) => count && (counts[code] = count));
    for (const { reply, count } of this.#groups)
      if (reply?.replyCode && count) counts[reply.replyCode] = (counts[reply.replyCode] ?? 0) + count;
    return counts;
  }

  enhanced(): Record<string, number> {
    const counts = new Map(this.#enhanced);
    for (const { reply, count } of this.#groups) {
      if (!reply?.enhancedCode || !count) continue;
      const [a = 0, b = 0, c = 0] = reply.enhancedCode.split('.').map(Number);
      const key = 1e6 * a + 1e3 * b + c;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
    return Object.fromEntries(
      [...counts]
        .sort(([a], [b]) => a - b)
        .map(([key, count]) => [`${Math.floor(key / 1e6)}.${Math.floor(key / 1e3) % 1000}.${key % 1000}`, count]),
    );
  }

  causes(): CauseRow[] {
    const groups = this.#groups.filter(({ count }) => count > 0);
    const all = groups.reduce((sum, { count }) => sum + count, 0);
    return groups.map((group) => this.#row(group, all)).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }

  #row(group: Group, all: number): CauseRow {
    const { explanation, reply, count, domains, providers, name, sentByUs } = group;
    const owners = [...providers].filter(([owner]) => owner !== 0).sort(([, a], [, b]) => b - a);
    const alone = owners.length === 1 && owners[0]![1] === count ? this.#owners[owners[0]![0]]! : undefined;
    const isKnown = this.#catalog.facts.providers.some(({ id }) => id === alone);
    const same = owners.map(([owner]) => this.#ofOwner.slice(3 * owner, 3 * owner + 3));
    const delivered = same.reduce((sum, [one = 0]) => sum + one, 0);
    const attempts = same.reduce((sum, one) => sum + one.reduce((a, b) => a + b, 0), 0);
    return {
      id: explanation?.cause?.id ?? null,
      reply: reply?.replyCode ?? null,
      enhanced: reply?.enhancedCode ?? null,
      provider: explanation?.provider?.name ?? (alone && isKnown ? this.#nameOfOwner(alone) : null),
      name,
      count,
      share: Math.round((1000 * count) / all) / 1000,
      first: this.#time(group.first),
      last: this.#time(group.last),
      place: group.place,
      domains: [...domains]
        .filter(([domain]) => domain !== 0)
        .sort(([, a], [, b]) => b - a)
        .slice(0, 20)
        .map(([domain, times]) => ({ domain: this.domains.names[domain]!, count: times })),
      acts: explanation?.acts ?? 'both',
      retry: explanation?.retry ?? 'afterChange',
      hard: explanation?.hard ?? null,
      brief: explanation?.brief ?? '',
      sentByUs,
      growing: isGrowing(group.times, this.#first, this.#last),
      example: group.example,
      sameServers: sentByUs || !owners.length ? null : { delivered, attempts },
    };
  }

  domainRows(most: number): DomainRow[] {
    const rows: DomainRow[] = [];
    for (let domain = 1; domain < this.domains.names.length; domain++) {
      const [delivered = 0, late = 0, failed = 0, rejected = 0] = this.#ofDomain.subarray(4 * domain, 4 * domain + 4);
      if (delivered + late + failed + rejected)
        rows.push({ domain: this.domains.names[domain]!, delivered, deferred: late, bounced: failed, rejected });
    }
    const failures = (row: DomainRow) => row.deferred + row.bounced + row.rejected;
    return rows.sort((a, b) => failures(b) - failures(a) || b.delivered - a.delivered).slice(0, most);
  }

  senders(most: number): { domain: string; failures: number }[] {
    return [...this.#failuresOfSender.subarray(0, this.domains.names.length)]
      .map((failures, domain) => ({ domain: this.domains.names[domain]!, failures }))
      .filter(({ domain, failures }) => domain && failures)
      .sort((a, b) => b.failures - a.failures)
      .slice(0, most);
  }

  providers(most: number): ProviderRow[] {
    return this.#owners
      .map((owner, number) => {
        const [delivered = 0, late = 0, failed = 0] = this.#ofOwner.slice(3 * number, 3 * number + 3);
        return { owner, number, delivered, deferred: late, bounced: failed };
      })
      .filter(({ owner, delivered, deferred: late, bounced: failed }) => owner && delivered + late + failed)
      .sort((a, b) => b.deferred + b.bounced - a.deferred - a.bounced || b.delivered - a.delivered)
      .slice(0, most)
      .map(({ owner, number, ...counts }) => ({
        provider: this.#nameOfOwner(owner),
        ...counts,
        causes: this.#causesOf(number),
      }));
  }

  #causesOf(owner: number): ProviderRow['causes'] {
    const causes = new Map<string, { id: string | null; name: string; count: number }>();
    for (const { providers, explanation, name } of this.#groups) {
      const count = providers.get(owner);
      if (!count) continue;
      const id = explanation?.cause?.id ?? null;
      const known = causes.get(id ?? name);
      if (known) known.count += count;
      else causes.set(id ?? name, { id, name, count });
    }
    return [...causes.values()].sort((a, b) => b.count - a.count);
  }

  slowest(): SlowDelivery[] {
    return this.#slowest
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, mostSlow)
      .map(({ at, place, ...rest }) => ({ ...rest, at: this.#time(at), ...place }));
  }

  timeline(): Timeline {
    return this.#timeline;
  }

  get isFull(): boolean {
    return this.domains.full || this.#templates.full || this.#relays.full;
  }
}

function isBefore(seconds: number, zone: number | undefined, { wall, moment }: NamedTime): boolean {
  return zone !== undefined && moment !== undefined ? seconds < moment : seconds + 60 * (zone ?? 0) < wall;
}

/** Whether the selection asks for something that only a reply has. */
function isNarrow({ cause, code, domain, provider }: Selection): boolean {
  return cause !== undefined || !!code || !!domain || !!provider;
}

function larger(counts: Uint32Array, index: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(Math.max(2 * counts.length, index + 1024));
  next.set(counts);
  return next;
}

/** Whether a number stands in the line that may be a code of class 4 or 5. */
function mayFail(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to - 2; at++) {
    const c = bytes[at]!;
    if (c !== transient && c !== 53) continue;
    const next = bytes[at + 1]!;
    if ((next >= 48 && next <= 57) || next === 46) return true;
  }
  return false;
}

/** `2.1.5` as 2001005; 0 for anything else. */
function enhancedKey(bytes: Uint8Array, from: number, to: number): number {
  let key = 0;
  let part = 0;
  let dots = 0;
  for (let at = from; at < to; at++) {
    const c = bytes[at]!;
    if (c === 46) {
      key = 1000 * key + part;
      part = 0;
      dots++;
    } else if (c >= 48 && c <= 57 && part < 100) part = 10 * part + c - 48;
    else return 0;
  }
  return dots === 2 ? 1000 * key + part : 0;
}

function shorten(text: string, most = 80): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

function isGrowing(times: Timeline, first: number, last: number): boolean {
  const middle = (first + last) / 2;
  let before = 0;
  let after = 0;
  for (const { start, counts } of times.entries())
    if (start < middle) before += counts[0]!;
    else after += counts[0]!;
  return after >= 4 && after >= 2 * before;
}
