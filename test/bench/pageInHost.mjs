// Presses keys in a real VS Code and prints the time from the key to the first paint of the page: `node test/bench/pageInHost.mjs`.
// The barest webview in the same VS Code tells how much of it is VS Code's own.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/browser.mjs';
import { serveNodeHost } from '../../scripts/hosts.mjs';
import { main, root, run } from '../../scripts/run.mjs';
import { Workbench } from '../../scripts/workbench.mjs';
import { copyExtension } from './copyExtension.mjs';

const rounds = 9;
/** From the command to the first paint, in milliseconds; what VS Code itself takes for a bare page comes on top. */
const most = 150;

const keybindings = [
  { key: 'f7', command: 'bench.bare' },
  { key: 'f8', command: 'smtpReplyCodes.compare', args: ['235', '502'] },
  { key: 'ctrl+f8', command: 'smtpReplyCodes.compare', args: ['450', '550'] },
  { key: 'f9', command: 'smtpReplyCodes.browse' },
  { key: 'ctrl+f9', command: 'workbench.action.closeAllEditors' },
];

/** The extension as it is shipped, with keys, and with a command for the barest webview there is. */
async function extensionWithKeys() {
  const folder = await copyExtension((manifest) => {
    manifest.main = './bench.js';
    manifest.contributes.keybindings = keybindings;
    manifest.contributes.commands.push({ command: 'bench.bare', title: 'Bare' });
  });
  await writeFile(
    join(folder, 'bench.js'),
    `const vscode = require('vscode');
const extension = require('./dist/extension.js');
exports.activate = (context) => {
  extension.activate(context);
  vscode.commands.registerCommand('bench.bare', () => {
    const panel = vscode.window.createWebviewPanel('bench.bare', 'Bare', vscode.ViewColumn.Active);
    panel.webview.html = '<!doctype html><html><body><main><h1>Bare</h1></main></body></html>';
  });
};`,
  );
  return folder;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Presses a key; resolves to the time until the page's first paint, both by the clock of the browser. */
async function paint(vscode, key, title) {
  const { page } = vscode;
  await page.evaluate(() => {
    addEventListener('keydown', (event) => (globalThis.pressed = performance.timeOrigin + event.timeStamp), {
      capture: true,
      once: true,
    });
  });
  await page.keyboard.press(key);
  const frame = await vscode.webview('h1');
  await frame.locator('h1', { hasText: title }).waitFor();
  const pressed = await page.evaluate(() => globalThis.pressed);
  const painted = await frame.locator('h1').evaluate(
    () =>
      new Promise((done, failed) => {
        const begin = performance.now();
        const look = () => {
          const [entry] = performance.getEntriesByName('first-contentful-paint');
          if (entry) done(performance.timeOrigin + entry.startTime);
          else if (performance.now() - begin > 5000) failed(new Error('the page is not painted'));
          else setTimeout(look, 20);
        };
        look();
      }),
  );
  await page.waitForTimeout(300);
  return painted - pressed;
}

/** Presses a key while the page is open; resolves to the time until it shows something else. */
async function change(vscode, key, title) {
  const frame = await vscode.webview('h1');
  await frame.locator('main').evaluate((element) => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => (globalThis.changed = performance.timeOrigin + performance.now())));
    }).observe(element, { childList: true });
  });
  await vscode.page.evaluate(() => {
    addEventListener('keydown', (event) => (globalThis.pressed = performance.timeOrigin + event.timeStamp), {
      capture: true,
      once: true,
    });
  });
  await vscode.page.keyboard.press(key);
  await frame.locator('h1', { hasText: title }).waitFor();
  await vscode.page.waitForTimeout(200);
  const pressed = await vscode.page.evaluate(() => globalThis.pressed);
  return (await frame.locator('h1').evaluate(() => globalThis.changed)) - pressed;
}

async function closeAll(vscode) {
  await vscode.page.locator('.explorer-folders-view').click();
  await vscode.key('Control+F9');
  await vscode.page.waitForSelector('.editor-instance', { state: 'detached' });
  await vscode.page.waitForTimeout(200);
}

/** Presses the key of the bare page until the extensions are there to answer. */
async function ready(vscode) {
  const editor = vscode.page.locator('.editor-instance');
  for (let turn = 0; turn < 30; turn++) {
    await vscode.key('F7');
    const opened = await editor.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (!opened) continue;
    await vscode.webview('h1');
    return closeAll(vscode);
  }
  throw new Error('the keys do not work');
}

async function several(vscode, key, title) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    times.push(await paint(vscode, key, title));
    await closeAll(vscode);
  }
  return median(times);
}

main(async () => {
  await run(process.execPath, ['esbuild.mjs', '--production']);
  const host = await serveNodeHost({ folder: join(root, 'samples'), extension: await extensionWithKeys() });
  const browser = await launchBrowser();
  const rows = [];
  const row = (name, ms, limit) => {
    rows.push({ name, ms: Math.round(ms * 10) / 10, ...(limit ? { most: Math.round(limit) } : {}) });
    const note = limit ? `   at most ${limit.toFixed(0)}${ms > limit ? ', MISSED' : ''}` : '';
    console.log(`${ms.toFixed(1).padStart(10)} ms  ${name}${note}`);
  };
  try {
    const vscode = await Workbench.open(browser, host);
    await ready(vscode);
    // These also let a window settle that has just been opened.
    const bare = await several(vscode, 'F7', 'Bare');
    row('a bare page, which is VS Code itself', bare);
    row('compare page, the first time in a window', await paint(vscode, 'F8', '235'));
    await closeAll(vscode);
    const compared = await several(vscode, 'F8', '235');
    row('compare page', compared);
    row('compare page, beyond the bare page', compared - bare, most);
    const browsed = await several(vscode, 'F9', 'SMTP reply codes');
    row('catalog page', browsed);
    row('catalog page, beyond the bare page', browsed - bare, most);
    await paint(vscode, 'F8', '235');
    const changes = [];
    for (let round = 0; round < rounds; round++)
      changes.push(await change(vscode, ...(round % 2 ? ['F8', /^235/] : ['Control+F8', /^450/])));
    row('another comparison in the open page', median(changes), most);
  } finally {
    await browser.close();
    await host.close();
  }
  console.log(JSON.stringify(rows));
  return rows.some(({ ms, most: limit }) => limit && ms > limit) ? 1 : 0;
});
