import type { Catalog } from '../catalog/catalog';
import type { Explanation, Remedy } from '../model';
import { codesOf } from '../codes';
import { fill, lowerFirst } from './fill';
import { becauseOf, proseToMarkdown, roles, verdictOf } from './markdown';

export interface HoverOptions {
  readonly parts: ReadonlySet<'remedy' | 'meaning' | 'provider' | 'command' | 'related' | 'sources'>;
  /** Whose steps come first. */
  readonly role: keyof Remedy;
  readonly explainLink: string;
  /** To compare with a code, or with one that the user picks. */
  readonly compareLink: (code?: string) => string;
  /** What one may do with a failure, each with its link; none where nothing can be done from here. */
  readonly actions?: Readonly<Partial<Record<'copyForSender' | 'writeToPostmaster', string>>>;
}

const mostSteps = 3;
const mostSources = 3;

/** What a hover says: the verdict, what to do, what it means, who says so, where to read on. At most twelve lines. */
export function hoverMarkdown({ texts }: Catalog, explanation: Explanation, options: HoverOptions): string {
  const { ui } = texts;
  const { parts, role } = options;
  const { provider, command, conflict, meaning, remedy } = explanation;
  const steps = remedy[role].length
    ? remedy[role]
    : (roles.map((other) => remedy[other]).find((other) => other.length) ?? []);
  const title = [codesOf(explanation.reply), proseToMarkdown(explanation.name)].filter(Boolean).join(' ');
  const verdict = [verdictOf(texts, explanation), becauseOf(texts, explanation)].filter(Boolean).join(' · ');
  const blocks = [`**${title}** · ${verdict}`, ...(conflict ? [proseToMarkdown(conflict)] : [])];
  const failure = explanation.class === 'transient' || explanation.class === 'permanent';
  if (parts.has('remedy') && steps.length && (failure || role === 'developer'))
    blocks.push(
      [
        `**${proseToMarkdown(explanation.brief)}**`,
        '',
        ...steps.slice(0, mostSteps).map((step, index) => `${index + 1}. ${proseToMarkdown(step)}`),
      ].join('\n'),
    );
  // Who sent it knows best what it means; the rest stands in the full explanation.
  const said = parts.has('provider') ? provider?.meaning : undefined;
  if (said) blocks.push(proseToMarkdown(said));
  else {
    if (parts.has('meaning')) blocks.push(proseToMarkdown(meaning));
    if (parts.has('command') && command)
      blocks.push(proseToMarkdown(fill(ui.hover.after, command.name, lowerFirst(command.meaning))));
  }
  const links = [
    ...(parts.has('related')
      ? [
          ...explanation.confusedWith
            .slice(0, 1)
            .map(({ code }) => `[${fill(ui.hover.compareWith, code)}](${options.compareLink(code)})`),
          `[${ui.hover.compareOther}](${options.compareLink()})`,
        ]
      : []),
    `[${ui.hover.explainInFull}](${options.explainLink})`,
    ...(['copyForSender', 'writeToPostmaster'] as const).flatMap((action) => {
      const to = failure && parts.has('remedy') ? options.actions?.[action] : undefined;
      return to ? [`[${ui.hover[action]}](${to})`] : [];
    }),
    ...(parts.has('sources')
      ? explanation.references.slice(0, mostSources).map(({ name, url }) => `[${name}](${url})`)
      : []),
  ];
  return [...blocks, links.join(' · ')].join('\n\n');
}
