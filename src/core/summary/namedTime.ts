import type { NamedTime } from './model';

const stamp = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/i;
const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * Reads a time as people write it: `2026-11-28`, `2026-11-28 14:30`, with or without a zone; `14:30` of today; `today`, `yesterday`;
 * `90m`, `24h`, `7d`: so long before now. Undefined for anything else.
 * @param now in milliseconds
 * @param zone minutes east of Greenwich that the wall's clock is here
 */
export function readNamedTime(text: string, now: number, zone: number): NamedTime | undefined {
  const given = text.trim();
  const local = Math.floor(now / 1000) + 60 * zone;
  const midnight = Math.floor(local / 86_400) * 86_400;
  const here = (wall: number): NamedTime => ({ wall, moment: wall - 60 * zone });
  if (given === 'now') return here(local);
  if (given === 'today') return { wall: midnight };
  if (given === 'yesterday') return { wall: midnight - 86_400 };
  const clock = /^(\d\d?):(\d\d)(?::(\d\d))?$/.exec(given);
  if (clock) return { wall: midnight + 3600 * Number(clock[1]) + 60 * Number(clock[2]) + Number(clock[3] ?? 0) };
  const ago = /^(\d{1,6})([mhdw])$/.exec(given);
  if (ago) return here(local - Number(ago[1]) * units[ago[2]!]!);
  const found = stamp.exec(given);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  if (Number.isNaN(wall)) return undefined;
  const named = found[7];
  if (!named) return { wall };
  const offset = /z/i.test(named)
    ? 0
    : Number(`${named[0]}1`) * (60 * Number(named.slice(1, 3)) + Number(named.slice(-2)));
  return { wall, moment: wall - 60 * offset };
}
