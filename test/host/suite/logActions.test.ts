import * as vscode from 'vscode';
import { deepEqual, match, ok } from '../assert';
import { clearWorkspaceSetting, find, lightBulb, pageTab, postfixLine, problems, run, write } from '../editor';

const log = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: User unknown').repeat(2);

/** A log whose cause is a problem, and what the light bulb offers on it. */
async function offered() {
  const document = await write(log);
  const [problem] = await problems(document, ({ length }) => length === 1);
  const actions = (await lightBulb(document, problem!.range)).filter(({ command }) =>
    command?.command.startsWith('smtpReplyCodes.'),
  );
  const take = (title: string | RegExp) => {
    const action = actions.find((one) => (typeof title === 'string' ? one.title === title : title.test(one.title)));
    ok(action, `${String(title)} is offered`);
    return run(action.command!);
  };
  return { document, actions, take };
}

describe('the light bulb in a log', () => {
  it('offers what helps where nobody edits', async () => {
    const { document, actions } = await offered();
    const titles = actions.map(({ title }) => title);
    match(titles[1]!, /^Compare 550 5\.1\.1 with \d/);
    titles.splice(1, 1);
    deepEqual([...titles].sort(), [
      'Compare 550 5.1.1 with…',
      'Copy for the sender',
      'Copy redacted…',
      'Copy the fix',
      'Explain 550 5.1.1',
      'Ignore “No such mailbox” in this workspace',
      'Open the commands',
      'Write to the postmaster',
    ]);
    ok(
      actions.every(({ edit }) => !edit),
      'no edits',
    );
    const elsewhere = await lightBulb(document, find(document, 'postfix/smtp'));
    ok(!elsewhere.some(({ command }) => command?.command.startsWith('smtpReplyCodes.')), 'only on a reply');
  });

  it('explains and compares', async () => {
    const { take } = await offered();
    await take('Explain 550 5.1.1');
    await pageTab('smtpReplyCodes.explain', '550 5.1.1');
    await take(/^Compare 550 5\.1\.1 with \d/);
    await pageTab('smtpReplyCodes.compare', '550 5.1.1 vs ');
  });

  it('copies the steps', async () => {
    const { take } = await offered();
    await take('Copy the fix');
    match(await vscode.env.clipboard.readText(), /^550 5\.1\.1 No such mailbox\n1\. \S.*\n/);
  });

  it('ignores a cause in this workspace', async () => {
    const { document, take } = await offered();
    const settings = () => vscode.workspace.getConfiguration('smtpReplyCodes');
    try {
      await take('Ignore “No such mailbox” in this workspace');
      await problems(document, ({ length }) => length === 0);
      deepEqual(settings().inspect('ignoredCauses')!.workspaceValue, ['unknown-user']);
    } finally {
      await clearWorkspaceSetting('ignoredCauses');
    }
    await problems(document, ({ length }) => length === 1);
  });
});
