import { bytesOf, decodeBase64, decodeBytes, decodeHeader, decodeText, unquote } from './charset';
import { textOfHtml } from './htmlText';
import { MappedText, type Piece } from './mappedText';

/** A header field; the value is unfolded. */
export interface Field {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** A mail or one of its parts (RFC 2045, RFC 2046). Offsets are those of the mapped text it was read from. */
export interface Part {
  readonly fields: readonly Field[];
  /** `text/plain`, in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly encoding: string;
  readonly start: number;
  readonly bodyStart: number;
  bodyEnd: number;
  readonly parts: Part[];
}

/** Deeper than this nothing is taken apart. */
const deepest = 120;
const longestField = 20_000;
const mostFields = 500;
/** More of a text than this is not read, in units before it is decoded. */
export const mostRead = 400_000;

/** Takes a mail apart in one pass. Bad mails have parts as far as these can be told. */
export function readParts(text: string, start: number, end: number): Part {
  const root = openPart(text, start, end, 'text/plain');
  const open: Part[] = [];
  const depths = new Map<string, number>();
  let leaf = root;
  let depth = 0;
  const descend = (part: Part): void => {
    leaf = part;
    for (;;) {
      if (++depth > deepest) return;
      const bare = leaf === root && !root.fields.some(({ name }) => name === 'content-type');
      if (leaf.type.startsWith('multipart/') || (bare && guessBoundary(text, root) !== undefined)) {
        const boundary = leaf.parameters.get('boundary')?.trimEnd() || guessBoundary(text, leaf);
        if (boundary === undefined || boundary === '') return;
        open.push(leaf);
        depths.set(boundary, open.length - 1);
        return;
      }
      if (!isMessage(leaf) || leaf.encoding === 'base64' || leaf.encoding === 'quoted-printable') return;
      const inner = openPart(text, leaf.bodyStart, end, 'text/plain');
      leaf.parts.push(inner);
      leaf = inner;
    }
  };
  descend(root);
  if (!open.length) return root;
  for (let at = text.indexOf('\n--', Math.max(0, root.bodyStart - 1)); at >= 0 && at < end;) {
    let lineEnd = text.indexOf('\n', at + 1);
    if (lineEnd < 0 || lineEnd > end) lineEnd = end;
    if (lineEnd - at < 300) {
      const line = text.slice(at + 3, lineEnd).trimEnd();
      let index = depths.get(line);
      let closes = false;
      if (index === undefined && line.endsWith('--')) {
        index = depths.get(line.slice(0, -2));
        closes = index !== undefined;
      }
      const parent = index === undefined ? undefined : open[index];
      if (parent && index !== undefined) {
        closeBefore(parent, at);
        open.length = closes ? index : index + 1;
        for (const [boundary, opened] of depths) if (opened >= open.length) depths.delete(boundary);
        if (!closes) {
          depth = open.length;
          const digest = parent.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
          const child = openPart(text, Math.min(lineEnd + 1, end), end, digest);
          parent.parts.push(child);
          descend(child);
        } else if (!open.length) break;
      }
    }
    at = text.indexOf('\n--', lineEnd);
  }
  return root;
}

/** Whether a part holds a whole message. */
export function isMessage({ type }: Part): boolean {
  return type === 'message/rfc822' || type === 'message/global' || type === 'message/news';
}

/** Ends what is still open below a part. */
function closeBefore(parent: Part, end: number): void {
  for (let part = parent.parts.at(-1); part; part = part.parts.at(-1))
    part.bodyEnd = Math.max(part.bodyStart, Math.min(part.bodyEnd, end));
}

const firstBoundary =
  /^\s{0,200}(?:(?:This is a|This message is|.{0,80}MIME)[^\n]{0,200}\n(?:\S[^\n]{0,200}\n){0,3}\s{0,20})?--(\S[^\n]{0,200})\nContent-[A-Z]/i;

/** The boundary that a body begins with, for a multipart that names none and for a body pasted without its fields. */
function guessBoundary(text: string, { bodyStart, bodyEnd }: Part): string | undefined {
  return firstBoundary.exec(text.slice(bodyStart, Math.min(bodyEnd, bodyStart + 2_000)))?.[1]?.trimEnd();
}

function openPart(text: string, start: number, end: number, type: string): Part {
  const { fields, next } = readFields(text, start, end);
  const content = fields.find(({ name }) => name === 'content-type')?.value ?? type;
  const written = /^\s*"?([\w.+-]{1,80}\/[\w.+-]{1,80})/.exec(content)?.[1]?.toLowerCase() ?? type;
  const encoding = fields.find(({ name }) => name === 'content-transfer-encoding')?.value ?? '';
  return {
    fields,
    type: written,
    parameters: parametersOf(content),
    encoding: /^\s*"?([\w-]{1,40})/.exec(encoding)?.[1]?.toLowerCase() ?? '',
    start,
    bodyStart: next,
    bodyEnd: end,
    parts: [],
  };
}

function parametersOf(value: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, quoted, bare] of value
    .slice(0, 2_000)
    .matchAll(/;\s{0,20}([\w*-]{1,40})\s{0,4}=\s{0,4}(?:"([^"]{0,400})"|([^\s;"]{1,400}))/g))
    if (!found.has(name!.toLowerCase())) found.set(name!.toLowerCase(), quoted ?? bare ?? '');
  return found;
}

const fieldName = /^([!-9;-~]{1,80})[ \t]{0,4}:/;

