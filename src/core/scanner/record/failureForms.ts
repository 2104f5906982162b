/** A line in which a program tells a failure in words, with no code. Adding one means adding an entry and a sample of it. */
export interface FailureForm {
  /** Stable; `Occurrence.rule` of what it finds. */
  readonly id: string;
  /** One line for `scan --explain`. */
  readonly reason: string;
  readonly product?: string;
  /** The document that describes it. */
  readonly url?: string;
  /** The sources in which it is looked for, by their id. */
  readonly formats: readonly string[];
  /** One of these stands in each such line; other lines are not looked at. */
  readonly triggers: readonly string[];
  /** What stands before the reason; its groups `later` and `never` say whether it is tried again, `ours` that the log's own server refused. */
  readonly before: RegExp;
  /** What ends the reason; absent: the line does. */
  readonly until?: RegExp;
  /** What the line has besides, and what it has not. */
  readonly on?: RegExp;
  readonly unless?: RegExp;
  /** Whether such a line is a failure whatever it says; otherwise its words have to be known ones. */
  readonly certain?: true;
}

const inPostfix = ['postfix', 'syslog'];
const closing = /\)\s{0,3}$/;
/** The end of a string in JSON or of a quoted field. */
const quote = /(?<!\\)"/;

/** Where mail is handed over or in: its ports, and what calls itself by mail. */
const mailClient =
  /:(?:25|465|587|2525)\b|\bport["']?[:=]? ?["']?(?:25|465|587|2525)\b|\b(?:e?smtp\w{0,20}|lmtp|nodemailer|phpmailer|swiftmailer|mailer|gomail|(?:javax|jakarta)\.mail|sun\.mail)\b|\b(?:smtp|mail|mx|relay)\d{0,3}\.[\w-]{1,63}\./i;
/** The address of something else: a database, a cache. */
const otherPort =
  /\b(?:ECONN[A-Z]{4,7}|ETIMEDOUT|E(?:HOST|NET)UNREACH) [^\s:]{1,100}:(?!(?:25|465|587|2525)\b)\d|\bdial tcp \S{1,100}:(?!(?:25|465|587|2525)\b)\d{1,5}:/;

export const failureForms: readonly FailureForm[] = [
  {
    id: 'failed-status',
    reason: 'what became of a message, with the reason and no enhanced status code',
    product: 'Postfix',
    url: 'https://www.postfix.org/postconf.5.html',
    formats: inPostfix,
    triggers: ['status=deferred (', 'status=bounced (', 'status=expired (', 'status=undeliverable ('],
    before: /\bstatus=(?:(?<later>deferred)|(?<never>bounced|expired|undeliverable)) \(/,
    until: closing,
    certain: true,
  },
  {
    id: 'failed-login',
    reason: 'a client failed to log in',
    product: 'Postfix',
    url: 'https://www.postfix.org/SASL_README.html',
    formats: inPostfix,
    triggers: [' authentication failed'],
    before:
      /\bpostfix[\w-]{0,40}\/[\w/-]{1,60}\[\d{1,10}\]: (?<ours>warning): [^\s[]{1,255}\[[^\]\s]{1,60}\](?::\d{1,5})?: (?=SASL [\w-]{1,30} authentication failed)/,
  },
  {
    id: 'queue-reason',
    reason: 'why a message still waits, in the list of a queue',
    product: 'Postfix, Sendmail',
    url: 'https://www.postfix.org/postqueue.1.html',
    formats: ['mail-queue'],
    triggers: ['('],
    before: /^\s{0,80}(?<later>\()(?:Deferred: )?(?=[^\n]{1,1500}\)\s{0,3}$)/,
    until: closing,
    certain: true,
  },
  {
    id: 'queue-delay-reason',
    reason: 'why a message still waits, in the list of a queue',
    product: 'Postfix',
    url: 'https://www.postfix.org/postqueue.1.html',
    formats: ['mail-queue'],
    triggers: ['"delay_reason"'],
    before: /(?<later>"delay_reason"): ?"/,
    until: quote,
    certain: true,
  },
  {
    id: 'delivery-failed',
    reason: 'a delivery was put off or given up',
    product: 'Exim',
    url: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html',
    formats: ['exim'],
    triggers: [' == ', ' ** '],
    before: /^[^*=\n]{0,80} (?:(?<later>==)|(?<never>\*\*)) (?:[^:"\n]|:(?! )|"[^"\n]*")*: /,
    until: / (?:H=\S{1,255} \[|[DQ]T=\d)/,
    certain: true,
  },
  {
    id: 'refused-without-code',
    reason: 'the server refused, with its own reason',
    product: 'Exim',
    url: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html',
    formats: ['exim'],
    triggers: [' rejected '],
    before:
      / (?:(?<later>temporarily )|(?<never>))(?<ours>rejected) (?:(?:after )?(?:DATA|RCPT|MAIL|EHLO|HELO|AUTH|VRFY|EXPN|ETRN|STARTTLS)|connection)\b(?:[^:\n]|:(?! )){0,400}: /,
    certain: true,
  },
  {
    id: 'failed-stat',
    reason: 'what became of a message, with the reason and no enhanced status code',
    product: 'Sendmail',
    url: 'https://www.sendmail.org/~ca/email/doc8.12/op.html',
    formats: ['sendmail'],
    triggers: ['stat='],
    before: /, stat=(?:(?<later>Deferred)(?:: )?|(?!Sent\b|queued\b|[Oo][Kk]\b)(?<never>)(?=[A-Z]))/,
    certain: true,
  },
  {
    id: 'failed-auth',
    reason: 'a client failed to log in',
    product: 'Sendmail',
    formats: ['sendmail'],
    triggers: ['AUTH failure ('],
    before: /(?<ours>: )(?=AUTH failure \([\w-]{1,30}\))/,
    until: /, relay=/,
  },
  {
    id: 'failed-delivery',
    reason: 'a delivery was put off or given up',
    product: 'OpenSMTPD',
    url: 'https://man.openbsd.org/smtpd.8',
    formats: ['opensmtpd', 'syslog'],
    triggers: ['TempFail', 'PermFail'],
    before: /\bresult="?(?:(?<later>TempFail)|(?<never>PermFail))"?,? stat="?(?:Error \()?/,
    until: /"?\s{0,3}$/,
    certain: true,
  },
  {
    id: 'failed-relay',
    reason: 'a delivery was put off or given up',
    product: 'OpenSMTPD',
    url: 'https://man.openbsd.org/smtpd.8',
    formats: ['opensmtpd', 'syslog'],
    triggers: ['TempFail', 'PermFail'],
    on: /\brelay: (?:TempFail|PermFail) for /,
    before: /, stat=(?:Error \()?/,
    certain: true,
  },
  {
    id: 'failed-authentication',
    reason: 'a client failed to log in',
    product: 'OpenSMTPD',
    url: 'https://man.openbsd.org/smtpd.8',
    formats: ['opensmtpd', 'syslog'],
    triggers: ['permfail'],
    before: / (?<ours>smtp) (?:event=)?(?=authentication user=[^\n]{1,400} result="?permfail\b)/,
  },
  {
    id: 'failed-address',
    reason: 'why an address could not be delivered to',
    product: 'Courier',
    url: 'https://www.courier-mta.org/courier.html',
    formats: ['courier'],
    triggers: ['courieresmtp'],
    before: /\bcourieresmtp(?:\[\d{1,10}\])?: id=[^\n,]{1,100},from=<[^>\n]{0,320}>,addr=<[^>\n]{0,320}>: /,
  },
  {
    id: 'error-message',
    reason: 'the field in which msmtp says why it failed',
    product: 'msmtp',
    url: 'https://marlam.de/msmtp/msmtp.html',
    formats: ['msmtp', 'syslog'],
    triggers: ["errormsg='"],
    before: /\berrormsg='/,
    until: /' exitcode=|'$/,
    certain: true,
  },
  {
    id: 'sending-failed',
    reason: 'nullmailer could not hand a message over',
    product: 'nullmailer',
    url: 'https://untroubled.org/nullmailer/',
    formats: ['nullmailer', 'syslog'],
    triggers: ['nullmailer-send['],
    before: /\bnullmailer-send\[\d{1,10}\]: (?:smtp: Failed: (?!Connect failed)|(?<later>Sending) failed: {1,3})/,
  },
  {
    id: 'failed-submission',
    reason: 'a client failed to log in',
    product: 'Dovecot',
    url: 'https://doc.dovecot.org/latest/core/admin/logging.html',
    formats: ['dovecot', 'syslog', 'postfix'],
    triggers: ['submission-login: '],
    before: /\b(?<ours>submission-login): (?:Info: )?[^(\n]{0,120}\((?=auth failed, \d)/,
    until: /\)/,
  },
  {
    id: 'connect-failed',
    reason: 'a send connector reached no server',
    product: 'Exchange',
    url: 'https://learn.microsoft.com/en-us/exchange/mail-flow/connectors/protocol-logging',
    formats: ['exchange-protocol'],
    triggers: ['Failed to connect'],
    before: /,\*,,"?(?=Failed to connect)/,
    until: /"?\s{0,3}$/,
  },
  {
    id: 'delivery-reason',
    reason: 'why a delivery failed',
    product: 'maddy',
    url: 'https://maddy.email/reference/global-config/',
    formats: ['maddy'],
    triggers: ['"reason":"'],
    before: /"reason":"/,
    until: quote,
  },
  {
    id: 'delivery-error',
    reason: 'the error of a delivery',
    product: 'mox',
    url: 'https://www.xmox.nl/features/',
    formats: ['mox'],
    triggers: [' err="'],
    on: /\bpkg=(?:queue|smtp\w{0,10})\b/,
    before: / err="/,
    until: quote,
  },
  {
    id: 'delivery-details',
    reason: 'the details of a delivery that failed',
    product: 'Stalwart',
    url: 'https://stalw.art/docs/telemetry/overview/',
    formats: ['stalwart'],
    triggers: ['(delivery.', '(dane.', '(mta-sts.', '(queue.'],
    before: /\((?:delivery|queue|dane|mta-sts)\.[\w-]{2,40}\) [^\n]{0,800}?\b(?:details|reason|causedBy) = "/,
    until: quote,
  },
  {
    id: 'session-failed',
    reason: 'the client of a session says why it ended',
    formats: ['swaks', 'curl', 'phpmailer', 'javamail', 'smtplib'],
    triggers: [
      '*** ',
      'curl: (',
      '* connect to ',
      'SMTP ERROR: ',
      'SMTP Error: ',
      'Exception: ',
      'Error: ',
      'smtplib.SMTP',
    ],
    before:
      /^(?:\*\*\* \s{0,8}|curl: \(\d{1,3}\) |\* (?=connect to )|[^\n]{0,200}?\bSMTP (?:ERROR|Error): |[^\n]{0,200}?\b[A-Z]\w{2,60}(?:Exception|Error): |smtplib\.\w{4,40}: )/,
    // what a line below tells, or a reply above told
    unless: /^\*\*\* (?:Error connecting to \S{1,255}:\s{0,3}$|Remote host closed )/,
  },
  {
    id: 'client-failed',
    reason: 'a program that sends mail reached no server, or was not let in',
    formats: ['nodemailer', 'mailer', 'haraka', 'zonemta'],
    triggers: [
      'ECONN',
      'ETIMEDOUT',
      'ENOTFOUND',
      'EAI_AGAIN',
      'UNREACH',
      'EAUTH',
      'onnection refused',
      'onnection reset',
      'onnection timed out',
      'onnection timeout',
      'onnection unexpectedly closed',
      'reeting never received',
      'nexpected socket close',
      'nvalid login',
      'issing credentials',
      'ould not authenticate',
      'connect() failed',
      'ailed to connect',
      'ould not connect',
      "ouldn't connect",
      'uthenticationFailedException',
      'no such host',
      'ertificate',
    ],
    on: mailClient,
    unless: otherPort,
    before:
      /(?=\b(?:connect E[A-Z]{5,14}|(?:getaddrinfo|queryMx|queryA|queryAaaa) E[A-Z_]{5,12}|[Cc]onnection (?:refused|reset|timed out|timeout|unexpectedly closed)|[Gg]reeting never received|[Uu]nexpected socket close|[Ii]nvalid login|[Mm]issing credentials|(?:SMTP Error: )?[Cc]ould not authenticate|(?:SMTP )?connect\(\) failed|[Ff]ailed to connect|[Cc]ould(?:n't| not) connect|AuthenticationFailedException|dial tcp |no such host|[Ss]elf[- ]signed certificate|unable to verify the first certificate|certificate has expired|Hostname\/IP does not match)(?!\w))/,
    until: /(?<!\\)["'`]|\s{2}|\\n| \((?:code|errno)=|, code=|; nested|, stack/,
  },
];
