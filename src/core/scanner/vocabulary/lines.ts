/** Words of a line of a log that is about mail. */
export const mailWords =
  /\b(?:e?smtp\w{0,20}|lmtp|rcpt|ehlo|helo|starttls|mail from|(?:mail|data|auth) command|queued|recipients?|mailbox|mailer|nodemailer|nullmailer|phpmailer|NOQUEUE|bounced?|postfix|exim\d?|sendmail|dovecot|opensmtpd|haraka|courier\w*|amavis\w*|msmtp|greylist\w*|milter|gomail|(?:javax|jakarta)\.mail|mail[a-z]{0,20}exception|authenticationfailedexception|spf|dkim|dmarc|dnsbl|rbl|spamhaus|postmaster|relay(?:ing)?)\b|<[\w.+=-]{0,64}@[\w.-]{1,80}>/i;

/** Words of a line that is about another protocol. */
export const foreignWords =
  /\bHTTP\/\d|\bHTTPS? (?:status |code |error |response )?\d\d\d\b|\b[a-z-]{0,12}ftpd?\b|"(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS) \/|\bSIP\/2\.0|\bNNTP\b|\bhttp\.[a-z]{2,12}|\bmethod["']?[=:]\s?["']?(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS)\b/i;
