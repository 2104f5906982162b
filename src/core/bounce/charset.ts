/** Both hosts have it (WHATWG Encoding), the language alone does not. */
declare const TextDecoder: new (
  label?: string,
  options?: { readonly fatal?: boolean },
) => { decode: (bytes: Uint8Array) => string };

type Decoder = InstanceType<typeof TextDecoder>;

/** Names that mails use and the standard doesn't know. */
const aliases: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  'x-sjis': 'shift_jis',
  'windows-31j': 'shift_jis',
  cp936: 'gbk',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  cp1250: 'windows-1250',
  utf8: 'utf-8',
  'unicode-1-1-utf-7': 'utf-8',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  ks_c_5601: 'euc-kr',
};

const decoders = new Map<string, Decoder | null>();

function decoderOf(charset: string, fatal = false): Decoder | null {
  const label = aliases[charset] ?? charset;
  const key = fatal ? `${label}!` : label;
  const known = decoders.get(key);
  if (known !== undefined) return known;
  let decoder: Decoder | null = null;
  try {
    decoder = new TextDecoder(label, { fatal });
  } catch {
    // nobody knows this charset
  }
  // mails can name as many as they like
  if (decoders.size < 200) decoders.set(key, decoder);
  return decoder;
}

/** The characters of a text as bytes. */
export function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/**
 * Reads bytes in the charset that a mail names; where that is wrong or missing, UTF-8 if they are that, else Western.
 * @param charset in any case; empty where the mail says nothing
 */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  const label = charset.toLowerCase().trim();
  if (label && label !== 'us-ascii' && label !== 'ascii') {
    const strict = decoderOf(label, true);
    if (strict)
      try {
        return strict.decode(bytes);
      } catch {
        // not in the charset that it says
      }
    else if (label === 'utf-7') return decodeWest(bytes);
  }
  try {
    return decoderOf('utf-8', true)!.decode(bytes);
  } catch {
    return decoderOf(label)?.decode(bytes) ?? decodeWest(bytes);
  }
}

function decodeWest(bytes: Uint8Array): string {
  return decoderOf('windows-1252')!.decode(bytes);
}

/** Units that are bytes above ASCII, and the escapes of ISO 2022 that are none but mean such. */
const foreign = /[\x80-\xff]|\x1b[$(]/;

/** Reads text whose units are bytes; text that has been read already stays as it is. */
export function decodeText(text: string, charset: string): string {
  if (!foreign.test(text) || /[^\0-\xff]/.test(text)) return text;
  // an editor has read it already where nothing in it is UTF-8 as it says
  if (/^utf-?8$/i.test(charset) && !/[\xc2-\xf4][\x80-\xbf]/.test(text)) return text;
  const escaped = !charset && text.includes('\x1b$');
  return decodeBytes(bytesOf(text), escaped ? 'iso-2022-jp' : charset);
}

const digits = new Uint8Array(128).fill(255);
for (const [value, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  digits[char.charCodeAt(0)] = value;

/** Reads base64 (RFC 2045 §6.8); what is no digit is passed over. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const value = unit < 128 ? digits[unit]! : 255;
    if (value === 255) continue;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (bits >> held) & 255;
    }
  }
  return bytes.subarray(0, length);
}

const encodedWord = /=\?([\w.:-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]{0,1000})\?=(?:\s{1,20}(?==\?))?/gi;

/** The encoded words of a header (RFC 2047) as text, and its bytes as characters. */
export function decodeHeader(value: string): string {
  if (!value.includes('=?')) return decodeText(value, '');
  return value.replace(encodedWord, (_, charset: string, encoding: string, word: string) => {
    const bytes = encoding.toLowerCase() === 'b' ? decodeBase64(word) : bytesOf(unquote(word.replaceAll('_', ' ')));
    return decodeBytes(bytes, charset);
  });
}

/** Quoted-printable without its line breaks. */
export function unquote(text: string): string {
  return text.replace(/=([\da-f]{2})/gi, (_, digitPair: string) => String.fromCharCode(parseInt(digitPair, 16)));
}
