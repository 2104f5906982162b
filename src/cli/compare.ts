import { compare } from '../core/explain/compare';
import { comparisonToMarkdown } from '../core/explain/markdown';
import { readCatalog } from '../platform/nodeCatalog';
import { readArguments, readLocale } from './arguments';
import { UsageError, type Command } from './command';
import { repliesIn } from './pasted';
import { plain } from './plain';

export const compareCommand: Command = {
  name: 'compare',
  usage: 'compare A|- B|- [--locale LANG] [--json|--markdown]',
  run: (args, output) => {
    const { values, positionals } = readArguments(args, {
      locale: { type: 'string' },
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
    });
    if (positionals.length !== 2) throw new UsageError('compare needs two codes, such as: compare 450 "550 5.7.1"');
    if (values.json && values.markdown) throw new UsageError('choose one of --json and --markdown');
    const catalog = readCatalog(readLocale(values.locale, output));
    const [left, right] = positionals.map((given) => {
      const { query, explanation } = repliesIn(catalog, given)[0];
      if (query.replyCode || query.enhancedCode || query.cause) return query;
      throw new UsageError(`“${explanation.name}” is known by its words alone; two codes can be compared`);
    });
    const model = compare(catalog, left!, right!);
    if (values.json) output.line(JSON.stringify(model));
    else {
      const markdown = comparisonToMarkdown(catalog, model);
      output.text((values.markdown ? markdown : plain(markdown)).trimEnd());
    }
    return Promise.resolve(0);
  },
};
