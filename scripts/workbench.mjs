// Drives a VS Code in a browser as a person does: by keys and by what stands on the screen.

/** The workbench in a page. Waits for what it asks for, never for a time alone. */
export class Workbench {
  constructor(page, host) {
    this.page = page;
    this.host = host;
  }

  /** Opens a workbench in a new page of a browser. */
  static async open(browser, host, { language } = {}) {
    const page = await browser.newPage();
    if (language) await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
    await page.goto(host.url);
    const vscode = new Workbench(page, host);
    await vscode.loaded();
    return vscode;
  }

  async loaded() {
    await this.page.waitForSelector('.monaco-workbench .explorer-folders-view .monaco-list-row', { timeout: 60_000 });
  }

  /** Reloads the window. */
  async reload() {
    await this.host.reload(this.page);
    await this.loaded();
  }

  async key(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types into the quick input; waits until the row that Enter takes holds what is wanted. */
  async quickInput(text, wanted = text) {
    const input = this.page.locator('.quick-input-widget .quick-input-box input:visible').first();
    await input.waitFor();
    await input.fill(text);
    if (wanted)
      await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: wanted }).first().waitFor();
  }

  /** Picks from a quick pick as who types fast, and waits until the next one is there, or none. */
  async pick(text) {
    await this.quickInput(text, '');
    const input = this.page.locator('.quick-input-widget .quick-input-box input').first();
    const before = await input.getAttribute('placeholder');
    await this.key('Enter');
    for (let turn = 0; turn < 100; turn++) {
      if (!(await input.isVisible())) return;
      if ((await input.getAttribute('placeholder')) !== before && (await input.isEnabled())) return;
      await this.page.waitForTimeout(100);
    }
  }

  async openFile(name) {
    await this.key('Control+P');
    await this.quickInput(name);
    await this.key('Enter');
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
    await this.page.waitForSelector('.monaco-editor .view-line');
    await this.settle('.editor-instance');
  }

  /** Puts the caret at a 1-based line and column. */
  async goTo(line, column) {
    await this.key('Control+G');
    await this.quickInput(`:${line}:${column}`, '');
    await this.key('Enter');
    await this.settle('.editor-instance');
  }

  /** Runs a command of the palette by its title; looks again while extensions are still being loaded. */
  async command(title) {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let turn = 0; ; turn++) {
      await this.key('F1');
      await this.quickInput(`>${title}`, '');
      const found = await row.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (found) break;
      if (turn === 15) throw new Error(`there is no command “${title}”`);
      await this.key('Escape');
    }
    await row.click();
    await row.waitFor({ state: 'hidden' });
  }

  /** Shows the hover at the caret. */
  async hover() {
    await this.key('Control+K', 'Control+I');
    await this.page.waitForSelector('.monaco-hover:not(.hidden) .hover-contents');
    await this.settle('.monaco-hover:not(.hidden)');
  }

  /** The contents of the webview that was shown last, once there is in it what is looked for. */
  async webview(selector, options) {
    const frame = this.page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('iframe#active-frame');
    const wanted = frame.locator(selector, options).first();
    // A page that goes away while one looks at it ends the look, so it is begun again for the page that comes.
    for (const end = Date.now() + 45_000; ;) {
      const fault = await wanted.waitFor({ timeout: 5_000 }).catch((error) => error);
      if (!fault) return frame;
      if (Date.now() > end) throw fault;
    }
  }

  /** Resolves once VS Code has kept some words of its editors for a reload. In a browser it does so when one looks away. */
  async kept(words) {
    const holds = async (text) => {
      for (const looking of [false, true]) {
        document.hasFocus = () => looking;
        document.dispatchEvent(new Event('visibilitychange'));
      }
      const answer = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
      for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith('vscode-web-state-db')) continue;
        const database = await answer(indexedDB.open(name));
        const editors = database
          .transaction('ItemTable')
          .objectStore('ItemTable')
          .get('memento/workbench.parts.editor');
        const state = String(await answer(editors)).replaceAll('\\', '');
        database.close();
        if (state.includes(text)) return true;
      }
      return false;
    };
    for (let turn = 0; !(await this.page.evaluate(holds, words)); turn++) {
      if (turn === 150) throw new Error(`VS Code does not keep ${words}`);
      await this.page.waitForTimeout(200);
    }
  }

  /** Resolves once a part of the screen has not changed for a third of a second. */
  async settle(selector) {
    let last = '';
    for (let turn = 0; turn < 60; turn++) {
      await this.page.waitForTimeout(330);
      const now = await this.page
        .locator(selector)
        .first()
        .innerHTML()
        .catch(() => '');
      if (now === last && now !== '') return;
      last = now;
    }
  }
}
