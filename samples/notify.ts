import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';

const transport = nodemailer.createTransport({ host: 'mail.example.com', port: 587 });

/** Sends a notice and says what to do when the server refuses it. */
export async function notify(to: string, text: string): Promise<'sent' | 'later' | 'never'> {
  try {
    await transport.sendMail({ from: 'notices@example.com', to, subject: 'Notice', text });
    return 'sent';
  } catch (error) {
    const { responseCode } = error as { responseCode?: number };
    if (responseCode === 421 || responseCode === 450) return 'later';
    if (responseCode === 550) return 'never';
    throw error;
  }
}

const maximum = 550_000;

/** A small receiving server. Two of its replies hold a mistake. */
export const server = new SMTPServer({
  size: maximum,
  onRcptTo(address, session, callback) {
    if (!address.address.endsWith('@example.com')) return callback(new Error('550 5.7.1 Relaying denied'));
    if (address.address.startsWith('old.')) return callback(new Error('550 4.1.1 No such user'));
    return callback();
  },
  onAuth(auth, session, callback) {
    if (auth.username !== 'notices') return callback(new Error('571 Delivery not authorized'));
    return callback(null, { user: auth.username });
  },
});

server.listen(2525);
