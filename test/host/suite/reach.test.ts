import * as vscode from 'vscode';
import { strictEqual } from '../assert';
import { hoverOn, postfixLine, problems, problemsOf, write } from '../editor';

const log = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: User unknown');

/** Shows the same text under other schemes, as the source control does with another version of a file. */
class Versions implements vscode.TextDocumentContentProvider {
  readonly #subscriptions = ['review', 'conflictResolution'].map((scheme) =>
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
  );

  provideTextDocumentContent(): string {
    return log;
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }
}

describe('where a document stands', () => {
  it('another version of a file has hovers, but no second set of problems', async () => {
    const versions = new Versions();
    try {
      for (const scheme of ['review', 'conflictResolution']) {
        const other = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: '/mail.log' }));
        await hoverOn(other, '550 5.1.1');
        await problems(await write(log), ({ length }) => length === 1);
        strictEqual(problemsOf(other).length, 0);
      }
    } finally {
      versions.dispose();
    }
  });
});
