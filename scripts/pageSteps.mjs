// Opens the pages in a real VS Code as a person does; alone, in both extension hosts: `node scripts/pageSteps.mjs`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from './browser.mjs';
import { serveNodeHost, serveWebHost } from './hosts.mjs';
import { main, root } from './run.mjs';
import { Workbench } from './workbench.mjs';

/** The compare page that is shown, once its title is this one. */
function titled(vscode, title) {
  return vscode.webview('h1', { hasText: title });
}

/** Clicks what takes its own page away: such a click may never be answered, so only what it opens tells. */
function leave(button) {
  void button.click().catch(() => undefined);
}

/** Opens a file of the samples from the explorer; the web extension host has no search for files. */
async function openFile(vscode, name) {
  if (await vscode.page.locator(`.tab.active[data-resource-name="${name}"]`).count()) return;
  await vscode.command('View: Show Explorer');
  await vscode.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
  await vscode.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
  await vscode.page.waitForSelector('.monaco-editor .view-line');
}

/** The 1-based line and column of the end of some words in a sample. */
function placeOf(name, words) {
  const text = readFileSync(join(root, 'samples', name), 'utf8');
  const before = text.slice(0, text.indexOf(words) + words.length).split('\n');
  return [before.length, before.at(-1).length];
}

async function closeAll(vscode) {
  await vscode.command('View: Close All Editors');
  const dialog = vscode.page.getByRole('button', { name: "Don't Save" });
  const tab = vscode.page.locator('.editor-instance');
  await dialog
    .or(tab)
    .first()
    .waitFor({ timeout: 1000 })
    .catch(() => undefined);
  if (await dialog.isVisible()) await dialog.click();
  await tab.waitFor({ state: 'detached' });
}

/** Types a reply into a shell that prints it, as a client would. */
const terminalLines =
  "clear; printf '%s\\n' 'size=550 port 5511 in 250 ms' '<** 550 5.1.1 <farid@example.org>: User unknown'";

/** Where the code in the second row of the terminal is on the screen. */
async function secondRow(vscode) {
  const box = await vscode.page.locator('.terminal-wrapper.active .xterm-screen').boundingBox();
  return { x: box.x + 40, y: box.y + 26 };
}

