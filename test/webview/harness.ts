import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import type * as vscode from 'vscode';
import { registerBrowse } from '../../src/editor/browsePanel';
import { registerExplain } from '../../src/editor/explainPanel';
import { registerCompare } from '../../src/editor/comparePanel';
import type { Services } from '../../src/editor/services';
import { readCatalog } from '../../src/platform/nodeCatalog';
import { becomeWebview } from './becomeWebview';
import themes from './themes.json';
import { commands, Disposable, origin, Panel, Uri, world } from './vscode';

export type Theme = keyof typeof themes;
export const themeNames = Object.keys(themes) as Theme[];

/** How a page is shown. */
export interface Options {
  readonly theme?: Theme;
  readonly locale?: 'en' | 'fr';
  readonly width?: number;
  readonly height?: number;
  readonly rightToLeft?: boolean;
}

const root = process.cwd();
const dist = join(root, 'dist');
const types: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript' };

export const catalogs = { en: readCatalog('en', dist), fr: readCatalog('fr', dist) } as const;

let locale: 'en' | 'fr' = 'en';
const settingsListeners = new Set<(event: vscode.ConfigurationChangeEvent) => void>();
let features: readonly { dispose(): void }[] = [];

/** One browser for all pages, started with the first. */
async function startBrowser(): Promise<BrowserContext> {
  const file = pathToFileURL(join(root, 'scripts', 'browser.mjs')).href;
  const { launchBrowser } = (await import(file)) as { launchBrowser(): Promise<BrowserContext> };
  return launchBrowser();
}

export async function stop(): Promise<void> {
  await (await tab)?.context().close();
}

/** Starts the host side anew, as a new window of VS Code does. */
function activate(problems: string[]): void {
  for (const feature of features) feature.dispose();
  const services = {
    extensionUri: Uri.parse(root) as unknown as vscode.Uri,
    documents: { selectedReplies: () => [] },
    catalog: () => Promise.resolve(catalogs[locale]),
    onDidChangeSettings: (listener: (event: vscode.ConfigurationChangeEvent) => void) => {
      settingsListeners.add(listener);
      return new Disposable(() => settingsListeners.delete(listener));
    },
    run: (work: Promise<unknown>) => void work.catch((error: unknown) => problems.push(`host: ${String(error)}`)),
  } as unknown as Services;
  features = [registerCompare(services), registerBrowse(services), registerExplain(services)];
}

/** The user sets the language. */
export function setLanguage(language: 'en' | 'fr'): void {
  locale = language;
  for (const listener of settingsListeners) listener({ affectsConfiguration: (name) => name.endsWith('.language') });
}

/** The page that is shown now; the one tab of the browser serves all of them, one after the other. */
let current: Shown | undefined;
let tab: Promise<Page> | undefined;
let shownSoFar = 0;

/** A tab that is to the page what VS Code is to a webview. */
async function openTab(): Promise<Page> {
  const context = await startBrowser();
  const page = await context.newPage();
  await page.route(`${origin}/**`, async (route) => {
    const { webview } = current!.panel;
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: webview.html });
    const path = pathname.replace(/^\/file/, '');
    // As in VS Code: nothing but what lies in the roots.
    const allowed = webview.options.localResourceRoots?.some((folder) => path.startsWith(`${folder.path}/`));
    return allowed
      ? route.fulfill({ contentType: types[extname(path)] ?? 'application/octet-stream', body: await readFile(path) })
      : route.fulfill({ status: 401, body: '' });
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') current?.problems.push(message.text());
  });
  page.on('pageerror', (error) => current?.problems.push(String(error)));
  await page.exposeFunction('toHost', (message: unknown) => current?.panel.receive(message));
  await page.exposeFunction('openNatively', (url: string) => current?.nativeLinks.push(url));
  await page.addInitScript(becomeWebview, themes);
  return page;
}

function enter(shown: Shown): Promise<void> {
  current = shown;
  return shown.enter();
}

/** A page of ours in a browser, connected to the real host side. */
export class Shown {
  readonly page: Page;
  panel: Panel;
  /** What broke: failures of either side and violations of the content security policy. */
  readonly problems: string[];
  /** Links that VS Code itself would have opened. */
  readonly nativeLinks: string[] = [];
  /** Tells the tab how to dress the page, and whose state it is to keep. */
  readonly #query: string;

  constructor(page: Page, panel: Panel, problems: string[], { theme = 'dark', rightToLeft }: Options) {
    this.page = page;
    this.panel = panel;
    this.problems = problems;
    this.#query = `?theme=${theme}&dir=${rightToLeft ? 'rtl' : 'ltr'}&state=${++shownSoFar}`;
  }

  /** Loads the page into the tab. */
  async enter(): Promise<void> {
    // As text, which is quicker to pass on than an object.
    this.panel.deliver = (message) =>
      void this.page
        .evaluate((text) => window.postMessage(JSON.parse(text), window.origin), JSON.stringify(message))
        .catch(() => undefined);
    await this.page.goto(`${origin}/${this.#query}`);
    await this.page.waitForSelector('h1');
  }

  /** VS Code's window closes and opens again: a new host side, a new panel, the page's kept state. */
  async reload(): Promise<void> {
    activate(this.problems);
    const panel = new Panel(this.panel.viewType, this.panel.title, {});
    this.panel = panel;
    await world.serializers.get(panel.viewType)!.deserializeWebviewPanel(panel, undefined);
    await enter(this);
  }

  /** Waits until the page has this title. */
  async titled(title: string | RegExp): Promise<void> {
    await this.page.locator('h1', { hasText: title }).waitFor({ timeout: 5000 });
  }

  /** VS Code's theme is changed. */
  async wear(theme: Theme): Promise<void> {
    await this.page.evaluate((name) => (window as unknown as { dress(theme: string): void }).dress(name), theme);
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  close(): void {
    this.panel.deliver = () => undefined;
    this.panel.dispose();
  }
}

/** Runs a command that opens a page, and shows the page. */
export async function open(
  command: 'compare' | 'browse' | 'explain',
  args: readonly unknown[],
  options: Options = {},
): Promise<Shown> {
  locale = options.locale ?? 'en';
  world.executed.length = world.opened.length = world.panels.length = 0;
  const problems: string[] = [];
  activate(problems);
  await commands.executeCommand(`smtpReplyCodes.${command}`, ...args);
  const page = await (tab ??= openTab());
  await page.setViewportSize({ width: options.width ?? 1000, height: options.height ?? 900 });
  const shown = new Shown(page, world.panels.at(-1)!, problems, options);
  await enter(shown);
  return shown;
}
