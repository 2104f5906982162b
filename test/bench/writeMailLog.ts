import { closeSync, openSync, writeSync } from 'node:fs';

/** Numbers from 0 up to a bound, the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const consonants = 'BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const domains = [
  ['gmail.com', 'gmail-smtp-in.l.google.com'],
  ['example.org', 'mx.example.org'],
  ['outlook.com', 'outlook-com.olc.protection.outlook.com'],
  ['yahoo.com', 'mta5.am0.yahoodns.net'],
  ['example.net', 'mx1.example.net'],
  ['icloud.com', 'mx01.mail.icloud.com'],
  ['gmx.net', 'mx00.gmx.net'],
  ['example.de', 'mail.example.de'],
] as const;
/** Reply, its enhanced status code, the command it answered. */
const failures = [
  ['550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table', '5.1.1', 'RCPT TO'],
  [
    "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces. {id} - gsmtp",
    '5.1.1',
    'RCPT TO',
  ],
  [
    '451 4.7.1 <{to}>: Recipient address rejected: Greylisting in action, please come back in {n} seconds',
    '4.7.1',
    'RCPT TO',
  ],
  ['452 4.2.2 The email account that you tried to reach is over quota. {id} - gsmtp', '4.2.2', 'RCPT TO'],
  ['554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using dnsbl.example.org', '5.7.1', 'RCPT TO'],
  [
    '421 4.7.0 [TSS04] Messages from 198.51.100.7 temporarily deferred due to unexpected volume or user complaints',
    '4.7.0',
    'MAIL FROM',
  ],
  [
    '550 5.7.26 Unauthenticated email from example.com is not accepted due to the DMARC policy. {id} - gsmtp',
    '5.7.26',
    'end of DATA',
  ],
  ['550 5.2.2 Mailbox full', '5.2.2', 'end of DATA'],
] as const;

