import type { Explanation, Remedy } from '../model';
import { domainOf, type LineFacts } from './factsOfLine';

const shell =
  /^(?:dig|host|nslookup|whois|delv|openssl|swaks|nc|curl|telnet|ping|postqueue|postsuper|postconf|postmap|postcat|postfix|mailq|qshape|exim|exim4|exiqgrep|doveadm|sendmail|smtpctl|df|free|grep|journalctl|systemctl|aws)\s+\S/;

/** The shell commands in the steps of a remedy, each once, in their order. */
export function commandsIn(remedy: Remedy, role: keyof Remedy): readonly string[] {
  const steps = [...remedy[role], ...remedy.sender, ...remedy.receiver];
  const found = steps.flatMap((step) => [...step.matchAll(/`([^`]{1,400})`/g)].map((match) => match[1]!.trim()));
  return [...new Set(found.filter((command) => shell.test(command)))];
}

/** A value as one word of a POSIX shell. */
export function quoted(value: string): string {
  return /^[\w.@:+][\w.@:+-]*$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** Examples in the commands, and what stands for them here. */
function valuesFor(command: string, facts: LineFacts): readonly (readonly [RegExp, string | null])[] {
  const receiving = facts.recipient?.includes('@') ? domainOf(facts.recipient) : null;
  const sending = facts.sender?.includes('@') ? domainOf(facts.sender) : null;
  // SPF, DKIM and DMARC are the sender's, mail exchangers the receiver's
  const ours = /\b(?:TXT|NS|TLSA)\b|_dmarc|_domainkey/.test(command);
  const domain = ours ? sending : receiving;
  const reversed = facts.blockedIp?.split('.').reverse().join('.') ?? null;
  return [
    [/(?<![\w.@-])user@example\.com(?![\w.-])/g, facts.recipient],
    [/(?<![\w.@-])mx\.example\.com(?![\w.-])/g, facts.host],
    [/(?<![\w.@-])(?<prefix>(?:_dmarc|[\w-]{1,40}\._domainkey)\.)?example\.com(?![\w.-])/g, domain],
    [/(?<![\w.])1\.2\.0\.192(?=\.[a-z])/g, reversed],
    [/(?<![\w.])192\.0\.2\.1(?![\w.])/g, facts.blockedIp],
    [/<id>|(?<=exim -M[a-z]{0,2} )\S+|(?<=postcat -q )\S+|(?<=postsuper -[dhHr] )(?!ALL)\S+/g, facts.queueId],
  ];
}

/** The steps with this reply's own values in their commands. */
export function filledRemedy(remedy: Remedy, facts: LineFacts): Remedy {
  const step = (text: string): string =>
    text
      .split('`')
      .map((part, index) => (index % 2 && shell.test(part) ? filled(part, facts).command : part))
      .join('`');
  return {
    sender: remedy.sender.map(step),
    receiver: remedy.receiver.map(step),
    developer: remedy.developer.map(step),
  };
}

/** A command with this reply's own domain, address, host and queue id; examples that stay are named. */
export function filled(
  command: string,
  facts: LineFacts,
): { readonly command: string; readonly open: readonly string[] } {
  let made = command;
  // what was filled in may look like an example itself
  const words: string[] = [];
  for (const [example, value] of valuesFor(command, facts)) {
    if (value === null) continue;
    made = made.replace(example, (...args) => {
      const prefix = (args.at(-1) as { prefix?: string } | undefined)?.prefix ?? '';
      const offset = args.find((arg): arg is number => typeof arg === 'number')!;
      const word = quoted(`${prefix}${value}`);
      // inside quotes only what needs none
      const inQuotes = (made.slice(0, offset).match(/'/g)?.length ?? 0) % 2 === 1;
      if (inQuotes && word.startsWith("'")) return args[0] as string;
      words.push(word);
      return `\0${words.length - 1}\0`;
    });
  }
  const open = [
    ...new Set(
      made.match(
        /(?:[\w.-]{1,60}@)?(?:[\w-]{1,40}\.){0,6}example\.(?:com|org|net)|(?<![\w.])192\.0\.2\.1(?![\w.])|<id>/g,
      ) ?? [],
    ),
  ];
  return { command: made.replace(/\0(\d+)\0/g, (_, index: string) => words[Number(index)]!), open };
}

/** The commands of a remedy as a text for an editor: a line for what is left to fill in, never run. */
export function commandsText(
  explanation: Explanation,
  facts: LineFacts,
  role: keyof Remedy,
  words: { readonly title: string; readonly replace: string },
): string {
  const blocks = commandsIn(explanation.remedy, role).map((command) => {
    const { command: made, open } = filled(command, facts);
    return `${open.length ? `# ${words.replace.replace('{0}', open.join(', '))}\n` : ''}${made}\n`;
  });
  return blocks.length ? `# ${words.title.replace('{0}', explanation.name)}\n\n${blocks.join('\n')}` : '';
}
