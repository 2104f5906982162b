import { deepEqual, ok, strictEqual } from '../assert';
import { commandLinks, hoverOn, pageTab, postfixLine, problems, set, setForAll, write } from '../editor';
import * as vscode from 'vscode';

const hostile = [
  'Markdown **bold** _it_ `code` ~~no~~ # head | a | b | ---',
  '[click](command:workbench.action.terminal.new) ![pixel](https://evil.example/p.png)',
  '<a href="command:workbench.action.quit">quit</a> <img src=x onerror=alert(1)> <script>alert(1)</script>',
  'a link ends here) [second](command:evil) and here) too :( and (never closed',
  '$(warning) $(sync~spin) https://evil.example/ www.evil.example mailto:evil@example.com',
  'turned \u202etxt.exe\u202c and \u2066hidden\u2069 \u200b\ufeff\u0007',
  '`'.repeat(300),
  `\\]\\(${'\\'.repeat(200)}`,
  `${'🐢'.repeat(249)}a${'🐢'.repeat(20)}`,
];
const tame = postfixLine('5.1.1', '550 5.1.1 nothing of note');

const unspaced = (text: string) => text.replace(/\s/g, '');
/** Without the arguments of the links, which carry the reply's words along. */
const skeleton = (markdown: string) => markdown.replace(/(\]\(command:[\w.]+\?)[^)]*(?=\))/g, '$1');

function onlyOurs(content: vscode.MarkdownString): void {
  deepEqual(content.isTrusted, {
    enabledCommands: ['compare', 'explain', 'copyForSender', 'writeToPostmaster'].map(
      (name) => `smtpReplyCodes.${name}`,
    ),
  });
  ok(!content.supportHtml && !content.supportThemeIcons, 'plain Markdown');
}

async function hintTooltip(document: vscode.TextDocument): Promise<vscode.MarkdownString> {
  const [hint] = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(0, 0, 1, 0),
  );
  const [label] = hint!.label as vscode.InlayHintLabelPart[];
  return label!.tooltip as vscode.MarkdownString;
}

describe('hostile words in a reply', () => {
  setForAll('diagnostics.logs', 'off');

  it('leave no trace in the hover and beside the line, and travel whole in our links', async () => {
    const expected = skeleton((await hoverOn(await write(tame), '550')).text);
    ok(commandLinks(expected.replace(/\?\)/g, '?[])')).length > 1, 'the hover has links');
    for (const words of hostile) {
      const document = await write(postfixLine('5.1.1', `550 5.1.1 ${words}`));
      const { text, content, marked } = await hoverOn(document, '550 5.1.1');
      strictEqual(marked, '550 5.1.1');
      onlyOurs(content);
      strictEqual(skeleton(text), expected, words.slice(0, 60));
      for (const { command, args } of commandLinks(text)) {
        if (!/\.(?:compare|explain)$/.test(command)) continue;
        const [query] = args as [{ replyCode: string; text: string }];
        strictEqual(query.replyCode, '550');
        ok(query.text.length > 20 && unspaced(words).startsWith(unspaced(query.text)), query.text);
      }
      const tooltip = await hintTooltip(document);
      onlyOurs(tooltip);
      strictEqual(skeleton(tooltip.value), expected, words.slice(0, 60));
    }
  });

  it('may be a megabyte long', async () => {
    const document = await write(postfixLine('5.1.1', `550 5.1.1 ${'`'.repeat(1_000_000)}`) + tame);
    const { text } = await hoverOn(document, '550');
    ok(text.length < 6_000, `${text.length} characters`);
    await set({ 'diagnostics.logs': 'grouped' });
    await problems(document, ([problem]) => /, 2 times: /.test(problem?.message ?? ''));
  });

  it('do not reach the problems', async () => {
    await set({ 'diagnostics.logs': 'grouped' });
    const document = await write(postfixLine('5.1.1', `550 5.1.1 ${hostile[5]}`).repeat(2));
    const [problem] = await problems(document, ({ length }) => length === 1);
    const [related] = problem!.relatedInformation!;
    ok(!/\p{C}|exe/u.test(problem!.message + related!.message), related!.message);
  });

  it('open the explanation of the reply alone', async () => {
    const document = await write(postfixLine('5.1.1', `550 5.1.1 ${hostile[1]} ${hostile[2]}`));
    const link = commandLinks((await hoverOn(document, '550')).text).find(({ command }) =>
      command.endsWith('.explain'),
    );
    await vscode.commands.executeCommand(link!.command, ...link!.args);
    await pageTab('smtpReplyCodes.explain', '550 5.1.1');
  });

  it('in the user’s own replies show as they are written', async () => {
    const name = '[click](command:evil) <img src=x> **bold**';
    await set({ customReplies: [{ code: '550', name, meaning: '![pixel](https://evil.example/p.png)' }] });
    const { text, content } = await hoverOn(await write(tame), '550');
    onlyOurs(content);
    ok(!/(?<!\\)\[click|(?<!\\)<img|(?<!\\)\*\*bold|!\[/.test(text), text);
  });
});
