import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

function run(args: readonly string[], input?: string): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { status, out: stdout, error: stderr };
}

const line =
  'Nov 28 10:00:00 mx1 postfix/smtp[314]: 4B2C: to=<jane@example.org>, relay=mx.example.org[192.0.2.7]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.7] said: 550 5.1.1 <jane@example.org> User unknown (in reply to RCPT TO command))';

test('explains the reply in a line of a log, not the number of its process', () => {
  for (const { out, status } of [run(['explain', '--json', line]), run(['explain', '--json', '-'], line)]) {
    assert.equal(status, 0);
    const { reply, cause } = JSON.parse(out) as { reply: unknown; cause: { id: string } };
    assert.deepEqual(reply, { code: '550', enhanced: '5.1.1' });
    assert.equal(cause.id, 'unknown-user');
  }
  assert.match(run(['explain', '550', '--text', line]).out, /^550 No such mailbox/);
});

test('explains words alone', () => {
  assert.match(run(['explain', 'mailbox full']).out, /^Mailbox full\n/);
  assert.match(run(['explain', '--text', 'message size 550 exceeds size limit']).out, /^Message too large\n/);
});

test('explains the failure first and names what else a text holds', () => {
  const { out } = run(['explain', '-'], '250 2.1.0 Ok\n550 5.1.1 User unknown\n421 4.3.2 Closing');
  assert.match(out, /^550 5\.1\.1 /);
  assert.match(out, /Also in it:\n- 421 4\.3\.2 .*\n- 250 2\.1\.0 /);
  const json = JSON.parse(run(['explain', '--json', '-'], '250 2.1.0 Ok\n550 5.1.1 User unknown').out) as {
    others: { replyCode: string }[];
  };
  assert.deepEqual(
    json.others.map(({ replyCode }) => replyCode),
    ['250'],
  );
});

test('says what it looked for where it found nothing', () => {
  const { status, error, out } = run(['explain', 'qwerty']);
  assert.deepEqual([status, out], [2, '']);
  assert.match(error, /“qwerty” holds no SMTP reply code such as 550, no enhanced status code such as 5\.1\.1/);
  assert.match(
    run(['explain', '-'], 'From: jane@example.org\nSubject: Out of office\n\nI am away.\n').error,
    /an automatic reply/,
  );
});

test('compares what is pasted', () => {
  assert.match(run(['compare', line, '450']).out, /^550 5\.1\.1 .* vs 450 /);
  assert.match(run(['compare', '450', '-'], line).out, /^450 .* vs 550 5\.1\.1 /);
});

test('every command says how it is called', () => {
  for (const command of ['scan', 'explain', 'compare', 'bounces', 'lint', 'summarize', 'trail'])
    for (const option of ['--help', '-h']) {
      const { status, out } = run([command, option]);
      assert.equal(status, 0, command);
      assert.match(out, new RegExp(`^usage: smtp-reply-codes ${command} `));
    }
});
