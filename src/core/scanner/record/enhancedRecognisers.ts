import type { Token } from '../code/token';
import { buildAnchors, findAnchor } from './anchors';
import { lineOf } from './lines';
import type { Recogniser } from './recogniser';
import type { Surroundings } from './scanRecord';

const anchored: readonly Recogniser[] = [
  {
    id: 'record/dsn',
    reason: 'the field dsn= holds the enhanced status code',
    product: 'Postfix, Sendmail',
    url: 'https://www.postfix.org/postconf.5.html',
    before: ['dsn=', 'dsn: ', 'dsn=', '"dsn":"', '"dsn": "'],
  },
  {
    id: 'record/status-field',
    reason: 'the field Status holds the enhanced status code',
    url: 'https://www.rfc-editor.org/rfc/rfc3464#section-2.3.4',
    before: [
      'Status: ',
      'status":"',
      'status": "',
      'status="',
      'enhanced-code":"',
      'enhanced-code": "',
      'secode=',
      'enchcode":"',
    ],
  },
  {
    id: 'record/hash',
    reason: 'a number sign before it marks an enhanced status code',
    product: 'qmail',
    before: ['(#', '#', ' #'],
  },
  {
    id: 'record/stripped',
    reason: 'a client kept the enhanced status code and dropped the reply code',
    before: ['msg: b"', "msg: b'", ", b'", ', b"'],
  },
];

const anchors = buildAnchors(anchored);
const textAfter = /^[ :-]\s{0,4}[A-Za-z<"'([{*#%~]/;
const versionBefore = /(?:\bv|version|postfix|exim|dovecot|sendmail|release|nodemailer|node)[ :]\s?$/i;

const judged: readonly Recogniser[] = [
  {
    id: 'record/enhanced-after-reply',
    reason: 'stands behind a reply code',
    applies: (token, around) =>
      around.previousCode.length === 3 &&
      token.start - around.previousEnd <= 4 &&
      /^[^\w\n]+$/.test(token.text.slice(around.previousEnd, token.start)),
  },
  {
    id: 'record/enhanced-opens',
    reason: 'a mark stands before it and the text of a reply follows',
    applies: (token, around) =>
      /(?:^\s*|[:>] |\\n|["'(])$/.test(token.close) &&
      !versionBefore.test(token.close) &&
      textAfter.test(token.right) &&
      token.code[0] !== '2' &&
      lineOf(token, around).mail,
  },
];

/** RFC 5248's registry has subjects from 0 to 7. */
function isPlausible(code: string): boolean {
  return code.charCodeAt(3) === 46 && code.charCodeAt(2) <= 55;
}

/** The id of the recogniser that reads a triple of numbers as an enhanced status code; undefined where none does. */
export function judgeEnhancedCode(token: Token, around: Surroundings): string | undefined {
  if (!isPlausible(token.code)) return undefined;
  const { text, start } = token;
  if (text.charCodeAt(start - 1) === 110 && text.charCodeAt(start - 2) !== 92) return undefined;
  if (judged[0]!.applies!(token, around)) return judged[0]!.id;
  const anchor = findAnchor(anchors, text, start, token.lineStart, (found) => found.applies?.(token, around) ?? true);
  if (anchor) return anchor.id;
  return judged.find((recogniser) => recogniser.applies?.(token, around))?.id;
}

export const enhancedRecognisers: readonly Recogniser[] = [...anchored, ...judged];
