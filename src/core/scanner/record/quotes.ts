import { isHttpCode, isReplyCode } from '../code/knownCodes';
import { end, goesOn, saysAnything, webReason } from './after';
import type { Recogniser } from './recogniser';

const quoted: Pick<Recogniser, 'kind' | 'applies'> = {
  kind: 'reply',
  applies: ({ code, right }) =>
    goesOn(right) && (!end.test(right) || isReplyCode(code)) && !(isHttpCode(code) && webReason.test(right)),
};
/** Behind words that nothing but a reply follows. */
const answered: Pick<Recogniser, 'kind' | 'applies'> = {
  kind: 'reply',
  applies: ({ code, right }) => saysAnything(right) || (end.test(right) && isReplyCode(code)),
};

/** Where a program quotes what a server answered. */
export const quotes: readonly Recogniser[] = [
  {
    ...answered,
    id: 'record/said',
    reason: 'the words before it introduce what a server said',
    before: [' said: ', 'refused to talk to me: ', 'refused to start TLS: ', 'server message: ', 'responded with: "'],
  },
  {
    ...answered,
    id: 'record/postfix-status',
    reason: 'the reply stands in brackets behind the status of the delivery',
    product: 'Postfix',
    url: 'https://www.postfix.org/postconf.5.html',
    before: ['status=sent (', 'status=bounced (', 'status=deferred (', 'status=expired (', 'status=undeliverable ('],
  },
  {
    ...answered,
    id: 'record/exim-confirmation',
    reason: 'the field C= holds the reply that confirmed the delivery',
    product: 'Exim',
    url: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html#SECID256',
    before: ['C="'],
  },
  {
    ...answered,
    id: 'record/diagnostic-code',
    reason: 'the type before it says that a reply follows',
    url: 'https://www.rfc-editor.org/rfc/rfc3464#section-2.3.6',
    before: ['smtp; ', 'smtp;', 'lmtp; ', 'lmtp;', 'x-unix; ', 'diagnostic-code: '],
  },
  {
    ...quoted,
    id: 'record/reply-field',
    reason: 'the field before it holds a reply',
    product: 'Sendmail, OpenSMTPD, Haraka, ZoneMTA, msmtp, providers of mail',
    before: [
      ...['reply', 'reject', 'stat', 'smtpmsg', 'lr', 'smtp-response', 'smtpresponse', 'smtp reply'],
      ...['diagnosticcode', 'diagnostic-code', 'raw reason', 'diag', 'smtp msg'],
    ].flatMap((name) => [
      `${name}=`,
      `${name}="`,
      `${name}='`,
      `${name}":"`,
      `${name}": "`,
      `${name}: '`,
      `${name}: "`,
    ]),
  },
  {
    ...quoted,
    id: 'record/introduced',
    reason: 'the word before the colon introduces a reply where the line is about mail',
    before: [
      ...['failed', 'succeeded', 'was', 'returned', 'response', 'rejected', 'denied', 'error', 'login', 'greeting'],
      ...['deferred', 'bounced', 'reply', 'exception', 'answer', 'delivered', 'message', 'reason', 'detail', 'details'],
    ].map((word) => `${word}: `),
    onMailLine: true,
  },
  {
    ...quoted,
    id: 'record/introduced',
    reason: 'the words before it introduce a reply where the line is about mail',
    before: [
      "returned '",
      'delivery -> ',
      'responded: ',
      'responded with ',
      'error was: ',
      'reply was: ',
      'with message "',
    ],
    onMailLine: true,
  },
];
