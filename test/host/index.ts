import 'mocha/mocha.js';

/** mocha's browser build, which needs no Node: the same suite runs in both extension hosts. */
declare const mocha: {
  setup(options: { ui: 'bdd'; reporter: unknown; timeout: number; color: boolean }): void;
  run(done: (failures: number) => void): Mocha.Runner;
};

/** Prints one line a test and the counts at the end. */
class LineReporter {
  constructor(runner: Mocha.Runner) {
    const counts = { passed: 0, failed: 0 };
    runner.on('pass', (test) => {
      counts.passed++;
      console.log(`  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('fail', (test, error: Error) => {
      counts.failed++;
      console.log(`  ✖ ${test.fullTitle()}\n    ${error.stack ?? error.message}`);
    });
    runner.on('end', () => console.log(`${counts.passed} passed, ${counts.failed} failed`));
  }
}

/** Called by VS Code's test runner; rejects where a test failed. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', reporter: LineReporter, timeout: 30_000, color: false });
  await import('./suite/all');
  await new Promise<void>((done, failed) =>
    mocha.run((failures) => (failures ? failed(new Error(`${failures} tests failed`)) : done())),
  );
}
