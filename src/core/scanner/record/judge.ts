import { isForeign, isReplyCode, isRegistered } from '../code/knownCodes';
import type { Token } from '../code/token';
import { end, unit, words } from './after';
import { buildAnchors, findAnchor } from './anchors';
import { dialogueMarks } from './dialogue';
import { codeFields, enhancedFields } from './fields';
import { quotes } from './quotes';
import type { Recogniser } from './recogniser';
import type { Surroundings } from './surroundings';

const enhancedAfter = /^(?:[ :-]\s{0,2}|_)[#[(]{0,2}([245])\.\d{1,3}\.\d{1,3}(?!\.?\d)/;
/** What may stand before the code of a reply: the end of another field, a quote, a bracket. */
const opener = /(?:^|[:;=>|)\]}–—→↳-]\s{1,4}|[("'`>\t:;|]|,")["'(\[]{0,2}$/;
const blank = /^[\s│|>*↪↳]*$/;
const lineAfter = /^(?:[ -][^\s\d]| {1,2}8BITMIME|-8BITMIME|[ -]?\s*$)/;
const transcriptLineAfter = /^(?:[ -]|\s*$)/;
/** Words before a number that say what it counts or names. */
const counted =
  /(?:\b(?:ports?|pid|line|size|in|after|job|id|uid|gid|waited|took|count|total|bytes|version|fd|qp|child|time|delay|session|attempt|msg|message|top|user)[ =:#]\s?|\bv)$/i;
/** Another protocol's code. */
const foreignBefore =
  /\bHTTPS?(?:\/\d(?:\.\d)?)?[\s"':=(]{0,3}(?:status|code|error|response|returned|:| ){0,3}[\s"':=(]{0,3}$|\bFTP[\w ]{0,12}[:=] ?"?$/i;
const saysFailure = /(?:>|command|DATA|connect|end of data|QUIT|AUTH \w+)\W{0,2}: $/i;

/** What a reply code itself looks like, and what stands around it; from the most to the least telling. */
const replyShapes: readonly Recogniser[] = [
  {
    id: 'record/reply-with-enhanced',
    reason: 'an enhanced status code follows',
    kind: 'reply',
    applies: (token) => {
      const match = enhancedAfter.exec(token.right);
      return match !== null && (match[1] === token.code[0] || /[: (\n"'=#]$/.test(token.left));
    },
  },
  {
    id: 'record/repeated',
    reason: 'the same code opens the reply behind it',
    kind: 'reply',
    applies: ({ code, right }) => right.startsWith(`: ${code}`) || right.startsWith(` - ${code}`),
  },
  {
    id: 'record/reply-event',
    reason: 'the word reply follows',
    product: 'Dovecot',
    kind: 'reply',
    applies: ({ close, right }) => /[;:] $/.test(close) && /^ reply\b/.test(right),
  },
  {
    id: 'record/line',
    reason: 'a line opens with it and the text of a reply follows',
    kind: 'reply',
    applies: (token, around) => {
      const isTranscript = around.source.family === 'transcript';
      return (
        (isTranscript || isReplyCode(token.code)) &&
        blank.test(token.left) &&
        (isTranscript ? transcriptLineAfter : lineAfter).test(token.right) &&
        !unit.test(token.right) &&
        around.lineMeaning(token) === 'mail'
      );
    },
  },
  {
    id: 'record/opens',
    reason: 'a mark stands before it and the text of a reply follows',
    kind: 'reply',
    applies: (token, around) =>
      isReplyCode(token.code) &&
      opener.test(token.close) &&
      words.test(token.right) &&
      !unit.test(token.right) &&
      around.lineMeaning(token) === 'mail',
  },
  {
    id: 'record/alone',
    reason: 'the whole reply is the code, behind the command it answers',
    kind: 'reply',
    applies: (token, around) =>
      isRegistered(token.code) &&
      end.test(token.right) &&
      saysFailure.test(token.left) &&
      around.lineMeaning(token) === 'mail',
  },
];

const continuation: Recogniser = {
  id: 'record/continuation',
  reason: 'a further line of the same reply',
  kind: 'reply',
};

const enhancedAfterReply: Recogniser = {
  id: 'record/enhanced-after-reply',
  reason: 'stands behind a reply code',
  kind: 'enhanced',
};

const textAfterEnhanced = /^[ :-]\s{0,4}[A-Za-z<"'([{*#%~]/;
const versionBefore =
  /(?:\bv|\bversion|\bpostfix|\bexim|\bdovecot|\bsendmail|\brelease|\bnodemailer|\bnode|\bopenssl|\bstarting|\blinux|\bopendkim|\brspamd|\bunbound|\bclamav)[ :]\s?$/i;

/** What an enhanced status code itself looks like, and what stands around it. */
const enhancedShapes: readonly Recogniser[] = [
  {
    id: 'record/enhanced-opens',
    reason: 'a mark stands before it and the text of a reply follows: the reply code was left out',
    kind: 'enhanced',
    applies: (token, around) =>
      /(?:^\s*|[:>)] |\\n|["'(;]|b["'])$/.test(token.close) &&
      !versionBefore.test(token.close) &&
      textAfterEnhanced.test(token.right) &&
      (token.code[0] !== '2' || /(?:response|reply|msg|result|message)\W{1,4}b?["']$/i.test(token.close)) &&
      around.lineMeaning(token) === 'mail',
  },
];

/** Every recogniser of records, for `scan --explain`. */
export const recognisers: readonly Recogniser[] = [
  ...quotes,
  ...dialogueMarks,
  ...codeFields,
  ...replyShapes,
  continuation,
  ...enhancedFields,
  ...enhancedShapes,
  enhancedAfterReply,
];

const replyAnchors = buildAnchors([...quotes, ...dialogueMarks, ...codeFields]);
const enhancedAnchors = buildAnchors(enhancedFields);

function holds(recogniser: Recogniser, token: Token, around: Surroundings): boolean {
  return (
    (recogniser.after?.test(token.right) ?? true) &&
    (recogniser.applies?.(token, around) ?? true) &&
    (!recogniser.onMailLine || around.lineMeaning(token) === 'mail')
  );
}

/** Whether a token goes on with the reply that a `550-` began, on the same line or the next of a folded field. */
function continues(token: Token, around: Surroundings): boolean {
  if (around.openCode !== token.code || !(words.test(token.right) || end.test(token.right))) return false;
  if (token.start - around.openEnd > 1_000) return false;
  if (around.openEnd >= token.lineStart) return /(?:[\s/|]|\\[nr]|#012)$/.test(token.close);
  return around.source.family === 'bounce' && /\s$/.test(token.close);
}

/** # @ / % $ + - & ~ and \ before a number make it something else. */
const gluedSigns = new Set([35, 36, 37, 38, 43, 45, 47, 64, 92, 126]);

/** The id of the recogniser that reads three digits as a reply code; undefined where none does. */
export function judgeReplyCode(token: Token, around: Surroundings): string | undefined {
  const { text, start, end: after } = token;
  const before = text.charCodeAt(start - 1);
  // the n of \n
  if (before === 110 && text.charCodeAt(start - 2) !== 92) return undefined;
  if (around.openCode !== '' && continues(token, around)) return continuation.id;
  if (gluedSigns.has(before)) {
    if (!(before === 35 && enhancedAfter.test(token.right))) return undefined;
  }
  // [550]
  if (before === 91 && text.charCodeAt(after) === 93) return undefined;
  if (before === 50 && !text.startsWith('#012', start - 4)) return undefined;
  if (foreignBefore.test(token.close)) return undefined;
  const anchor = findAnchor(replyAnchors, text, start, token.lineStart, (found) => holds(found, token, around));
  if (anchor) return anchor.id;
  if (replyShapes[0]!.applies!(token, around)) return replyShapes[0]!.id;
  if (isForeign(token.code) || counted.test(token.close)) return undefined;
  return replyShapes.find((shape) => shape.applies!(token, around))?.id;
}

/** RFC 5248's registry has subjects from 0 to 7. */
const isPlausible = (code: string): boolean => code.charCodeAt(3) === 46 && code.charCodeAt(2) <= 55;

/** The id of the recogniser that reads a triple of numbers as an enhanced status code; undefined where none does. */
export function judgeEnhancedCode(token: Token, around: Surroundings): string | undefined {
  const { text, start } = token;
  if (!isPlausible(token.code)) return undefined;
  if (text.charCodeAt(start - 1) === 110 && text.charCodeAt(start - 2) !== 92) return undefined;
  if (
    around.previousCode.length === 3 &&
    start - around.previousEnd <= 4 &&
    /^(?:[^\w\n]+|_)$/.test(text.slice(around.previousEnd, start))
  )
    return enhancedAfterReply.id;
  const anchor = findAnchor(enhancedAnchors, text, start, token.lineStart, (found) => holds(found, token, around));
  if (anchor) return anchor.id;
  return enhancedShapes.find((shape) => shape.applies!(token, around))?.id;
}
