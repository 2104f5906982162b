/** A suite that says nothing for this long has hung, in milliseconds. */
const silence = 120_000;

/** Opens a workbench that runs a test suite, passes on each line of its console and resolves to its exit code. */
export async function runSuite(context, url, print) {
  const page = await context.newPage();
  return new Promise((done, failed) => {
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => failed(new Error(`no word from the tests for ${silence / 1000} s`)), silence);
    };
    const exposed = [
      page.exposeFunction('codeAutomationLog', (type, args) => {
        alive();
        const text = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
        print(text.replace(/%c/g, '').trimEnd());
      }),
      page.exposeFunction('codeAutomationExit', (code) => {
        clearTimeout(timer);
        done(code);
      }),
    ];
    page.on('crash', () => failed(new Error('the page crashed')));
    alive();
    Promise.all(exposed)
      .then(() => page.goto(url))
      .catch(failed);
  });
}