/** The fields up to an empty line, or to a line that is none. */
export function readFields(
  text: string,
  start: number,
  end: number,
): { readonly fields: readonly Field[]; readonly next: number } {
  const fields: { name: string; value: string }[] = [];
  let at = start;
  // a mailbox puts a line above, and what is pasted may begin with empty ones
  while (at < end && blankLine(text, at, end)) at = nextLine(text, at, end);
  if (/^>?From /.test(text.slice(at, at + 6))) at = nextLine(text, at, end);
  while (at < end) {
    const next = nextLine(text, at, end);
    const unit = text.charCodeAt(at);
    if (unit === 10) return { fields, next };
    const line = text.slice(at, Math.min(next - 1, at + longestField));
    const last = fields.at(-1);
    if ((unit === 32 || unit === 9) && last) {
      if (line.trim() === '') return { fields, next };
      if (last.value.length < longestField) last.value += `\n${line}`;
    } else {
      const name = fieldName.exec(line);
      // a body without fields above it
      if (!name) return { fields, next: fields.length && !/^>From /.test(line) ? at : at };
      if (fields.length < mostFields)
        fields.push({ name: name[1]!.toLowerCase(), value: line.slice(name[0].length).trim() });
    }
    at = next;
  }
  return { fields, next: end };
}

/** Whether nothing but blanks stands on a line. */
function blankLine(text: string, at: number, end: number): boolean {
  for (let index = at; index < end; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 10) return true;
    if (unit !== 32 && unit !== 9) return false;
  }
  return false;
}

function nextLine(text: string, at: number, end: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 || feed >= end ? end : feed + 1;
}

/** The value of the first field of a name, decoded and on one line; empty where there is none. */
export function valueOf(fields: readonly Field[], name: string): string {
  const field = fields.find((candidate) => candidate.name === name);
  return field ? decodeHeader(field.value.replace(/\n[ \t]*/g, ' ')).trim() : '';
}

/** Every part, the outer before the inner. */
export function allParts(root: Part): Part[] {
  const found: Part[] = [];
  const left = [root];
  for (let part = left.pop(); part; part = left.pop()) {
    found.push(part);
    for (let index = part.parts.length - 1; index >= 0; index--) left.push(part.parts[index]!);
  }
  return found;
}

/** The text of a part for a reader: decoded from its transfer encoding and charset, HTML without its tags. */
export function textOfPart(mail: MappedText, part: Part): MappedText {
  const { bodyStart, bodyEnd, encoding, parameters, type } = part;
  const raw = mail.text.slice(bodyStart, Math.min(bodyEnd, bodyStart + mostRead));
  const charset = parameters.get('charset') ?? '';
  const decoded = decodeTransfer(mail, raw, bodyStart, encoding, charset);
  return type === 'text/html' || (type !== 'text/plain' && /^\s*<(?:!doctype html|html)\b/i.test(decoded.text))
    ? textOfHtml(decoded)
    : decoded;
}

function decodeTransfer(mail: MappedText, raw: string, start: number, encoding: string, charset: string): MappedText {
  if (encoding === 'base64') {
    const bytes = decodeBase64(raw);
    const text = decodeBytes(bytes, charset).replace(/\r\n?/g, '\n');
    return spread(mail, text, raw, start);
  }
  if (encoding === 'quoted-printable') return decodeQuoted(mail, raw, start, charset);
  if (encoding === 'x-uuencode') return MappedText.part(mail, raw, start);
  // the one who sent it forgot to say so
  if (/=3D|=20\n|=0A/.test(raw) && /=\n/.test(raw) && !/[\x80-\xff]/.test(raw))
    return decodeQuoted(mail, raw, start, charset);
  const text = decodeText(raw, charset);
  return text.length === raw.length ? MappedText.part(mail, text, start) : spread(mail, text, raw, start);
}

/** Each line of a decoded text, placed in its source by how far down it stands. */
function spread(mail: MappedText, text: string, raw: string, start: number): MappedText {
  const pieces: Piece[] = [];
  const share = raw.length / Math.max(1, text.length);
  let at = 0;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 ? text.length : feed + 1;
    pieces.push({ text: text.slice(at, next), start: start + Math.floor(at * share) });
    at = next;
  }
  return MappedText.join(mail, pieces);
}

function decodeQuoted(mail: MappedText, raw: string, start: number, charset: string): MappedText {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < raw.length) {
    // one line of the text, whose soft breaks may cut a character
    const from = at;
    const parts: Piece[] = [];
    for (let soft = true; soft && at < raw.length;) {
      const feed = raw.indexOf('\n', at);
      const lineEnd = feed < 0 ? raw.length : feed;
      const line = raw.slice(at, lineEnd).trimEnd();
      soft = line.endsWith('=');
      parts.push({ text: soft ? line.slice(0, -1) : `${line}${feed < 0 ? '' : '\n'}`, start: start + at });
      at = feed < 0 ? raw.length : feed + 1;
    }
    if (!parts.some(({ text }) => text.includes('='))) {
      for (const piece of parts) pieces.push({ text: decodeText(piece.text, charset), start: piece.start });
      continue;
    }
    const plain = parts.map(({ text, start: at }) => ({ text: unquote(text).replaceAll('\r', ''), start: at }));
    if (plain.some(({ text }) => /[\x80-\xff\x1b]/.test(text))) {
      const joined = plain.map(({ text }) => text).join('');
      const text = /[^\0-\xff]/.test(joined) ? joined : decodeBytes(bytesOf(joined), charset);
      pieces.push({ text, start: start + from });
    } else pieces.push(...plain);
  }
  return MappedText.join(mail, pieces);
}
