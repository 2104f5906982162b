import type { Command } from './command';

export const compareCommand: Command = {
  name: 'compare',
  usage: 'compare A B [--locale LANG] [--json|--markdown]',
  run: () => Promise.resolve(2),
};
