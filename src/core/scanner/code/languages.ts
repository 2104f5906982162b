import type { Source, SourceFamily } from '../../model';

/** How a language marks a comment that runs to the end of the line, and what it is good for here. */
export interface Language extends Source {
  readonly family: SourceFamily;
  /** Opens a comment up to the end of the line; empty where there is none. */
  readonly lineComments: readonly string[];
}

/** Other editors' and older names of VS Code's language ids. */
export const languageAliases: Readonly<Record<string, string>> = {
  bat: 'shellscript',
  coffeescript: 'javascript',
  dotenv: 'properties',
  handlebars: 'html',
  jsonc: 'json',
  jsonl: 'json',
  postfix: 'ini',
  pgsql: 'sql',
  plsql: 'sql',
  txt: 'plaintext',
  vue: 'html',
  svelte: 'html',
  xsl: 'xml',
  'git-commit': 'plaintext',
  latex: 'plaintext',
  tex: 'plaintext',
};

type Row = readonly [id: string, name: string, family: SourceFamily, comments: string, extensions: string];

/** One row a language: VS Code's language id, name, family, line comments, file name extensions. */
const rows: readonly Row[] = [
  ['typescript', 'TypeScript', 'code', '//', 'ts mts cts'],
  ['typescriptreact', 'TypeScript JSX', 'code', '//', 'tsx'],
  ['javascript', 'JavaScript', 'code', '//', 'js mjs cjs es6'],
  ['javascriptreact', 'JavaScript JSX', 'code', '//', 'jsx'],
  ['python', 'Python', 'code', '#', 'py pyi pyw pyx'],
  ['go', 'Go', 'code', '//', 'go'],
  ['java', 'Java', 'code', '//', 'java jsp groovy gradle'],
  ['kotlin', 'Kotlin', 'code', '//', 'kt kts'],
  ['scala', 'Scala', 'code', '//', 'scala sc'],
  ['clojure', 'Clojure', 'code', ';', 'clj cljs cljc'],
  ['csharp', 'C#', 'code', '//', 'cs csx'],
  ['vb', 'Visual Basic', 'code', "'", 'vb vbs bas'],
  ['fsharp', 'F#', 'code', '//', 'fs fsx'],
  ['php', 'PHP', 'code', '// #', 'php phps phtml inc'],
  ['ruby', 'Ruby', 'code', '#', 'rb rake gemspec ru'],
  ['rust', 'Rust', 'code', '//', 'rs'],
  ['c', 'C', 'code', '//', 'c h'],
  ['cpp', 'C++', 'code', '//', 'cc cpp cxx hpp hh hxx inl'],
  ['objective-c', 'Objective-C', 'code', '//', 'm mm'],
  ['swift', 'Swift', 'code', '//', 'swift'],
  ['dart', 'Dart', 'code', '//', 'dart'],
  ['d', 'D', 'code', '//', 'd'],
  ['pascal', 'Pascal', 'code', '//', 'pas pp dpr'],
  ['haskell', 'Haskell', 'code', '--', 'hs lhs'],
  ['ocaml', 'OCaml', 'code', '', 'ml mli'],
  ['r', 'R', 'code', '#', 'r'],
  ['julia', 'Julia', 'code', '#', 'jl'],
  ['perl', 'Perl', 'code', '#', 'pl pm t psgi'],
  ['pod', 'Perl POD', 'prose', '', 'pod'],
  ['elixir', 'Elixir', 'code', '#', 'ex exs'],
  ['erlang', 'Erlang', 'code', '%', 'erl hrl'],
  ['lua', 'Lua', 'code', '--', 'lua'],
  ['tcl', 'Tcl', 'code', '#', 'tcl exp'],
  ['shellscript', 'Shell', 'code', '#', 'sh bash bats zsh ksh fish'],
  ['powershell', 'PowerShell', 'code', '#', 'ps1 psm1'],
  ['makefile', 'Makefile', 'code', '#', 'mk'],
  ['dockerfile', 'Dockerfile', 'code', '#', 'dockerfile'],
  ['sql', 'SQL', 'code', '--', 'sql'],
  ['robotframework', 'Robot Framework', 'code', '#', 'robot resource'],
  ['rhai', 'Rhai', 'code', '//', 'rhai vsl'],
  ['sieve', 'Sieve', 'code', '#', 'sieve siv'],
  ['ini', 'Configuration', 'config', '# ;', 'ini cf conf cfg cnf default mc m4 ucl'],
  ['properties', 'Properties', 'config', '# ! ;', 'properties env'],
  ['yaml', 'YAML', 'config', '#', 'yaml yml'],
  ['toml', 'TOML', 'config', '#', 'toml'],
  ['json', 'JSON', 'config', '//', 'json jsonc json5 jsonl ndjson'],
  ['xml', 'XML', 'config', '', 'xml xsd plist'],
  ['markdown', 'Markdown', 'prose', '', 'md markdown mdx mkd'],
  ['restructuredtext', 'reStructuredText', 'prose', '', 'rst rest'],
  ['asciidoc', 'AsciiDoc', 'prose', '', 'adoc asciidoc'],
  ['html', 'HTML', 'prose', '', 'html htm xhtml ejs hbs'],
  ['roff', 'Manual page', 'prose', '', '1 3 5 7 8 man'],
  ['plaintext', 'Plain text', 'prose', '#', 'txt text'],
];

