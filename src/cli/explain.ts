import type { Command } from './command';

export const explainCommand: Command = {
  name: 'explain',
  usage: 'explain CODE [ENHANCED] [--text REPLY] [--locale LANG] [--json]',
  run: () => Promise.resolve(2),
};
