import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMember, memberMarkdown } from '../../../src/core/explain/members';
import { readCatalog } from '../catalog/readData';

test('members of the usual libraries are known in files that use them, and nowhere else', () => {
  const known: readonly (readonly [string, string, string])[] = [
    ['responseCode', "import nodemailer from 'nodemailer';", 'Nodemailer'],
    ['smtp_code', 'import smtplib', 'smtplib'],
    ['Code', 'var e *textproto.Error', 'net/textproto, go-smtp'],
    ['StatusCode', 'using System.Net.Mail;', '.NET, MailKit'],
    ['getReturnCode', 'import jakarta.mail.*;', 'Jakarta Mail'],
    ['smtp_code', 'use PHPMailer\\PHPMailer\\SMTP;', 'PHPMailer'],
    ['SMTPServerBusy', "require 'net/smtp'", 'Net::SMTP'],
    ['is_transient', 'use lettre::Transport;', 'lettre'],
  ];
  for (const [name, text, library] of known) assert.equal(findMember(name, text)?.library, library, name);
  assert.equal(findMember('StatusCode', 'using System.Net.Http;'), undefined);
  assert.equal(findMember('Code', 'import "net/http"'), undefined);
  assert.equal(findMember('code', "import nodemailer from 'nodemailer';"), undefined);
});

test('the hover says which codes ask to try again and which to give up', () => {
  for (const locale of ['en', 'fr']) {
    const markdown = memberMarkdown(readCatalog(locale), 'responseCode', findMember('responseCode', 'nodemailer')!);
    for (const part of ['`responseCode`', '`421`', '`550`', '4yz', '5yz', 'RFC 5321'])
      assert.ok(markdown.includes(part), part);
  }
});
