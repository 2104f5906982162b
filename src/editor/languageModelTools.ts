import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { compare } from '../core/explain/compare';
import { explain } from '../core/explain/explain';
import { comparisonToMarkdown, explanationToMarkdown } from '../core/explain/markdown';
import type { ReplyQuery } from '../core/model';
import { reading } from './reading';
import type { Services } from './services';

/** As much of a wrong input as an answer repeats, in UTF-16 units. */
const longestEcho = 100;

/** Lets an assistant in the editor answer from the catalog, offline. Where the host has no such API, nothing happens. */
export function registerLanguageModelTools(services: Services): vscode.Disposable {
  // Hosts before 1.95 and forks lack it, whatever the types say.
  const { lm } = vscode as Partial<typeof vscode>;
  if (!lm?.registerTool) return vscode.Disposable.from();
  const parse = (catalog: Catalog, text: unknown): ReplyQuery => {
    const given = (typeof text === 'string' ? text : (JSON.stringify(text) ?? '')).slice(0, longestEcho);
    const found = typeof text === 'string' ? reading().explainPasted(catalog, text) : undefined;
    if (found && 'replies' in found) return found.replies[0].query;
    throw new Error(
      found && 'kind' in found
        ? `“${given}” is no failure: ${found.kind}.`
        : `“${given}” holds no SMTP reply code such as 550, no enhanced status code such as 5.1.1 and no words of a known cause.`,
    );
  };
  const answer = (text: string) => new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  return vscode.Disposable.from(
    lm.registerTool<unknown>('smtp_explain_reply', {
      invoke: async ({ input }) => {
        const catalog = await services.catalog();
        return answer(explanationToMarkdown(catalog, explain(catalog, parse(catalog, own(input, 'reply')))));
      },
    }),
    lm.registerTool<unknown>('smtp_compare_replies', {
      invoke: async ({ input }) => {
        const catalog = await services.catalog();
        return answer(
          comparisonToMarkdown(
            catalog,
            compare(catalog, parse(catalog, own(input, 'left')), parse(catalog, own(input, 'right'))),
          ),
        );
      },
    }),
  );
}

/** A field of what an assistant handed over, whatever that is. */
function own(input: unknown, field: string): unknown {
  return (input as Readonly<Record<string, unknown>> | null | undefined)?.[field];
}
