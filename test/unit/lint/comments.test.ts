import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentFor, lineForFileComment } from '../../../src/core/lint/comments';
import { check } from './check';

test('writes a comment in the language of the file', () => {
  const text = 'smtp-reply-codes-disable class-mismatch';
  assert.equal(commentFor('go', text), `// ${text}`);
  assert.equal(commentFor('python', text), `# ${text}`);
  assert.equal(commentFor('erlang', text), `% ${text}`);
  assert.equal(commentFor('lua', text), `-- ${text}`);
  assert.equal(commentFor('ini', text), `# ${text}`);
  assert.equal(commentFor('xml', text), `<!-- ${text} -->`);
  assert.equal(commentFor('jsonc', text), `// ${text}`);
  assert.equal(commentFor('dotenv', text), `# ${text}`);
  assert.equal(commentFor('json', text), undefined);
  assert.equal(commentFor('brainfuck', text), undefined);
});

test('a comment about a file stands below what must be its first lines', () => {
  assert.equal(lineForFileComment('package smtp\n'), 0);
  assert.equal(lineForFileComment('#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\nimport smtplib\n'), 2);
  assert.equal(lineForFileComment('<?php\nnamespace Mail;\n'), 1);
  assert.equal(lineForFileComment('#!/bin/sh'), 0);
  assert.equal(lineForFileComment(''), 0);
});

test('knows a finding whose line is text of the program', () => {
  const insideText = (text: string, language?: string) =>
    check('class-mismatch', text, language).findings[0]?.insideText;
  assert.equal(insideText("send('550 4.1.1 x');"), false);
  assert.equal(insideText('send(`550 4.1.1 x\n550 more`);'), false);
  assert.equal(insideText('send(`550-one\n550 4.1.1 x`);'), true);
  assert.equal(insideText('banner = """\n550 4.1.1 x\n"""', 'python'), true);
});
