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

/** A program in TypeScript that sends mail, of at least a size; one function in twenty knows reply codes. */
export function writeSource(characters: number): string {
  const integer = numbers(44);
  const parts: string[] = ["import { SMTPServer } from 'smtp-server';\n"];
  let length = 0;
  for (let n = 0; length < characters; n++) {
    const part = functionOf(integer, n);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

function functionOf(integer: (below: number) => number, n: number): string {
  const pick = <Value>(list: readonly Value[]): Value => list[integer(list.length)]!;
  const name = `${pick(['load', 'store', 'render', 'parse', 'queue'])}${n}`;
  const body = integer(20)
    ? `    const batch = await this.store.read({ limit: ${integer(900)}, after: cursor ?? '${integer(1e9)}' });
    for (const item of batch.items) if (item.size > ${integer(90_000)}) this.skipped.push(item.id);`
    : `    if (error.responseCode === ${pick([450, 451, 452, 550])}) return this.retry(message, attempt + 1);
    throw new DeliveryError('${pick(['550 5.1.1 No such user', '421 Closing the connection', 'the connection was closed'])}');`;
  return `
  /** Keeps the list of ${name} in step with the server and says how much there was. */
  async ${name}(message: Message, attempt = 0, cursor?: string): Promise<Outcome> {
    const started = Date.now();
    const options = { host: 'mail-${integer(600)}.example.com', name: this.names.get(message.id), pool: ${pick(['true', 'false'])} };
${body}
    metrics.observe('delivery_seconds', (Date.now() - started) / 1000);
    logger.info({ options, cursor }, 'queue of user${integer(999)}@example.com is in step');
    return { state: 'done', id: message.id, size: message.body?.length ?? 0 };
  }
`;
}
