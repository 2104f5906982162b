import { explain } from '../core/explain/explain';
import { explanationToMarkdown } from '../core/explain/markdown';
import { parseReply } from '../core/explain/parseReply';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command } from './command';
import { plain } from './plain';

export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain CODE [ENHANCED] [--text REPLY] [--command COMMAND] [--locale LANG] [--json]',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      text: { type: 'string' },
      command: { type: 'string' },
      locale: { type: 'string' },
      json: { type: 'boolean' },
    });
    if (!positionals.length) throw new UsageError('explain needs a code such as 550 or 5.1.1');
    const given = positionals.join(' ');
    const query = parseReply(given);
    if (!query)
      throw new UsageError(`“${given}” is no SMTP reply code such as 550 and no enhanced status code such as 5.1.1`);
    // The text may repeat the codes at the head of each of its lines.
    const text = values.text === undefined ? query.text : (parseReply(values.text)?.text ?? values.text);
    const catalog = readCatalog(readLocale(values.locale, output));
    const explanation = explain(catalog, {
      ...query,
      ...(text ? { text } : {}),
      ...(values.command ? { command: values.command.toUpperCase() } : {}),
    });
    output.line(
      values.json ? JSON.stringify(explanation) : plain(explanationToMarkdown(catalog, explanation)).trimEnd(),
    );
    return Promise.resolve(0);
  },
};
