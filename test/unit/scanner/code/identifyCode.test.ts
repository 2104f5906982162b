import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifyCode } from '../../../../src/core/scanner/code/identifyCode';

const idOf = (name: string, head = '', languageId?: string): string | undefined =>
  identifyCode({ name, head, ...(languageId === undefined ? {} : { languageId }) })?.id;

test('knows a language by its id, its file name, its first line', () => {
  assert.equal(idOf('x', '', 'typescript'), 'typescript');
  assert.equal(idOf('untitled', '', 'jsonc'), 'json');
  assert.equal(idOf('src/client.ts'), 'typescript');
  assert.equal(idOf('C:\\src\\Client.CS'), 'csharp');
  assert.equal(idOf('/etc/postfix/main.cf'), 'ini');
  assert.equal(idOf('Dockerfile'), 'dockerfile');
  assert.equal(idOf('check', '#!/usr/bin/env python3\n'), 'python');
  assert.equal(idOf('check', '#!/bin/sh\n'), 'shellscript');
  assert.equal(idOf('', '<?php\n'), 'php');
});

test('takes an id that says nothing for no id', () => {
  assert.equal(idOf('server.go', '', 'plaintext'), 'go');
  assert.equal(idOf('server.log', '', 'log'), 'plaintext');
});

test('gives the family', () => {
  assert.equal(identifyCode({ name: 'a.rs', head: '' })?.family, 'code');
  assert.equal(identifyCode({ name: 'a.yaml', head: '' })?.family, 'config');
  assert.equal(identifyCode({ name: 'README', head: 'Read me' })?.family, 'prose');
});

test('passes over what a machine wrote, and knows nothing of a text without a name', () => {
  for (const name of ['package-lock.json', 'go.sum', 'Cargo.lock', 'a.css', 'logo.svg', 'x.min.js'])
    assert.equal(identifyCode({ name, head: '' })?.family, 'other', name);
  assert.equal(identifyCode({ name: '', head: 'Feb 12 10:00:00 mx postfix/smtpd[1]: connect' }), undefined);
});
