/*
 * What stands right after a reply code. Each is tested on the rest of the line, at most 80 units.
 */

/** The words of a reply, or the keyword of a reply to EHLO. */
export const words =
  /^[ -]\s{0,8}(?:[A-Za-z<"'([{*#%~&@|=!_.`]|8BITMIME|https?:|\d{1,3}[. ]|\d{1,3}\.\d{1,3}\.\d|[\u00a0-\uffff])|^ : {1,2}[A-Za-z<:]|^: [<:]/;
/** The end of the line, the string or the field; an equals sign at the end is that of a folded line in quoted-printable. */
export const end = /^[ -]?(?:\\{1,2}[nr"']|["'\])},;|]|=?\s*$)/;
/** Anything that may follow a reply code in a dialogue, be it `250-8BITMIME` or `220 2 servers`. */
export const dialogue = /^(?:[ -]|\\{1,2}[nr]|["'\])},;]|\s*$|_)/;
/** A unit: then the number is an amount. In the singular it is one only at the end or behind a hyphen: `250 message accepted`. */
export const unit =
  /^ ?\(?(?:ms|msecs?|millis\w*|us|s|secs?|seconds|mins?|minutes|hours|days|weeks|[Bb]ytes|octets|chars|characters|[KMGTkmgt]i?[Bb]|bits?|lines|messages|mails|e-?mails|users|times|items|entries|connections|recipients|rcpts|queues|percent|people|EUR|USD)(?![\w-])|^[ -](?:second|minute|hour|day|week|char|line|message|user|item|connection|recipient)(?=\W{0,3}$)|^[ -](?:byte|octet)\b|^-(?:second|minute|hour|day|week|bit|ms|min)\b|^ ?[%€$]|^ of \d/;

/** The words that HTTP has for a status (RFC 9110 §15). */
export const webReason = /^ (?:Bad Request|Forbidden|Internal Server Error)\b/;

/** An amount of something: `250 workers`, `250 of 421`, `250 are left`, but `250 success`. */
export const amount = /^ (?:[a-z]{2,16}[^us\W\d_]s(?=\s*(?:[,;.)\\]|$))|(?:of|are|were)\b|(?:more|left|remaining)\s*$)/;

/** Whether the rest of a line goes on as a reply does. */
export const goesOn = (right: string): boolean =>
  (words.test(right) || end.test(right)) && !unit.test(right) && !amount.test(right);
/** Whether it goes on with words of any kind, behind a mark that only replies have. */
export const saysAnything = (right: string): boolean => /^(?:[ -]|: )\s{0,8}\S/.test(right);
