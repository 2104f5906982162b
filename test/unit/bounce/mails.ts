import { readMails } from '../../../src/core/bounce/mailbox';
import { rowsOf, type BounceRow } from '../../../src/core/bounce/row';
import { readCatalog } from '../catalog/readData';

const catalog = readCatalog();

/** The rows of a text of mails. */
export function rows(text: string): readonly BounceRow[] {
  return readMails(text).flatMap((mail) => rowsOf(catalog, mail));
}

/** Recipient and codes of each row: `jane@example.org 550 5.1.1`. */
export function brief(text: string): readonly string[] {
  return rows(text).map(({ recipient, reply, enhanced }) => [recipient, reply, enhanced].filter(Boolean).join(' '));
}

export const base64 = (text: string, width = 76): string =>
  Buffer.from(text)
    .toString('base64')
    .match(new RegExp(`.{1,${width}}`, 'g'))!
    .join('\n');

/** A bounce as mail servers write it today, of three parts. */
export function report(
  status: string,
  {
    notice = 'This is the mail system at host mx1.example.com.\n\nI could not deliver your message to one or more recipients.\n',
    encoding = '7bit',
    original = 'Message-ID: <4711@example.com>\nFrom: shop@example.com\nTo: jane@example.org\nSubject: Your order\n',
  } = {},
): string {
  return `From: MAILER-DAEMON@mx1.example.com (Mail Delivery System)
To: shop@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut/here"

This is a MIME-encapsulated message.

--cut/here
Content-Type: text/plain; charset=utf-8

${notice}
--cut/here
Content-Type: message/delivery-status
Content-Transfer-Encoding: ${encoding}

${status}
--cut/here
Content-Type: message/rfc822

${original}
The order is on its way.

--cut/here--
`;
}

export const status = `Reporting-MTA: dns; mx1.example.com
Arrival-Date: Sat, 28 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822; jane@example.org
Original-Recipient: rfc822;jane@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <jane@example.org>: Recipient address
    rejected: User unknown in virtual mailbox table
`;
