import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { open, type Shown } from './harness';
import { commands, origin, world } from './vscode';

const nothing = (shown: Shown) => ({
  sent: shown.panel.sent.length,
  executed: world.executed.length,
  opened: world.opened.length,
  clipboard: world.clipboard,
});

/** Lets messages that are under way arrive. */
const settle = (shown: Shown) => shown.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));

describe('the guard', () => {
  const fromPage: readonly unknown[] = [
    undefined,
    null,
    7,
    'ready',
    [],
    {},
    { type: 'compare' },
    { type: 'compare', left: 450, right: 550 },
    { type: 'compare', left: '450', right: '5'.repeat(100_000) },
    { type: 'change', left: '450', right: '550', side: 'top' },
    { type: 'copyMarkdown', left: '450' },
    { type: 'ready', pair: ['450'] },
    { type: 'openLink', url: 'command:workbench.action.quit' },
    { type: 'openLink', url: 'file:///etc/passwd' },
    { type: 'openLink', url: 'https://example.com/not-in-the-catalog' },
    { type: 'openLink', url: ['https://www.rfc-editor.org/'] },
    { type: 'run', command: 'workbench.action.quit' },
    { type: '__proto__' },
    { type: 'explain', id: { toString: '450' } },
  ];
  for (const command of ['compare', 'browse'] as const)
    test(`of the host drops what the ${command} page has no reason to send`, async () => {
      const shown = await open(command, ['450', '550']);
      const before = nothing(shown);
      for (const message of fromPage) shown.panel.receive(message);
      await settle(shown);
      assert.deepEqual(nothing(shown), before);
      assert.deepEqual(shown.problems, []);
      shown.close();
    });

  test('of the page drops what the host has no reason to send', async () => {
    const shown = await open('compare', ['450', '550']);
    const before = await shown.page.content();
    const [real] = shown.panel.sent as { model: object }[];
    const hostile: readonly unknown[] = [
      null,
      7,
      'copied',
      [],
      {},
      { type: 'comparison' },
      { ...real, left: 1 },
      { ...real, texts: undefined },
      { ...real, model: { ...real!.model, differences: '<img src=x onerror=alert(1)>' } },
      { ...real, model: { ...real!.model, references: [{ name: 'x', url: 'javascript:alert(1)' }] } },
      { ...real, model: { ...real!.model, references: [{ name: 'x', url: 'command:workbench.action.quit' }] } },
      { type: 'catalog', entries: {} },
      { type: 'found', query: 'x', ids: 'x' },
      { type: 'explanation', id: '450', model: {} },
    ];
    for (const message of hostile)
      await shown.page.evaluate((data) => window.postMessage(data, window.origin), message);
    await settle(shown);
    assert.equal(await shown.page.content(), before);
    assert.deepEqual(shown.problems, []);
    shown.close();
  });

  test('lets a hostile reply through as nothing but text', async () => {
    const hostile =
      '550 5.7.1 <img src=x onerror="document.title=1"><script>document.title=2</script>[x](command:quit)`';
    const shown = await open('compare', ['450', hostile]);
    assert.equal(await shown.page.locator('main img, main script, main [onerror]').count(), 0);
    assert.match((await shown.page.locator('table').textContent())!, /<img src=x onerror=/);
    await shown.button('Copy as Markdown').click();
    await settle(shown);
    assert.doesNotMatch(world.clipboard.replace(/`[^`]*`/g, ''), /<img|<script|\]\(command/);
    shown.close();
  });

  test('closes a page that VS Code kept without what it showed', async () => {
    const shown = await open('compare', ['450', '550']);
    for (const pair of [undefined, ['nothing', 'of use']]) {
      let closed = false;
      await commands.executeCommand('smtpReplyCodes.compare', '450', '550');
      const kept = shown.panel;
      kept.onDidDispose(() => (closed = true));
      await world.serializers.get(kept.viewType)!.deserializeWebviewPanel(kept, undefined);
      kept.receive({ type: 'ready', ...(pair ? { pair } : {}) });
      await settle(shown);
      assert.equal(closed, true);
    }
    shown.close();
  });
});

describe('the content security policy', () => {
  for (const command of ['compare', 'browse'] as const)
    test(`of the ${command} page allows its own script and style, and nothing else`, async () => {
      const shown = await open(command, ['450', '550']);
      const { html, options } = shown.panel.webview;
      const policy = /content="([^"]+)"/.exec(html)![1]!;
      assert.match(policy, /^default-src 'none'; style-src https:\/\/page\.test; script-src 'nonce-[0-9a-f]{32}'$/);
      assert.doesNotMatch(html, /unsafe|style="|<style| on\w+="/);
      assert.deepEqual(
        options.localResourceRoots?.map(({ path }) => path.replace(process.cwd(), '')),
        ['/dist/webview'],
      );
      assert.equal('retainContextWhenHidden' in shown.panel.options, false);
      const blocked = await shown.page.evaluate(async (own) => {
        const seen: string[] = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'document.title = "taken over"';
        const remote = document.createElement('script');
        remote.src = `${own}/file/x.js`;
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        const image = document.createElement('img');
        image.src = 'https://example.com/spy.png';
        const frame = document.createElement('iframe');
        frame.src = 'https://example.com/';
        document.body.append(script, remote, style, image, frame);
        await fetch('https://example.com/').catch(() => undefined);
        // Each is told when the browser comes to it.
        for (let turn = 0; turn < 100 && new Set(seen).size < 5; turn++)
          await new Promise((done) => setTimeout(done, 50));
        return {
          seen: [...new Set(seen)].sort(),
          title: document.title,
          shown: getComputedStyle(document.body).display,
        };
      }, origin);
      assert.deepEqual(blocked.seen, ['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem']);
      assert.notEqual(blocked.title, 'taken over');
      assert.equal(blocked.shown, 'block');
      const outside = await shown.page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'read',
            () => 'refused',
          ),
        `${origin}/file/etc/passwd`,
      );
      assert.equal(outside, 'refused');
      shown.close();
    });

  test('has a nonce of its own in every page', async () => {
    const nonces = new Set<string>();
    for (let index = 0; index < 3; index++) {
      const shown = await open('compare', ['450', '550']);
      nonces.add(/nonce="(\w+)"/.exec(shown.panel.webview.html)![1]!);
      shown.close();
    }
    assert.equal(nonces.size, 3);
  });
});
