import { escapeMarkdown } from '../explain/markdown';
import type { CauseRow, Summary } from './model';
import type { Report, Table } from './report';

/** The report as Markdown; nothing that a log says has an effect in it. */
export function reportToMarkdown({ title, lead, sections }: Report): string {
  const parts = [
    `# ${escapeMarkdown(title)}`,
    ...lead.map(escapeMarkdown),
    ...sections.flatMap(({ title: head, lines = [], table }) => [
      `## ${escapeMarkdown(head)}`,
      ...(table ? [markdownTable(table)] : []),
      ...lines.map((line) => `- ${escapeMarkdown(line)}`),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function isNumeric({ rows }: Table, column: number): boolean {
  return rows.every((row) => typeof row[column] === 'number');
}

function markdownTable(table: Table): string {
  const row = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => escapeMarkdown(String(cell)) || ' ').join(' | ')} |`;
  const marks = table.head.map((_, column) => (isNumeric(table, column) ? '--:' : '---'));
  return [row(table.head), `| ${marks.join(' | ')} |`, ...table.rows.map(row)].join('\n');
}

/** Widest cell of a table in a terminal. */
const widest = 60;

/** The report for a terminal: columns stand under each other, and no control character gets through. */
export function reportToText({ title, lead, sections }: Report): string {
  const clean = (text: string) => text.replace(/[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
  const parts = [
    `${title}\n${'='.repeat(title.length)}`,
    lead.map(clean).join('\n'),
    ...sections.map(({ title: head, lines = [], table }) =>
      [`${head}\n${'-'.repeat(head.length)}`, ...(table ? [textTable(table, clean)] : []), ...lines.map(clean)].join(
        '\n',
      ),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function textTable(table: Table, clean: (text: string) => string): string {
  const cells = [table.head, ...table.rows].map((row) =>
    row.slice(0, table.narrow).map((cell) => {
      const text = clean(String(cell));
      return text.length > widest ? `${text.slice(0, widest - 1)}…` : text;
    }),
  );
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          isNumeric(table, column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const style = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1f2328;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse;font-size:.9rem;display:block;overflow-x:auto}
th,td{border-bottom:1px solid #d0d7de;padding:.3rem .6rem;text-align:left;vertical-align:top}td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto}.success{fill:#2da44e}.transient{fill:#bf8700}.permanent{fill:#cf222e}.axis{fill:#57606a;font-size:11px}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,td{border-color:#30363d}.axis{fill:#8b949e}}`;

/** One file without scripts, to keep or to mail. */
export function reportToHtml(report: Report, summary: Summary, locale: string): string {
  const table = (own: Table): string => {
    const cell = (tag: 'th' | 'td') => (value: string | number, column: number) =>
      `<${tag}${tag === 'th' ? ' scope="col"' : ''}${isNumeric(own, column) ? ' class="number"' : ''}>${escapeHtml(String(value))}</${tag}>`;
    const rows = own.rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`);
    return `<table><thead><tr>${own.head.map(cell('th')).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  };
  const sections = report.sections.map(({ id, title, lines = [], table: own }) =>
    [
      `<section id="${id}"><h2>${escapeHtml(title)}</h2>`,
      id === 'timeline' ? `${timelineSvg(summary, title)}<details><summary>${escapeHtml(title)}</summary>` : '',
      own ? table(own) : '',
      id === 'timeline' ? '</details>' : '',
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      '</section>',
    ].join('\n'),
  );
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(report.title)}</h1>
${report.lead.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
${sections.join('\n')}
</body>
</html>
`;
}

/** Bars over each other; the table beside it says the same. */
function timelineSvg({ timeline }: Summary, title: string): string {
  const [width, height, bottom] = [1000, 180, 160];
  const top = Math.max(1, ...timeline.map(({ success, transient, permanent }) => success + transient + permanent));
  const step = width / Math.max(1, timeline.length);
  const bars = timeline.flatMap((slot, index) => {
    let y = bottom;
    return (['success', 'transient', 'permanent'] as const).map((kind) => {
      const tall = (slot[kind] / top) * (bottom - 10);
      y -= tall;
      return tall > 0
        ? `<rect class="${kind}" x="${(index * step).toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(0.5, step * 0.9).toFixed(1)}" height="${tall.toFixed(1)}"/>`
        : '';
    });
  });
  const [first, last] = [timeline[0]?.start ?? '', timeline.at(-1)?.start ?? ''];
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${bars.join('')}
<text class="axis" x="0" y="${height - 4}">${escapeHtml(first)}</text><text class="axis" x="${width}" y="${height - 4}" text-anchor="end">${escapeHtml(last)}</text>
<text class="axis" x="0" y="10">${top}</text></svg>`;
}

/** The causes as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets a quote before it. */
export function causesToCsv(causes: readonly CauseRow[]): string {
  const head = ['count', 'share', 'cause', 'name', 'reply', 'enhanced', 'provider', 'acts', 'hard', 'growing'];
  const rest = ['sent_by_us', 'first', 'last', 'file', 'line', 'domains', 'brief', 'example'];
  const cell = (value: string | number | boolean | null): string => {
    const text = value === null ? '' : String(value);
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = causes.map((row) => [
    ...[row.count, row.share, row.id, row.name, row.reply, row.enhanced, row.provider, row.acts, row.hard, row.growing],
    ...[row.sentByUs, row.first, row.last, row.place.file, row.place.line],
    ...[row.domains.map(({ domain, count }) => `${domain}:${count}`).join(' '), row.brief, row.example],
  ]);
  return [[...head, ...rest], ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
