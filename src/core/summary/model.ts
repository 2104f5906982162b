import type { Actor, Retry } from '../model';

/** What became of a message, or of one recipient, by a line of the log. */
export type Outcome =
  | 'received'
  | 'delivered'
  | 'forwarded'
  | 'deferred'
  | 'bounced'
  | 'rejected'
  | 'expired'
  | 'held'
  | 'discarded'
  | 'warned';

export interface SummarizedFile {
  readonly name: string;
  /** As read, unpacked. */
  readonly bytes: number;
  readonly lines: number;
  /** What is to be said of it, in words. */
  readonly notes: readonly string[];
}

/** Counts as pflogsumm (Postfix and others) and eximstats (Exim) have them. */
export interface Outcomes {
  readonly received: number;
  readonly delivered: number;
  readonly forwarded: number;
  /** Messages that were deferred at least once. */
  readonly deferred: number;
  /** Attempts that ended so. */
  readonly deferrals: number;
  /** Messages that the log leaves deferred. */
  readonly waiting: number;
  readonly bounced: number;
  readonly rejected: number;
  readonly expired: number;
  readonly held: number;
  readonly discarded: number;
  readonly warned: number;
  /** Recipients, where a log counts them apart from messages. */
  readonly deliveredAddresses: number;
  readonly bouncedAddresses: number;
  readonly rejectedTemporarily: number;
}

export interface CountOfDomain {
  readonly domain: string;
  readonly count: number;
}

/** Failures that have cause, codes and provider in common. */
export interface CauseRow {
  /** A row of `data/causes.json`; null where neither words nor codes tell. */
  readonly id: string | null;
  readonly reply: string | null;
  readonly enhanced: string | null;
  /** Who said it, or who runs the server that did; null where that is not known. */
  readonly provider: string | null;
  readonly name: string;
  readonly count: number;
  readonly share: number;
  readonly first: string;
  readonly last: string;
  /** Where the first one stands; lines count from 1. */
  readonly place: { readonly file: string; readonly line: number };
  readonly domains: readonly CountOfDomain[];
  readonly acts: Actor;
  readonly retry: Retry;
  readonly hard: boolean | null;
  /** What to do, in a few words. */
  readonly brief: string;
  /** True where the log's own server refused. */
  readonly sentByUs: boolean;
  /** Whether the second half of the time has at least twice as many as the first. */
  readonly growing: boolean;
  /** One line that says so, as the log has it. */
  readonly example: string;
  /** Deliveries to the servers that these came from, and how many of them succeeded. */
  readonly sameServers: { readonly delivered: number; readonly attempts: number } | null;
}

export interface TimeSlot {
  readonly start: string;
  readonly success: number;
  readonly transient: number;
  readonly permanent: number;
}

export interface DomainRow {
  readonly domain: string;
  readonly delivered: number;
  readonly deferred: number;
  readonly bounced: number;
  readonly rejected: number;
}

export interface ProviderRow {
  readonly provider: string;
  readonly delivered: number;
  readonly deferred: number;
  readonly bounced: number;
  /** Failures by cause. */
  readonly causes: readonly { readonly id: string | null; readonly name: string; readonly count: number }[];
}

export interface SlowDelivery {
  readonly seconds: number;
  readonly id: string;
  readonly to: string;
  readonly at: string;
  readonly file: string;
  readonly line: number;
}

/** A log at a glance. Times are as the log has them: with its zone, or without one. */
export interface Summary {
  readonly files: readonly SummarizedFile[];
  readonly from: string | null;
  readonly to: string | null;
  /** True where not all was read. */
  readonly partial: boolean;
  readonly lines: number;
  readonly outcomes: Outcomes;
  readonly replies: Readonly<Record<string, number>>;
  readonly enhanced: Readonly<Record<string, number>>;
  readonly causes: readonly CauseRow[];
  readonly timeline: readonly TimeSlot[];
  /** Seconds between two slots. */
  readonly step: number;
  readonly domains: readonly DomainRow[];
  readonly senders: readonly { readonly domain: string; readonly failures: number }[];
  readonly providers: readonly ProviderRow[];
  readonly slowest: readonly SlowDelivery[];
  /** Since when the message waits that waits longest; null where none does. */
  readonly waitingSince: string | null;
  readonly notes: readonly string[];
}

/** One reply, for other programs: the columns of `--ndjson`, which stay. */
export interface ReplyRow {
  readonly time: string | null;
  readonly host: string | null;
  readonly server: string;
  readonly file: string;
  readonly line: number;
  readonly id: string | null;
  readonly outcome: Outcome;
  readonly sender_domain: string | null;
  readonly recipient: string | null;
  readonly domain: string | null;
  readonly relay: string | null;
  readonly provider: string | null;
  readonly reply: string | null;
  readonly enhanced: string | null;
  readonly cause: string | null;
  readonly acts: string | null;
  readonly hard: boolean | null;
  readonly delay: number | null;
  readonly text: string;
}

/** A time that somebody names: as it stands on the wall, and as a moment where its zone is known. Seconds since 1970. */
export interface NamedTime {
  readonly wall: number;
  readonly moment?: number;
}

/** Which events count; an absent field lets all through. */
export interface Selection {
  readonly since?: NamedTime;
  /** The first that is not in it. */
  readonly until?: NamedTime;
  readonly cause?: string | null;
  readonly code?: string;
  readonly domain?: string;
  readonly provider?: string;
  readonly address?: string;
  readonly id?: string;
  readonly outcome?: Outcome;
}

/** A cause that came, went, or is more or less frequent than before. */
export interface Change {
  readonly id: string | null;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** What tells two logs, or two spans of one, apart. */
export interface Changes {
  readonly new: readonly Change[];
  readonly gone: readonly Change[];
  readonly risen: readonly Change[];
  readonly fallen: readonly Change[];
}
