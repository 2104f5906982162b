import { catalogView, type CatalogPage } from './catalogView';
import { compareView } from './compareView';
import type { FromPage, ToPage } from './protocol';

/** What survives a reload. */
interface State {
  /** Pairs shown so far, oldest first, and which of them is in view. */
  readonly pairs?: readonly (readonly [string, string])[];
  readonly at?: number;
  readonly query?: string;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): State | undefined;
  setState(state: State): void;
};

const host = acquireVsCodeApi();
const main = document.querySelector('main')!;
const mostPairs = 50;
let state: State = host.getState() ?? {};
let catalog: CatalogPage | undefined;

function remember(next: State): void {
  state = next;
  host.setState(next);
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
    host.postMessage({ type: 'compare', left: pair[0], right: pair[1] });
  };
}

function setLanguage(locale: string): void {
  document.documentElement.lang = locale;
  document.documentElement.dir = ['ar', 'fa', 'he'].includes(locale) ? 'rtl' : 'ltr';
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'comparison': {
      const { left, right, model, texts } = message;
      const first = !main.hasChildNodes();
      setLanguage(message.locale);
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
      copiedText = texts.copied;
      // A new comparison in an open page: say so to a screen reader and begin at its top.
      if (!first) {
        main.querySelector('h1')!.focus();
        scrollTo(0, 0);
      }
      break;
    }
    case 'catalog': {
      setLanguage(message.locale);
      catalog = catalogView(
        message.entries,
        message.texts,
        {
          search: (query) => {
            remember({ ...state, query });
            host.postMessage({ type: 'search', query });
          },
          explain: (id) => host.postMessage({ type: 'explain', id }),
          openPage: (reply) => host.postMessage({ type: 'openPage', reply }),
          compare: (left, right) => host.postMessage({ type: 'compare', left, right }),
        },
        state.query ?? '',
      );
      main.replaceChildren(...catalog.elements);
      if (state.query) host.postMessage({ type: 'search', query: state.query });
      main.querySelector('input')!.focus();
      break;
    }
    case 'copied': {
      const status = main.querySelector('.status');
      if (status) status.textContent = copiedText;
      break;
    }
    default:
      catalog?.show(message);
  }
}

let copiedText = '';

// Only VS Code itself can reach this frame; its messages come from the extension.
addEventListener('message', (event: MessageEvent<ToPage>) => receive(event.data));
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href]');
  if (!link) return;
  event.preventDefault();
  host.postMessage({ type: 'openLink', url: link.getAttribute('href')! });
});

const pair = state.pairs?.[state.at ?? -1];
host.postMessage({ type: 'ready', ...(pair ? { pair } : {}) });
