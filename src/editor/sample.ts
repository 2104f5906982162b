import * as vscode from 'vscode';
import { section } from './settings';

const queue = 'Nov 23 03:01';
const sample = `${queue}:02 mx1 postfix/smtp[2470]: 33F0601AEC: to=<ben@example.net>, relay=mail.example.net[192.0.2.25]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 48FA8DE1F)
${queue}:17 mx1 postfix/smtp[2424]: EE3A1D54B1: to=<greta@example.edu>, relay=mx2.example.edu[198.51.100.80]:25, dsn=4.2.0, status=deferred (host mx2.example.edu[198.51.100.80] said: 450 4.2.0 <greta@example.edu>: Recipient address rejected: Greylisted (in reply to RCPT TO command))
${queue}:23 mx1 postfix/smtp[2443]: 7471C31D99: to=<farid@example.org>, relay=mx.example.org[198.51.100.17]:25, dsn=5.1.1, status=bounced (host mx.example.org[198.51.100.17] said: 550 5.1.1 <farid@example.org>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command))
${queue}:31 mx1 postfix/smtp[2455]: 499EBF4376: to=<reader@gmail.com>, relay=gmail-smtp-in.l.google.com[203.0.113.27]:25, dsn=5.7.26, status=bounced (host gmail-smtp-in.l.google.com[203.0.113.27] said: 550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp (in reply to end of DATA command))
${queue}:44 mx1 postfix/smtpd[3021]: NOQUEUE: reject: RCPT from unknown[203.0.113.219]: 554 5.7.1 <test@example.org>: Relay access denied; from=<spam@example.org> to=<test@example.org> proto=ESMTP helo=<pc>
`;

const uri = vscode.Uri.parse('smtp-reply-codes-sample:/sample.log');

/** “SMTP: Open a Sample Log”: a short log to try the rest on, for those who have none at hand. Nobody is asked to save it. */
export function registerSample(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(uri.scheme, { provideTextDocumentContent: () => sample }),
    vscode.commands.registerCommand(`${section}.openSample`, async () => {
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.languages.setTextDocumentLanguage(document, 'log');
      await vscode.window.showTextDocument(document);
    }),
  );
}
