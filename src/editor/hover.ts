import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { explain } from '../core/explain/explain';
import { hoverMarkdown } from '../core/explain/hover';
import type { Explanation, Reply } from '../core/model';
import { isRecord, type PlacedReply } from './documents';
import { problemSource } from './logProblems';
import { roleOf } from './role';
import { selector } from './selector';
import type { Services } from './services';
import { readSettings, section } from './settings';

/** Rules whose message says what an explanation has to say about codes that don't fit together. */
const contradictions: ReadonlySet<string | number> = new Set(['class-mismatch', 'enhanced-code-misplaced']);
/** The only commands a link in our Markdown may call. */
const trusted = {
  enabledCommands: ['compare', 'explain', 'copyForSender', 'writeToPostmaster'].map((name) => `${section}.${name}`),
};

/** `encodeURIComponent` leaves parentheses alone, but one would end the Markdown link. */
const asEscape = (char: string): string => `%${char.charCodeAt(0).toString(16)}`;

/** Explains the code under the pointer; the range is exactly the code or the pair of codes. */
export function registerHover(services: Services): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    provideHover: async (document, position, token) => {
      if (!readSettings(document).hover.enabled) return undefined;
      const found = under(services.documents.repliesAt(document, position.line, position.character), position);
      const inBounce = services.documents.source(document).family === 'bounce';
      if (!found && !inBounce) return undefined;
      const catalog = await services.catalog(document.uri);
      if (token.isCancellationRequested) return undefined;
      // all that a bounce says of a recipient is one failure
      const told = inBounce ? services.bounces.at(document, position, catalog) : undefined;
      if (told) {
        const { reply, explanation } = told.verdict;
        const part = found?.range ?? document.lineAt(position.line).range;
        const whole: Reply = { ...reply, text: reply.text ?? '', start: 0, end: 0, occurrences: [] };
        return new vscode.Hover(
          hoverContent(catalog, explanation, { reply: whole, range: part }, document, services, part),
          part,
        );
      }
      if (!found) return undefined;
      const { placed, range } = found;
      const explanation = explain(catalog, placed.reply);
      return new vscode.Hover(hoverContent(catalog, explanation, placed, document, services, range), range);
    },
  });
}

/** The reply with a token at the position, and what of it to mark: the pair where its codes stand side by side. */
function under(
  replies: readonly PlacedReply[],
  position: vscode.Position,
): { placed: PlacedReply; range: vscode.Range } | undefined {
  for (const placed of replies) {
    const index = placed.tokens.findIndex((token) => token.contains(position));
    if (index < 0) continue;
    const token = placed.tokens[index]!;
    const { kind } = placed.reply.occurrences[index]!;
    const other = placed.reply.occurrences[kind === 'reply' ? index + 1 : index - 1];
    const beside = placed.tokens[kind === 'reply' ? index + 1 : index - 1];
    const adjacent =
      beside && other && other.kind !== kind && beside.start.line === token.start.line && gap(token, beside) === 1;
    return { placed, range: adjacent ? token.union(beside) : token };
  }
  return undefined;
}

function gap(a: vscode.Range, b: vscode.Range): number {
  return Math.max(b.start.character - a.end.character, a.start.character - b.end.character);
}

/** What a hover, or the tooltip of a fix beside a line, says about a reply. */
export function hoverContent(
  catalog: Catalog,
  explanation: Explanation,
  { reply, range: { start } }: Pick<PlacedReply, 'reply' | 'range'>,
  document: vscode.TextDocument,
  services: Services,
  range?: vscode.Range,
): vscode.MarkdownString {
  const settings = readSettings(document);
  const problems = range
    ? vscode.languages
        .getDiagnostics(document.uri)
        .filter((problem) => problem.source === problemSource && problem.range.intersection(range))
    : [];
  const source = services.documents.source(document);
  const conflictSaid = problems.some(({ code }) => typeof code === 'object' && contradictions.has(code.value));
  const { replyCode, enhancedCode, text, sentByUs, class: told } = reply;
  const query = {
    replyCode,
    enhancedCode,
    text: text.slice(0, 500),
    ...(sentByUs ? { sentByUs } : {}),
    ...(told ? { class: told } : {}),
  };
  const link = (command: string, ...args: unknown[]): string =>
    `command:${section}.${command}?${encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, asEscape)}`;
  const where = [document.uri.toString(), start.line, start.character];
  const content = new vscode.MarkdownString(
    hoverMarkdown(catalog, conflictSaid ? { ...explanation, conflict: null } : explanation, {
      parts: new Set(settings.hover.parts),
      role: roleOf(source, reply, settings),
      explainLink: link('explain', query, { uri: document.uri.toString(), line: start.line }),
      compareLink: (code) => (code ? link('compare', query, code) : link('compare', query)),
      // what this log's own server refused is nobody's mail here
      ...(isRecord(source) && !sentByUs
        ? {
            actions: {
              copyForSender: link('copyForSender', ...where),
              writeToPostmaster: link('writeToPostmaster', ...where),
            },
          }
        : {}),
    }),
  );
  content.isTrusted = trusted;
  return content;
}
