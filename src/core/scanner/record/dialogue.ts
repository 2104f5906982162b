import { dialogue, unit } from './after';
import type { Recogniser } from './recogniser';

const line = { kind: 'reply', after: dialogue } as const;

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
];
