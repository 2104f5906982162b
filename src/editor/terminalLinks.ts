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
          reply.occurrences.map(({ start, end }) => ({
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