/** A mail log of a busy server as its lines come, with the sessions of several messages mixed; the same for the same seed. */
export function writeMailLog(path: string, bytes: number, kind: 'postfix' | 'exim', seed = 17): void {
  const pick = numbers(seed);
  const file = openSync(path, 'w');
  const two = (value: number) => String(value).padStart(2, '0');
  let seconds = 0;
  let written = 0;
  let buffer: string[] = [];
  let held = 0;
  /** Lines that are still to come, by the second. */
  const coming = new Map<number, string[]>();
  const write = (text: string): void => {
    buffer.push(text, '\n');
    held += text.length + 1;
    if (held < 1 << 20) return;
    written += writeSync(file, buffer.join(''));
    buffer = [];
    held = 0;
  };
  const one = <Value>(list: readonly Value[]): Value => list[pick(list.length)]!;
  const text = (alphabet: string, length: number): string => {
    let made = '';
    for (let at = 0; at < length; at++) made += alphabet[pick(alphabet.length)]!;
    return made;
  };
  const address = () => `198.${pick(256)}.${pick(256)}.${pick(256)}`;
  const stamp = (at: number): string => {
    const [day, hour] = [1 + Math.floor(at / 86_400), Math.floor(at / 3600) % 24];
    const clock = `${two(hour)}:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`;
    return kind === 'postfix' ? `Feb ${String(day).padStart(2)} ${clock} mx1 ` : `2026-02-${two(day)} ${clock} `;
  };
  const later = (delay: number, line: string): void => {
    const at = seconds + delay;
    const lines = coming.get(at);
    if (lines) lines.push(line);
    else coming.set(at, [line]);
  };
  while (written + held < bytes) {
    for (let count = 2 + pick(3); count > 0; count--) (kind === 'postfix' ? postfix : exim)();
    for (const line of coming.get(seconds) ?? []) write(stamp(seconds) + line);
    coming.delete(seconds);
    seconds++;
  }
  writeSync(file, buffer.join(''));
  closeSync(file);

  function postfix(): void {
    const program = (name: string) => `postfix/${name}[${10_000 + pick(20_000)}]: `;
    const ip = address();
    const host = `mail-${pick(600)}.sender${pick(90)}.example[${ip}]`;
    const smtpd = program('smtpd');
    later(0, `postfix/postscreen[812]: CONNECT from [${ip}]:${1024 + pick(60_000)} to [203.0.113.5]:25`);
    later(0, `${smtpd}connect from ${host}`);
    const id = `4${text(consonants, 9)}z${text(consonants, 3)}`;
    const from = `user${pick(9_999)}@sender${pick(90)}.example`;
    const [domain, relay] = one(domains);
    const to = `rcpt${pick(99_999)}@${domain}`;
    if (pick(9) === 0) {
      later(
        1,
        `${smtpd}NOQUEUE: reject: RCPT from ${host}: ${pick(2) ? '550 5.1.1' : '450 4.2.0'} <${to}>: Recipient address rejected: ${pick(2) ? 'User unknown in local recipient table' : 'Greylisted for 300 seconds'}; from=<${from}> to=<${to}> proto=ESMTP helo=<mail-${pick(600)}.example>`,
      );
      later(1, `${smtpd}disconnect from ${host} ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`);
      return;
    }
    later(
      0,
      `${smtpd}Anonymous TLS connection established from ${host}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256`,
    );
    later(0, `${smtpd}${id}: client=${host}${pick(3) ? '' : `, sasl_method=PLAIN, sasl_username=user${pick(999)}`}`);
    later(1, `${program('cleanup')}${id}: message-id=<${pick(1e9)}.${pick(1e6)}@sender.example>`);
    later(1, `opendkim[699]: ${id}: DKIM-Signature field added (s=mail, d=sender${pick(90)}.example)`);
    later(1, `${program('qmgr')}${id}: from=<${from}>, size=${500 + pick(99_999)}, nrcpt=1 (queue active)`);
    later(1, `${smtpd}disconnect from ${host} ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7`);
    later(
      2,
      `amavis[${pick(30_000)}]: (${pick(30_000)}-${two(pick(99))}) Passed CLEAN {RelayedOutbound}, [${ip}]:${pick(60_000)} <${from}> -> <${to}>, Queue-ID: ${id}, mail_id: ${text(base62, 12)}, Hits: -${pick(9)}.${pick(999)}, size: ${pick(99_999)}, ${pick(999)} ms`,
    );
    const smtp = program('smtp');
    later(
      2,
      `${smtp}Trusted TLS connection established to ${relay}[${address()}]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)`,
    );
    const attempt = (at: number, tries: number): void => {
      const delay = `${at}.${pick(99)}`;
      const head = `${smtp}${id}: to=<${to}>, relay=${relay}[${address()}]:25, delay=${delay}, delays=0.${pick(99)}/0.01/${pick(9)}.${pick(99)}/0.${pick(99)}, dsn=`;
      if (pick(8) > 0) {
        later(
          at,
          `${head}2.0.0, status=sent (250 2.0.0 OK  ${1_700_000_000 + pick(1e8)} ${text(base62, 16).toLowerCase()}-${text(base62, 20).toLowerCase()} - gsmtp)`,
        );
        later(at, `${program('qmgr')}${id}: removed`);
        return;
      }
      const [reply, dsn, command] = one(failures);
      const words = reply
        .replace('{to}', to)
        .replace('{id}', `${text(base62, 20).toLowerCase()}si${pick(9e6)}.${pick(999)}`)
        .replace('{n}', String(pick(900)));
      const permanent = dsn.startsWith('5');
      later(
        at,
        `${head}${dsn}, status=${permanent ? 'bounced' : 'deferred'} (host ${relay}[${address()}] said: ${words} (in reply to ${command} command))`,
      );
      if (!permanent) {
        if (tries < 4) attempt(at + 300 * 2 ** tries, tries + 1);
        return;
      }
      const report = `4${text(consonants, 9)}z${text(consonants, 3)}`;
      later(at, `${program('cleanup')}${report}: message-id=<2026.${id}@mx1.example.com>`);
      later(at, `${program('bounce')}${id}: sender non-delivery notification: ${report}`);
      later(at, `${program('qmgr')}${report}: from=<>, size=${2000 + pick(3000)}, nrcpt=1 (queue active)`);
      later(at, `${program('qmgr')}${id}: removed`);
      later(
        at,
        `${program('local')}${report}: to=<${from}>, relay=local, delay=0.02, delays=0.01/0/0/0.01, dsn=2.0.0, status=sent (delivered to maildir)`,
      );
      later(at, `${program('qmgr')}${report}: removed`);
    };
    attempt(2, 0);
  }

  function exim(): void {
    const ip = address();
    const host = `H=mail-${pick(600)}.sender${pick(90)}.example [${ip}]:${1024 + pick(60_000)}`;
    const id = `1${text(base62, 5)}-${text(base62, 6)}-${text(base62, 2)}`;
    const from = `user${pick(9_999)}@sender${pick(90)}.example`;
    const [domain, relay] = one(domains);
    const to = `rcpt${pick(99_999)}@${domain}`;
    later(0, `SMTP connection from [${ip}]:${1024 + pick(60_000)} (TCP/IP connection count = ${pick(60)})`);
    if (pick(9) === 0) {
      later(
        1,
        `${host} F=<${from}> ${pick(2) ? 'temporarily ' : ''}rejected RCPT <${to}>: ${pick(2) ? 'Unknown user' : '451 4.7.1 Greylisted, come back in 300 seconds'}`,
      );
      return;
    }
    later(
      1,
      `${id} <= ${from} ${host} P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no S=${500 + pick(99_999)} id=${pick(1e9)}.${pick(1e6)}@sender.example`,
    );
    const fields = `R=dnslookup T=remote_smtp H=${relay} [${address()}]`;
    const attempt = (at: number, tries: number): void => {
      if (pick(8) > 0) {
        later(
          at,
          `${id} => ${to} ${fields} X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes K C="250 2.0.0 OK  ${1_700_000_000 + pick(1e8)} ${text(base62, 16).toLowerCase()} - gsmtp" QT=${at}s DT=${pick(5)}s`,
        );
        later(at, `${id} Completed`);
        return;
      }
      const [reply, dsn, command] = one(failures);
      const words = reply
        .replace('{to}', to)
        .replace('{id}', text(base62, 20).toLowerCase())
        .replace('{n}', String(pick(900)));
      const error = `SMTP error from remote mail server after ${command === 'end of DATA' ? command : `${command}:<${to}>`}: ${words}`;
      if (dsn.startsWith('5')) {
        later(at, `${id} ** ${to} ${fields}: ${error}`);
        later(at, `${id} Completed`);
      } else {
        later(at, `${id} == ${to} ${fields} defer (-44): ${error}`);
        if (tries < 4) attempt(at + 300 * 2 ** tries, tries + 1);
      }
    };
    attempt(2, 0);
  }
}
