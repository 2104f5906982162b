// Builds everything that runs: `node esbuild.mjs [--watch] [--production] [--tests]`.
import { context, build } from 'esbuild';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, watch } from 'node:fs';
import { basename, join, sep } from 'node:path';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const common = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
};

const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** What the build needs of the code that it builds. */
async function loadSource(path) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [path],
    format: 'esm',
    sourcemap: false,
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** The facts in one file and each language in one file, so that the extension reads only what it uses. */
async function buildCatalog() {
  await mkdir('dist/locales', { recursive: true });
  const facts = {};
  for (const name of ['reply-codes', 'enhanced-codes', 'commands', 'pairs', 'causes', 'situations', 'blocklists']) {
    const path = join('data', `${name}.json`);
    if (existsSync(path)) facts[name] = await readJson(path);
  }
  const providers = existsSync('data/providers')
    ? (await readdir('data/providers')).filter((name) => name.endsWith('.json')).sort()
    : [];
  facts.providers = await Promise.all(providers.map((name) => readJson(join('data/providers', name))));
  const languages = (await readdir('data/phrases')).sort();
  facts.phrases = (await Promise.all(languages.map((name) => readJson(join('data/phrases', name))))).flatMap(
    ({ phrases }) => phrases,
  );
  // Phrases are compared by their normalised words; made here, they cost the first hover nothing.
  const { normalisedPhrase } = await loadSource('src/core/catalog/words.ts');
  const normalised = (text) => (typeof text === 'string' ? normalisedPhrase(text) : text.map(normalisedPhrase));
  for (const row of [...facts.phrases, ...facts.providers.flatMap(({ replies }) => replies)])
    row.words = row.texts.map(normalised);
  for (const list of facts.blocklists.lists) list.words = list.texts.map(normalisedPhrase);
  for (const provider of facts.providers) if (provider.marks) provider.markWords = provider.marks.map(normalisedPhrase);
  facts.languages = (await readdir('data/locales')).sort();
  await writeFile('dist/catalog.json', JSON.stringify(facts));
  const schema = 'configuration.schema.json';
  await writeFile(join('dist', schema), JSON.stringify(await readJson(join('data', 'schema', schema))));
  for (const language of facts.languages) {
    const texts = {};
    for (const name of (await readdir(join('data/locales', language))).sort()) {
      // A file may be kept in parts: reply-codes.1-4.json.
      const key = basename(name, '.json').split('.')[0];
      texts[key] = { ...texts[key], ...(await readJson(join('data/locales', language, name))) };
    }
    for (const key of ['reply-codes', 'enhanced-codes', 'causes', 'providers', 'commands']) texts[key] ??= {};
    await writeFile(join('dist/locales', `${language}.json`), JSON.stringify(texts));
  }
}

/**
 * The README of the package. VS Code shows pictures of a details page from the web alone, so they are left out unless PICTURES says that
 * the addresses of the repository are there.
 */
async function buildReadme() {
  const readme = await readFile('README.md', 'utf8');
  const shown = process.env.PICTURES ? readme : readme.replace(/^!\[[^\]]*\]\([^)]*\)\n\n?/gm, '');
  await writeFile(join('dist', 'README.md'), shown);
}

/** Runs once when nothing has changed for a moment. */
function later(work) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, 100);
  };
}

/** The unit tests by their folder: each folder's run in one process, since starting one takes longer than most of them. */
async function unitTestsByFolder() {
  const folders = new Map();
  for (const name of await readdir('test/unit', { recursive: true })) {
    if (!name.endsWith('.test.ts')) continue;
    const folder = name.includes(sep) ? name.slice(0, name.indexOf(sep)) : 'project';
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  return folders;
}

/** Entries that import all tests of a folder. */
const gathered = (folders) => ({
  name: 'tests of a folder',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^tests of / }, ({ path }) => ({ path, namespace: 'tests' }));
    onLoad({ filter: /./, namespace: 'tests' }, ({ path }) => ({
      contents: folders
        .get(path.slice('tests of '.length))
        .map((name) => `import ${JSON.stringify(`./${name.replaceAll(sep, '/')}`)};`)
        .join('\n'),
      resolveDir: join(process.cwd(), 'test', 'unit'),
    }));
  },
});

/** What reads texts is a file of its own where a host loads files as they are needed. */
const readingApart = {
  name: 'reading apart',
  setup: ({ onResolve }) => onResolve({ filter: /\/core\/reading$/ }, () => ({ path: './reading.js', external: true })),
};

/** Reading files as streams needs Node: a file of its own there, nothing in a browser. */
const logsApart = (inNode) => ({
  name: 'logs apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/platform\/logReader$/ }, () =>
      inNode
        ? { path: './logReader.js', external: true }
        : { path: join(process.cwd(), 'src/platform/noLogReader.ts') },
    ),
});

const targets = () => [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    plugins: [readingApart, logsApart(true)],
  },
  {
    ...common,
    entryPoints: { logReader: 'src/platform/logReader.ts' },
    outdir: 'dist',
    platform: 'node',
    format: 'cjs',
  },
  { ...common, entryPoints: { reading: 'src/core/reading.ts' }, outdir: 'dist', platform: 'node', format: 'cjs' },
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist/web',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    plugins: [logsApart(false)],
    define: { global: 'globalThis' },
  },
  {
    ...common,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: 'dist',
    platform: 'node',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  ...(existsSync('src/webview/main.ts')
    ? [
        {
          ...common,
          entryPoints: { main: 'src/webview/main.ts', style: 'src/webview/style.css' },
          outdir: 'dist/webview',
          platform: 'browser',
          format: 'iife',
          loader: { '.svg': 'text' },
        },
      ]
    : []),
];

const testTargets = (folders) => [
  {
    ...common,
    entryPoints: [...folders.keys()].map((folder) => ({ in: `tests of ${folder}`, out: `${folder}.test` })),
    plugins: [gathered(folders)],
    outdir: 'out/test/unit',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
  },
  {
    ...common,
    entryPoints: { 'fuzz/fuzz': 'test/fuzz/fuzz.ts' },
    outdir: 'out/test',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
  },
  {
    ...common,
    entryPoints: ['test/host/index.ts', 'test/host/staying.ts', 'test/host/installed/index.ts'],
    outbase: 'test/host',
    outdir: 'out/test/host',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    // mocha's browser build would take this bundle's `module` for its own.
    define: { global: 'globalThis', module: 'undefined' },
    sourcemap: 'inline',
  },
];

if (flags.has('--tests')) {
  await rm('out/test', { recursive: true, force: true });
  await Promise.all(testTargets(await unitTestsByFolder()).map((options) => build(options)));
} else {
  await rm('dist', { recursive: true, force: true });
  await buildCatalog();
  await buildReadme();
  if (flags.has('--watch')) {
    for (const options of targets()) await (await context(options)).watch();
    // Facts, texts and tests are built anew as well.
    for (const [folder, make] of [
      ['data', buildCatalog],
      ['test', async () => Promise.all(testTargets(await unitTestsByFolder()).map((options) => build(options)))],
    ])
      watch(
        folder,
        { recursive: true },
        later(() => make().catch((error) => console.error(String(error.message ?? error)))),
      );
    console.log('built');
  } else await Promise.all(targets().map((options) => build(options)));
}
