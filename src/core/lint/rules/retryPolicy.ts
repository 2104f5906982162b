import { firstOf, rfc, type LintContext, type RawFinding, type Rule } from '../rule';

/** What a branch does first, on the line of its condition or on the next that says something. */
const retries =
  /^(?:(?:return|await|yield)\s+)*(?:\w+[.:>-]+)*(?:retry|requeue|reschedule)(?:Later|Message|Send|Delivery|_later|_message)?\s*\(/i;
const givesUp =
  /^(?:(?:return|await|yield)\s+)*(?:\w+[.:>-]+)*(?:bounce|give_?up|suppress|remove_?(?:address|recipient))(?:Message|Recipient|Address|_message)?\s*\(/i;
const equals = /(?:(?:^|[^!=<>])={2,3}|\beq\b|\.equals\()\s*["']?$/;
const opens = /^["']?\s*\)*\s*(?:\{|:|then\b|do\b)?\s*/;

/** `if (code === 550) retry()`: nothing will change by sending it again. */
export const retryOnPermanent: Rule = {
  id: 'retry-on-permanent',
  level: 'warning',
  reference: rfc(5321, '4.2.1'),
  check: (context) => branches(context, '5', retries),
};

/** `if (code === 450) bounce()`: the message would go through later. */
export const giveUpOnTransient: Rule = {
  id: 'give-up-on-transient',
  level: 'warning',
  reference: rfc(5321, '4.5.4.1'),
  check: (context) => branches(context, '4', givesUp),
};

function* branches({ text, replies }: LintContext, first: string, act: RegExp): Iterable<RawFinding> {
  for (const reply of replies) {
    const code = firstOf(reply, 'reply');
    if (code?.code[0] !== first || reply.role === 'comment') continue;
    const lineStart = text.lastIndexOf('\n', code.start - 1) + 1;
    const left = text.slice(Math.max(lineStart, code.start - 200), code.start);
    // One plain comparison decides; with && or || more is at stake than this code.
    if (
      !/\b(?:if|elif|elsif|when|unless)\b/.test(left) ||
      !equals.test(left) ||
      /&&|\|\||\b(?:and|or|not|unless)\b/.test(left)
    )
      continue;
    const right = text.slice(code.end, code.end + 400);
    const opened = opens.exec(right)![0];
    const body = right.slice(opened.length).trimStart();
    if (act.test(body)) yield { start: code.start, end: code.end, values: [code.code] };
  }
}
