/** The mail server whose log is written. */
export type LogKind = 'postfix' | 'exim';

/** Numbers from 0 up to a bound, the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below || 0;
  };
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const failures = [
  '550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown',
  '550-5.1.1 The account that you tried to reach does not exist. 550 5.1.1 Check the address',
  '451 4.7.1 Greylisting in action, please come back later',
  '452 4.2.2 The mailbox is full',
  '554 5.7.1 Service unavailable; Client host blocked using dnsbl.example.org',
  '550 5.7.26 Unauthenticated mail is not accepted',
];

/**
 * A mail log like those of a busy server: most lines hold no code, and many numbers that are none. The same for the same size.
 * @param bytes how long the text is at most, in characters; it ends with a whole line
 */
export function writeLog(bytes: number, kind: LogKind = 'postfix'): string {
  const random = numbers(kind === 'postfix' ? 550 : 250);
  const integer = (below: number): number => Math.floor(random(below));
  const pick = <Value>(list: readonly Value[]): Value => list[integer(list.length)]!;
  const two = (number: number): string => String(number).padStart(2, '0');
  const address = (): string => `192.0.${integer(256)}.${integer(256)}`;
  const queueId = (): string => Array.from({ length: 11 }, () => letters[integer(letters.length)]).join('');
  let seconds = 0;
  const write = kind === 'postfix' ? postfix : exim;
  const parts: string[] = [];
  for (let length = 0; ;) {
    seconds += integer(2);
    const message = `${write()}\n`;
    length += message.length;
    if (length > bytes) return parts.join('');
    parts.push(message);
  }

  function clock(): string {
    return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  function postfix(): string {
    const head = (program: string) => `Feb 12 ${clock()} mx1 postfix/${program}[${10_000 + integer(20_000)}]: `;
    const id = queueId();
    const ip = address();
    switch (integer(10)) {
      case 0:
        return `${head('smtpd')}connect from mail-${integer(600)}.example.com[${ip}]`;
      case 1:
        return `${head('smtpd')}disconnect from mail-${integer(600)}.example.com[${ip}] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`;
      case 2:
        return `${head('cleanup')}${id}: message-id=<${integer(1e9)}.${integer(600)}@mail.example.com>`;
      case 3:
      case 4:
        return `${head('qmgr')}${id}: from=<user${integer(999)}@example.com>, size=${integer(99_999)}, nrcpt=1 (queue active)`;
      case 5:
      case 6:
        return `${head('qmgr')}${id}: removed`;
      case 7:
        return `${head('smtpd')}${id}: client=mail-${integer(600)}.example.com[${ip}], sasl_method=PLAIN, sasl_username=user${integer(999)}`;
      case 8:
        return (
          `${head('smtp')}${id}: to=<bob@example.net>, relay=mx.example.net[${ip}]:25, delay=0.${integer(99)}, ` +
          `delays=0.05/0/0.${integer(99)}/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${queueId()})`
        );
      default: {
        if (integer(3))
          return `${head('anvil')}statistics: max connection rate ${integer(600)}/60s for (smtp:${ip}) at ${clock()}`;
        const reply = pick(failures);
        const dsn = /\d\.\d\.\d+/.exec(reply)![0];
        return (
          `${head('smtp')}${id}: to=<bob@example.net>, relay=mx.example.net[${ip}]:25, delay=0.${integer(99)}, delays=0.05/0/0.01/0.2, ` +
          `dsn=${dsn}, status=${dsn.startsWith('5') ? 'bounced' : 'deferred'} (host mx.example.net[${ip}] said: ${reply} (in reply to RCPT TO command))`
        );
      }
    }
  }

  function exim(): string {
    const head = `2026-02-12 ${clock()} 1t${queueId().slice(0, 4)}-0000${queueId().slice(0, 2)}-${queueId().slice(0, 2)} `;
    const ip = address();
    switch (integer(10)) {
      case 0:
      case 1:
        return `2026-02-12 ${clock()} SMTP connection from [${ip}]:${1024 + integer(60_000)} (TCP/IP connection count = ${integer(60)})`;
      case 2:
      case 3:
        return `${head}<= user${integer(999)}@example.com H=mail-${integer(600)}.example.com [${ip}]:${integer(60_000)} P=esmtps S=${integer(99_999)} id=${integer(1e9)}@mail.example.com`;
      case 4:
      case 5:
      case 6:
        return `${head}Completed`;
      case 7:
        return `${head}=> bob <bob@example.net> R=localuser T=local_delivery S=${integer(99_999)} QT=0s DT=0s`;
      case 8:
        return `${head}=> bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [${ip}] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="250 2.0.0 OK id=${queueId()}"`;
      default:
        if (integer(3)) return `2026-02-12 ${clock()} no host name found for IP address ${ip}`;
        return `${head}** bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [${ip}]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: ${pick(failures)}`;
    }
  }
}
