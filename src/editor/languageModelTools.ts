import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { compare } from '../core/explain/compare';
import { explain } from '../core/explain/explain';
import { comparisonToMarkdown, explanationToMarkdown } from '../core/explain/markdown';
import type { ReplyQuery } from '../core/model';
import { reading } from './reading';
import type { Services } from './services';

/** Lets an assistant in the editor answer from the catalog, offline. Where the host has no such API, nothing happens. */
export function registerLanguageModelTools(services: Services): vscode.Disposable {
  // Hosts before 1.95 and forks lack it, whatever the types say.
  const { lm } = vscode as Partial<typeof vscode>;
  if (!lm?.registerTool) return vscode.Disposable.from();
  const parse = (catalog: Catalog, text: string): ReplyQuery => {
    const found = reading().explainPasted(catalog, text);
    if ('replies' in found) return found.replies[0].query;
    throw new Error(
      'kind' in found
        ? `“${text.slice(0, 100)}” is no failure: ${found.kind}.`
        : `“${text.slice(0, 100)}” holds no SMTP reply code such as 550, no enhanced status code such as 5.1.1 and no words of a known cause.`,
    );
  };
  const answer = (text: string) => new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  return vscode.Disposable.from(
    lm.registerTool<{ reply: string }>('smtp_explain_reply', {
      invoke: async ({ input }) => {
        const catalog = await services.catalog();
        return answer(explanationToMarkdown(catalog, explain(catalog, parse(catalog, input.reply))));
      },
    }),
    lm.registerTool<{ left: string; right: string }>('smtp_compare_replies', {
      invoke: async ({ input }) => {
        const catalog = await services.catalog();
        return answer(
          comparisonToMarkdown(catalog, compare(catalog, parse(catalog, input.left), parse(catalog, input.right))),
        );
      },
    }),
  );
}
