import { catalogView, type CatalogPage } from './catalogView';
import { compareView } from './compareView';
import { element } from './dom';
import { explainView } from './explainView';
import { readState, type State } from './keptState';
import { isToPage, type FromPage, type ToPage } from './protocol';
import { summaryView } from './summaryView';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: State): void;
};

const host = acquireVsCodeApi();
const main = document.querySelector('main')!;
/** Stays while the page is drawn anew, so that a screen reader hears its changes. */
const live = element('p', { class: 'sr-only', role: 'status' });
document.body.append(live);

const mostPairs = 50;
let state: State = readState(host.getState());
let catalog: CatalogPage | undefined;
/** Back or forward was pressed, and the page still shows the pair before. */
let moved = false;
let copied: (() => void) | undefined;

function remember(next: State): void {
  state = next;
  host.setState(next);
}

function announce(text: string): void {
  live.textContent = text;
}

/** Adds a pair behind the one in view, as a browser does with pages. */
function visit(left: string, right: string): void {
  const { pairs = [], at = -1 } = state;
  const [shownLeft, shownRight] = pairs[at] ?? [];
  if (shownLeft === left && shownRight === right) return;
  const next = [...pairs.slice(0, at + 1), [left, right] as const].slice(-mostPairs);
  remember({ ...state, pairs: next, at: next.length - 1 });
}

function go(step: 1 | -1): (() => void) | undefined {
  const { pairs = [], at = 0 } = state;
  const pair = pairs[at + step];
  if (!pair) return undefined;
  return () => {
    remember({ ...state, at: at + step });
    moved = true;
    host.postMessage({ type: 'compare', left: pair[0], right: pair[1] });
  };
}

function setLanguage(locale: string): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = ['ar', 'fa', 'he', 'ur'].includes(locale) ? 'rtl' : 'ltr';
}

function showComparison({ left, right, model, texts, locale }: Extract<ToPage, { type: 'comparison' }>): void {
  const before = state.pairs?.[state.at ?? -1];
  const again = main.hasChildNodes() && (before?.[0] !== left || before[1] !== right || moved);
  moved = false;
  const pressed = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['id'] : undefined;
  setLanguage(locale);
  visit(left, right);
  main.replaceChildren(
    ...compareView(model, texts, {
      back: go(-1),
      forward: go(1),
      swap: () => host.postMessage({ type: 'compare', left: right, right: left }),
      change: (side) => host.postMessage({ type: 'change', side, left, right }),
      open: (newLeft, newRight) => host.postMessage({ type: 'compare', left: newLeft, right: newRight }),
      copyMarkdown: () => host.postMessage({ type: 'copyMarkdown', left, right }),
      openMarkdown: () => host.postMessage({ type: 'openMarkdown', left, right }),
    }),
  );
  copied = () => announce(texts.copied);
  if (!again) return;
  // Who pressed a button of the page finds it again; who followed a link begins at the top.
  const same = pressed && main.querySelector<HTMLButtonElement>(`[data-id="${pressed}"]:enabled`);
  if (same) {
    same.focus({ preventScroll: true });
    announce(model.title);
  } else {
    main.querySelector('h1')!.focus();
    scrollTo(0, 0);
  }
}

function showCatalog({ entries, texts, locale }: Extract<ToPage, { type: 'catalog' }>): void {
  setLanguage(locale);
  const { query = '' } = state;
  catalog = catalogView(
    entries,
    texts,
    {
      search: (words) => {
        remember({ ...state, query: words });
        host.postMessage({ type: 'search', query: words });
      },
      explain: (id) => host.postMessage({ type: 'explain', id }),
      openPage: (reply) => host.postMessage({ type: 'openPage', reply }),
      compare: (left, right) => host.postMessage({ type: 'compare', left, right }),
      announce,
    },
    query,
  );
  main.replaceChildren(...catalog.elements);
  if (query) host.postMessage({ type: 'search', query });
  main.querySelector('input')!.focus();
}

