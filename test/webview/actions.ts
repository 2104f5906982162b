import assert from 'node:assert/strict';
import type { Shown } from './harness';

/** How a person works a page: with the pointer, or with nothing but the keyboard. */
export interface Hand {
  readonly name: string;
  /** Presses the button or follows the link with this accessible name. */
  readonly press: (shown: Shown, name: string) => Promise<void>;
}

const control = (shown: Shown, name: string) =>
  shown.page
    .getByRole('button', { name, exact: true })
    .or(shown.page.getByRole('link', { name, exact: true }))
    .filter({ visible: true })
    .first();

/** The key that leads towards an element: the arrows among the rows of the catalog, which are one stop for Tab. */
function nextKey(wanted: Node | null): string {
  const active = document.activeElement;
  const row = active?.closest('.codes .row');
  const target = wanted instanceof Element ? wanted.closest('.codes .row') : null;
  if (!row || !target || !wanted) return 'Tab';
  if (row === target) return active?.classList.contains('title') ? 'ArrowRight' : 'ArrowLeft';
  return row.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'ArrowUp' : 'ArrowDown';
}

/** A page with more stops than this would tire everybody. */
const mostStops = 400;

export const hands: readonly Hand[] = [
  { name: 'by mouse', press: (shown, name) => control(shown, name).click() },
  {
    name: 'by keyboard',
    press: async (shown, name) => {
      const wanted = await control(shown, name).elementHandle();
      for (let stop = 0; stop < mostStops; stop++) {
        if (await shown.page.evaluate((element) => document.activeElement === element, wanted)) {
          const outline = await shown.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
          assert.equal(outline, 'solid', `the focus on “${name}” can't be seen`);
          await shown.page.keyboard.press('Enter');
          return;
        }
        await shown.page.keyboard.press(await shown.page.evaluate(nextKey, wanted));
      }
      assert.fail(`“${name}” can't be reached with Tab`);
    },
  },
];

/** The accessible name of what has the focus. */
export function focused(shown: Shown): Promise<string> {
  return shown.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}

/** What the page last said to a screen reader. */
export function said(shown: Shown): Promise<string | null> {
  return shown.page.getByRole('status').textContent();
}

/** Waits until something holds; fails with the last reason. */
export async function eventually(check: () => unknown): Promise<void> {
  const end = Date.now() + 3000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}
