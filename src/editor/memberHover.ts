import * as vscode from 'vscode';
import { findMember, memberMarkdown } from '../core/explain/members';
import { isWritten } from './documents';
import { selector } from './selector';
import type { Services } from './services';
import { readSettings } from './settings';

/** As much of a file as tells which libraries it uses, in UTF-16 units. */
const headLength = 20_000;

/** Says of a library's member that carries a reply, such as `err.responseCode`, which codes may stand there. */
export function registerMemberHover(services: Services): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    provideHover: async (document, position, token) => {
      const range = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
      if (!range || !readSettings(document).hover.enabled || !isWritten(services.documents.source(document)))
        return undefined;
      const name = document.getText(range);
      const head = new vscode.Range(new vscode.Position(0, 0), document.positionAt(headLength));
      const member = findMember(name, document.getText(head));
      if (!member) return undefined;
      const catalog = await services.catalog(document.uri);
      return token.isCancellationRequested
        ? undefined
        : new vscode.Hover(new vscode.MarkdownString(memberMarkdown(catalog, name, member)), range);
    },
  });
}