function showSummary(message: Extract<ToPage, { type: 'summary' }>): void {
  const { state: shown, words, locale } = message;
  setLanguage(locale);
  remember({ ...state, summary: shown });
  const active = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['id'] : undefined;
  // What somebody is typing is not taken from under their hands by the next part of the log.
  const typed = active?.startsWith('filter-') ? (document.activeElement as HTMLInputElement).value : undefined;
  const open = [...main.querySelectorAll('details')].map((details) => details.open);
  main.replaceChildren(
    ...summaryView(message, words, {
      open: (file, line) => host.postMessage({ type: 'openPlace', file, line }),
      lines: (filter) => host.postMessage({ type: 'showLines', filter }),
      filter: (filter) => host.postMessage({ type: 'filter', filter }),
      cancel: () => host.postMessage({ type: 'cancel' }),
      compareFiles: () => host.postMessage({ type: 'compareFiles' }),
      compareSpans: (at) => host.postMessage({ type: 'compareSpans', at }),
      copyLink: () => host.postMessage({ type: 'copyLink' }),
      export: (form) => host.postMessage({ type: 'export', form }),
    }),
  );
  main.classList.add('wide');
  copied = () => announce(words.page.copied);
  [...main.querySelectorAll('details')].forEach((details, index) => (details.open ||= open[index] ?? false));
  const again = active && main.querySelector<HTMLElement>(`[data-id="${active}"]`);
  if (again && typed !== undefined) (again as HTMLInputElement).value = typed;
  if (again) again.focus({ preventScroll: true });
  if (!message.progress) announce(message.title);
}

function showExplained({
  reply,
  context,
  commands,
  model,
  texts,
  locale,
}: Extract<ToPage, { type: 'explained' }>): void {
  const again = main.hasChildNodes();
  setLanguage(locale);
  remember({ ...state, reply, context });
  main.replaceChildren(
    ...explainView(model, commands, texts, {
      compare: (code = '') => host.postMessage({ type: 'compare', left: reply, right: code }),
      explain: (code) => host.postMessage({ type: 'openPage', reply: code }),
      copy: (text) => {
        host.postMessage({ type: 'copy', text });
        announce(texts.commandCopied);
      },
      copyMarkdown: () => host.postMessage({ type: 'copyMarkdown', left: reply, right: '' }),
      openMarkdown: () => host.postMessage({ type: 'openMarkdown', left: reply, right: '' }),
    }),
  );
  copied = () => announce(texts.copied);
  if (!again) return;
  main.querySelector('h1')!.focus();
  scrollTo(0, 0);
}

let last = '';

function receive(message: unknown): void {
  if (!isToPage(message)) return;
  if (['comparison', 'catalog', 'explained', 'summary'].includes(message.type)) {
    // The host sends what the page has shown already where it lay in the page.
    const text = JSON.stringify(message);
    if (text === last) return;
    last = text;
  }
  if (message.type === 'comparison') showComparison(message);
  else if (message.type === 'catalog') showCatalog(message);
  else if (message.type === 'summary') showSummary(message);
  else if (message.type === 'explained') showExplained(message);
  else if (message.type === 'copied') copied?.();
  else catalog?.show(message);
}

/** The message that lies in the page, unless the user has gone on to another pair since. */
function firstMessage(): unknown {
  const data = document.querySelector('script[type="application/json"]')?.textContent;
  const first: unknown = data ? JSON.parse(data) : undefined;
  if (!isToPage(first)) return undefined;
  if (first.type === 'explained') return state.reply === undefined || state.reply === first.reply ? first : undefined;
  if (first.type !== 'comparison') return first;
  return !pair || (pair[0] === first.left && pair[1] === first.right) ? first : undefined;
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data));

// The host opens links, and only those of the catalog; VS Code, which listens on the window, is not to open them as well.
for (const type of ['click', 'auxclick'])
  document.addEventListener(type, (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    host.postMessage({ type: 'openLink', url: link.getAttribute('href')! });
  });

const pair = state.pairs?.[state.at ?? -1];
receive(firstMessage());
const { reply, context, summary } = state;
host.postMessage({
  type: 'ready',
  ...(pair ? { pair } : {}),
  ...(reply ? { reply, context: context ?? {} } : {}),
  ...(summary ? { summary } : {}),
});
