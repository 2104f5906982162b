import type { Catalog } from '../catalog/catalog';
import type { Comparison, Explanation, Remedy } from '../model';
import { codesOf } from '../codes';
import { fill } from './fill';
import { waitInWords } from './waitOf';

/** A document names the codes mixed up most; the compare command offers the rest. */
const mostConfused = 6;

export const roles: readonly (keyof Remedy)[] = ['sender', 'receiver', 'developer'];

const special = /[\\`*_{}[\]()#+\-.!|<>~$&:/@]/g;
/** Controls, and characters that reverse or hide text. */
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Makes any text show as it is: no Markdown, HTML, link or command in it has an effect. One line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(invisible, '\ufffd')
    .replace(special, (char) => `&#${char.charCodeAt(0)};`);
}

/** What stands in back-quotes on one line; whatever other back-quotes there are mean nothing. */
const code = /`([^`\n]+)`(?!`)/g;
/** What Markdown gives a meaning in running text. An address or a colon before strokes would become a link. */
const meant = /[\\`*_[\]<>#|~$&@]|:(?=\/\/)|(?<=\bwww)\./gi;

/** A text of the catalog: what stands in back-quotes is code, the rest is escaped. */
export function proseToMarkdown(text: string): string {
  const parts: string[] = [];
  let at = 0;
  const prose = (end: number) => parts.push(text.slice(at, end).replace(invisible, '\ufffd').replace(meant, '\\$&'));
  for (const match of text.matchAll(code)) {
    if (text[match.index - 1] === '`') continue;
    prose(match.index);
    parts.push(match[0].replace(invisible, '\ufffd'));
    at = match.index + match[0].length;
  }
  prose(text.length);
  return parts.join('');
}

function list(items: readonly string[], numbered = false): string {
  return items.map((item, index) => `${numbered ? `${index + 1}.` : '-'} ${proseToMarkdown(item)}`).join('\n');
}

function links(references: Explanation['references']): string {
  return references.map(({ name, url }) => `- [${name}](${url})`).join('\n');
}

/** `permanent failure · retry after a change · the sender acts` */
export function verdictOf({ ui }: Catalog['texts'], explanation: Explanation): string {
  const { class: replyClass, retry, retryAfter, acts, locale } = explanation;
  const wait = retryAfter === null ? [] : [fill(ui.explain.wait, waitInWords(retryAfter, locale))];
  const quiet = replyClass === 'success' || replyClass === 'intermediate';
  // Whether the client tries again is its own affair.
  if (explanation.sentByUs && !quiet) return [ui.classes[replyClass], ui.own.refused].join(' · ');
  return [ui.classes[replyClass], ...(quiet ? [] : [ui.retry[retry], ...wait]), ui.acts[acts]].join(' · ');
}

/** `because it says *listed at*`; undefined where no words decided. The words are the server's, so nothing in them is mark-up. */
export function becauseOf({ ui }: Catalog['texts'], { cause, class: kind }: Explanation): string | undefined {
  if (!cause?.because.length || cause.from === 'custom' || kind === 'success' || kind === 'intermediate')
    return undefined;
  const quoted = cause.because.map((words) => `*${escapeMarkdown(words.trim())}*`).join(' … ');
  return fill(ui.explain.because, quoted);
}

/** An explanation as a document of its own. */
export function explanationToMarkdown({ texts }: Catalog, explanation: Explanation): string {
  const { ui } = texts;
  return `${[
    ['#', codesOf(explanation.reply), proseToMarkdown(explanation.name)].filter(Boolean).join(' '),
    `${verdictOf(texts, explanation)} · ${ui.statuses[explanation.status]}`,
    ...[becauseOf(texts, explanation)].filter((line) => line !== undefined),
    ...body(texts, explanation, '##'),
    ...(explanation.confusedWith.length
      ? [
          `## ${ui.doc.confusedWith}`,
          explanation.confusedWith
            .slice(0, mostConfused)
            .map(({ code, difference }) => `- ${fill(ui.doc.labelled, `**${code}**`, proseToMarkdown(difference))}`)
            .join('\n'),
        ]
      : []),
    `## ${ui.doc.sources}`,
    links(explanation.references),
  ].join('\n\n')}\n`;
}

function body(texts: Catalog['texts'], explanation: Explanation, level: string): string[] {
  const { doc } = texts.ui;
  const { whenYouSeeIt, note } = explanation;
  return [
    `${level} ${doc.meaning}`,
    ...meaningOf(texts, explanation, `${level}#`),
    ...(whenYouSeeIt.length ? [`${level} ${doc.whenYouSeeIt}`, list(whenYouSeeIt)] : []),
    `${level} ${doc.howToFix}`,
    ...remedyOf(texts, explanation, `${level}#`),
    ...(note ? [`${level} ${doc.note}`, proseToMarkdown(note)] : []),
  ];
}

