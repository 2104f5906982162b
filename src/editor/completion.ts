import * as vscode from 'vscode';
import type { Proposal } from '../core/complete/complete';
import { isWritten } from './documents';
import { reading } from './reading';
import { selector } from './selector';
import type { Services } from './services';

/** As much of a file as tells what it is about, in UTF-16 units. */
const headLength = 20_000;
/** Lines around the pointer that have a say in it as well. */
const neighbours = 100;

const kinds: Readonly<Record<Proposal['kind'], vscode.CompletionItemKind>> = {
  code: vscode.CompletionItemKind.Value,
  enhanced: vscode.CompletionItemKind.Value,
  reply: vscode.CompletionItemKind.Snippet,
};

/** Offers reply codes, the enhanced status codes that go with one, and whole replies where a program writes them. */
export function registerCompletion(services: Services): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    selector,
    {
      provideCompletionItems: async (document, position, token) => {
        const source = services.documents.source(document);
        if (!isWritten(source)) return undefined;
        const catalog = await services.catalog(document.uri);
        if (token.isCancellationRequested) return undefined;
        const left = document.lineAt(position.line).text.slice(0, position.character);
        return reading()
          .complete(catalog, { left, text: surroundings(document, position), source })
          .map((proposal, index) => itemOf(proposal, index, position));
      },
    },
    ...['"', "'", '`', '(', ' ', '.', '-', ...'2345'],
  );
}

function surroundings(document: vscode.TextDocument, { line }: vscode.Position): string {
  const head = document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(headLength)));
  const near = document.getText(new vscode.Range(Math.max(0, line - neighbours), 0, line + neighbours, 0));
  return `${head}\n${near}`;
}

function itemOf(proposal: Proposal, index: number, position: vscode.Position): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: proposal.label, description: proposal.detail }, kinds[proposal.kind]);
  item.documentation = proposal.documentation;
  item.insertText = proposal.text;
  item.range = new vscode.Range(position.translate(0, -proposal.replaces), position);
  item.filterText = proposal.filter;
  item.sortText = String(index).padStart(4, '0');
  return item;
}
