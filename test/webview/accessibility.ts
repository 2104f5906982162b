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
  for (const [locale, themes] of [
    ['en', ['dark', 'hc-light']],
    ['fr', ['light', 'hc-dark']],
  ] as const)
    test(`finds nothing in ${themes.join(' and ')}, ${locale}`, async () => {
      const compared = await open('compare', ['354', '550 5.7.26'], { locale });
      for (const theme of themes) {
        await compared.wear(theme);
        assert.deepEqual(await violations(compared), [], theme);
      }
      compared.close();
      const catalog = await open('browse', [], { locale });
      await searched(catalog, 'PRDR');
      await catalog.page.locator('.row:visible > button:last-child').first().click();
      for (const theme of themes) {
        await catalog.wear(theme);
        assert.deepEqual(await violations(catalog), [], theme);
      }
      catalog.close();
    });

  test('sees each theme of the four', () => assert.deepEqual(themeNames, ['dark', 'light', 'hc-dark', 'hc-light']));
});

describe('a page of any width', () => {
  /** What lies outside of the page. */
  const hidden = ({ page }: Shown) =>
    page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1);
        })
        .map((element) => `${element.tagName}.${element.className}`),
    );
  const shapes = [320, 1600].flatMap((width) => (['ltr', 'rtl'] as const).map((direction) => ({ width, direction })));
  const shape = async ({ page }: Shown, { width, direction }: (typeof shapes)[number]) => {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
  };

  for (const locale of ['en', 'fr'] as const) {
    test(`shows all of a comparison, ${locale}`, async () => {
      const shown = await open('compare', ['550', '550 5.7.26'], { locale });
      for (const { width, direction } of shapes) {
        await shape(shown, { width, direction });
        assert.deepEqual(await hidden(shown), [], `${width} ${direction}`);
        assert.equal(await shown.page.evaluate(() => document.documentElement.scrollWidth), width);
        const cards = shown.page.locator('.card');
        const [left, right] = [await cards.nth(0).boundingBox(), await cards.nth(1).boundingBox()];
        if (width === 320) assert.ok(right!.y > left!.y, 'narrow: one below the other');
        else if (direction === 'rtl') assert.ok(left!.x > right!.x, 'right to left: the first is on the right');
        else assert.ok(left!.x < right!.x && left!.y === right!.y, 'wide: side by side');
      }
      shown.close();
    });

    test(`shows all of the catalog, ${locale}`, async () => {
      const shown = await open('browse', [], { locale });
      await searched(shown, 'PRDR');
      for (const one of shapes) {
        await shape(shown, one);
        assert.deepEqual(await hidden(shown), [], JSON.stringify(one));
      }
      shown.close();
    });
  }

  test('grows with the font of VS Code', async () => {
    const shown = await open('compare', ['450', '550'], { width: 400 });
    const size = () =>
      shown.page.locator('.summary').evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    const before = await size();
    await shown.page.evaluate(() => document.documentElement.style.setProperty('--vscode-font-size', '26px'));
    assert.ok((await size()) > 1.9 * before);
    assert.deepEqual(await hidden(shown), []);
    shown.close();
  });
});