/** What is done, in the order in which it is done; each begins with no editor open, or with the log. */
const steps = {
  'the first window that npm start opens underlines failures, explains one under its title and has one tab': async (
    vscode,
  ) => {
    const { host, page } = vscode;
    if (!host.openFirst) return;
    await host.openFirst(page, host.sample('mail.log'));
    await vscode.loaded();
    await page.waitForSelector('.tab.active[data-resource-name="mail.log"]');
    // The window puts the focus into the editor some time after it is drawn.
    await page.waitForSelector('.squiggly-warning');
    await vscode.settle('.editor-instance');
    await vscode.goTo(...placeOf('mail.log', 'said: 550 5.1'));
    await vscode.hover();
    assert.match(await page.locator('.monaco-hover:not(.hidden)').textContent(), /550 5\.1\.1 No such mailbox/);
    await vscode.key('Escape');
    await vscode.command('Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'No such mailbox' }).first().click();
    assert.equal(await page.locator('.tab').count(), 1);
    await vscode.command('View: Toggle Panel Visibility');
    await closeAll(vscode);
  },
  'the palette opens the compare page, which swaps, goes to a related pair and back': async (vscode) => {
    await vscode.command('SMTP: Compare Two Reply Codes');
    await vscode.pick('235');
    await vscode.pick('502');
    const frame = await titled(vscode, /^235 .* vs 502 /);
    await frame.getByRole('button', { name: 'Swap sides' }).click();
    await titled(vscode, /^502 .* vs 235 /);
    await frame.getByRole('button', { name: '502 vs 500' }).click();
    await titled(vscode, /^502 .* vs 500 /);
    await frame.getByRole('button', { name: 'Back' }).click();
    await titled(vscode, /^502 .* vs 235 /);
  },
  'the page is there again after a reload of the window': async (vscode) => {
    await vscode.kept('["502","500"]],"at":1');
    await vscode.reload();
    const frame = await titled(vscode, /^502 .* vs 235 /);
    await frame.getByRole('button', { name: 'Forward' }).click();
    await titled(vscode, /^502 .* vs 500 /);
  },
  'the page opens itself as Markdown': async (vscode) => {
    const frame = await titled(vscode, /^502 .* vs 500 /);
    leave(frame.getByRole('button', { name: 'Open as Markdown' }));
    await vscode.page.locator('.tab', { hasText: '502 vs 500.md' }).waitFor();
    await vscode.webview('h2', { hasText: 'Key differences' });
    await closeAll(vscode);
  },
  'the status of a log says what it is, counts its failures and offers where to go': async (vscode) => {
    await openFile(vscode, 'mail.log');
    await vscode.page.locator('[id="status.languageStatus"]').click();
    const status = vscode.page.locator('.hover-language-status', { hasText: /Postfix log\s*[1-9]\d* failures/ });
    await status.getByRole('button', { name: 'Failures…' }).click();
    await vscode.pick('Causes in the Problems panel');
    await vscode.page.locator('.markers-panel', { hasText: 'No such mailbox' }).waitFor();
    await vscode.command('View: Toggle Panel Visibility');
  },
  'a hover opens the compare page': async (vscode) => {
    await openFile(vscode, 'mail.log');
    await vscode.goTo(...placeOf('mail.log', 'said: 550 5.1'));
    await vscode.hover();
    await vscode.page.locator('.monaco-hover:not(.hidden) a', { hasText: 'Compare with' }).first().click();
    await titled(vscode, /^550 5\.1\.1 .* vs /);
    await vscode.command('View: Close Editor');
  },
  'the light bulb opens the compare page': async (vscode) => {
    await openFile(vscode, 'mail.log');
    await vscode.goTo(...placeOf('mail.log', 'said: 450 4.2'));
    await vscode.key('Control+.');
    await vscode.page.waitForSelector('.action-widget .monaco-list-row');
    await vscode.settle('.action-widget');
    const row = vscode.page.locator('.action-widget .monaco-list-row', { hasText: /^Compare 450 4\.2\.0 with \d/ });
    // The widget may still be moving to its place.
    await row.first().click({ force: true });
    await titled(vscode, /^450 4\.2\.0 .* vs /);
    await closeAll(vscode);
  },
  'a selection that holds two codes opens the compare page': async (vscode) => {
    await vscode.command('File: New Untitled Text File');
    await vscode.page.waitForSelector('.monaco-editor .view-line');
    await vscode.page.keyboard.type('is it 450 or 550 5.7.1?');
    await vscode.key('Control+A');
    await vscode.command('SMTP: Compare Two Reply Codes');
    await titled(vscode, /^450 .* vs 550 5\.7\.1 /);
  },
  'a source is opened once, and only after VS Code has asked': async (vscode) => {
    const frame = await titled(vscode, /^450 .* vs 550 5\.7\.1 /);
    await frame.getByRole('link', { name: 'RFC 5321 §4.3.2' }).first().click();
    const dialog = vscode.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.textContent(), /rfc-editor\.org/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await vscode.page.waitForTimeout(500);
    assert.equal(await dialog.count(), 0, 'it asks a second time');
    await closeAll(vscode);
  },
  'keys go from failure to failure, and only in a log': async (vscode) => {
    const line = async () =>
      Number(/Ln (\d+)/.exec(await vscode.page.locator('.statusbar-item', { hasText: /^Ln \d+/ }).textContent())[1]);
    await openFile(vscode, 'mail.log');
    await vscode.page.waitForSelector('.squiggly-warning');
    await vscode.goTo(1, 1);
    await vscode.key('Control+F8');
    await vscode.settle('.editor-instance');
    const first = await line();
    await vscode.key('Control+F8');
    await vscode.settle('.editor-instance');
    const second = await line();
    assert.ok(first > 1 && second > first, `${first}, ${second}`);
    await vscode.key('Control+Shift+F8');
    await vscode.settle('.editor-instance');
    assert.equal(await line(), first);
    await closeAll(vscode);
  },
  'the context menu of a log explains, compares and follows; that of other files does not': async (vscode) => {
    const offered = async () => {
      await vscode.key('Shift+F10');
      const menu = vscode.page.locator('.context-view .monaco-menu').last();
      await menu.waitFor();
      // a menu does not listen to the mouse right after it has opened
      await vscode.page.waitForTimeout(500);
      return menu;
    };
    const ours = ['Explain This SMTP Reply', 'Compare This SMTP Reply', 'Follow This Message'];
    await openFile(vscode, 'mail.log');
    await vscode.page.waitForSelector('.squiggly-warning');
    await vscode.goTo(...placeOf('mail.log', 'said: 550 5.1'));
    const menu = await offered();
    for (const title of ours) assert.equal(await menu.getByText(title).count(), 1, title);
    await menu.getByText(ours[0]).click();
    await titled(vscode, /^550 5\.1\.1 /);
    await closeAll(vscode);
    await openFile(vscode, 'notify.ts');
    const other = await offered();
    for (const title of ours) assert.equal(await other.getByText(title).count(), 0, title);
    await vscode.key('Escape');
    await closeAll(vscode);
  },
  'what is ignored says so, and comes back': async (vscode) => {
    // the folder of the web host is for reading
    if (!vscode.host.openFirst) return;
    await openFile(vscode, 'mail.log');
    await vscode.page.waitForSelector('.squiggly-warning');
    await vscode.goTo(...placeOf('mail.log', 'said: 550 5.1'));
    await vscode.page.waitForTimeout(500);
    await vscode.key('Control+.');
    await vscode.page.waitForSelector('.action-widget .monaco-list-row');
    await vscode.settle('.action-widget');
    await vscode.page
      .locator('.action-widget .monaco-list-row', { hasText: /^Ignore/ })
      .first()
      .click({ force: true });
    await vscode.command('Notifications: Show Notifications');
    const told = vscode.page.locator('.notifications-center .notification-list-item', { hasText: 'is ignored' });
    await told.waitFor();
    const row = vscode.page.locator('.markers-panel .monaco-list-row', { hasText: 'No such mailbox' });
    await told.getByText('Undo').click();
    await vscode.command('Problems: Focus on Problems View');
    await row.first().waitFor();
    await vscode.command('View: Toggle Panel Visibility');
    await closeAll(vscode);
  },
  'a code in the terminal opens the explanation of its reply': async (vscode) => {
    if (!vscode.host.openFirst) return;
    await vscode.command('Terminal: Create New Terminal');
    await vscode.page.waitForSelector('.terminal-wrapper.active .xterm-screen');
    await vscode.page.waitForTimeout(2000);
    await vscode.page.keyboard.type(terminalLines);
    await vscode.key('Enter');
    const { mouse, keyboard } = vscode.page;
    const link = vscode.page.locator('.workbench-hover', { hasText: 'Explain this reply' }).first();
    const place = await secondRow(vscode);
    // the shell may still be at work
    for (let turn = 0; turn < 10 && !(await link.isVisible()); turn++) {
      await mouse.move(place.x, place.y + 60);
      await mouse.move(place.x, place.y, { steps: 4 });
      await link.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await keyboard.down('Control');
    await mouse.move(place.x + 3, place.y, { steps: 3 });
    await vscode.page.waitForTimeout(500);
    await mouse.click(place.x + 3, place.y);
    await keyboard.up('Control');
    await titled(vscode, /^550 5\.1\.1 /);
    await vscode.command('Terminal: Kill All Terminals');
    await closeAll(vscode);
  },
  'the catalog finds as one types and sends two codes to the compare page': async (vscode) => {
    await vscode.command('SMTP: Browse Reply Codes');
    const frame = await vscode.webview('input');
    await frame.locator('input').fill('greylist');
    await frame
      .getByText(/^\d+ found$/)
      .first()
      .waitFor();
    await frame.getByRole('button', { name: 'Compare 450', exact: true }).click();
    leave(frame.getByRole('button', { name: 'Compare 451', exact: true }));
    await titled(vscode, /^450 .* vs 451 /);
    await closeAll(vscode);
  },
};

/** Does the steps in a window and tells of each; only those whose title holds some words, where they are named. */
export async function runPageSteps(vscode, report, words = '') {
  for (const [title, step] of Object.entries(steps)) {
    if (!title.includes(words)) continue;
    const begin = Date.now();
    try {
      await step(vscode);
      report({ passed: title, ms: Date.now() - begin });
    } catch (error) {
      report({ failed: title, error: error.stack ?? String(error) });
      await closeAll(vscode).catch(() => undefined);
    }
  }
}

const hosts = { Node: serveNodeHost, web: serveWebHost };

/** Does them alone, in a host; resolves to whether all went well. */
async function runAlone(name) {
  const host = await hosts[name]({ folder: join(root, 'samples') });
  const browser = await launchBrowser();
  let ok = true;
  try {
    await runPageSteps(await Workbench.open(browser, host), ({ passed, failed, ms, error }) => {
      if (failed) ok = false;
      console.log(`  ${name} host: ${failed ? `✖ ${failed}\n${error}` : `✔ ${passed} (${ms} ms)`}`);
    });
  } finally {
    await browser.close();
    await host.close();
  }
  return ok;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const results = [await runAlone('Node'), await runAlone('web')];
    return results.every(Boolean) ? 0 : 1;
  });
