import type { CauseRow, Changes, Outcomes, Summary } from '../core/summary/model';
import { actorOf, codesOfRow, durationText, marksOf, outcomesToShow } from '../core/summary/report';
import { button, element, fill } from './dom';
import { filterNames, type ExportForm, type SummaryFilter, type SummaryState, type SummaryTexts } from './protocol';
import { timelineChart } from './timelineChart';

export interface SummaryActions {
  readonly open: (file: string, line: number) => void;
  readonly lines: (filter: SummaryFilter) => void;
  readonly filter: (filter: SummaryFilter) => void;
  readonly cancel: () => void;
  readonly compareFiles: () => void;
  readonly compareSpans: (at: string) => void;
  readonly copyLink: () => void;
  readonly export: (form: ExportForm) => void;
}

export interface SummaryPage {
  readonly title: string;
  readonly state: SummaryState;
  readonly summary: Summary;
  readonly changes?: { readonly title: string; readonly list: Changes };
  readonly progress?: { readonly read: number; readonly all: number };
}

type Cell = string | number | Node;

/** Rows of a table before “more”. */
const most = 30;
/** Outcomes whose lines can be listed, by what the page calls them. */
const listed: Partial<Record<keyof Outcomes, NonNullable<SummaryFilter['outcome']>>> = {
  received: 'received',
  delivered: 'delivered',
  forwarded: 'forwarded',
  deferrals: 'deferred',
  bounced: 'bounced',
  bouncedAddresses: 'bounced',
  rejected: 'rejected',
  expired: 'expired',
  held: 'held',
  discarded: 'discarded',
};

