import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'lint-folders-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const bad = "// SMTP: EHLO, MAIL FROM, RCPT TO\nsend('550 4.1.1 No such user');\n";

function write(name: string, text = bad): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const cli = resolve('dist/cli.js');
function lint(...args: readonly string[]): { status: number | null; output: string; files: string[]; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  const files = [...stdout.matchAll(/^([^:\n]+):\d+:\d+: /gm)].map(([, file]) => file!.replaceAll('\\', '/'));
  return { status, output: stdout, files, error: stderr };
}

mkdirSync(join(folder, '.git'));
write('.gitignore', 'build/\n*.gen.js\n!keep.gen.js\n');
for (const name of [
  'server.js',
  'src/a.js',
  'src/deep/b.js',
  'src/x.gen.js',
  'src/keep.gen.js',
  'build/c.js',
  'node_modules/d/e.js',
])
  write(name);
write('src/.gitignore', '/deep/ignored.js\n');
write('src/deep/ignored.js');
write('tests/server.test.js');
write('notes.log', 'mail: 550 4.1.1 No such user');

test('a folder is gone through, without what git ignores', () => {
  assert.deepEqual(lint('.').files, [
    'server.js',
    'src/a.js',
    'src/deep/b.js',
    'src/keep.gen.js',
    'tests/server.test.js',
  ]);
  assert.deepEqual(lint('src').files, ['src/a.js', 'src/deep/b.js', 'src/keep.gen.js']);
});

test('a pattern names files, and a file that is named is read whatever git says', () => {
  assert.deepEqual(lint('src/**/b.js').files, ['src/deep/b.js']);
  assert.deepEqual(lint('*.js').files, ['server.js']);
  assert.deepEqual(lint('build/c.js').files, ['build/c.js']);
});

test('in tests a finding is one level lower', () => {
  const { status, output } = lint('tests');
  assert.match(output, /: information: .*\(class-mismatch\)/);
  assert.equal(status, 0);
});

test('warnings up to a number are let through', () => {
  assert.equal(lint('src').status, 1);
  assert.equal(lint('--max-warnings', '3', 'src').status, 0);
  assert.equal(lint('--max-warnings', '2', 'src').status, 1);
  assert.equal(lint('--max-warnings', 'many', 'src').status, 2);
});

test('a configuration sets levels and leaves out files; what is faulty in it is named', () => {
  write(
    'smtp-reply-codes.json',
    '{ "rules": { "class-mismatch": "hint", "nonsense": "off" }, "ignore": ["/src/"], "more": 1 }',
  );
  const { status, files, output, error } = lint('.');
  assert.deepEqual(files, ['server.js', 'tests/server.test.js']);
  assert.match(output, /: hint: /);
  assert.equal(status, 0);
  assert.match(error, /“nonsense” is not a rule/);
  assert.match(error, /“more” is not known/);
  write('smtp-reply-codes.json', 'not JSON');
  assert.match(lint('server.js').error, /it is not JSON/);
  rmSync(join(folder, 'smtp-reply-codes.json'));
  assert.equal(lint('--config', 'absent.json', 'server.js').status, 2);
});

test('SARIF holds the rules, the places and the fixes', () => {
  write('with space & ünicode.js');
  const { output } = lint('--format', 'sarif', 'with space & ünicode.js');
  const { version, runs } = JSON.parse(output) as {
    version: string;
    runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
  };
  assert.equal(version, '2.1.0');
  const [run] = runs;
  const [result] = run!.results;
  assert.equal(result!['ruleId'], 'class-mismatch');
  assert.equal(run!.tool.driver.rules[result!['ruleIndex'] as number]!.id, 'class-mismatch');
  assert.equal(result!['level'], 'warning');
  const uri = 'with%20space%20%26%20%C3%BCnicode.js';
  const region = { startLine: 2, startColumn: 7, endLine: 2, endColumn: 16 };
  assert.deepEqual(result!['locations'], [{ physicalLocation: { artifactLocation: { uri }, region } }]);
  assert.match(
    JSON.stringify(result!['fixes']),
    /"startColumn":11,"endLine":2,"endColumn":12},"insertedContent":\{"text":"5"\}/,
  );
});

test('annotations of GitHub and JUnit’s XML say the same; nothing in a name breaks them', () => {
  write('a,b%<"c">.js');
  assert.match(
    lint('--format', 'github', 'a,b%<"c">.js').output,
    /^::warning file=a%2Cb%25<"c">\.js,line=2,col=7,endColumn=16,title=class-mismatch::550 and 4\.1\.1 contradict/,
  );
  const { output } = lint('--format', 'junit', 'a,b%<"c">.js');
  assert.match(output, /<testsuites name="smtp-reply-codes" tests="1" failures="1">/);
  assert.match(output, /classname="a,b%&lt;&quot;c&quot;&gt;\.js" name="class-mismatch \(2:7\)"/);
  assert.match(lint('--format', 'junit', 'notes.log').output, /failures="0"/);
  assert.equal(lint('--format', 'yaml', '.').status, 2);
});
