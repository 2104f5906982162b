import * as vscode from 'vscode';
import type { LineFacts } from '../core/act/factsOfLine';
import type { Catalog } from '../core/catalog/catalog';
import { codesOf, formatReply, parseReply } from '../core/codes';
import { explain } from '../core/explain/explain';
import { explanationToMarkdown } from '../core/explain/markdown';
import { queryOf } from '../core/explain/queryOf';
import type { Explanation, ReplyQuery } from '../core/model';
import { replyIn } from './pasted';
import { pickReply } from './pickReply';
import { reading } from './reading';
import { ReplyPage, type Made } from './replyPage';
import type { Services } from './services';
import { section } from './settings';

const viewType = `${section}.explain`;

/** Where a reply was met: a document and a 0-based line. */
interface Place {
  readonly uri: string;
  readonly line: number;
}

/** Lines above a failure in which its message is looked for. */
const linesAbove = 400;

/** “SMTP: Explain a Reply Code…”: pick one or paste a whole reply; the explanation opens as a page. */
export function registerExplain(services: Services): vscode.Disposable {
  let last: Shown | undefined;
  const page = new ReplyPage<Shown>(services, {
    viewType,
    title: vscode.l10n.t('Explain'),
    restored: ({ reply, context = {} }) =>
      reply === undefined
        ? undefined
        : {
            reply,
            query: {
              // a number in the words of a failure that has no code is none
              ...((context['words'] === 'alone' ? undefined : parseReply(reply)) ?? { text: reply }),
              ...(context['side'] === 'own' ? { sentByUs: true } : {}),
              ...classIn(context),
            },
            facts: factsOf(context),
          },
    make: (catalog, shown) => makeExplanation(catalog, (last = shown)),
    receive: async (message, show) => {
      switch (message.type) {
        case 'openPage': {
          const query = parseReply(message.reply);
          return query && show({ reply: message.reply, query, facts: noFacts });
        }
        case 'compare':
          return vscode.commands.executeCommand(
            `${section}.compare`,
            message.left === last?.reply ? last.query : message.left,
            ...(message.right ? [message.right] : []),
          );
        case 'copy':
          return vscode.env.clipboard.writeText(message.text);
        default:
          return undefined;
      }
    },
  });
  return vscode.Disposable.from(
    page,
    vscode.commands.registerCommand(viewType, async (argument?: unknown, place?: unknown) => {
      const query =
        argument === undefined
          ? await pickReply(services)
          : typeof argument === 'string'
            ? await replyIn(services, argument)
            : (queryOf(argument) ?? (await pickReply(services)));
      if (query) await page.show({ reply: formatReply(query), query, facts: factsAt(place) });
    }),
  );
}

const noFacts: LineFacts = { recipient: null, sender: null, queueId: null, host: null, blockedIp: null, time: null };

/** What the line says besides; who sent the message stands in an earlier line with the same queue id. */
function factsAt(place: unknown): LineFacts {
  const { uri, line } = (typeof place === 'object' && place ? place : {}) as Partial<Place>;
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (!document || typeof line !== 'number' || !(line >= 0 && line < document.lineCount)) return noFacts;
  const { factsOfLine } = reading();
  const facts = factsOfLine(document.lineAt(line).text);
  if (facts.sender || !facts.queueId) return facts;
  for (let at = line - 1; at >= 0 && at > line - linesAbove; at--) {
    const { text } = document.lineAt(at);
    if (!text.includes(facts.queueId)) continue;
    const { sender } = factsOfLine(text);
    if (sender) return { ...facts, sender };
  }
  return facts;
}

/** What the page has kept; it is quoted for a shell where it goes into a command. */
function factsOf(context: Readonly<Record<string, string>>): LineFacts {
  const kept = Object.keys(noFacts).map((name) => [name, context[name] ?? null] as const);
  return Object.fromEntries(kept) as unknown as LineFacts;
}

interface Shown {
  /** The reply in words, as the page keeps it over a reload. */
  readonly reply: string;
  readonly query: ReplyQuery;
  readonly facts: LineFacts;
}

function contextOf({ facts, query }: Shown): Readonly<Record<string, string>> {
  const told = Object.entries(facts).flatMap(([name, value]: [string, string | null]) =>
    value ? [[name, value]] : [],
  );
  return {
    ...(Object.fromEntries(told) as Record<string, string>),
    ...(query.sentByUs ? { side: 'own' } : {}),
    ...(query.replyCode || query.enhancedCode ? {} : { words: 'alone' }),
    ...(query.class ? { class: query.class } : {}),
  };
}

function classIn({ class: told }: Readonly<Record<string, string>>): Pick<ReplyQuery, 'class'> {
  return told === 'transient' || told === 'permanent' ? { class: told } : {};
}

function makeExplanation(catalog: Catalog, shown: Shown): Made {
  const explanation = explain(catalog, shown.query);
  const { commandsIn, filledRemedy } = reading();
  const model: Explanation = { ...explanation, remedy: filledRemedy(explanation.remedy, shown.facts) };
  return {
    title: codesOf(model.reply) || model.name,
    message: {
      type: 'explained',
      reply: shown.reply,
      context: contextOf(shown),
      commands: commandsIn(model.remedy, 'developer'),
      model,
      texts: catalog.texts.page,
      locale: model.locale,
    },
    references: model.references,
    markdown: () => explanationToMarkdown(catalog, model),
  };
}
