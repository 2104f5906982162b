import type { Catalog } from '../catalog/catalog';
import { fill } from './fill';
import { proseToMarkdown } from './markdown';

/** A member of a library that carries what a server answered. */
export interface Member {
  readonly name: RegExp;
  readonly library: string;
  /** What a file that uses the library says. */
  readonly used: RegExp;
  readonly holds: 'replyCode' | 'enhancedCode' | 'text';
  readonly url: string;
}

/** The usual libraries of eight languages, each with its document. */
const members: readonly Member[] = [
  {
    name: /^responseCode$/,
    library: 'Nodemailer',
    used: /nodemailer|smtp/i,
    holds: 'replyCode',
    url: 'https://nodemailer.com/smtp/',
  },
  {
    name: /^(?:smtp_code)$/,
    library: 'smtplib',
    used: /smtplib|aiosmtplib|SMTPResponseException/,
    holds: 'replyCode',
    url: 'https://docs.python.org/3/library/smtplib.html#smtplib.SMTPResponseException',
  },
  {
    name: /^smtp_error$/,
    library: 'smtplib',
    used: /smtplib|SMTPResponseException/,
    holds: 'text',
    url: 'https://docs.python.org/3/library/smtplib.html#smtplib.SMTPResponseException',
  },
  {
    name: /^Code$/,
    library: 'net/textproto, go-smtp',
    used: /textproto\.Error|"net\/textproto"|smtp\.SMTPError|go-smtp/,
    holds: 'replyCode',
    url: 'https://pkg.go.dev/net/textproto#Error',
  },
  {
    name: /^EnhancedCode$/,
    library: 'go-smtp',
    used: /go-smtp|smtp\.SMTPError/,
    holds: 'enhancedCode',
    url: 'https://pkg.go.dev/github.com/emersion/go-smtp#SMTPError',
  },
  {
    name: /^(?:SmtpStatusCode|StatusCode)$/,
    library: '.NET, MailKit',
    used: /System\.Net\.Mail|MailKit|SmtpException|SmtpCommandException/,
    holds: 'replyCode',
    url: 'https://learn.microsoft.com/dotnet/api/system.net.mail.smtpstatuscode',
  },
  {
    name: /^getReturnCode$/,
    library: 'Jakarta Mail',
    used: /(?:jakarta|javax)\.mail|com\.sun\.mail|SMTP(?:Address|Send)(?:Failed|Succeeded)Exception/,
    holds: 'replyCode',
    url: 'https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/SMTPSendFailedException.html',
  },
  {
    name: /^(?:smtp_code|smtp_code_ex)$/,
    library: 'PHPMailer',
    used: /PHPMailer|SMTP::/,
    holds: 'replyCode',
    url: 'https://phpmailer.github.io/PHPMailer/classes/PHPMailer-PHPMailer-SMTP.html',
  },
  {
    name: /^(?:SMTPServerBusy|SMTPFatalError|SMTPSyntaxError|SMTPAuthenticationError|SMTPUnknownError)$/,
    library: 'Net::SMTP',
    used: /net\/smtp|Net::SMTP/,
    holds: 'replyCode',
    url: 'https://docs.ruby-lang.org/en/master/Net/SMTP.html',
  },
  {
    name: /^(?:is_transient|is_permanent|status)$/,
    library: 'lettre',
    used: /lettre/,
    holds: 'replyCode',
    url: 'https://docs.rs/lettre/latest/lettre/transport/smtp/struct.Error.html',
  },
];

/** Codes for which a client does something of its own, in the order of what it does. */
const telling: readonly (readonly ['transient' | 'permanent', readonly string[]])[] = [
  ['transient', ['421', '450', '451', '452', '454']],
  ['permanent', ['530', '535', '550', '552', '554']],
];

/** The library's member that a name is, in a file that uses the library. */
export function findMember(name: string, text: string): Member | undefined {
  return members.find((member) => member.name.test(name) && member.used.test(text));
}

/** What a hover on such a member says: what may stand there, and which values differ in what to do. */
export function memberMarkdown({ texts }: Catalog, name: string, { library, holds, url }: Member): string {
  const { member } = texts.ui;
  const rows = telling.map(([kind, codes]) => {
    const named = codes
      .map((code) => `\`${code}\` ${proseToMarkdown(texts['reply-codes'][code]?.name ?? '')}`)
      .join(' · ');
    return `- ${proseToMarkdown(member[kind])} ${named}`;
  });
  return [
    `**${proseToMarkdown(fill(member[holds], `\`${name}\``, library))}**`,
    ...(holds === 'text' ? [proseToMarkdown(member.words)] : [rows.join('\n'), proseToMarkdown(member.firstDigit)]),
    `[${library}](${url})`,
  ].join('\n\n');
}
