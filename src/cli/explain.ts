import type { ExplainedReply } from '../core/bounce/explainPasted';
import { readReplyText } from '../core/bounce/readPasted';
import type { Catalog } from '../core/catalog/catalog';
import { explain } from '../core/explain/explain';
import { explanationToMarkdown } from '../core/explain/markdown';
import { formatReply } from '../core/codes';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command } from './command';
import { readGiven, repliesIn } from './pasted';
import { plain } from './plain';

/** So many other replies of a pasted text are listed. */
const mostOthers = 20;

export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain REPLY|TEXT|- [--text REPLY] [--command COMMAND] [--locale LANG] [--json]',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      text: { type: 'string' },
      command: { type: 'string' },
      locale: { type: 'string' },
      json: { type: 'boolean' },
    });
    const given = positionals.join(' ');
    if (!given && values.text === undefined)
      throw new UsageError('explain needs a code such as 550 or 5.1.1, a reply, or - for a text on standard input');
    const catalog = readCatalog(readLocale(values.locale, output));
    const [first, ...others] = found(catalog, given, values.text);
    const explanation = values.command
      ? explain(catalog, { ...first.query, command: values.command.toUpperCase() })
      : first.explanation;
    if (values.json) {
      // one object, whatever was pasted; what else is in it stands beside
      const also = others.map(({ query, recipient }) => ({ ...query, recipient }));
      output.line(JSON.stringify(also.length ? { ...explanation, others: also } : explanation));
      return Promise.resolve(0);
    }
    if (first.recipient) output.text(`${printable(first.recipient)}:\n`);
    output.text(plain(explanationToMarkdown(catalog, explanation)).trimEnd());
    if (others.length) output.text('\nAlso in it:');
    for (const { query, explanation: other, recipient } of others.slice(0, mostOthers))
      output.line(
        `- ${[recipient && printable(recipient), formatReply(query, { text: false }), other.name].filter(Boolean).join(' ')}`,
      );
    return Promise.resolve(0);
  },
};

/** What was given, with the words of `--text`. */
function found(
  catalog: Catalog,
  given: string,
  said: string | undefined,
): readonly [ExplainedReply, ...ExplainedReply[]] {
  if (said === undefined) return repliesIn(catalog, given);
  const reply = readReplyText(readGiven(said));
  const query = given ? { ...repliesIn(catalog, given)[0].query, ...(reply.text ? { text: reply.text } : {}) } : reply;
  return [{ query, explanation: explain(catalog, query), recipient: null }];
}

function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
