import { isHttpCode, isGatewayCode, isRegistered, isReplyCode, isWebCode } from '../code/knownCodes';
import type { Recogniser } from './recogniser';
import type { RecordToken } from './token';

const closes = /^(?:[\s,;:)"'}\]|]|\\{1,2}["'rn]|$)/;
const assigned = (names: readonly string[]): string[] =>
  names.flatMap((name) => [
    `${name}=`,
    `${name}="`,
    `${name} = `,
    `${name} :`,
    `${name} : `,
    `${name}: `,
    `${name}":`,
    `${name}": `,
    `${name}":"`,
    `${name}": "`,
    `${name}: "`,
    `${name}: '`,
  ]);

/** A code that no other protocol claims. */
const isUnmistakable = (code: string): boolean => isRegistered(code) && !isGatewayCode(code);

/** What a client of HTTP asked for: then a code that HTTP has too is HTTP's. */
export const webRequest =
  /\b(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS) (?:\/|https?:)|\bmethod["']?[=:]\s?["']?(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS)\b/;
/** Whether a code that HTTP has too answers a client of HTTP. */
export const isOfWebRequest = ({ code, left }: RecordToken): boolean =>
  (isHttpCode(code) || isGatewayCode(code)) && webRequest.test(left);

/** Fields that hold a reply code alone. */
export const codeFields: readonly Recogniser[] = [
  {
    id: 'record/code-field',
    reason: 'the name before it says reply code',
    kind: 'reply',
    before: assigned([
      ...[
        'responsecode',
        'response code',
        'replycode',
        'reply code',
        'smtpcode',
        'smtp code',
        'smtpstatus',
        'smtp status',
      ],
      ...['smtp reply', 'smtpreply', 'smtp error', 'smtp status code', 'smtpstatuscode', 'basic code', 'lmtp code'],
      ...[
        'smtp response code',
        'smtpresponsecode',
        'smtp reply code',
        'smtp error code',
        'smtpreplycode',
        'retcode',
        'rejection code',
        'rejectioncode',
        'rcode',
        'rc',
      ],
    ]),
    after: closes,
    applies: (token, around) => (around.isAboutMail(token) && !isOfWebRequest(token)) || isUnmistakable(token.code),
  },
  {
    id: 'record/code-words',
    reason: 'the words before it say reply code',
    kind: 'reply',
    before: [
      'response code ',
      'response code "',
      'responsecode ',
      'reply code ',
      'smtp code ',
      'got code "',
      'got code ',
      'smtp error ',
      'smtp error (',
      'smtp error code ',
      'permanent error (',
      'transient error (',
    ],
    after: /^(?:[\s,;:)"'}\]./|]|\\{1,2}["'rn]|$)/,
    onMailLine: true,
  },
  {
    id: 'record/expected-code',
    reason: 'the words before it say what was expected or came instead',
    product: 'Swift Mailer, Symfony Mailer',
    url: 'https://github.com/swiftmailer/swiftmailer',
    kind: 'reply',
    before: ['expected response code ', 'expected response code "', 'but got code "'],
    applies: ({ code }) => isUnmistakable(code),
  },
  {
    id: 'record/status-field',
    reason: 'the name before it says code or status where the line is about mail',
    kind: 'reply',
    before: assigned([
      'code',
      'status',
      'statuscode',
      'status code',
      'errorcode',
      'error code',
      'errcode',
      'err code',
      'error',
      'return code',
      'expected',
      'got',
    ]),
    after: /^(?:[,;)"'}\]|]|\\{1,2}["'rn]|\s*$|\s[\w"]{1,20}[=:])/,
    onMailLine: true,
    applies: (token) =>
      (isRegistered(token.code) && !isOfWebRequest(token)) ||
      (isReplyCode(token.code) &&
        !isHttpCode(token.code) &&
        !isGatewayCode(token.code) &&
        !isWebCode(token.code) &&
        token.code > '4'),
  },
  {
    id: 'record/kumomta-response',
    reason: 'the code of the response in a record of the log',
    product: 'KumoMTA',
    url: 'https://docs.kumomta.com/reference/log_record/',
    kind: 'reply',
    before: ['"response":{"code":', '"response": {"code": '],
    after: closes,
    applies: (token, around) => around.source.id === 'kumomta' || around.speaksOfMail(token),
  },
  {
    id: 'record/swiftmailer',
    reason: 'what a call in a trace expects of the server',
    product: 'Swift Mailer',
    url: 'https://github.com/swiftmailer/swiftmailer',
    kind: 'reply',
    before: ['array(', "array('"],
    after: /^'?\)/,
    applies: ({ left }) => /\b(?:executeCommand|_?assertResponseCode)\(/.test(left),
  },
  {
    id: 'record/tuple',
    reason: 'the first of a pair of a reply code and its text',
    product: 'Python smtplib',
    url: 'https://docs.python.org/3/library/smtplib.html#smtplib.SMTP.docmd',
    kind: 'reply',
    before: ['('],
    after: /^, ?b?["']/,
    applies: (token, around) => around.isAboutMail(token) || isUnmistakable(token.code),
  },
  {
    id: 'record/ironport',
    reason: 'the first of a pair of a reply code and the lines of its text',
    product: 'Cisco IronPort',
    kind: 'reply',
    before: ["('"],
    after: /^', ?\[/,
  },
  {
    id: 'record/powermta-status',
    reason: 'the column dsnStatus, with a reply code in it',
    product: 'PowerMTA',
    kind: 'reply',
    before: [','],
    after: /^,(?:[^,]{1,60},)?"?smtp;/,
    applies: ({ code }) => isReplyCode(code),
  },
];

/** The most frequent of them. */
export const dsnField: Recogniser = {
  id: 'record/dsn',
  reason: 'the field dsn= holds the enhanced status code',
  product: 'Postfix, Sendmail',
  url: 'https://www.postfix.org/postconf.5.html',
  kind: 'enhanced',
  before: assigned(['dsn', 'dsnstatus', 'dsn status', 'dsn code']),
};

/** Fields that hold an enhanced status code alone. */
export const enhancedFields: readonly Recogniser[] = [
  dsnField,
  {
    id: 'record/diagnostic-code',
    reason: 'the type before it says that a reply follows',
    url: 'https://www.rfc-editor.org/rfc/rfc3464#section-2.3.6',
    kind: 'enhanced',
    before: ['smtp; ', 'smtp;', 'lmtp; ', 'lmtp;'],
  },
  {
    id: 'record/status',
    reason: 'the field Status holds the enhanced status code',
    url: 'https://www.rfc-editor.org/rfc/rfc3464#section-2.3.4',
    kind: 'enhanced',
    before: assigned(['status']),
    onMailLine: true,
  },
  {
    id: 'record/enhanced-field',
    reason: 'the name before it says enhanced status code',
    kind: 'enhanced',
    before: assigned([
      ...['enhanced-code', 'enhanced code', 'enhancedcode', 'enhanced status', 'enhancedstatus', 'enhancedstatuscode'],
      ...[
        'enhanced status code',
        'smtp enchcode',
        'smtp enhanced code',
        'smtpenhancedcode',
        'secode',
        'ecode',
        'esc',
        'bounce-code',
        'error code',
        'smtp info',
      ],
    ]),
  },
  {
    id: 'record/hash',
    reason: 'a number sign marks an enhanced status code',
    product: 'qmail, Cisco IronPort, Microsoft Exchange',
    url: 'https://cr.yp.to/proto/qmtp.txt',
    kind: 'enhanced',
    before: ['#'],
  },
  {
    id: 'record/code-words',
    reason: 'the words before it say code where the line is about mail',
    kind: 'enhanced',
    before: ['status code ', 'error code ', 'dsn code ', 'dsn ', 'enhanced code '],
    onMailLine: true,
  },
  {
    id: 'record/code-words',
    reason: 'the words before it introduce what a server answered, without the reply code',
    kind: 'enhanced',
    before: ['error message '],
    after: /^ [A-Z<]/,
    onMailLine: true,
  },
  {
    id: 'record/smtplib-text',
    reason: 'the text of a reply, which the reply code was taken from',
    product: 'Python smtplib',
    url: 'https://docs.python.org/3/library/smtplib.html#smtplib.SMTP.set_debuglevel',
    kind: 'enhanced',
    before: ["msg: b'", 'msg: b"', ", b'", ', b"'],
  },
  {
    id: 'record/powermta-status',
    reason: 'the column dsnStatus',
    product: 'PowerMTA',
    kind: 'enhanced',
    before: [','],
    after: /^(?:,| \()/,
    applies: (token, around) => around.source.id === 'powermta' || around.speaksOfMail(token),
  },
];
