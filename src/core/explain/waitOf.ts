/** What asks to come back, some words, a time: “try again in 15 minutes”, “greylisted for 300 seconds”. */
const asked =
  /\b(?:again|retry|retrying|back|wait|resend|reconnect|greylist\w{0,4}|graylist\w{0,4}|later|delay|defer\w{0,4})\b[^\d.]{0,40}?\b(\d{1,5})\s{0,2}(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)\b/i;
const clock = /\b(?:again|retry|back|wait|later)\b[^\d.]{0,40}?\b(\d\d):(\d\d):(\d\d)\b/i;
const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
/** Nobody means more than this. */
const longest = 7 * 86_400;

/** The time after which a server asks to try again, in seconds; null where its words name none. SMTP has no field for it. */
export function waitOf(text: string | undefined): number | null {
  const words = text?.slice(0, 2000) ?? '';
  const [, number, unit] = asked.exec(words) ?? [];
  const [, hours, minutes, seconds] = number === undefined ? (clock.exec(words) ?? []) : [];
  const wait =
    number === undefined
      ? Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
      : Number(number) * units[unit![0]!.toLowerCase()]!;
  return wait > 0 && wait <= longest ? wait : null;
}

/** `15 minutes` in a language, in the largest unit that is even. */
export function waitInWords(wait: number, locale: string): string {
  const [unit, size] = wait % 3600 === 0 ? ['hour', 3600] : wait % 60 === 0 ? ['minute', 60] : ['second', 1];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(
    wait / (size as number),
  );
}
