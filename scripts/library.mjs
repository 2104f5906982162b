// `npm run library`: the npm package in out/npm: the core as a library (ES module and CommonJS) with its types, and the command line.
import { build } from 'esbuild';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, root, run } from './run.mjs';

export const libraryFolder = join(root, 'out', 'npm');
const readJson = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));

/** Where each part stands in the package, as its entry writes it. */
const parts = (extension) => ({
  name: 'parts',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^smtp-reply-codes:/ }, ({ path }) => ({
      path: `./${path.split(':')[1]}.${extension}`,
      external: true,
    })),
});

/** A value as a module; JSON.parse reads faster than source code. */
const moduleOf = (value, extension) => {
  const text = `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
  return extension === 'mjs' ? `export default ${text};\n` : `module.exports = ${text};\n`;
};

async function writeParts() {
  const facts = await readJson('dist/catalog.json');
  const english = await readJson('dist/locales/en.json');
  const values = { facts, en: english, fr: await readJson('dist/locales/fr.json') };
  for (const [name, value] of Object.entries(values))
    for (const extension of ['mjs', 'cjs'])
      await writeFile(join(libraryFolder, `${name}.${extension}`), moduleOf(value, extension));
  const names = (codes, texts) => Object.fromEntries(codes.map(({ code }) => [code, texts[code].name]));
  const codes = {
    replyCodes: names(facts['reply-codes'].codes, english['reply-codes']),
    enhancedCodes: names(facts['enhanced-codes'].details, english['enhanced-codes']),
  };
  const each = (write) => Object.entries(codes).map(write).join('\n');
  const json = (value) => JSON.stringify(value, null, 2);
  await writeFile(
    join(libraryFolder, 'codes.mjs'),
    each(([name, value]) => `export const ${name} = ${json(value)};\n`),
  );
  await writeFile(
    join(libraryFolder, 'codes.cjs'),
    each(([name, value]) => `exports.${name} = ${json(value)};\n`),
  );
  const types = each(([name, value]) => `export declare const ${name}: ${json(value)};\n`).replace(
    /^ {2}"/gm,
    '  readonly "',
  );
  await writeFile(
    join(libraryFolder, 'codes.d.ts'),
    `${types.replace(/^( {2}readonly .*),$/gm, '$1;')}\nexport type ReplyCode = keyof typeof replyCodes;\nexport type EnhancedCode = keyof typeof enhancedCodes;\n`,
  );
}

/** The types, with the imports that a strict resolver of modules wants; of the core only what the entry reaches. */
async function writeTypes() {
  const folder = join(libraryFolder, 'types');
  await run(process.execPath, [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    ...['-p', join(root, 'src', 'library', 'tsconfig.json'), '--outDir', folder],
  ]);
  const reached = new Set(['src/library/index']);
  for (const file of reached) {
    const path = join(folder, `${file}.d.ts`);
    const text = (await readFile(path, 'utf8'))
      .replace(/'smtp-reply-codes:codes'/g, "'../../../codes.js'")
      .replace(/from '(\.[^']+?)(\.js)?'/g, (_, from) => {
        if (from !== '../../../codes') reached.add(join(file, '..', from).replaceAll('\\', '/'));
        return `from '${from}.js'`;
      });
    await writeFile(path, text);
  }
  for (const file of await readdir(folder, { recursive: true }))
    if (file.endsWith('.d.ts') && !reached.has(file.slice(0, -5).replaceAll('\\', '/'))) await rm(join(folder, file));
  return reached;
}

/** Builds the package; resolves to the files of its types, without `.d.ts`. */
export async function buildLibrary() {
  await rm(libraryFolder, { recursive: true, force: true });
  await mkdir(libraryFolder, { recursive: true });
  const { name, version, license, repository, bugs, homepage, keywords, engines } = await readJson('package.json');
  const common = {
    bundle: true,
    entryPoints: [join(root, 'src', 'library', 'index.ts')],
    target: 'es2022',
    platform: 'neutral',
  };
  for (const [format, extension] of [
    ['esm', 'mjs'],
    ['cjs', 'cjs'],
  ])
    await build({ ...common, format, outfile: join(libraryFolder, `index.${extension}`), plugins: [parts(extension)] });
  await writeParts();
  const types = await writeTypes();
  await cp(join(root, 'dist', 'cli.js'), join(libraryFolder, 'cli', 'cli.cjs'));
  for (const file of ['catalog.json', 'locales'])
    await cp(join(root, 'dist', file), join(libraryFolder, 'cli', file), { recursive: true });
  await cp(join(root, 'LICENSE'), join(libraryFolder, 'LICENSE'));
  await cp(join(root, 'docs', 'library.md'), join(libraryFolder, 'README.md'));
  const manifest = {
    name,
    version,
    description:
      'What an SMTP reply means and what to do about it: finds replies in logs, bounces and code, explains them by cause, offline.',
    license,
    repository,
    homepage,
    bugs,
    keywords,
    engines: { node: engines.node },
    bin: { [name]: './cli/cli.cjs' },
    exports: {
      '.': { types: './types/src/library/index.d.ts', import: './index.mjs', require: './index.cjs' },
      './package.json': './package.json',
    },
    types: './types/src/library/index.d.ts',
    sideEffects: false,
  };
  await writeFile(join(libraryFolder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return [...types];
}

/** What the package offers, in the words of its types without their comments: a change of it shows in a review. */
async function apiOf(types) {
  const texts = types.sort().map(async (file) => {
    const text = await readFile(join(libraryFolder, 'types', `${file}.d.ts`), 'utf8');
    return `// ${file.replace('src/', '')}\n${text.replace(/^\s*\/\*\*[^]*?\*\/\n/gm, '')}`;
  });
  return (await Promise.all(texts)).join('\n');
}

export const apiFile = join(root, 'src', 'library', 'api.txt');

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const api = await apiOf(await buildLibrary());
    if (process.argv.includes('--check')) {
      if (api === (await readFile(apiFile, 'utf8'))) return 0;
      console.error(
        'The types of the library changed: npm run library writes src/library/api.txt, which is part of the change.',
      );
      return 1;
    }
    await writeFile(apiFile, api);
    console.log('out/npm is ready for `npm publish ./out/npm`');
  });
