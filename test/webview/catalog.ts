import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually, focused, hands, said } from './actions';
import { catalogs, open, type Shown } from './harness';
import { world } from './vscode';

const texts = catalogs.en.texts.page;
const row = (shown: Shown, code: string) =>
  shown.page
    .locator('button.title')
    .filter({ has: shown.page.getByText(code, { exact: true }) })
    .first();
const shownCodes = (shown: Shown) =>
  shown.page.locator('section:not([hidden]) li:not([hidden]) > .row > .title .code').allTextContents();

async function search(shown: Shown, words: string): Promise<void> {
  await shown.page.getByRole('searchbox').fill(words);
  const { length } = catalogs.en.search(words);
  await eventually(async () => assert.equal((await shownCodes(shown)).length, length));
}

describe('the catalog page', () => {
  test('lists every code by its class and waits for words', async () => {
    const shown = await open('browse', []);
    const headings = await shown.page.getByRole('heading', { level: 2 }).allTextContents();
    assert.deepEqual(headings.toSorted(), Object.values(texts.groups).toSorted());
    assert.equal(headings[0], texts.groups.permanent);
    assert.equal((await shownCodes(shown)).length, catalogs.en.entries().length);
    assert.equal(await focused(shown), texts.searchLabel);
    assert.deepEqual(shown.problems, []);
    shown.close();
  });

  test('finds as one types, and says how much', async () => {
    const shown = await open('browse', []);
    await shown.page.keyboard.type('greylist');
    await eventually(async () => assert.match((await said(shown))!, /^\d+ found$/));
    const codes = await shownCodes(shown);
    for (const code of ['450', '451', '4.7.1']) assert.ok(codes.includes(code), `${code} is not found`);
    const senders = (await shown.page.locator('button.title:visible .name').allTextContents()).join('\n');
    for (const sender of ['Barracuda', 'Postfix']) assert.match(senders, new RegExp(sender));
    await shown.page.getByRole('searchbox').fill('qqqq');
    await eventually(async () => assert.equal(await said(shown), texts.foundNone));
    assert.deepEqual(await shownCodes(shown), []);
    await shown.page.getByRole('searchbox').fill('');
    await eventually(async () => assert.equal((await shownCodes(shown)).length, catalogs.en.entries().length));
    shown.close();
  });

  test('lists what was searched the best first, with the words marked and what they hit', async () => {
    const shown = await open('browse', []);
    for (const words of ['550', 'quota']) {
      await search(shown, words);
      const { title } = catalogs.en.search(words)[0]!;
      assert.equal((await shownCodes(shown))[0], title);
      const marks = await shown.page.locator('button.title:visible mark').allTextContents();
      assert.ok(marks.length > 3 && marks.every((mark) => mark.toLowerCase() === words), marks.join());
    }
    shown.close();
  });

  test('is walked by arrow keys, one stop for Tab', async () => {
    const shown = await open('browse', []);
    await search(shown, 'quota');
    const titles = await shownCodes(shown);
    const { keyboard } = shown.page;
    const at = () => shown.page.evaluate(() => document.activeElement?.querySelector('.code')?.textContent);
    await shown.page.getByRole('searchbox').focus();
    for (const [key, index] of [
      ['ArrowDown', 0],
      ['ArrowDown', 1],
      ['End', titles.length - 1],
      ['ArrowUp', titles.length - 2],
      ['Home', 0],
    ] as const) {
      await keyboard.press(key);
      assert.equal(await at(), titles[index], key);
    }
    await keyboard.press('ArrowUp');
    assert.equal(await focused(shown), texts.searchLabel);
    await keyboard.press('Tab');
    assert.equal(await at(), titles[0]);
    assert.equal(await shown.page.locator('.codes .row button:not([tabindex="-1"])').count(), 1);
    shown.close();
  });

  for (const { name, press } of hands) {
    test(`opens a code's explanation and its page ${name}`, async () => {
      const shown = await open('browse', []);
      await search(shown, '450');
      const title = row(shown, '450');
      const label = (await title.textContent())!;
      await press(shown, await accessibleName(title, label));
      await shown.page.getByText(catalogs.en.texts['reply-codes']['450']!.meaning.slice(0, 30)).waitFor();
      assert.equal(await title.getAttribute('aria-expanded'), 'true');
      await press(shown, texts.explainInFull.replace('{0}', '450'));
      await eventually(() => assert.deepEqual(world.executed.at(-1), ['smtpReplyCodes.explain', '450']));
      await press(shown, 'RFC 5321 §4.2.2');
      await eventually(() => assert.equal(world.opened.length, 1));
      shown.close();
    });

    test(`sends two codes to the compare page ${name}`, async () => {
      const shown = await open('browse', []);
      await search(shown, 'mailbox unavailable');
      await press(shown, 'Compare 450');
      assert.match((await said(shown))!, /^450 is chosen/);
      await press(shown, texts.cancel);
      assert.equal(await focused(shown), 'Compare 450');
      await press(shown, 'Compare 450');
      await press(shown, 'Compare 550');
      await eventually(() => assert.deepEqual(world.executed.at(-1), ['smtpReplyCodes.compare', '450', '550']));
      assert.equal(await shown.page.locator('.chosen').isVisible(), false);
      shown.close();
    });

    test(`compares a code with one that it is mixed up with ${name}`, async () => {
      const shown = await open('browse', []);
      await search(shown, '450');
      const title = row(shown, '450');
      await press(shown, await accessibleName(title, (await title.textContent())!));
      await press(shown, '450 vs 550');
      await eventually(() => assert.deepEqual(world.executed.at(-1), ['smtpReplyCodes.compare', '450', '550']));
      shown.close();
    });
  }

  test('keeps what was searched over a reload', async () => {
    const shown = await open('browse', [], { locale: 'fr' });
    await shown.page.getByRole('searchbox').fill('liste grise');
    await eventually(async () => assert.ok((await shownCodes(shown)).length < 100));
    const before = await shownCodes(shown);
    await shown.reload();
    await eventually(async () => assert.deepEqual(await shownCodes(shown), before));
    assert.equal(await shown.page.getByRole('searchbox').inputValue(), 'liste grise');
    shown.close();
  });
});

/** The name that a screen reader reads: the texts of the parts, a space between them. */
async function accessibleName(title: ReturnType<typeof row>, fallback: string): Promise<string> {
  const parts = await title.locator('span').allTextContents();
  return parts.join(' ') || fallback;
}
