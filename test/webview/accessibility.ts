import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { eventually } from './actions';
import { open, themeNames, type Shown } from './harness';

const axe = readFileSync(createRequire(join(process.cwd(), 'x.js')).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe-core has to complain about. */
async function violations({ page }: Shown): Promise<readonly string[]> {
  await page.evaluate(axe);
  // What is hidden has no faults, but takes axe-core its time.
  await page.evaluate(() => document.querySelectorAll('[hidden]').forEach((element) => element.remove()));
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe.run(),
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Opens a row, so that there is an explanation to look at. */
async function searched(shown: Shown, words: string): Promise<void> {
  await shown.page.getByRole('searchbox').fill(words);
  await eventually(async () => assert.ok((await shown.page.locator('button.title:visible').count()) < 40));
  await shown.page.locator('button.title:visible').first().click();
  await shown.page.locator('.detail:visible h3').first().waitFor();
}

describe('axe-core', () => {
  themeNames.forEach((theme, index) => {
    const locale = index % 2 ? 'fr' : 'en';
    test(`finds nothing in ${theme}, ${locale}`, async () => {
      const compared = await open('compare', index < 2 ? ['250', '451'] : ['354', '550 5.7.26'], { theme, locale });
      assert.deepEqual(await violations(compared), []);
      await compared.close();
      const catalog = await open('browse', [], { theme, locale });
      await searched(catalog, 'PRDR');
      await catalog.page.locator('.row:visible > button:last-child').first().click();
      assert.deepEqual(await violations(catalog), []);
      await catalog.close();
    });
  });
});

describe('a page of any width', () => {
  const hidden = ({ page }: Shown) =>
    page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1);
        })
        .map((element) => `${element.tagName}.${element.className}`),
    );
  for (const options of [
    { width: 320, locale: 'en' },
    { width: 320, locale: 'fr' },
    { width: 320, locale: 'fr', rightToLeft: true },
    { width: 1600, locale: 'en' },
    { width: 1600, locale: 'fr' },
    { width: 1600, locale: 'en', rightToLeft: true },
  ] as const)
    test(`shows all of itself ${JSON.stringify(options)}`, async () => {
      const compared = await open('compare', ['550', '550 5.7.26'], options);
      assert.deepEqual(await hidden(compared), []);
      assert.equal(await compared.page.evaluate(() => document.documentElement.scrollWidth), options.width);
      const [left, right] = await Promise.all(
        [0, 1].map((index) => compared.page.locator('.card').nth(index).boundingBox()),
      );
      if (options.width === 320) assert.ok(right!.y > left!.y, 'narrow: one below the other');
      else if ('rightToLeft' in options) assert.ok(left!.x > right!.x, 'right to left: the first is on the right');
      else assert.ok(left!.x < right!.x && left!.y === right!.y, 'wide: side by side');
      await compared.close();
      const catalog = await open('browse', [], options);
      await searched(catalog, 'PRDR');
      assert.deepEqual(await hidden(catalog), []);
      await catalog.close();
    });

  test('grows with the font of VS Code', async () => {
    const shown = await open('compare', ['450', '550'], { width: 400 });
    const size = () =>
      shown.page.locator('.summary').evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    const before = await size();
    await shown.page.evaluate(() => document.documentElement.style.setProperty('--vscode-font-size', '26px'));
    assert.ok((await size()) > 1.9 * before);
    assert.deepEqual(await hidden(shown), []);
    await shown.close();
  });
});
