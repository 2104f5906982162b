import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually, said } from './actions';
import { catalogs, open } from './harness';
import { onPick, world } from './vscode';

const texts = catalogs.en.texts.page;

describe('the page that explains', () => {
  test('says what to do first, copies a command, and links on codes', async () => {
    const shown = await open('explain', ['550 5.7.26']);
    await shown.titled('550 5.7.26');
    const headings = await shown.page.getByRole('heading', { level: 2 }).allTextContents();
    assert.deepEqual(headings.slice(0, 2), [texts.howToFix, texts.meaning]);
    const command = (await shown.page.locator('li code:has(+ .copy-command)').first().textContent())!;
    await shown.page.locator('.copy-command').first().click();
    await eventually(() => assert.equal(world.clipboard, command));
    assert.equal(await said(shown), texts.commandCopied);
    onPick(() => undefined);
    await shown.button(texts.compareOther).click();
    await eventually(() =>
      assert.deepEqual(world.executed.at(-1), ['smtpReplyCodes.compare', { replyCode: '550', enhancedCode: '5.7.26' }]),
    );
    await shown.button('5.7.1').click();
    await shown.titled(/^5\.7\.1 /);
    assert.deepEqual(shown.problems, []);
    shown.close();
  });

  test('is mixed up with codes of its detail alone', async () => {
    const shown = await open('explain', ['550 5.7.26']);
    const codes = await shown.page.locator('.related .code').allTextContents();
    assert.ok(codes.length > 0 && codes.every((code) => code.startsWith('5.7.')), codes.join());
    shown.close();
  });

  test('is there again after a reload, in the language of then', async () => {
    const shown = await open('explain', [
      { replyCode: '554', enhancedCode: '5.7.1', text: 'Relay access denied', sentByUs: true },
    ]);
    const brief = catalogs.en.texts.causes['relay-denied']!.briefOwn!;
    await shown.page.getByText(brief).waitFor();
    await shown.reload();
    await shown.titled('554 5.7.1');
    await shown.page.getByText(brief).waitFor();
    shown.close();
  });
});
