import * as vscode from 'vscode';
import { compare } from '../core/explain/compare';
import { explain } from '../core/explain/explain';
import { comparisonToMarkdown, explanationToMarkdown } from '../core/explain/markdown';
import { parseReply } from '../core/explain/parseReply';
import type { Services } from './services';

/** Lets an assistant in the editor answer from the catalog, offline. Where the host has no such API, nothing happens. */
export function registerLanguageModelTools(services: Services): vscode.Disposable {
  // Hosts before 1.95 and forks lack it, whatever the types say.
  const { lm } = vscode as Partial<typeof vscode>;
  if (!lm?.registerTool) return vscode.Disposable.from();
  const parse = (text: string) => {
    const query = parseReply(text);
    if (!query)
      throw new Error(`“${text}” holds no SMTP reply code such as 550 and no enhanced status code such as 5.1.1.`);
    return query;
  };
  const answer = (text: string) => new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  return vscode.Disposable.from(
    lm.registerTool<{ reply: string }>('smtp_explain_reply', {
      invoke: async ({ input }) => {
        const catalog = await services.catalog();
        return answer(explanationToMarkdown(catalog, explain(catalog, parse(input.reply))));
      },
    }),
    lm.registerTool<{ left: string; right: string }>('smtp_compare_replies', {
      invoke: async ({ input }) => {
        const catalog = await services.catalog();
        return answer(comparisonToMarkdown(catalog, compare(catalog, parse(input.left), parse(input.right))));
      },
    }),
  );
}
