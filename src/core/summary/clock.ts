/** A calendar day; the month counts from 0. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const space = 32;
const colon = 58;
const zero = 48;

function two(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]!;
  const ones = bytes[at + 1]! - zero;
  if (ones < 0 || ones > 9) return -1;
  if (tens === space) return ones;
  return tens >= zero && tens <= 57 ? 10 * (tens - zero) + ones : -1;
}

/** The month by its three English letters, from 0; -1 for anything else. */
function month(bytes: Uint8Array, at: number): number {
  switch (((bytes[at]! | 32) << 16) | ((bytes[at + 1]! | 32) << 8) | (bytes[at + 2]! | 32)) {
    case 0x6a616e:
      return 0;
    case 0x666562:
      return 1;
    case 0x6d6172:
      return 2;
    case 0x617072:
      return 3;
    case 0x6d6179:
      return 4;
    case 0x6a756e:
      return 5;
    case 0x6a756c:
      return 6;
    case 0x617567:
      return 7;
    case 0x736570:
      return 8;
    case 0x6f6374:
      return 9;
    case 0x6e6f76:
      return 10;
    case 0x646563:
      return 11;
    default:
      return -1;
  }
}

/**
 * Reads the stamps at the heads of lines. A stamp with a zone is a moment; one without is taken as it stands on the wall, since
 * nobody can tell its zone. A stamp without a year gets the one that makes the file end no later than the day it was written.
 */
export class Clock {
  #seconds = 0;
  /** A stamp that was seen and not yet read. */
  #waiting: Uint8Array | undefined;
  #waitingAt = 0;
  /** Minutes east of Greenwich that the log's own stamps have; undefined while none had a zone. */
  zone: number | undefined;

  #latest: Day;
  #year: number | undefined;
  #month = -1;
  #key = -1;
  #base = 0;
  #isoKey = -1;
  #isoBase = 0;

  constructor(latest: Day) {
    this.#latest = latest;
  }

  /** The last stamp, in seconds since 1970. */
  get seconds(): number {
    if (this.#waiting) {
      const bytes = this.#waiting;
      this.#waiting = undefined;
      this.read(bytes, this.#waitingAt, this.#waitingAt + 40);
    }
    return this.#seconds;
  }

  set seconds(seconds: number) {
    this.#waiting = undefined;
    this.#seconds = seconds;
  }

  /** Most lines tell nothing, so their stamps are not read: only where one stands is kept, until somebody asks. */
  defer(bytes: Uint8Array, at: number): void {
    this.#waiting = bytes;
    this.#waitingAt = at;
  }

  /** Another file begins. */
  begin(latest: Day): void {
    this.#latest = latest;
    this.#year = undefined;
    this.#month = -1;
    this.#key = -1;
  }

  /** Reads a stamp, `Nov 28 23:53:00` or ISO 8601; the place behind it, or -1 where there is none. */
  read(bytes: Uint8Array, at: number, end: number): number {
    this.#waiting = undefined;
    const c = bytes[at]!;
    if (c > 57) return end - at >= 15 && bytes[at + 9] === colon ? this.#classic(bytes, at) : -1;
    return end - at >= 19 && bytes[at + 4] === 45 ? this.#iso(bytes, at, end) : -1;
  }

  #classic(bytes: Uint8Array, at: number): number {
    const key =
      (bytes[at + 1]! << 20) ^
      (bytes[at + 2]! << 24) ^
      (bytes[at]! << 27) ^
      (bytes[at + 4]! << 14) ^
      (bytes[at + 5]! << 10) ^
      (bytes[at + 7]! << 5) ^
      bytes[at + 8]!;
    if (key !== this.#key) {
      const m = month(bytes, at);
      const day = two(bytes, at + 4);
      const hour = two(bytes, at + 7);
      if (m < 0 || day < 1 || hour < 0) return -1;
      this.#base = Date.UTC(this.#yearOf(m, day), m, day, hour) / 1000;
      this.#key = key;
    }
    const minute = two(bytes, at + 10);
    const second = two(bytes, at + 13);
    if (minute < 0 || second < 0) return -1;
    this.#seconds = this.#base + 60 * minute + second;
    return at + 15;
  }

  #yearOf(m: number, day: number): number {
    const { year, month: latestMonth, day: latestDay } = this.#latest;
    if (this.#year === undefined) {
      // A day of grace for the zones.
      this.#year = m > latestMonth || (m === latestMonth && day > latestDay + 1) ? year - 1 : year;
    } else if (this.#month - m >= 6) this.#year++;
    // A line of December that comes after the first of January.
    else if (m - this.#month >= 6) return this.#year - 1;
    this.#month = m;
    return this.#year;
  }

  #iso(bytes: Uint8Array, at: number, end: number): number {
    const key =
      (bytes[at + 2]! << 26) ^
      (bytes[at + 3]! << 22) ^
      (bytes[at + 5]! << 20) ^
      (bytes[at + 6]! << 16) ^
      (bytes[at + 8]! << 13) ^
      (bytes[at + 9]! << 9) ^
      (bytes[at + 11]! << 5) ^
      bytes[at + 12]!;
    if (key !== this.#isoKey) {
      const year = 100 * two(bytes, at) + two(bytes, at + 2);
      const m = two(bytes, at + 5) - 1;
      const day = two(bytes, at + 8);
      const hour = two(bytes, at + 11);
      if (year < 1900 || m < 0 || m > 11 || day < 1 || hour < 0) return -1;
      this.#isoBase = Date.UTC(year, m, day, hour) / 1000;
      this.#isoKey = key;
    }
    const minute = two(bytes, at + 14);
    const second = two(bytes, at + 17);
    if (minute < 0 || second < 0) return -1;
    this.#seconds = this.#isoBase + 60 * minute + second;
    let next = at + 19;
    if (bytes[next] === 46 || bytes[next] === 44) {
      next++;
      while (next < end && bytes[next]! >= zero && bytes[next]! <= 57) next++;
    }
    return this.#readZone(bytes, next, end);
  }

  /** `Z`, `+01:00`, ` +0100`; the place behind it, or the same place where there is none. */
  #readZone(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] === 90) {
      this.zone ??= 0;
      return at + 1;
    }
    const sign = bytes[at] === space ? at + 1 : at;
    if (bytes[sign] !== 43 && bytes[sign] !== 45) return at;
    const hours = two(bytes, sign + 1);
    const next = bytes[sign + 3] === colon ? sign + 4 : sign + 3;
    const minutes = two(bytes, next);
    if (hours < 0 || minutes < 0 || next + 2 > end) return at;
    const offset = (60 * hours + minutes) * (bytes[sign] === 45 ? -1 : 1);
    this.zone ??= offset;
    this.#seconds -= 60 * offset;
    return next + 2;
  }
}

/** A time as the log has it: in its zone, or without one. */
export function timeText(seconds: number, zone: number | undefined): string {
  const text = new Date(1000 * (seconds + 60 * (zone ?? 0))).toISOString().slice(0, 19);
  if (zone === undefined) return text;
  if (zone === 0) return `${text}Z`;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${text}${zone < 0 ? '-' : '+'}${two(Math.floor(Math.abs(zone) / 60))}:${two(Math.abs(zone) % 60)}`;
}
