import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { identify } from '../../../src/core/scanner/identify';
import { readFixtures } from './fixtures';

const idOf = (name: string, head: string, languageId?: string): string =>
  identify({ name, head, ...(languageId === undefined ? {} : { languageId }) }).id;
const read = (name: string): string =>
  readFileSync(`test/fixtures/record/${name}.fixture`, 'utf8').replace(/[«»]/g, '');

/** What each fixture is, without a name that would tell. */
const ids: Readonly<Record<string, string>> = {
  'acct.csv': 'powermta',
  'amavis.log': 'amavis',
  'app.log': 'log',
  'bounce-exchange.txt': 'bounce',
  'bounce-exim.eml': 'delivery-status',
  'bounce-gmail.txt': 'delivery-status',
  'bounce-qmail.txt': 'bounce',
  'courier.log': 'courier',
  'curl.txt': 'curl',
  'docker.log': 'docker',
  'dovecot.log': 'dovecot',
  'dsn.eml': 'delivery-status',
  'events.jsonl': 'mail-events',
  'exchange-recv.LOG': 'exchange-protocol',
  'exchange-tracking.LOG': 'exchange-tracking',
  'exim-debug.txt': 'exim-debug',
  'exim-mainlog.log': 'exim',
  'ftp.log': 'ftp',
  'haraka.log': 'haraka',
  'http.log': 'http-access',
  'ironport-mail.log': 'ironport',
  'javamail.txt': 'javamail',
  'kumomta.jsonl': 'kumomta',
  'maddy.log': 'maddy',
  'maillog-sendmail.log': 'sendmail',
  'mailgun.json': 'mailgun',
  'mox.log': 'mox',
  'msmtp.log': 'msmtp',
  'nntp-login.txt': 'nntp',
  'nntp.txt': 'nntp',
  'nodemailer.log': 'nodemailer',
  'opensmtpd.log': 'opensmtpd',
  'phpmailer.txt': 'phpmailer',
  'postfix.log': 'postfix',
  'postmark.json': 'postmark',
  'qmail-send.log': 'qmail',
  'rspamd.log': 'rspamd',
  's_client.txt': 'smtp-session',
  'sendgrid.json': 'sendgrid',
  'ses.json': 'ses',
  'sip.txt': 'sip',
  'smtplib.txt': 'smtplib',
  'sparkpost.json': 'sparkpost',
  'stalwart.log': 'stalwart',
  'swaks.txt': 'swaks',
  syslog: 'syslog',
  'telnet.txt': 'smtp-session',
  'zeek-smtp.log': 'zeek-smtp',
  'zonemta.log': 'zonemta',
};

for (const { name, text } of readFixtures('test/fixtures/record')) {
  const id = ids[name];
  if (id === undefined) continue;
  test(`knows what ${name} is, by its lines alone`, () => {
    assert.equal(idOf('', text), id);
    assert.equal(idOf('Untitled-1', text, 'plaintext'), id);
  });
}

test('knows a log by a name that the day of its rotation was added to', () => {
  const text = read('postfix.log');
  for (const name of ['/var/log/mail.log', 'mail.log.1', 'maillog-20261123', 'x.log', 'syslog.2', 'mail.txt'])
    assert.equal(idOf(name, text), 'postfix', name);
});

test('reads a log of unknown lines line by line, and a text without a name as nothing', () => {
  assert.equal(idOf('x.log', 'started\nready\n'), 'log');
  assert.equal(idOf('x', 'started\nready\n', 'log'), 'log');
  assert.equal(idOf('', 'started\nready\n'), 'unknown');
});

test('takes the same text for the same, whatever says nothing of it', () => {
  for (const name of ['quiet-lines.log', 'bare-sides.txt', 'pasted.txt', 'web-error.log', 'wrapped.log', 'app.log']) {
    const text = read(name);
    const id = idOf('x.log', text);
    for (const other of ['', 'x.txt', '-', 'Untitled-1']) assert.equal(idOf(other, text), id, `${name} as ${other}`);
    assert.equal(idOf('Untitled-1', text, 'plaintext'), id, name);
  }
});

test('takes a log for a log though its name is that of a program', () => {
  assert.equal(identify({ name: 'mailer.php', head: read('mailer.php') }).family, 'transcript');
  assert.equal(idOf('send.php', '<?php\n// 2026-10-24 19:14\nmail();\n'), 'php');
});

test('does not take a word for a log', () => {
  const manifest = '{\n  "dependencies": {\n    "nodemailer": "^7.0.3",\n    "mail-kit": "4.2.1-message"\n  }\n}\n';
  assert.equal(idOf('package.json', manifest), 'json');
  assert.equal(idOf('a.lock', '[[package]]\nname = "nodemailer"\nversion = "5.1.1"\n'), 'generated');
  assert.notEqual(
    idOf('change.diffs', '*** old.c\tMon\n--- new.c\tTue\n*** 214,220 ****\n--- 232,239 ----\n'),
    'swaks',
  );
  assert.notEqual(idOf('TABLE', 'name | what it is\nfoo  | a word\n'), 'docker');
});

test('knows what a .NET program says of a failed mail', () => {
  assert.equal(idOf('error.txt', 'Mailbox unavailable. The server response was: 5.7.1 Unable to relay\n'), 'mailer');
});

test('leaves source code to the languages, also where it quotes a log', () => {
  const text = read('telnet.txt');
  assert.equal(idOf('session.ts', text), 'typescript');
  assert.equal(idOf('README.md', text), 'markdown');
  assert.equal(idOf('test.yaml', text), 'yaml');
  assert.equal(idOf('x', text, 'python'), 'python');
  assert.equal(identify({ name: 'package.json', head: '{ "name": "x" }' }).family, 'config');
});

test('gives each format the document it follows', () => {
  for (const [name, id] of Object.entries(ids)) {
    const source = identify({ name: '', head: read(name) });
    if (source.family === 'other' || ['log', 'mail-events'].includes(id)) continue;
    assert.match(source.url ?? '', /^https:\/\//, name);
    assert.match(source.name, /^[A-Z]|^qmail|^msmtp/, name);
  }
});
