import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import type * as vscode from 'vscode';
import { registerBrowse } from '../../src/editor/browsePanel';
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

let browser: Promise<BrowserContext> | undefined;
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
  await (await browser)?.close();
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
  features = [registerCompare(services), registerBrowse(services)];
}

/** The user sets the language. */
export function setLanguage(language: 'en' | 'fr'): void {
  locale = language;
  for (const listener of settingsListeners) listener({ affectsConfiguration: (name) => name.endsWith('.language') });
}

/** A page of ours in a browser, connected to the real host side. */
export class Shown {
  readonly page: Page;
  panel: Panel;
  /** What broke: failures of either side and violations of the content security policy. */
  readonly problems: string[];
  /** Links that VS Code itself would have opened. */
  readonly nativeLinks: string[] = [];

  constructor(page: Page, panel: Panel, problems: string[]) {
    this.page = page;
    this.panel = panel;
    this.problems = problems;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
  }

  async load(options: Options): Promise<this> {
    const theme = options.theme ?? 'dark';
    const { page } = this;
    await page.setViewportSize({ width: options.width ?? 1000, height: options.height ?? 900 });
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: this.panel.webview.html });
      const path = pathname.replace(/^\/file/, '');
      // As in VS Code: nothing but what lies in the roots.
      const allowed = this.panel.webview.options.localResourceRoots?.some((folder) =>
        path.startsWith(`${folder.path}/`),
      );
      return allowed
        ? route.fulfill({ contentType: types[extname(path)] ?? 'application/octet-stream', body: await readFile(path) })
        : route.fulfill({ status: 401, body: '' });
    });
    await page.exposeFunction('toHost', (message: unknown) => this.panel.receive(message));
    await page.exposeFunction('openNatively', (url: string) => this.nativeLinks.push(url));
    await page.addInitScript(becomeWebview, { theme, variables: themes[theme], rightToLeft: !!options.rightToLeft });
    await this.#enter();
    return this;
  }

  async #enter(): Promise<void> {
    this.panel.deliver = (message) =>
      void this.page.evaluate((data) => window.postMessage(data, window.origin), message).catch(() => undefined);
    await this.page.goto(`${origin}/`);
    await this.page.waitForSelector('h1');
  }

  /** VS Code's window closes and opens again: a new host side, a new panel, the page's kept state. */
  async reload(): Promise<void> {
    activate(this.problems);
    const panel = new Panel(this.panel.viewType, this.panel.title, {});
    this.panel = panel;
    await world.serializers.get(panel.viewType)!.deserializeWebviewPanel(panel, undefined);
    await this.#enter();
  }

  /** Waits until the page has this title. */
  async titled(title: string | RegExp): Promise<void> {
    await this.page.locator('h1', { hasText: title }).waitFor({ timeout: 5000 });
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async close(): Promise<void> {
    this.panel.dispose();
    await this.page.close();
  }
}

/** Runs a command that opens a page, and shows the page. */
export async function open(
  command: 'compare' | 'browse',
  args: readonly unknown[],
  options: Options = {},
): Promise<Shown> {
  locale = options.locale ?? 'en';
  world.executed.length = world.opened.length = world.panels.length = 0;
  const problems: string[] = [];
  activate(problems);
  await commands.executeCommand(`smtpReplyCodes.${command}`, ...args);
  const context = await (browser ??= startBrowser());
  const page = await context.newPage();
  return new Shown(page, world.panels.at(-1)!, problems).load(options);
}
