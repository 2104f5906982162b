import * as vscode from 'vscode';
import type { Reply } from '../core/model';
import { reading } from './reading';
import type { Services } from './services';
import { readSettings, section } from './settings';

interface Link extends vscode.TerminalLink {
  readonly reply: Reply;
}

/** Codes in the terminal (`tail -f`, `swaks`, `postqueue -p`, `journalctl`) open the explanation of their reply. */
export function registerTerminalLinks(services: Services): vscode.Disposable {
  return vscode.window.registerTerminalLinkProvider({
    provideTerminalLinks: ({ line }): Link[] => {
      if (!readSettings().terminalLinks) return [];
      return reading()
        .repliesOfLine(line)
        .flatMap((reply) =>
          joined(reply.occurrences).map(({ start, end }) => ({
            startIndex: start,
            length: end - start,
            tooltip: vscode.l10n.t('Explain this reply'),
            reply,
          })),
        );
    },
    handleTerminalLink: ({ reply }: Link) =>
      services.run(Promise.resolve(vscode.commands.executeCommand(`${section}.explain`, reply))),
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Codes side by side, such as `550 5.1.1`, are one place to click on. */
function joined(codes: readonly Span[]): readonly Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of codes) {
    const last = spans.at(-1);
    if (last && start - last.end <= 1) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}
