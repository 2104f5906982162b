import { compare } from '../core/explain/compare';
import { comparisonToMarkdown } from '../core/explain/markdown';
import { parseReply } from '../core/explain/parseReply';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command } from './command';
import { plain } from './plain';

export const compareCommand: Command = {
  name: 'compare',
  usage: 'compare A B [--locale LANG] [--json|--markdown]',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      locale: { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
    });
    if (positionals.length !== 2) throw new UsageError('compare needs two codes, such as: compare 450 "550 5.7.1"');
    if (values.json && values.markdown) throw new UsageError('choose one of --json and --markdown');
    const [left, right] = positionals.map((given) => {
      const query = parseReply(given);
      if (!query)
        throw new UsageError(`“${given}” is no SMTP reply code such as 550 and no enhanced status code such as 5.1.1`);
      return query;
    });
    const catalog = readCatalog(readLocale(values.locale, output));
    const model = compare(catalog, left!, right!);
    if (values.json) output.line(JSON.stringify(model));
    else {
      const markdown = comparisonToMarkdown(catalog, model);
      output.line((values.markdown ? markdown : plain(markdown)).trimEnd());
    }
    return Promise.resolve(0);
  },
};
