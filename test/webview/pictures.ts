import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { open, stop, type Options } from './harness';

/** `node scripts/webview.mjs --pictures DIR [NAME]`: pictures of the pages in every theme, for people to look at. */
const directory = process.argv[2] ?? 'out/pictures';
const only = process.argv[3];
const partHeight = 1300;

const pages: readonly (readonly [string, 'compare' | 'browse', readonly string[], Options])[] = [
  ['compare-dark', 'compare', ['235', '502'], { width: 1000 }],
  ['compare-light', 'compare', ['421', '451'], { theme: 'light', width: 1000 }],
  ['compare-hc-dark', 'compare', ['450', '550'], { theme: 'hc-dark', width: 800 }],
  ['compare-hc-light', 'compare', ['550', '554'], { theme: 'hc-light', width: 800 }],
  ['compare-fr-narrow', 'compare', ['450', '550'], { locale: 'fr', theme: 'light', width: 320 }],
  ['compare-fr-wide', 'compare', ['550', '550 5.7.26'], { locale: 'fr', theme: 'dark', width: 1600 }],
  [
    'compare-provider',
    'compare',
    ['5.7.1', '550 5.7.26 This mail has been blocked because the sender is unauthenticated.'],
    { theme: 'light', width: 1000 },
  ],
  ['compare-rtl', 'compare', ['450', '550'], { rightToLeft: true, width: 1000 }],
  ['browse-dark', 'browse', [], { width: 1000 }],
  ['browse-light-fr', 'browse', [], { theme: 'light', locale: 'fr', width: 800 }],
  ['browse-hc-dark', 'browse', [], { theme: 'hc-dark', width: 800 }],
  ['browse-hc-light', 'browse', [], { theme: 'hc-light', width: 1600 }],
  ['browse-narrow', 'browse', [], { width: 320 }],
];

await mkdir(directory, { recursive: true });
for (const [name, command, args, options] of pages) {
  if (only && !name.includes(only)) continue;
  const shown = await open(command, args, options);
  if (command === 'browse' && name !== 'browse-dark') {
    await shown.page.getByRole('searchbox').fill('greylist');
    await shown.page.waitForTimeout(300);
    await shown.page.locator('button.title:visible').nth(1).click();
    await shown.page.waitForTimeout(300);
  }
  // A long page in parts that an eye can take in.
  const { width, height } = await shown.page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  for (let part = 0; part * partHeight < Math.min(height, 3 * partHeight); part++) {
    const clip = { x: 0, y: part * partHeight, width, height: Math.min(partHeight, height - part * partHeight) };
    await shown.page.screenshot({ path: join(directory, `${name}-${part + 1}.png`), fullPage: true, clip });
  }
  if (shown.problems.length) console.log(name, shown.problems);
  shown.close();
}
await stop();
