import type { Format } from './format';

/** Programs that log without mail transfer, and protocols with replies of their own: they hold no SMTP codes. */
export const foreignFormats: readonly Format[] = [
  {
    family: 'other',
    id: 'ftp',
    name: 'FTP session',
    line: /\bFTP (?:command|response): |\bftpd\b|vsFTPd|ProFTPD|Pure-FTPd|^(?:ftp>|lftp |227 Entering Passive|229 Entering Ext|230[ -]|331 |(?:---> |<--- |ftp: )?(?:PASV|EPSV|PORT |TYPE [AI]|RETR |STOR |CWD |PWD)\b)/,
    weight: 3,
  },
  {
    family: 'other',
    id: 'http-access',
    name: 'HTTP access log',
    line: /"(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|CONNECT|PROPFIND|-) [^"]{0,2000}" \d{3} |(?:^|\s|m)(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS) \/\S{0,2000}/,
  },
  {
    family: 'other',
    id: 'nginx-error',
    name: 'nginx error log',
    line: /^\d{4}\/\d\d\/\d\d [\d:]{8} \[\w{1,8}\] \d+#\d+: /,
  },
  {
    family: 'other',
    id: 'dpkg',
    name: 'Package log',
    line: /^\d{4}-\d\d-\d\d [\d:]{8} (?:status|install|upgrade|configure|startup|trigproc|remove) /,
  },
  { family: 'other', id: 'npm', name: 'npm log', line: /^\d+ (?:verbose|silly|info|http|timing|notice|warn|error) / },
  {
    family: 'other',
    id: 'git',
    name: 'Git output',
    line: /^(?:commit [\da-f]{40}|diff --git |index [\da-f]{7,}\.\.|@@ -\d|Author: .{0,200}<)/,
    weight: 3,
  },
  { family: 'other', id: 'listing', name: 'List of files', line: /^[dlcbps-][rwxsStT-]{9}[.+@]?\s{1,8}\d/ },
  { family: 'other', id: 'sip', name: 'SIP messages', line: /\bSIP\/2\.0\b/, weight: 3 },
  {
    family: 'other',
    id: 'nntp',
    name: 'NNTP session',
    line: /^(?:GROUP|NEWNEWS|XOVER|ARTICLE|MODE READER)\b|^20[01] .{0,200}(?:NNTP|INN)/,
    weight: 3,
  },
];

/** Logs, transcripts, bounces and events of mail transfer. */
export const formats: readonly Format[] = [
  {
    family: 'log',
    id: 'postfix',
    name: 'Postfix log',
    url: 'https://www.postfix.org/DEBUG_README.html',
    line: /\bpostfix[\w-]{0,40}\/[\w/-]{1,60}\[\d+\]: |\bstatus=(?:sent|deferred|bounced|expired) \(|\bNOQUEUE: /,
  },
  {
    family: 'log',
    id: 'exim',
    name: 'Exim log',
    url: 'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html',
    line: /\b[\dA-Za-z]{6}-[\dA-Za-z]{6,11}-[\dA-Za-z]{2,4} (?:<=|=>|->|==|\*\*|\*>|>>|H=|Completed|SMTP |Unfrozen|Frozen|Message |no immediate|\w)|\bH=\S{0,300} .{0,400}\b(?:rejected |temporarily rejected |F=<)|^[\d :.-]{19,29}(?: [+-]\d{4})? (?:\[\d+\] )?(?:Start queue run|End queue run|exim \d|SMTP |no host name|unexpected disconnection|H=)/,
  },
  {
    family: 'bounce',
    id: 'delivery-status',
    name: 'Delivery status notification',
    url: 'https://www.rfc-editor.org/rfc/rfc3464',
    line: /^(?:Reporting-MTA: |Final-Recipient: |Diagnostic-Code: |Action: (?:failed|delayed|delivered|relayed|expanded)|Status: [245]\.\d|Content-Type: message\/(?:delivery|disposition))/i,
    weight: 4,
  },
  {
    family: 'bounce',
    id: 'bounce',
    name: 'Bounce message',
    url: 'https://www.rfc-editor.org/rfc/rfc3464',
    line: /^From: .{0,200}(?:MAILER-DAEMON|postmaster@|Mail Delivery|Microsoft Outlook)|^Subject: .{0,200}(?:Undeliver|Delivery Status|Mail delivery failed|failure notice|Returned mail|Delayed Mail|errors from)|Content-Type: multipart\/report|^Transcript of session follows|^This (?:is the mail system|message was created automatically by mail delivery)|Remote Server returned|^The response (?:from the remote server )?was:|delivery failed permanently|rejected your message to the following/i,
    weight: 4,
  },
  {
    family: 'log',
    id: 'pflogsumm',
    name: 'Summary of a Postfix log',
    url: 'https://jimsun.linxnet.com/postfix_contrib.html',
    line: /^(?:Postfix log summaries|(?:Grand Totals|Per-Hour Traffic|Host\/Domain Summary|message (?:deferral|bounce|reject) detail))/,
    weight: 20,
  },
  {
    family: 'bounce',
    id: 'email',
    name: 'E-mail message',
    url: 'https://www.rfc-editor.org/rfc/rfc5322',
    line: /^(?:From [^\s@]+@\S+ {1,4}\w{3} |Received: (?:from|by) |Return-Path: |Delivered-To: |MIME-Version: 1\.0|Message-I[dD]: <|X-Original-To: )/,
  },
  {
    family: 'transcript',
    id: 'swaks',
    name: 'Swaks transcript',
    url: 'https://jetmore.org/john/code/swaks/latest/doc/ref.txt',
    line: /^(?:=== (?:Trying|Connected|TLS )|\*\*\* |<(?:- |~ |\*\*|~\*) |\s?(?:->|~>) )/,
  },
  {
    family: 'transcript',
    id: 'smtp-session',
    name: 'SMTP session',
    url: 'https://www.rfc-editor.org/rfc/rfc5321#appendix-D',
    line: /\b(?:EHLO|HELO|LHLO) [\w[]|\bMAIL FROM: ?<|\bRCPT TO: ?<|^\W{0,8}(?:S: |Out: |< |<< |<-- |<<< )?(?:220[ -].{0,200}E?SMTP|250[ -](?:PIPELINING|SIZE|STARTTLS|8BITMIME|AUTH|HELP|CHUNKING|SMTPUTF8|ENHANCEDSTATUSCODES|DSN|VRFY|ETRN))/i,
  },
  {
    family: 'log',
    id: 'smtp-client',
    name: 'Log of a program that sends mail',
    line: /\b(?:responseCode|SMTPConnection|nodemailer|smtplib|PHPMailer|JavaMail|smtpstatus|nullmailer|smtp_code|smtpMessage|SMTP Error)\b|\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3} |"(?:smtp-?response|diagnostic-?code|response)": ?"[245]\d\d/i,
  },
];

/** A log of many programs; mail may be among them. */
export const mixedFormats: readonly Format[] = [
  {
    family: 'log',
    id: 'syslog',
    name: 'System log',
    url: 'https://www.rfc-editor.org/rfc/rfc3164',
    line: /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?: |^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d) \S+ [\w./-]+(?:\[\d+\])?: /,
  },
  { family: 'log', id: 'log', name: 'Log', line: /^\W{0,4}\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\W{0,4}\d\d:\d\d:\d\d/ },
];
