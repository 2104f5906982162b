import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const windows = process.platform === 'win32';
const npm = (args: readonly string[], cwd: string) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell: windows });

const project = mkdtempSync(join(tmpdir(), 'library-'));
after(() => rmSync(project, { recursive: true, force: true }));

const built = spawnSync(process.execPath, ['scripts/library.mjs', '--check'], { encoding: 'utf8' });
const [packed] = JSON.parse(npm(['pack', '--json', resolve('out/npm')], project)) as {
  filename: string;
  files: { path: string }[];
}[];
writeFileSync(join(project, 'package.json'), '{ "name": "somebodys-project", "private": true }');
npm(['install', '--no-audit', '--no-fund', '--offline', join(project, packed!.filename)], project);

const run = (name: string, code: string) => {
  writeFileSync(join(project, name), code);
  return spawnSync(process.execPath, [name], { cwd: project, encoding: 'utf8' });
};

/** The examples of the documentation; what stands behind an arrow is checked. */
const examples = [...readFileSync('docs/library.md', 'utf8').matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code!);

function checked(code: string): string {
  const lines = code.split('\n').map((line) => {
    const [, expression, value] = /^(.*?); \/\/ → (.*)$/.exec(line) ?? [];
    return expression ? `assert.deepEqual(${expression}, ${value});` : line;
  });
  return lines.join('\n');
}

test('what the library offers is what src/library/api.txt says', () => assert.equal(built.stderr, ''));

test('the package holds the library, its types and the command line, and no more', () => {
  const other = packed!.files
    .map(({ path }) => path)
    .filter(
      (path) => !/^(index|facts|en|fr|codes)\.[cm]js$|\.d\.ts$|^cli\/|^(LICENSE|README\.md|package\.json)$/.test(path),
    );
  assert.deepEqual(other, []);
});

test('the examples of the documentation run in a project of its own', () => {
  assert.ok(examples.length >= 5);
  for (const [index, code] of examples.entries()) {
    const { status, stderr } = run(`example${index}.mjs`, `import assert from 'node:assert/strict';\n${checked(code)}`);
    assert.equal(status, 0, `${code}\n${stderr}`);
  }
});

test('the same as CommonJS', () => {
  const code = examples[0]!
    .replace(/import (.*) from ('.*');/, 'const $1 = require($2);')
    .replace(/^const smtp[^]*/m, (body) => `(async () => {\n${checked(body)}\n})();`);
  const { status, stderr } = run('example.cjs', `const assert = require('node:assert/strict');\n${code}`);
  assert.equal(status, 0, stderr);
});

test('the types are those that TypeScript needs, under each way to resolve modules', () => {
  writeFileSync(
    join(project, 'typed.ts'),
    `import { load, scan, type Explanation, type ReplyCode } from 'smtp-reply-codes';
const code: ReplyCode = '550';
// @ts-expect-error 999 is no code
const none: ReplyCode = '999';
export const brief = async (): Promise<string> => {
  const explanation: Explanation | undefined = (await load()).explain(code);
  return scan('')[0]?.replyCode ?? explanation?.cause?.id ?? none;
};
`,
  );
  for (const resolution of ['bundler', 'nodenext']) {
    const module = resolution === 'bundler' ? 'esnext' : resolution;
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const args = [tsc, '--noEmit', '--strict', '--module', module, '--moduleResolution', resolution, 'typed.ts'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    assert.equal(stdout, '', resolution);
  }
});

test('the command line comes with it', () => {
  const { stdout } = spawnSync('npx', ['--no-install', 'smtp-reply-codes', 'explain', '550', '5.1.1'], {
    cwd: project,
    encoding: 'utf8',
    shell: windows,
  });
  assert.match(stdout, /^550 5\.1\.1 No such mailbox/);
});
