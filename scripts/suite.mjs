// Runs a test suite in a window of VS Code, and goes through the pages there.
import { launchBrowser } from './browser.mjs';
import { runPageSteps } from './pageSteps.mjs';
import { Workbench } from './workbench.mjs';

/** A suite that says nothing for this long has hung, in milliseconds. */
const silence = 120_000;

/** Marks the tests' own lines among what a whole VS Code prints; see test/host/index.ts. */
const mark = '[host suite] ';

/** The event that a line of the tests tells; undefined for any other line. */
export function eventIn(line) {
  const at = line.indexOf(mark);
  return at < 0 ? undefined : JSON.parse(line.slice(at + mark.length));
}

/** Opens a window that runs a test suite and passes on each line of its console. Resolves to its exit code; to none where the window stays. */
export async function runSuite(page, url, print) {
  return new Promise((done, failed) => {
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => failed(new Error(`no word from the tests for ${silence / 1000} s`)), silence);
    };
    const end = (code) => {
      clearTimeout(timer);
      done(code);
    };
    const exposed = [
      page.exposeFunction('codeAutomationLog', (type, args) => {
        const text = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
        const line = text.replace(/%c/g, '').trimEnd();
        alive();
        print(line);
        if (eventIn(line)?.stays) end();
      }),
      page.exposeFunction('codeAutomationExit', end),
    ];
    page.on('crash', () => failed(new Error('the page crashed')));
    alive();
    Promise.all(exposed)
      .then(() => page.goto(url))
      .catch(failed);
  });
}

/**
 * Runs the test suite of a host in a window and prints its lines. Where the window stays, goes through the pages in it, since
 * opening one takes as long as half of the suite. Resolves to an exit code.
 */
export async function runInWindow(host, print) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const code = await runSuite(page, host.url, print);
    if (code !== undefined) return code;
    await runPageSteps(new Workbench(page, host), (event) => print(mark + JSON.stringify(event)));
    return 0;
  } finally {
    await browser.close();
  }
}
