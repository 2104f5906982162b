import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const node = [...builtinModules, 'node:*'];
const banned = (group, message) => ({ group, message });
const borders = (files, patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});
const forms = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports say what they return.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files.' },
];
/** What a host brings, Node or browser. */
const hostGlobals = [
  ...['process', 'Buffer', 'require', 'global', 'globalThis', 'console', 'setTimeout', 'setInterval', 'queueMicrotask'],
  ...['window', 'self', 'document', 'navigator', 'location', 'localStorage', 'fetch', 'performance', 'crypto'],
];
const lateImport = { selector: 'ImportExpression', message: 'Import at the top, where the borders are checked.' };
const toHost = banned(['vscode'], 'Only src/editor and src/extension.ts know the editor.');
const toNode = banned(node, 'This code also runs where there is no Node.');
const upwards = banned(
  ['**/editor/**', '**/webview/**', '**/platform/**', '**/cli*'],
  'Arrows run one way: editor, webview and cli use core.',
);

const late = {
  ...banned(
    [
      '**/core/scanner/**',
      '**/core/lint/**',
      '**/core/summary/**',
      '**/core/bounce/**',
      '**/core/act/**',
      '**/core/complete/**',
    ],
    'Take it from reading(), which loads it late.',
  ),
  allowTypeImports: true,
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.cache/', 'samples/', 'test/fixtures/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', ...forms],
    },
  },
  borders(['src/core/**'], [toHost, toNode, upwards]),
  borders(
    ['src/core/scanner/**'],
    [toHost, toNode, upwards, banned(['**/explain/**', '**/lint/**'], 'The scanner knows no explanations.')],
  ),
  borders(
    ['src/core/catalog/**'],
    [toHost, toNode, upwards, banned(['**/explain/**', '**/lint/**'], 'The catalog is what explanations are made of.')],
  ),
  borders(
    ['src/webview/**'],
    [toHost, toNode, banned(['**/editor/**', '**/platform/**'], 'The page knows only core.')],
  ),
  { files: ['src/core/**', 'src/webview/**'], rules: { 'no-restricted-syntax': ['error', ...forms, lateImport] } },
  borders(['src/cli.ts', 'src/platform/**'], [toHost]),
  // What the npm package hands on is its door.
  {
    files: ['src/library/**'],
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/consistent-type-imports': 'off' },
  },
  borders(['src/library/**'], [toHost, toNode]),
  borders(['src/editor/**', 'src/extension.ts'], [toNode, late]),
  {
    files: ['src/core/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...hostGlobals.map((name) => ({
          name,
          message: 'src/core is pure: text in, values out.',
        })),
      ],
    },
  },
  { files: ['**/*.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
