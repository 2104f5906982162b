import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain } from '../../src/core/explain/explain';
import { eventually, focused, hands, said } from './actions';
import { catalogs, open, setLanguage } from './harness';
import { commands, onPick, world, type QuickPick } from './vscode';

const texts = catalogs.en.texts.page;

describe('the compare page', () => {
  test('says first what tells the two apart, then everything about each', async () => {
    const shown = await open('compare', ['235', '502']);
    const headings = await shown.page.getByRole('heading', { level: 2 }).allTextContents();
    assert.deepEqual(headings, [
      '235 Login accepted',
      '502 Command not offered',
      texts.keyDifferences,
      texts.facts,
      texts.chooseTitle,
      texts.whenYouSeeIt,
      texts.howToFix,
      texts.note,
      texts.learnMore,
    ]);
    assert.match((await shown.page.locator('.summary').textContent())!, /reports success, while 502/);
    assert.equal(shown.panel.title, '235 vs 502');
    assert.deepEqual(shown.problems, []);
    shown.close();
  });

  test('marks each fact that differs with a word and a sign, in a real table', async () => {
    const shown = await open('compare', ['421', '451'], { width: 320 });
    const table = shown.page.getByRole('table', { name: texts.facts });
    const row = (name: string) => table.getByRole('row', { name });
    await row('Second digit differs 2: Connections 5: Mail system').waitFor();
    await row('Class same temporary failure temporary failure').waitFor();
    assert.equal(await table.locator('tr.differs .sign').count(), await table.locator('tr.differs').count());
    assert.equal(await table.getByRole('columnheader').last().textContent(), '451');
    shown.close();
  });

  for (const { name, press } of hands) {
    test(`swaps, goes back and goes forward ${name}`, async () => {
      const shown = await open('compare', ['450', '550']);
      await press(shown, texts.swap);
      await shown.titled(/^550 .* vs 450 /);
      assert.equal(shown.panel.title, '550 vs 450');
      assert.equal(await focused(shown), texts.swap, 'the button pressed keeps the focus');
      assert.match((await said(shown))!, /^550 .* vs 450 /);
      await press(shown, texts.back);
      await shown.titled(/^450 .* vs 550 /);
      assert.equal(await shown.button(texts.back).isDisabled(), true);
      await press(shown, texts.forward);
      await shown.titled(/^550 .* vs 450 /);
      assert.equal(await shown.button(texts.forward).isDisabled(), true);
      assert.equal(world.panels.length, 1, 'nothing is opened anew');
      assert.deepEqual(shown.problems, []);
      shown.close();
    });

    test(`changes either side ${name}, what is mixed up with the other side first`, async () => {
      const shown = await open('compare', ['450', '550']);
      let offered: readonly string[] = [];
      onPick((pick) => {
        offered = pick.items.map(({ label }) => label);
        pick.type('greylist');
        pick.take('451');
      });
      await press(shown, 'Change 450');
      await shown.titled(/^451 .* vs 550 /);
      const confused = explain(catalogs.en, { replyCode: '550' }).confusedWith.map(({ code }) => code);
      assert.deepEqual(offered.slice(0, 4), ['often confused', ...confused.slice(0, 3)]);
      assert.equal(await focused(shown), 'Change 451');
      onPick((pick) => pick.take('554'));
      await press(shown, 'Change 550');
      await shown.titled(/^451 .* vs 554 /);
      shown.close();
    });

    test(`goes to a related pair ${name} and begins at its top`, async () => {
      const shown = await open('compare', ['450', '550']);
      await press(shown, '550 vs 551');
      await shown.titled(/^550 .* vs 551 /);
      assert.match(await focused(shown), /^550 .* vs 551 /);
      assert.equal(await shown.page.evaluate(() => scrollY), 0);
      shown.close();
    });

    test(`copies and opens itself as Markdown ${name}`, async () => {
      const shown = await open('compare', ['421', '451']);
      await press(shown, texts.copyMarkdown);
      await eventually(async () => assert.equal(await said(shown), texts.copied));
      assert.match(
        world.clipboard,
        /^# 421 .* vs 451 [^]*\| Second digit \| 2: Connections \| 5: Mail system \| yes \|/,
      );
      await press(shown, texts.openMarkdown);
      await eventually(() => {
        const [command, title, markdown] = world.executed.at(-1)!;
        assert.deepEqual([command, title], ['smtpReplyCodes.openMarkdown', '421 vs 451.md']);
        assert.equal(markdown, world.clipboard);
      });
      shown.close();
    });

    test(`has the host open a source ${name}, once`, async () => {
      const shown = await open('compare', ['421', '451']);
      await press(shown, 'RFC 5321 §3.8');
      await eventually(() => assert.deepEqual(world.opened, ['https://www.rfc-editor.org/rfc/rfc5321#section-3.8']));
      assert.deepEqual(shown.nativeLinks, []);
      assert.match(shown.page.url(), /^https:\/\/page\.test\/\?theme/);
      shown.close();
    });
  }

  test('compares enhanced status codes, a code with its reason, and the words of a provider', async () => {
    const blocked = '550 5.7.26 This mail has been blocked because the sender is unauthenticated.';
    for (const [left, right, expected] of [
      ['5.7.1', '5.7.26', /^5\.7\.1 .* vs 5\.7\.26 /],
      ['550', '550 5.7.26', /^550 .* vs 550 5\.7\.26 /],
      ['5.7.1', blocked, /^5\.7\.1 .* vs 550 5\.7\.26 /],
    ] as const) {
      const shown = await open('compare', [left, right]);
      await shown.titled(expected);
      assert.deepEqual(shown.problems, []);
      shown.close();
    }
  });

  test('asks for what it was not given', async () => {
    const asked: string[] = [];
    const answers = ['450', '550'];
    onPick((pick: QuickPick) => {
      asked.push(pick.placeholder);
      pick.take(answers.shift()!);
    });
    const shown = await open('compare', []);
    await shown.titled(/^450 .* vs 550 /);
    assert.equal(asked.length, 2);
    assert.match(asked[1]!, /^Compare 450 with/);
    shown.close();
  });

  test('takes both sides from one argument, as a keybinding passes them', async () => {
    const shown = await open('compare', [['550 5.7.26', '5.7.1']]);
    await shown.titled(/^550 5\.7\.26 .* vs 5\.7\.1 /);
    shown.close();
  });

  test('takes the best hit where Enter comes before the list', async () => {
    const answers = ['450', 'mailbox full'];
    onPick((pick: QuickPick) => {
      pick.type(answers.shift()!);
      pick.enter();
    });
    const shown = await open('compare', []);
    await shown.titled(new RegExp(`^450 .* vs ${catalogs.en.search('mailbox full')[0]!.title} `));
    shown.close();
  });

  test('shows a second comparison in the same page', async () => {
    const shown = await open('compare', ['450', '550']);
    await commands.executeCommand('smtpReplyCodes.compare', '500', '502');
    await shown.titled(/^500 .* vs 502 /);
    assert.equal(shown.panel.revealed, 1);
    assert.equal(world.panels.length, 1);
    await shown.button(texts.back).click();
    await shown.titled(/^450 .* vs 550 /);
    shown.close();
  });

  test('is there again after a reload, with its history', async () => {
    const shown = await open('compare', ['450', '550']);
    await shown.button(texts.swap).click();
    await shown.titled(/^550 .* vs 450 /);
    await shown.reload();
    await shown.titled(/^550 .* vs 450 /);
    await shown.button(texts.back).click();
    await shown.titled(/^450 .* vs 550 /);
    assert.deepEqual(shown.problems, []);
    shown.close();
  });

  test('follows the language when it is changed', async () => {
    const shown = await open('compare', ['450', '550']);
    setLanguage('fr');
    await shown.titled('Boîte');
    assert.equal(await shown.page.evaluate(() => document.documentElement.lang), 'fr');
    await shown.button(catalogs.fr.texts.page.swap).waitFor();
    shown.close();
  });
});