/** A log at a glance. What comes out of the log becomes text, never HTML. */
export function summaryView(
  { title, state, summary, changes, progress }: SummaryPage,
  words: SummaryTexts,
  actions: SummaryActions,
): HTMLElement[] {
  const { report, page } = words;
  const { filter } = state;
  const narrow = (own: SummaryFilter): SummaryFilter => ({ ...filter, ...own });
  const count = (value: number, own: SummaryFilter, label: string): Cell =>
    value
      ? button(`${label}: ${page.showLines}`, { class: 'link', shown: String(value) }, () => actions.lines(narrow(own)))
      : 0;
  const time = (text: string): string => text.replace('T', ' ');
  const section = (id: string, head: string, ...content: readonly (Node | false)[]): HTMLElement =>
    element('section', { id }, element('h2', {}, head), ...content.filter((one) => one !== false));

  const head = [
    summary.files.length === 1
      ? fill(report.oneFile, String(summary.lines), baseName(summary.files[0]!.name))
      : fill(report.read, String(summary.lines), String(summary.files.length)),
    ...(summary.from && summary.to ? [fill(report.span, time(summary.from), time(summary.to))] : []),
  ];
  const causeRows = summary.causes.slice(0, most).map((row) => causeCells(row));

  function causeCells(row: CauseRow): readonly Cell[] {
    const own: SummaryFilter = {
      cause: row.id ?? '',
      ...((row.enhanced ?? row.reply) ? { code: (row.enhanced ?? row.reply)! } : {}),
    };
    const marks = marksOf(row, report);
    const others = row.sameServers;
    return [
      count(row.count, own, row.name),
      `${Math.round(1000 * row.share) / 10} %`,
      element(
        'div',
        {},
        element('strong', {}, row.name),
        marks.length ? ` (${marks.join(', ')})` : '',
        element('div', { class: 'quiet' }, row.brief),
      ),
      element('span', { class: 'code' }, codesOfRow(row)),
      row.provider ?? '',
      actorOf(row, report),
      button(`${page.openFirst}: ${row.place.file}:${row.place.line}`, { class: 'link', shown: time(row.first) }, () =>
        actions.open(row.place.file, row.place.line),
      ),
      time(row.last),
      row.domains
        .slice(0, 3)
        .map(({ domain, count: times }) => `${domain}: ${times}`)
        .join(', '),
      others ? fill(report.othersDelivered, String(others.delivered), String(others.attempts)) : '',
    ];
  }

  return [
    element(
      'div',
      { class: 'toolbar', role: 'group', 'aria-label': title },
      button(page.compareWith, { id: 'compare-files', icon: 'git-compare' }, actions.compareFiles),
      button(page.copyLink, { id: 'copy-link', icon: 'copy' }, actions.copyLink),
      ...(['markdown', 'csv', 'json', 'html'] as const).map((form) => {
        const names = {
          markdown: page.exportMarkdown,
          csv: page.exportCsv,
          json: page.exportJson,
          html: page.exportHtml,
        };
        return button(names[form], { id: `export-${form}` }, () => actions.export(form));
      }),
    ),
    element('h1', { tabindex: '-1' }, title),
    element('p', { class: 'summary' }, head.join(' · ')),
    ...(progress ? [progressView(progress, words, actions)] : []),
    ...(summary.partial && !progress ? [element('p', { class: 'note', role: 'status' }, report.partial)] : []),
    filterView(filter, words, actions),
    ...(changes ? [changesView(changes, words)] : []),
    section(
      'outcomes',
      report.outcomes,
      table(
        report.outcomes,
        [report.outcome, report.count],
        outcomesToShow(summary).map((name) => {
          const outcome = listed[name];
          const label =
            name === 'waiting' && summary.waitingSince
              ? `${report.waiting}, ${fill(report.waitingSince, time(summary.waitingSince))}`
              : report[name];
          return [label, outcome ? count(summary.outcomes[name], { outcome }, label) : summary.outcomes[name]];
        }),
      ),
    ),
    section(
      'causes',
      report.causes,
      summary.causes.length > 0
        ? table(
            report.causes,
            [
              report.count,
              report.share,
              report.cause,
              report.reply,
              report.provider,
              report.acts,
              report.sinceWhen,
              report.last,
              report.domains,
              report.others,
            ],
            causeRows,
          )
        : element('p', {}, report.noCauses),
      summary.causes.length > most && element('p', {}, fill(report.more, String(summary.causes.length - most))),
    ),
    ...(summary.timeline.length > 1
      ? [
          section(
            'timeline',
            report.timeline,
            timelineChart(
              summary.timeline,
              {
                title: report.timeline,
                help: page.chartHelp,
                zoom: page.zoom,
                kinds: { success: report.success, transient: report.transient, permanent: report.permanent },
              },
              (since, until) => actions.filter(narrow({ since, ...(until ? { until } : {}) })),
              () => actions.filter(without(filter, 'since', 'until')),
            ),
            spansView(summary, words, actions),
            details(
              report.timeline,
              table(
                report.timeline,
                [report.time, report.success, report.transient, report.permanent],
                summary.timeline.map(({ start, success, transient, permanent }) => [
                  time(start),
                  success,
                  transient,
                  permanent,
                ]),
              ),
            ),
          ),
        ]
      : []),
    ...counts('codes', report.codes, summary.replies),
    ...counts('enhanced', report.enhancedCodes, summary.enhanced),
    ...rows(
      'domains',
      report.domains,
      [report.domain, report.delivered, report.deferrals, report.bounced, report.rejected],
      summary.domains.map(({ domain, delivered, deferred, bounced, rejected }) => [
        domain,
        delivered,
        count(deferred, { domain, outcome: 'deferred' }, domain),
        count(bounced, { domain, outcome: 'bounced' }, domain),
        count(rejected, { domain, outcome: 'rejected' }, domain),
      ]),
    ),
    ...rows(
      'providers',
      report.causesByProvider,
      [report.provider, report.delivered, report.deferrals, report.bounced, report.causes],
      summary.providers.map((row) => [
        row.provider,
        row.delivered,
        row.deferred,
        row.bounced,
        row.causes.map(({ name, count: times }) => `${name}: ${times}`).join(', '),
      ]),
    ),
    ...rows(
      'senders',
      report.senders,
      [report.domain, report.failures],
      summary.senders.map(({ domain, failures }) => [domain, failures]),
    ),
    ...rows(
      'slowest',
      report.slowest,
      [report.duration, report.time, report.id, report.recipient],
      summary.slowest.map(({ seconds, at, id, to, file, line }) => [
        durationText(seconds),
        button(`${file}:${line}`, { class: 'link', shown: time(at) }, () => actions.open(file, line)),
        element('span', { class: 'code' }, id),
        to,
      ]),
    ),
    ...rows(
      'files',
      report.files,
      [report.file, report.lines, report.bytes, report.notes],
      summary.files.map(({ name, lines, bytes, notes }) => [name, lines, bytes, notes.join('; ')]),
    ),
    ...(summary.notes.length
      ? [section('notes', report.notes, element('ul', {}, ...summary.notes.map((note) => element('li', {}, note))))]
      : []),
  ];

  function rows(
    id: string,
    name: string,
    columns: readonly string[],
    list: readonly (readonly Cell[])[],
  ): HTMLElement[] {
    if (!list.length) return [];
    const shown = table(name, columns, list.slice(0, most));
    return [
      section(id, name, shown, list.length > most && element('p', {}, fill(report.more, String(list.length - most)))),
    ];
  }

  function counts(id: string, name: string, own: Readonly<Record<string, number>>): HTMLElement[] {
    const list = Object.entries(own).sort(([, a], [, b]) => b - a);
    return rows(
      id,
      name,
      [report.code, report.count],
      list.map(([code, times]) => [element('span', { class: 'code' }, code), count(times, { code }, code)]),
    );
  }
}

