import { dialogue, unit } from './after';
import type { Recogniser } from './recogniser';

const line = { kind: 'reply', after: dialogue } as const;

/** The host that Postfix speaks with, behind the mark of the direction. */
const postfixPeer = /[<>] [\w.-]{1,255}\[[\w.:/]{1,64}\](?::\d{1,5})?: $/;
/** A bracket or the last digit of a port. */
const endsAddress = (c: number): boolean => c === 93 || (c >= 48 && c <= 57);

/** The marks that stand before what a server says in a transcript. */
export const dialogueMarks: readonly Recogniser[] = [
  {
    ...line,
    id: 'record/swaks',
    reason: 'the mark of the server in a transcript of Swaks',
    product: 'Swaks',
    url: 'https://jetmore.org/john/code/swaks/latest/doc/ref.txt',
    before: ['<- ', '<~ ', '<** ', '<~* '],
  },
  {
    ...line,
    id: 'record/server-line',
    reason: 'the letter or the word before it stands for the side of the server',
    before: [
      'S: ',
      'LS: ',
      'RS: ',
      'server: ',
      'Out: ',
      'server -> client: ',
      'received: ',
      'sent: ',
      'got reply: ',
      'in: ',
    ],
    onMailLine: true,
    applies: ({ close, right }) => !unit.test(right) && !/CLIENT -> SERVER: $/.test(close),
  },
  {
    ...line,
    id: 'record/arrow',
    reason: 'an arrow before it stands for the side of the server',
    product: 'msmtp, Perl Net::SMTP, Symfony Mailer, aiosmtpd, amavis, Exim with -d',
    before: [
      ...['<<< ', '<< ', '<-- ', "<< b'", '<< b"', 'smtp<< ', 'smtp>> ', 'smtp> ', 'lmtp> ', '>>> ', '--- ', '--> '],
      ...[': < ', '- < ', "<-- b'", '<-- b"'],
    ],
    onMailLine: true,
  },
  {
    kind: 'reply',
    id: 'record/smtp-cli',
    reason: 'the code in brackets and the text in quotes',
    product: 'smtp-cli',
    url: 'https://github.com/mludvig/smtp-cli',
    before: ['['],
    after: /^\] '/,
  },
  {
    ...line,
    id: 'record/esp-mail',
    reason: 'the mark of the server in the debug output',
    product: 'ESP Mail Client',
    url: 'https://github.com/mobizt/ESP-Mail-Client',
    before: ['< S: '],
  },
  {
    ...line,
    id: 'record/dart-mailer',
    reason: 'the mark of the server behind the level of a connection',
    product: 'Dart mailer',
    url: 'https://pub.dev/packages/mailer',
    before: ['] < '],
    applies: ({ left }) => /\| Connection \| [A-Z]{3,8}\] < $/.test(left),
  },
  {
    ...line,
    id: 'record/opensmtpd-debug',
    reason: 'a line of the session, as smtpd -dv prints it',
    product: 'OpenSMTPD',
    url: 'https://man.openbsd.org/smtpd.8',
    before: [': <<< ', ': >>> '],
    applies: ({ left }) => /\b(?:smtp|mta): 0x[\da-f]{1,16}: (?:<<<|>>>) $/.test(left),
  },
  {
    ...line,
    id: 'record/curl',
    reason: 'a line of the server, as curl -v prints it',
    product: 'curl',
    url: 'https://curl.se/docs/manpage.html#-v',
    before: ['< '],
    applies: ({ left }) => left.length === 2,
  },
  {
    ...line,
    id: 'record/smtplib',
    reason: 'a reply as smtplib prints it at debuglevel 1',
    product: 'Python smtplib',
    url: 'https://docs.python.org/3/library/smtplib.html#smtplib.SMTP.set_debuglevel',
    before: ["reply: b'", 'reply: b"', "reply: '", 'retcode (', 'data: ('],
  },
  {
    ...line,
    id: 'record/exchange-protocol',
    reason: 'the data of an event in a protocol log',
    product: 'Microsoft Exchange',
    url: 'https://learn.microsoft.com/en-us/exchange/mail-flow/connectors/protocol-logging',
    before: [',>,', ',>,"', ',<,', ',<,"'],
  },
  {
    ...line,
    id: 'record/postfix-verbose',
    reason: 'a line of the session, as Postfix logs it for debug_peer_list',
    product: 'Postfix',
    url: 'https://www.postfix.org/DEBUG_README.html#debug_peer',
    before: [': '],
    applies: ({ left, start, text }) => endsAddress(text.charCodeAt(start - 3)) && postfixPeer.test(left),
  },
];