/** The languages by VS Code's language id. */
export const languages: ReadonlyMap<string, Language> = new Map(
  rows.map(([id, name, family, comments]) => [
    id,
    { id, name, family, lineComments: comments.split(' ').filter(Boolean) },
  ]),
);

/** Language id by file name extension, in lower case without the dot. */
export const extensionLanguages: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([id, , , , extensions]) => extensions.split(' ').map((extension) => [extension, id] as const)),
);

/** Language id by file name, in lower case. */
export const fileNameLanguages: ReadonlyMap<string, string> = new Map(
  Object.entries({
    access: 'ini',
    aliases: 'ini',
    containerfile: 'dockerfile',
    dockerfile: 'dockerfile',
    gemfile: 'ruby',
    header_checks: 'ini',
    jenkinsfile: 'java',
    makefile: 'makefile',
    rakefile: 'ruby',
    transport: 'ini',
    'exim.conf': 'ini',
    'main.cf': 'ini',
    'master.cf': 'ini',
    '.env': 'properties',
    '.editorconfig': 'ini',
    '.gitconfig': 'ini',
  }),
);

/** Interpreter named by a `#!` line, without its version. */
export const interpreterLanguages: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ash: 'shellscript',
    bash: 'shellscript',
    bats: 'shellscript',
    bun: 'typescript',
    dash: 'shellscript',
    deno: 'typescript',
    elixir: 'elixir',
    escript: 'erlang',
    expect: 'tcl',
    ksh: 'shellscript',
    lua: 'lua',
    luajit: 'lua',
    node: 'javascript',
    nodejs: 'javascript',
    perl: 'perl',
    php: 'php',
    python: 'python',
    pypy: 'python',
    ruby: 'ruby',
    sh: 'shellscript',
    tclsh: 'tcl',
    zsh: 'shellscript',
  }),
);

/** Files that hold no code a person wrote: lists of packages and hashes, styles, pictures, minified bundles. */
export const machineWritten =
  /(?:^|[\\/])(?:package-lock\.json|npm-shrinkwrap\.json|composer\.lock|go\.(?:sum|mod)|bun\.lockb?|yarn\.lock|pnpm-lock\.yaml|mix\.lock|flake\.lock)$|\.(?:lock|sum|css|scss|sass|less|svg|map|pem|crt|key|csv|tsv|po|pot|mo|patch|diff|ipynb|snap)$|\.min\.(?:js|mjs|html)$/i;