function without(filter: SummaryFilter, ...names: readonly (keyof SummaryFilter)[]): SummaryFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name as keyof SummaryFilter)));
}

function progressView(
  { read, all }: { readonly read: number; readonly all: number },
  { page }: SummaryTexts,
  actions: SummaryActions,
): HTMLElement {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(all < 1e7 ? 1 : 0);
  const label = fill(page.reading, megabytes(read), megabytes(all));
  const bar = element('progress', { max: String(Math.max(1, all)), value: String(read), 'aria-label': label });
  return element('p', { class: 'progress' }, bar, ` ${label} `, button(page.cancel, { id: 'cancel' }, actions.cancel));
}

function filterView(filter: SummaryFilter, { page, report }: SummaryTexts, actions: SummaryActions): HTMLElement {
  const labels: Readonly<Record<keyof SummaryFilter, string>> = {
    since: page.since,
    until: page.until,
    cause: page.cause,
    code: page.code,
    domain: page.domain,
    provider: report.provider,
    address: page.address,
    id: page.id,
    outcome: report.outcome,
  };
  const inputs = filterNames
    .filter((name) => name !== 'outcome')
    .map((name) => {
      const input = element('input', {
        type: 'text',
        name,
        autocomplete: 'off',
        spellcheck: 'false',
        'data-id': `filter-${name}`,
      });
      input.value = filter[name] ?? '';
      return input;
    });
  const form = element(
    'form',
    { class: 'filter' },
    ...inputs.map((input) => element('label', {}, labels[input.name as keyof SummaryFilter], input)),
    element('button', { type: 'submit', class: 'secondary' }, page.apply),
    button(page.clear, { id: 'clear' }, () => actions.filter({})),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.filter(
      Object.fromEntries(inputs.filter(({ value }) => value.trim()).map(({ name, value }) => [name, value.trim()])),
    );
  });
  const isSet = Object.keys(filter).length > 0;
  const shown = element('details', { class: 'filter-box', open: isSet }, element('summary', {}, page.filter), form);
  return shown;
}

function spansView(summary: Summary, { page }: SummaryTexts, actions: SummaryActions): HTMLElement {
  const select = element('select', { 'aria-label': fill(page.compareSpans, '…') });
  for (const { start } of summary.timeline.slice(1))
    select.append(element('option', { value: start }, start.replace('T', ' ')));
  select.selectedIndex = Math.floor(select.length / 2);
  const [before, after = ''] = page.compareSpans.split('{0}');
  return element(
    'p',
    { class: 'spans' },
    button(before!.trim(), { id: 'compare-spans', icon: 'history' }, () => actions.compareSpans(select.value)),
    select,
    after,
  );
}

function changesView({ title, list }: NonNullable<SummaryPage['changes']>, { report }: SummaryTexts): HTMLElement {
  const names = {
    new: report.changeNew,
    risen: report.changeRisen,
    fallen: report.changeFallen,
    gone: report.changeGone,
  };
  const rows = (['new', 'risen', 'fallen', 'gone'] as const).flatMap((kind) =>
    list[kind].map(({ name, before, after }) => [names[kind], name, before, after]),
  );
  return element(
    'section',
    { id: 'changes' },
    element('h2', {}, report.changed),
    element('p', {}, fill(report.against, title)),
    rows.length
      ? table(report.changed, [report.changed, report.cause, report.before, report.after], rows)
      : element('p', {}, report.noChange),
  );
}

function details(name: string, content: HTMLElement): HTMLElement {
  return element('details', {}, element('summary', {}, name), content);
}

function isNumber(cell: Cell | undefined): boolean {
  return typeof cell === 'number' || (cell instanceof HTMLButtonElement && /^\d+$/.test(cell.textContent));
}

/** A file without its folders, which the table of files names. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function table(name: string, head: readonly string[], rows: readonly (readonly Cell[])[]): HTMLElement {
  const numeric = head.map((_, column) => rows.every((row) => isNumber(row[column])));
  const side = (column: number) => (numeric[column] ? 'number' : undefined);
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name },
    element(
      'table',
      { class: 'data' },
      element(
        'thead',
        {},
        element('tr', {}, ...head.map((text, column) => element('th', { scope: 'col', class: side(column) }, text))),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            ...row.map((cell, column) =>
              element('td', { class: side(column) }, typeof cell === 'number' ? String(cell) : cell),
            ),
          ),
        ),
      ),
    ),
  );
}
