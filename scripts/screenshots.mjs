// `npm run screenshots [-- NAME…]`: takes the pictures of docs/images in a real VS Code, so that they show what the code does now.
import { mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, launchBrowser } from './browser.mjs';
import { serveNodeHost } from './hosts.mjs';
import { main, root, run } from './run.mjs';
import { Workbench } from './workbench.mjs';

const samples = join(root, 'samples');
const images = join(root, 'docs', 'images');

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
};

/** The 1-based line and column of the first place in a sample that matches. */
function find(name, pattern) {
  const text = readFileSync(join(samples, name), 'utf8');
  const { index, 0: found } = pattern.exec(text);
  const before = text.slice(0, index + found.length).split('\n');
  return [before.length, before.at(-1).length];
}

const log = (name, pattern) => async (vscode) => {
  await vscode.openFile(name);
  if (pattern) await vscode.goTo(...find(name, pattern));
};

/** A log once the fixes stand in its lines. */
const fixes = (name) => async (vscode) => {
  await log(name)(vscode);
  await vscode.page.locator('.view-line', { hasText: '→' }).first().waitFor();
  await vscode.settle('.editor-instance');
};

const hoverIn = (name, pattern) => async (vscode) => {
  await log(name, pattern)(vscode);
  await vscode.hover();
};

const problems = async (vscode) => {
  await log('mail.log', /said: 550 5\.1\.1/)(vscode);
  await vscode.command('Problems: Focus on Problems View');
  await vscode.page.waitForSelector('.markers-panel .monaco-list-row');
  await vscode.settle('.markers-panel');
};

const compare = (left, right, title) => async (vscode) => {
  await vscode.command(title ?? 'SMTP: Compare Two Reply Codes');
  await vscode.pick(left);
  await vscode.pick(right);
  await vscode.webview('h1');
  await vscode.command('View: Close Primary Side Bar');
  await vscode.page.waitForTimeout(800);
};

const browse = (words) => async (vscode) => {
  await vscode.command('SMTP: Browse Reply Codes');
  const frame = await vscode.webview('input');
  await frame.locator('input').first().fill(words);
  await vscode.page.waitForTimeout(800);
};

const explain = (code) => async (vscode) => {
  await vscode.command('SMTP: Explain a Reply Code');
  await vscode.pick(code);
  await vscode.webview('h1');
  await vscode.page.waitForTimeout(800);
};

/** Opens the light bulb at a place; with a title, takes what it offers. */
const lightBulb = (name, pattern, title) => async (vscode) => {
  await log(name, pattern)(vscode);
  await vscode.page.waitForSelector('.squiggly-warning, .squiggly-error, .squiggly-info');
  await vscode.key('Control+.');
  await vscode.page.waitForSelector('.action-widget .monaco-list-row');
  if (!title) return;
  await vscode.page.locator('.action-widget .monaco-list-row', { hasText: title }).first().click();
  await vscode.settle('.editor-instance');
};

const status = async (vscode) => {
  await log('mail.log')(vscode);
  await vscode.page.waitForSelector('.squiggly-warning');
  await vscode.page.locator('.statusbar-item[id="status.languageStatus"]').hover();
  await vscode.page.waitForSelector('.hover-language-status');
  await vscode.page.waitForTimeout(500);
};

const walkthrough = async (vscode) => {
  await vscode.command('View: Close Primary Side Bar');
  await vscode.command('Welcome: Open Walkthrough');
  await vscode.quickInput('SMTP');
  await vscode.key('Enter');
  await vscode.page.locator('.getting-started-step', { hasText: 'Compare two codes' }).click();
  await vscode.page.waitForTimeout(1500);
};

const summary = async (vscode) => {
  await log('mail.log')(vscode);
  await vscode.command('SMTP: Summarize Log');
  await vscode.webview('table');
  await vscode.command('View: Close Primary Side Bar');
  await vscode.page.waitForTimeout(800);
};

/** What is offered in a string of a program that has just begun; the file is left as it was. */
const completion = async (vscode) => {
  await log('notify.ts', /^import [^\n]*/)(vscode);
  await vscode.key('End', 'Enter');
  await vscode.page.keyboard.type("const reply = '55", { delay: 60 });
  await vscode.page.waitForSelector('.suggest-widget.visible .monaco-list-row');
  await vscode.page.waitForTimeout(1500);
};

/** Each picture: its name, the theme, the display language, what is done before it is taken. */
const shots = [
  { name: 'hover', act: hoverIn('mail.log', /said: 550 5\.1/) },
  { name: 'hover-gmail', act: hoverIn('mail.log', /said: 550-5\.7/) },
  { name: 'problems', act: problems },
  { name: 'compare', act: compare('235', '502') },
  { name: 'compare-light', theme: 'light', act: compare('235', '502') },
  { name: 'compare-contrast', theme: 'contrast', act: compare('235', '502') },
  { name: 'compare-fr', language: 'fr', act: compare('235', '502', 'Comparer deux codes') },
  { name: 'fixes', act: fixes('mail.log') },
  { name: 'fixes-light', theme: 'light', act: fixes('mail.log') },
  { name: 'fixes-contrast', theme: 'contrast', act: fixes('mail.log') },
  { name: 'browse', act: browse('550') },
  { name: 'explain', act: explain('550 5.7.26') },
  { name: 'exim', act: fixes('exim-mainlog') },
  { name: 'quick-fix-go', act: lightBulb('replies.go', /\{4, 1/) },
  { name: 'quick-fix-go-applied', act: lightBulb('replies.go', /\{4, 1/, '5.1.1') },
  { name: 'quick-fix-python', act: lightBulb('send_report.py', /n250-8/) },
  { name: 'quick-fix-python-applied', act: lightBulb('send_report.py', /n250-8/, '250') },
  { name: 'status', act: status },
  { name: 'bounce', act: log('bounce.eml') },
  { name: 'summary', act: summary },
  { name: 'completion', act: completion },
  { name: 'walkthrough', act: walkthrough },
];

async function take(shot, browser) {
  const { name, theme = 'dark', language, act } = shot;
  // Nothing but the theme differs from what VS Code shows by itself.
  const settings = {
    'workbench.colorTheme': themes[theme],
    'editor.minimap.enabled': true,
    'editor.stickyScroll.enabled': true,
    'editor.occurrencesHighlight': 'singleFile',
    'editor.bracketPairColorization.enabled': true,
    'breadcrumbs.enabled': true,
  };
  const host = await serveNodeHost({ folder: samples, settings });
  const vscode = await Workbench.open(browser, host, { language });
  try {
    await act(vscode);
    await vscode.page.screenshot({ path: join(images, `${name}.png`) });
    console.log(`docs/images/${name}.png`);
  } finally {
    await vscode.page.close();
    await host.close();
  }
}

main(async () => {
  const wanted = process.argv.slice(2);
  await run(process.execPath, ['esbuild.mjs']);
  await mkdir(images, { recursive: true });
  await ensureBrowser();
  const failed = [];
  for (const shot of shots.filter(({ name }) => !wanted.length || wanted.includes(name))) {
    // A browser of its own each time: the workbench remembers in it what was open.
    const browser = await launchBrowser({ width: 1280, height: 800 });
    await take(shot, browser).catch((error) => failed.push(`${shot.name}: ${error.message}`));
    await browser.close();
  }
  for (const failure of failed) console.error(failure);
  return failed.length ? 1 : 0;
});
