import * as vscode from 'vscode';
import { deepEqual, match, ok, strictEqual } from '../assert';
import { find, hoverAt, hoverOn, openSample, postfixLine, problems, set, write } from '../editor';

const unknownUser = postfixLine('5.1.1', '550 5.1.1 <anna@example.org>: Recipient address rejected: User unknown');
const fullMailbox = postfixLine('4.2.2', '452 4.2.2 <anna@example.org> Mailbox full');
const sent = postfixLine('2.0.0', '250 2.0.0 Ok: queued as 48FA8DE1F');
const session = [
  'S: 220 mx.example.org ESMTP',
  'C: EHLO client.example.com',
  'S: 250-mx.example.org',
  'S: 250 SIZE 1000000',
  'C: MAIL FROM:<anna@example.com>',
  'S: 250 2.1.0 Ok',
  'C: RCPT TO:<ben@example.org>',
  'S: 550-5.1.1 The mailbox you wrote to',
  'S: 550 5.1.1 does not exist',
  '',
].join('\n');

const lines = (markdown: string) => markdown.split('\n').filter((line) => line.trim());

describe('the hover', () => {
  it('says in a log what happened, what to do, and where to read on', async () => {
    const document = await write(unknownUser);
    const { text, marked } = await hoverOn(document, '550 5.1.1');
    strictEqual(marked, '550 5.1.1');
    const [verdict, brief, step] = lines(text);
    match(verdict!, /^\*\*550 5\.1\.1 No such mailbox\*\* · permanent failure · do not retry · the sender acts/);
    match(brief!, /^\*\*[A-Z].+\*\*$/);
    match(step!, /^1\. [A-Z]/);
    match(text, /\n\nAfter RCPT/);
    match(text, /\[Compare with [\d. ]+\]\(command:smtpReplyCodes\.compare\?/);
    match(text, /\[Explain in full\]\(command:smtpReplyCodes\.explain\?/);
    match(text, /\[RFC 3463[^\]]*\]\(https:\/\/www\.rfc-editor\.org\/rfc\/rfc3463/);
  });

  it('has its title also below a problem', async () => {
    const document = await write(unknownUser);
    await problems(document, ({ length }) => length === 1);
    match((await hoverOn(document, '550 5.1.1')).text, /^\*\*550 5\.1\.1 No such mailbox\*\* · /);
  });

  it('stands on each code of a reply, and marks that code or the pair', async () => {
    const document = await write(unknownUser);
    const { text } = await hoverOn(document, '550 5.1.1');
    const pair = find(document, '550 5.1.1');
    for (const position of [pair.start.translate(0, 4), pair.end.translate(0, -1)])
      deepEqual(await hoverAt(document, position), await hoverAt(document, pair.start));
    const logged = await hoverOn(document, '5.1.1');
    strictEqual(logged.marked, '5.1.1');
    strictEqual(logged.text, text);
  });

  it('tells what passes from what stays, and asks nothing after a success', async () => {
    const document = await write(fullMailbox + sent);
    match((await hoverOn(document, '452')).text, /^\*\*452 4\.2\.2 .+\*\* · temporary failure · retry later · /);
    const success = await hoverOn(document, '250 2.0.0');
    match(success.text, /^\*\*250 2\.0\.0 .+\*\* · success · nobody needs to act/);
    ok(!/^1\. /m.test(success.text), 'no steps');
  });

  it('keeps away from addresses, ports, sizes, times and process numbers', async () => {
    const document = await write(
      `${unknownUser}Nov 23 03:04:50 mx1 postfix/smtp[550]: 4505501AEC: to=<m.550@example.net>, relay=mail.example.net[250.45.0.250]:587, delay=4.50, delays=0.04/0.01/0.41/2.68, size=53885, nrcpt=250 (queue active)\n`,
    );
    const { text } = document.lineAt(1);
    for (const { index } of text.matchAll(/\d+/g))
      strictEqual(await hoverAt(document, new vscode.Position(1, index)), undefined, text.slice(index, index + 20));
  });

  it('explains every line of a reply alike, and what the command makes of it', async () => {
    for (const text of [session, session.replace(/\n/g, '\r\n')]) {
      const document = await write(text, 'plaintext');
      const first = await hoverOn(document, '550-5.1.1');
      const last = await hoverOn(document, '550 5.1.1');
      strictEqual(first.marked, '550-5.1.1');
      strictEqual(last.marked, '550 5.1.1');
      strictEqual(last.text.replace(/%22line%22%3A\d+/g, ''), first.text.replace(/%22line%22%3A\d+/g, ''));
      match(first.text, /\n\nAfter RCPT/);
    }
  });

  it('names the provider whose reply it is, in a bounce', async () => {
    const document = await openSample('bounce.eml');
    const status = await hoverOn(document, '5.7.26', 3);
    strictEqual(document.lineAt(find(document, '5.7.26', 3).start).text, 'Status: 5.7.26');
    const diagnostic = await hoverOn(document, '550-5.7.26', 2);
    // The links know the line that they stand on.
    const anyLine = (text: string) => text.replace(/%22line%22%3A\d+|(?:%2C\d+){2}%5D/g, '');
    strictEqual(anyLine(diagnostic.text), anyLine(status.text));
    match(status.text.replace(/\[[^\]]*\]\([^)]*\)/g, ''), /\n\n[^\n]*Google/);
    match(status.text, /\[[^\]]*\]\(https:\/\/(?:support|knowledge\.workspace)\.google\.com\//);
  });

  it('gives the steps of the developer in code, and of the side that the log is from', async () => {
    const inCode = [
      [await openSample('notify.ts'), '550)'],
      [await openSample('send_report.py'), '551'],
    ] as const;
    for (const [document, words] of inCode) {
      const auto = await hoverOn(document, words);
      strictEqual(auto.marked, words.slice(0, 3));
      await set({ role: 'developer' });
      strictEqual((await hoverOn(document, words)).text, auto.text);
      await set({ role: 'sender' });
      ok((await hoverOn(document, words)).text !== auto.text, 'the sender has other steps');
      await set({ role: 'auto' });
    }
    const log = await openSample('mail.log');
    const refusedByUs = await hoverOn(log, '554 5.7.1');
    await set({ role: 'receiver' });
    strictEqual((await hoverOn(log, '554 5.7.1')).text, refusedByUs.text);
    await set({ role: 'sender' });
    ok((await hoverOn(log, '554 5.7.1')).text !== refusedByUs.text, 'the sender has other steps');
  });

  it('keeps to twelve lines, whatever the reply', async () => {
    for (const name of ['mail.log', 'exim-mainlog', 'bounce.eml', 'notify.ts', 'send_report.py']) {
      const document = await openSample(name);
      const seen = new Set<string>();
      for (const { 0: code, index } of document.getText().matchAll(/\b[45]\d\d(?:[ -][45](?:\.\d+){2})?/g)) {
        if (seen.has(code)) continue;
        seen.add(code);
        const hover = await hoverAt(document, document.positionAt(index));
        if (hover) ok(lines(hover.text).length <= 12, `${name}: ${hover.text}`);
      }
    }
  });

  it('shows the parts that are asked for, or nothing', async () => {
    const document = await write(unknownUser);
    await set({ 'hover.parts': ['sources'] });
    const [, links, ...more] = lines((await hoverOn(document, '550')).text);
    match(links!, /^\[Explain in full\]\([^)]*\) · \[RFC /);
    strictEqual(more.length, 0);
    await set({ 'hover.parts': ['remedy'] });
    const { text } = await hoverOn(document, '550');
    match(text, /^1\. /m);
    ok(!text.includes('https://') && !text.includes('compare') && !text.includes('After RCPT'), text);
    await set({ 'hover.enabled': false });
    strictEqual(await hoverAt(document, find(document, '550').start), undefined);
  });

  it('puts the user’s own replies first and passes over a faulty one', async () => {
    const document = await write(unknownUser + fullMailbox);
    const own = { code: '550', text: 'User unknown', name: 'Left the company', brief: 'Tell the team', retry: 'later' };
    await set({ customReplies: [{ code: '452', name: 7 }, { code: '999', name: 'No such class' }, own] });
    match(
      (await hoverOn(document, '550')).text,
      /^\*\*550 5\.1\.1 Left the company\*\* · permanent failure · retry later · /,
    );
    match((await hoverOn(document, '550')).text, /\n\*\*Tell the team\*\*\n/);
    ok(!(await hoverOn(document, '452')).text.includes('No such class'));
    match((await hoverOn(document, '452')).text, /^\*\*452 4\.2\.2 /);
  });

  it('speaks French where that is set', async () => {
    const document = await write(unknownUser + fullMailbox);
    await set({ language: 'fr' });
    const { text } = await hoverOn(document, '550');
    match(text, /^\*\*550 5\.1\.1 .+\*\* · échec définitif · /);
    match(text, /\[Comparer avec [\d. ]+\]/);
    match((await hoverOn(document, '452')).text, /échec temporaire/);
  });
});
