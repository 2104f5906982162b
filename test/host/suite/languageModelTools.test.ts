import * as vscode from 'vscode';
import { match, ok } from '../assert';

/** Hosts before 1.95 and forks have no such API. */
const { lm } = vscode as Partial<typeof vscode>;

async function ask(name: string, input: object): Promise<string> {
  const { content } = await lm!.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('the tools for assistants', () => {
  before(function () {
    if (!lm?.tools) this.skip();
  });

  it('are on offer', () => {
    const names = lm!.tools.map(({ name }) => name);
    for (const name of ['smtp_explain_reply', 'smtp_compare_replies'])
      ok(names.includes(name), `${name} in ${names.join()}`);
  });

  it('explain and compare from the catalog', async () => {
    match(await ask('smtp_explain_reply', { reply: '550 5.1.1 User unknown' }), /^# 550 5\.1\.1 No such mailbox\n/);
    const compared = await ask('smtp_compare_replies', { left: '450', right: '550' });
    match(compared, /^# 450 .+ vs 550 /);
    match(compared, /\n\| .*\| 450 \| 550 \|/);
  });

  it('say what they need where there is no code', async () => {
    const fault = await ask('smtp_explain_reply', { reply: 'hello' }).then(
      (text) => `no error, but ${text}`,
      (error: Error) => error.message,
    );
    match(fault, /holds no SMTP reply code/);
  });
});
