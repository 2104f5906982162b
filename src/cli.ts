import { bouncesCommand } from './cli/bounces';
import { UsageError, type Command, type Output } from './cli/command';
import { compareCommand } from './cli/compare';
import { explainCommand } from './cli/explain';
import { lintCommand } from './cli/lint';
import { scanCommand } from './cli/scan';
import { summarizeCommand } from './cli/summarize';

const commands: readonly Command[] = [
  scanCommand,
  explainCommand,
  compareCommand,
  bouncesCommand,
  lintCommand,
  summarizeCommand,
];
const usage = `usage:\n${commands.map((command) => `  smtp-reply-codes ${command.usage}`).join('\n')}`;

async function main(args: readonly string[]): Promise<number> {
  const output: Output = {
    line: (text) => process.stdout.write(`${text}\n`),
    error: (text) => process.stderr.write(`smtp-reply-codes: ${text}\n`),
  };
  const command = commands.find(({ name }) => name === args[0]);
  if (!command) {
    const help = args[0] === '--help' || args[0] === '-h';
    if (help) process.stdout.write(`${usage}\n`);
    else output.error(args[0] ? `no command “${args[0]}”; see --help` : 'which command? see --help');
    return help ? 0 : 2;
  }
  try {
    return await command.run(args.slice(1), output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.error(error.message);
    return 2;
  }
}

// A reader that closed its end of the pipe (`| head`) has seen enough.
process.stdout.on('error', () => process.exit(0));
main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`smtp-reply-codes: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
