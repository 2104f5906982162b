// Draws media/icon.png from media/icon.svg: `node scripts/icon.mjs`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { main, root } from './run.mjs';

const size = 128;

main(async () => {
  const svg = await readFile(join(root, 'media', 'icon.svg'), 'base64');
  const browser = await launchBrowser({ width: size, height: size });
  const page = await browser.newPage();
  await page.setContent(`<body style="margin: 0"><img width="${size}" src="data:image/svg+xml;base64,${svg}"></body>`);
  await page.screenshot({ path: join(root, 'media', 'icon.png'), omitBackground: true });
  await browser.close();
  return 0;
});
