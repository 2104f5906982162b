import * as vscode from 'vscode';
import { deepEqual, match, ok } from '../assert';
import { find, pageTab, problems, run, write } from '../editor';

const bounce = `From: MAILER-DAEMON@mx1.example.com (Mail Delivery System)
To: shop@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

This is the mail system at host mx1.example.com.

<jane@example.org>: host mx.example.org[192.0.2.7] said: 552 5.2.2 Mailbox
    full (in reply to RCPT TO command)

<joe@example.net>: host mx.example.net[192.0.2.9] said: 550 5.1.1 User unknown

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx1.example.com

Final-Recipient: rfc822; jane@example.org
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

Final-Recipient: rfc822; joe@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--x--
`;

const lenses = async (document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> =>
  vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);

/** What a hover says at the first place of some words; empty where there is none. */
async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

describe('a bounce', () => {
  it('has a card above it: for whom, what, who acts', async () => {
    const document = await write(bounce, 'plaintext');
    const cards = await lenses(document);
    deepEqual(
      cards.map(({ command }) => command?.title),
      [
        'jane@example.org: mailbox full, not permanent · the receiver acts',
        'joe@example.net: no such mailbox, give up on the address · the sender acts',
      ],
    );
    ok(cards.every(({ range }) => range.start.line === 0));
    await run(cards[0]!.command!);
    await pageTab('smtpReplyCodes.explain', '552 5.2.2');
  });

  it('is one problem a recipient', async () => {
    const document = await write(bounce, 'plaintext');
    const found = await problems(document, ({ length }) => length === 2);
    deepEqual(
      found.map(({ message }) => message.split(':')[0]),
      ['jane@example.org', 'joe@example.net'],
    );
  });

  it('says the same anywhere in the part about a recipient', async () => {
    const document = await write(bounce, 'plaintext');
    for (const words of ['full (in reply', 'Status: 5.2.2', 'Mailbox full'])
      match(await hoverText(document, find(document, words).start), /Mailbox full/);
    ok((await hoverText(document, find(document, 'MIME-Version').start)) === '', 'nothing elsewhere');
  });

  it('never makes an icon, a link or Markdown of what a mail says', async () => {
    const hostile = bounce
      .replaceAll('jane@example.org', 'jane$(alert)@example.org')
      .replaceAll('User unknown', '[User unknown](command:x) <b>$(zap)</b>');
    const document = await write(hostile, 'plaintext');
    for (const { command } of await lenses(document)) ok(!command!.title.includes('$('), command!.title);
    const hover = await hoverText(document, find(document, 'Status: 5.1.1').start);
    ok(!/\]\(command:x\)/.test(hover.replaceAll('\\', '')) || !hover.includes('[User unknown](command:x)'), hover);
  });

  it('is not the only mail: others are named', async () => {
    const away =
      'From: jane@example.org\nTo: shop@example.com\nReceived: from mx.example.org\nMessage-ID: <1@example.org>\nReturn-Path: <>\nSubject: Automatic reply: Your order\nAuto-Submitted: auto-replied\n\nI am away.\n';
    const cards = await lenses(await write(away, 'plaintext'));
    deepEqual(
      cards.map(({ command }) => command?.title),
      ['An automatic reply, not a bounce'],
    );
  });
});
