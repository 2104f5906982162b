/** A stream of numbers below 1 that is the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a line of a log is made of; the same seed gives the same values. */
class Dice {
  readonly #next: () => number;
  constructor(seed: number) {
    this.#next = random(seed);
  }
  int = (below: number): number => Math.floor(this.#next() * below);
  pick = <Value>(values: readonly Value[]): Value => values[this.int(values.length)] as Value;
  hex = (length: number): string => Array.from({ length }, () => '0123456789ABCDEF'[this.int(16)]).join('');
  address = (): string => `192.0.2.${this.int(256)}`;
  host = (): string =>
    `${this.pick(['mx', 'mail', 'out-554', 'smtp250', 'relay'])}${this.int(300)}.example.${this.pick(['com', 'net', 'org'])}`;
  mailbox = (): string =>
    `${this.pick(['alice', 'bob', 'carol', 'news', 'user'])}${this.int(900)}@example.${this.pick(['com', 'net', 'org'])}`;
  delay = (): string => (this.#next() * 9).toFixed(2);
  time = (n: number): string =>
    [Math.floor(n / 3600) % 24, Math.floor(n / 60) % 60, n % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

const rejections: readonly string[] = [
  '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table',
  '554 5.7.1 <{to}>: Relay access denied',
  '450 4.2.0 <{to}>: Recipient address rejected: Greylisted, see http://postgrey.example.com/help/example.com.html',
  '450 4.1.8 <{to}>: Sender address rejected: Domain not found',
];
const failures: readonly string[] = [
  '550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table',
  '452-4.2.2 The recipient’s inbox is out of storage space. 452 4.2.2 https://support.example.com/mail - esmtp'.replace(
    '’',
    "'",
  ),
  '421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred',
  '550 No such user here',
  '451 Temporary local problem - please try later',
];

/** A mail log of Postfix of at least a size; about one line in six holds a code. */
export function postfixLog(size: number, seed = 42): string {
  const dice = new Dice(seed);
  const lines: string[] = [];
  let length = 0;
  for (let n = 0; length < size; n++) {
    const line = `Nov ${1 + (Math.floor(n / 86_400) % 30)} ${dice.time(n)} mx1 ${postfixEntry(dice)}`;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n') + '\n';
}

function postfixEntry(dice: Dice): string {
  const pid = dice.int(4_000) + 200;
  const queueId = dice.hex(11);
  const client = `${dice.host()}[${dice.address()}]`;
  const to = dice.mailbox();
  const kind = dice.int(100);
  if (kind < 16) return `postfix/smtpd[${pid}]: connect from ${client}`;
  if (kind < 32)
    return `postfix/smtpd[${pid}]: disconnect from ${client} ehlo=2 starttls=1 mail=1 rcpt=${dice.int(3)}/${1 + dice.int(2)} data=1 quit=1 commands=${5 + dice.int(4)}/9`;
  if (kind < 42) return `postfix/smtpd[${pid}]: ${queueId}: client=${client}`;
  if (kind < 52) return `postfix/cleanup[${pid}]: ${queueId}: message-id=<${dice.hex(8)}.${dice.int(600)}@example.com>`;
  if (kind < 62)
    return `postfix/qmgr[${pid}]: ${queueId}: from=<${dice.mailbox()}>, size=${dice.int(60_000)}, nrcpt=${1 + dice.int(3)} (queue active)`;
  if (kind < 70) return `postfix/qmgr[${pid}]: ${queueId}: removed`;
  if (kind < 76)
    return `postfix/smtp[${pid}]: Trusted TLS connection established to ${client}:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)`;
  if (kind < 80)
    return `opendkim[${pid}]: ${queueId}: DKIM-Signature field added (s=mail${dice.int(600)}, d=example.com)`;
  if (kind < 84)
    return `amavis[${pid}]: (${pid}-0${dice.int(9)}) Passed CLEAN {RelayedInbound}, [${dice.address()}]:${dice.int(60_000)} <${dice.mailbox()}> -> <${to}>, Hits: -, size: ${dice.int(90_000)}, queued_as: ${queueId}, ${dice.int(600)} ms`;
  const head = `postfix/smtp[${pid}]: ${queueId}: to=<${to}>, relay=${client}:25, delay=${dice.delay()}, delays=${dice.delay()}/${dice.delay()}/0/${dice.delay()}`;
  if (kind < 94) return `${head}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${dice.hex(10)})`;
  if (kind < 97)
    return `postfix/smtpd[${pid}]: NOQUEUE: reject: RCPT from ${client}: ${dice.pick(rejections).replace('{to}', to)}; from=<${dice.mailbox()}> to=<${to}> proto=ESMTP helo=<${dice.host()}>`;
  const failure = dice.pick(failures).replace('{to}', to);
  const status = failure.startsWith('4') ? 'deferred' : 'bounced';
  return `${head}, dsn=${failure[0]}.0.0, status=${status} (host ${client} said: ${failure} (in reply to RCPT TO command))`;
}

/** A main log of Exim of at least a size, without the confirmations that it can write on each delivery. */
export function eximLog(size: number, seed = 43): string {
  const dice = new Dice(seed);
  const lines: string[] = [];
  let length = 0;
  for (let n = 0; length < size; n++) {
    const line = `2026-11-${String(1 + (Math.floor(n / 86_400) % 30)).padStart(2, '0')} ${dice.time(n)} ${eximEntry(dice)}`;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n') + '\n';
}

function eximEntry(dice: Dice): string {
  const id = `1${dice.hex(5)}-${dice.hex(6)}-${dice.hex(2)}`;
  const host = `${dice.host()} [${dice.address()}]`;
  const to = dice.mailbox();
  const kind = dice.int(100);
  if (kind < 30)
    return `${id} <= ${dice.mailbox()} H=${host} P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no S=${dice.int(90_000)} id=${dice.hex(8)}@example.com`;
  if (kind < 60) return `${id} Completed`;
  if (kind < 70) return `SMTP connection from ${host} lost D=${dice.int(600)}s`;
  if (kind < 78) return `no host name found for IP address ${dice.address()}`;
  const head = `${to} R=dnslookup T=remote_smtp`;
  if (kind < 90)
    return `${id} => ${head} S=${dice.int(900)} H=${host}:25 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes QT=${dice.int(300)}s DT=1s`;
  if (kind < 94) return `${id} => ${head} H=${host}:25 C="250 2.0.0 Ok: queued as ${dice.hex(10)}" QT=1s DT=0s`;
  const failure = dice.pick(failures).replace('{to}', to);
  if (kind < 97)
    return `${id} ${failure.startsWith('4') ? '==' : '**'} ${head} H=${host}: SMTP error from remote mail server after RCPT TO:<${to}>: ${failure}`;
  return `H=${host} F=<${dice.mailbox()}> rejected RCPT <${to}>: ${dice.pick(rejections).replace('{to}', to)}`;
}

/** Source code of at least a size: a program that sends mail, over and over with other names. */
export function sourceCode(size: number, seed = 44): string {
  const dice = new Dice(seed);
  const parts: string[] = ["import { SMTPServer } from 'smtp-server';\n"];
  let length = 0;
  for (let n = 0; length < size; n++) {
    const part = functionOf(dice, n);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

function functionOf(dice: Dice, n: number): string {
  const name = `${dice.pick(['load', 'store', 'render', 'parse', 'queue'])}${n}`;
  // one function in twenty knows replies
  const body = dice.int(20)
    ? `    const batch = await this.store.read({ limit: ${dice.int(900)}, after: cursor ?? '${dice.hex(8)}' });
    for (const item of batch.items) if (item.size > ${dice.int(90_000)}) this.skipped.push(item.id);`
    : `    if (error.responseCode === ${dice.pick([450, 451, 452, 550])}) return this.retry(message, attempt + 1);
    throw new DeliveryError('${dice.pick(['550 5.1.1 No such user', '421 Closing the connection', 'the connection was closed'])}');`;
  return `
  /** Keeps the list of ${name} in step with the server and says how much there was. */
  async ${name}(message: Message, attempt = 0, cursor?: string): Promise<Outcome> {
    const started = Date.now();
    const options = { host: '${dice.host()}', name: this.names.get(message.id), pool: ${dice.pick(['true', 'false'])} };
${body}
    metrics.observe('delivery_seconds', (Date.now() - started) / 1000);
    logger.info({ options, cursor }, 'queue of ${dice.mailbox()} is in step');
    return { state: 'done', id: message.id, size: message.body?.length ?? 0 };
  }
`;
}
