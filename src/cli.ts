import { bouncesCommand } from './cli/bounces';
import { UsageError, type Command, type ExitCode } from './cli/command';
import { compareCommand } from './cli/compare';
import { explainCommand } from './cli/explain';
import { lintCommand } from './cli/lint';
import { scanCommand } from './cli/scan';
import { createStandardOutput, LostOutput } from './cli/standardOutput';
import { summarizeCommand } from './cli/summarize';
import { trailCommand } from './cli/trail';

const commands: readonly Command[] = [
  scanCommand,
  explainCommand,
  compareCommand,
  bouncesCommand,
  lintCommand,
  summarizeCommand,
  trailCommand,
];
const usage = `usage:\n${commands.map((command) => `  smtp-reply-codes ${command.usage}`).join('\n')}`;

const output = createStandardOutput();

async function run(args: readonly string[]): Promise<ExitCode> {
  const command = commands.find(({ name }) => name === args[0]);
  if (command) {
    const options = args.slice(1, args.includes('--') ? args.indexOf('--') : undefined);
    if (!options.includes('--help') && !options.includes('-h')) return command.run(args.slice(1), output);
    output.text(`usage: smtp-reply-codes ${command.usage}`);
    return 0;
  }
  if (args[0] !== '--help' && args[0] !== '-h')
    throw new UsageError(args[0] ? `no command “${args[0]}”; see --help` : 'which command? see --help');
  output.text(usage);
  return 0;
}

async function main(): Promise<void> {
  output.raise(await run(process.argv.slice(2)));
  output.flush();
}

function report(error: unknown): void {
  // a reader that closed its end of the pipe (`| head`) has seen enough
  if (error instanceof LostOutput && error.closed) return;
  output.raise(2);
  output.error(error instanceof Error ? error.message.split('\n')[0]! : String(error));
}

void main()
  .catch(report)
  // the output that came before a mistake may be lost, too
  .catch(report)
  .finally(() => (process.exitCode = output.exitCode()));