function meaningOf({ ui }: Catalog['texts'], explanation: Explanation, level: string): string[] {
  const { meaning, provider, command, conflict } = explanation;
  const own = provider?.meaning && provider.meaning !== meaning ? provider : undefined;
  return [
    proseToMarkdown(meaning),
    ...(own ? [`${level} ${fill(ui.doc.providerSays, own.name)}`, proseToMarkdown(own.meaning)] : []),
    ...(command ? [`${level} ${fill(ui.doc.after, command.name)}`, proseToMarkdown(command.meaning)] : []),
    ...(conflict ? [proseToMarkdown(conflict)] : []),
  ];
}

function remedyOf({ ui }: Catalog['texts'], { remedy }: Explanation, level: string): string[] {
  const steps = roles.filter((role) => remedy[role].length);
  return [
    ...(steps.some((role) => role !== 'developer') ? [] : [ui.doc.nothingToFix]),
    ...steps.flatMap((role) => [`${level} ${ui.roles[role]}`, list(remedy[role], true)]),
  ];
}

/** The compare page as a document, in the same order. */
export function comparisonToMarkdown({ texts }: Catalog, model: Comparison): string {
  const { ui } = texts;
  const { labels } = model;
  const both = [
    [labels.left, model.left, model.choose.left],
    [labels.right, model.right, model.choose.right],
  ] as const;
  // A bar ends a cell even in code; behind a backslash of the text there is no way to write one.
  const cell = (text: string) =>
    proseToMarkdown(text.replace(/\\\|/g, '\\¦'))
      .replace(/\n/g, ' ')
      .replace(/(?<!\\)\|/g, '\\|');
  const perCode = (title: string, of: (explanation: Explanation) => readonly string[]) => {
    const parts = both.flatMap(([label, explanation]) => {
      const lines = of(explanation);
      return lines.length ? [`### ${label}`, ...lines] : [];
    });
    return parts.length ? [`## ${title}`, ...parts] : [];
  };
  return `${[
    `# ${proseToMarkdown(model.title)}`,
    proseToMarkdown(model.summary),
    ...both.flatMap(([label, explanation]) => [
      `## ${label === explanation.name ? '' : `${label} `}${proseToMarkdown(explanation.name)}`,
      verdictOf(texts, explanation),
      ...meaningOf(texts, explanation, '###'),
      `**${proseToMarkdown(explanation.brief)}**`,
    ]),
    `## ${ui.doc.keyDifferences}`,
    model.differences.length ? list(model.differences, true) : ui.doc.sameCode,
    `## ${ui.doc.facts}`,
    [
      `| ${ui.doc.fact} | ${labels.left} | ${labels.right} | ${ui.doc.differs} |`,
      '| --- | --- | --- | --- |',
      ...model.facts.map(
        ({ label, left: a, right: b, differs }) =>
          `| ${label} | ${cell(a)} | ${cell(b)} | ${differs ? ui.doc.yes : ui.doc.no} |`,
      ),
    ].join('\n'),
    `## ${ui.doc.choose}`,
    ...both.map(([label, , { send, receive }]) =>
      [
        `**${label}**\n`,
        `- ${fill(ui.doc.labelled, ui.doc.writeServer, proseToMarkdown(send))}`,
        `- ${fill(ui.doc.labelled, ui.doc.receiveIt, proseToMarkdown(receive))}`,
      ].join('\n'),
    ),
    ...perCode(ui.doc.whenYouSeeIt, ({ whenYouSeeIt }) => (whenYouSeeIt.length ? [list(whenYouSeeIt)] : [])),
    ...perCode(ui.doc.howToFix, (explanation) => remedyOf(texts, explanation, '####')),
    ...perCode(ui.doc.note, ({ note }) => (note ? [proseToMarkdown(note)] : [])),
    `## ${ui.doc.learnMore}`,
    links(model.references),
    ...(model.related.length
      ? [
          `### ${ui.doc.related}`,
          model.related
            .map(({ title, difference }) => `- ${fill(ui.doc.labelled, `**${title}**`, proseToMarkdown(difference))}`)
            .join('\n'),
        ]
      : []),
  ].join('\n\n')}\n`;
}

/** The steps of one role as plain text, for the clipboard; those of the others where it has none. */
export function remedyToText({ remedy, reply, name }: Explanation, role: keyof Remedy): string | undefined {
  const steps = remedy[role].length ? remedy[role] : roles.map((other) => remedy[other]).find((other) => other.length);
  return (
    steps &&
    `${[codesOf(reply), name].filter(Boolean).join(' ')}\n${steps.map((step, index) => `${index + 1}. ${step}`).join('\n')}\n`
  );
}
