// Fits the weights of evidence to labelled numbers: `npm run fit` (see docs/recognition.md).
//   node scripts/fit.mjs                          fit, print precision and recall by leaving one project out, write the weights
//   node scripts/fit.mjs --take code|none         rows of test/recognition/reports.ndjson from lines of `scan --explain --all --json`
//   node scripts/fit.mjs --add FILE DIR [TEXTS]   turn the labels of a folder (labels.tsv) into rows of test/recognition/FILE.ndjson
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, root } from './run.mjs';

const samples = join(root, 'test', 'recognition');
const weightsFile = join(root, 'src', 'core', 'scanner', 'evidence', 'weights.json');
const fixtures = join(root, 'test', 'fixtures');

let builds = 0;

/** The scanner, built from its sources. */
async function openScanner() {
  const outfile = join(root, '.cache', `fit-${++builds}.cjs`);
  await build({
    stdin: {
      contents: `export { identifyCode } from './src/core/scanner/code/identifyCode';
        export { ahead } from './src/core/scanner/evidence/thresholds';
        export { identify } from './src/core/scanner/identify';
        export { scan, consider } from './src/core/scanner/scan';`,
      resolveDir: root,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  // each build anew
  return createRequire(import.meta.url)(outfile);
}

const headLength = 16_384;

/** The numbers of a text that could be codes, each as a row without its project. */
function rowsOf({ consider }, source, text, isCode, isUnclear = () => false) {
  const rows = [];
  consider(text, source, ({ family, kind, start, end, by, facets }) => {
    if (by === 'glance' || isUnclear(start, end)) return;
    rows.push({
      model: `${family}/${kind}`,
      label: isCode(start, end) ? 1 : 0,
      // what an anchor decides shows what codes look like, but is not asked
      anchored: by === 'anchor' ? 1 : 0,
      facets: Object.fromEntries(facets.map(({ facet, value }) => [facet, value])),
    });
  });
  return rows;
}

/** What a file is; the fixtures of code are read as what they are named. */
const sourceOf = ({ identify, identifyCode }, folder, name, text) =>
  (folder === 'code' ? identifyCode : identify)({ name, head: text.slice(0, headLength) });

/** The fixtures of the unit tests, in which « and » stand around codes. */
function fixtureRows(scanner) {
  return ['record', 'code'].flatMap((folder) =>
    readdirSync(join(fixtures, folder)).flatMap((file) => {
      const { text, codes } = readMarks(readFileSync(join(fixtures, folder, file), 'utf8'));
      const name = file.slice(0, -'.fixture'.length);
      return rowsOf(scanner, sourceOf(scanner, folder, name, text), text, (start, end) =>
        codes.has(`${start} ${end}`),
      ).map((row) => ({
        ...row,
        project: `fixture ${name}`,
        count: 1,
      }));
    }),
  );
}

function readMarks(marked) {
  const codes = new Set();
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/«([^»]*)»/g)) {
    text += marked.slice(at, match.index);
    codes.add(`${text.length} ${text.length + match[1].length}`);
    text += match[1];
    at = match.index + match[0].length;
  }
  return { text: text + marked.slice(at), codes };
}

/** Rows of test/recognition; one file a source of labels, one line a kind of number with how often it was seen. */
function sampleRows() {
  if (!existsSync(samples)) return [];
  return readdirSync(samples)
    .filter((file) => file.endsWith('.ndjson'))
    .flatMap((file) => {
      const names = {};
      return readFileSync(join(samples, file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
        .flatMap((row) => {
          if (!Array.isArray(row)) {
            names[row.model] = row.facets;
            return [];
          }
          const [model, project, label, anchored, count, ...values] = row;
          const facets = Object.fromEntries(values.map((value, index) => [names[model][index], value]));
          return [{ model, project: `${file} ${project}`, label, anchored, count, facets }];
        });
    });
}

const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

/** Turns the labels of a folder into rows: file, line from 1, start and end in UTF-16 units, kind, code. */
async function add(name, folder, texts = folder) {
  const scanner = await openScanner();
  const read = (file) =>
    existsSync(join(folder, file))
      ? new Set(
          readFileSync(join(folder, file), 'utf8')
            .split('\n')
            .slice(1)
            .filter(Boolean)
            .map((line) => line.split('\t').slice(0, 4).join(' ')),
        )
      : new Set();
  const codes = read('labels.tsv');
  const unclear = read('ambiguous.tsv');
  const counts = new Map();
  const header = {};
  const projects = new Map();
  const manifest = join(folder, 'manifest.tsv');
  const repositories = new Map(
    existsSync(manifest)
      ? readFileSync(manifest, 'utf8')
          .split('\n')
          .map((line) => line.split('\t', 2))
      : [],
  );
  for (const path of walk(texts)) {
    const file = relative(texts, path).split(sep).join('/');
    if (/\.tsv$|^(?:README|SOURCES|carets|decisions|label|lint)/.test(file)) continue;
    const text = readFileSync(path, 'utf8');
    const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), ({ index, 0: sign }) => index + sign.length)];
    const place = (start, end) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= start) low = middle;
        else high = middle - 1;
      }
      return `${file} ${low + 1} ${start - starts[low]} ${end - starts[low]}`;
    };
    // the project is what manifest.tsv says of the first folder, that folder, or the kind of the file
    const [first] = file.split('/');
    const project = repositories.get(first) ?? (file.includes('/') ? first : file.replace(/-?\d*(?:\.\w+)+$/, ''));
    if (!projects.has(project)) projects.set(project, projects.size + 1);
    for (const { model, label, anchored, facets } of rowsOf(
      scanner,
      sourceOf(scanner, '', path, text),
      text,
      (start, end) => codes.has(place(start, end)),
      (start, end) => unclear.has(place(start, end)),
    )) {
      header[model] ??= Object.keys(facets);
      const key = JSON.stringify([model, projects.get(project), label, anchored, ...Object.values(facets)]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  mkdirSync(samples, { recursive: true });
  const lines = Object.entries(header).map(([model, facets]) => JSON.stringify({ model, facets }));
  for (const [key, count] of counts) {
    const [model, project, label, anchored, ...values] = JSON.parse(key);
    lines.push(JSON.stringify([model, project, label, anchored, Math.min(count, 20), ...values]));
  }
  writeFileSync(join(samples, `${name}.ndjson`), lines.join('\n') + '\n');
  console.log(`${counts.size} rows of ${projects.size} projects`);
}

/**
 * Adds numbers that users reported: lines of `scan --explain --all --json` from standard input, all of which are codes or none.
 * Only the values of facets are kept.
 */
function take(label, project) {
  if (label !== 'code' && label !== 'none')
    throw new Error('--take code|none [PROJECT] < lines of scan --explain --all --json');
  const path = join(samples, 'reports.ndjson');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { family, kind, by, because } = JSON.parse(line);
    if (!because) throw new Error(`no facets in ${line}`);
    const model = `${family}/${kind}`;
    lines.push(JSON.stringify({ model, facets: because.map(([facet]) => facet) }));
    const values = because.map(([, value]) => value);
    lines.push(
      JSON.stringify([model, project ?? 'report', label === 'code' ? 1 : 0, by === 'anchor' ? 1 : 0, 1, ...values]),
    );
  }
  writeFileSync(path, lines.join('\n') + '\n');
  return 0;
}

/** How strongly weights are drawn to nothing, and what is too small to keep. */
const decay = 0.3;
const smallest = 0.15;
const rounds = 500;
/** How much a number counts that an anchor decides. */
const weightOfAnchored = 0.5;
const weightOfFixture = 6;
/** The rules were made with `code`, so that it says little of what they are worth elsewhere. */
const weightOfSource = { code: 0.4, 'code-2': 2, 'code-3': 2, sparse: 2, 'code-kinds': 12, 'own-code': 12 };

/** Logistic regression by gradient steps of adaptive length (Adam); the same rows give the same weights. */
function fitModel(rows, facets) {
  const index = new Map();
  const featuresOf = (row) =>
    facets.map((facet) => {
      const key = `${facet}=${row.facets[facet] ?? ''}`;
      if (!index.has(key)) index.set(key, index.size + 1);
      return index.get(key);
    });
  const data = rows.map((row) => ({
    features: featuresOf(row),
    label: row.label,
    weight:
      Math.sqrt(row.count) *
      (row.anchored ? weightOfAnchored : 1) *
      (weightOfSource[row.project.split('.')[0]] ?? 1) *
      (row.project.startsWith('fixture') ? weightOfFixture : 1),
  }));
  const size = index.size + 1;
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    const gradient = new Float64Array(size);
    for (const { features, label, weight } of data) {
      let sum = weights[0];
      for (const feature of features) sum += weights[feature];
      const fault = weight * (1 / (1 + Math.exp(-sum)) - label);
      gradient[0] += fault;
      for (const feature of features) gradient[feature] += fault;
    }
    for (let i = 0; i < size; i++) {
      if (i > 0) gradient[i] += decay * weights[i];
      first[i] = 0.9 * first[i] + 0.1 * gradient[i];
      second[i] = 0.99 * second[i] + 0.01 * gradient[i] ** 2;
      weights[i] -=
        (0.1 * (1.02 - round / rounds) * first[i]) /
        (1 - 0.9 ** round) /
        (Math.sqrt(second[i] / (1 - 0.99 ** round)) + 1e-8);
    }
  }
  const model = { bias: round(weights[0]), weights: {} };
  for (const [key, at] of index) {
    if (Math.abs(weights[at]) < smallest) continue;
    const equals = key.indexOf('=');
    (model.weights[key.slice(0, equals)] ??= {})[key.slice(equals + 1)] = round(weights[at]);
  }
  return model;
}

/** What no fixture may fall short of, in the units of the scale. */
const margin = 0.1;

/** Fits until every fixture is judged right: those that are not count more from round to round. */
function fitFixtures(all, facets) {
  const rows = all.map((row) => ({ ...row }));
  const fixtures = rows.filter(({ project, anchored }) => project.startsWith('fixture') && !anchored);
  let model = fitModel(rows, facets);
  for (let turn = 0; turn < 25; turn++) {
    const wrong = fixtures.filter((row) => (row.label ? 1 : -1) * sumOf(model, row) < margin);
    if (!wrong.length) break;
    for (const row of wrong) row.count *= 1.8;
    model = fitModel(rows, facets);
  }
  return model;
}

const round = (n) => Math.round(n * 100) / 100;

/** Whether a rule spoke for a number. */
const hasRule = ({ facets }) => Boolean(facets.rule) && facets.rule !== 'none' && !facets.rule.startsWith('code/not-');

let ahead;
const sumOf = (model, row) =>
  Object.entries(row.facets).reduce(
    (sum, [facet, value]) => sum + (model.weights[facet]?.[value] ?? 0),
    model.bias + ahead[row.model.split('/')[0]][hasRule(row) ? 'rule' : 'none'],
  );

/** Precision and recall of what the scale decides, each project judged by weights that never saw it. */
function leaveOneOut(rows, facets) {
  const folds = 12;
  const projects = [...new Set(rows.map(({ project }) => project))].sort();
  const fold = new Map(projects.map((project, index) => [project, index % folds]));
  const tally = { right: 0, false: 0, missed: 0, anchored: 0 };
  const cuts = new Map();
  for (let left = 0; left < folds; left++) {
    const model = fitModel(
      rows.filter(({ project }) => fold.get(project) !== left),
      facets,
    );
    for (const row of rows) {
      if (fold.get(row.project) !== left) continue;
      if (row.anchored) tally.anchored += row.count;
      if (!row.anchored && process.argv.includes('--cuts'))
        for (const cut of [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3]) {
          const key = `${hasRule(row) ? 'rule' : 'none'} ${cut}`;
          const of = cuts.get(key) ?? [0, 0, 0];
          if (sumOf(model, row) > cut) of[row.label ? 0 : 1] += row.count;
          else if (row.label) of[2] += row.count;
          cuts.set(key, of);
        }
      if (row.anchored) continue;
      if (sumOf(model, row) > 0) tally[row.label ? 'right' : 'false'] += row.count;
      else if (row.label) tally.missed += row.count;
    }
  }
  for (const [key, [right, wrong, missed]] of cuts)
    console.log(`    ${key}: right ${right} false ${wrong} missed ${missed}`);
  return tally;
}

const percent = (n, of) => (of ? ((100 * n) / of).toFixed(2) : '–');

async function fit() {
  if (!existsSync(weightsFile)) throw new Error('no weights to begin with');
  const scanner = await openScanner();
  ({ ahead } = scanner);
  const rows = [...sampleRows(), ...fixtureRows(scanner)];
  const models = [...new Set(rows.map(({ model }) => model))].sort();
  const before = readFileSync(weightsFile, 'utf8');
  const fitted = {};
  let weights = 0;
  for (const model of models) {
    const own = rows.filter((row) => row.model === model);
    const without = process.env.WITHOUT?.split(',') ?? [];
    const facets = [...new Set(own.flatMap((row) => Object.keys(row.facets)))].filter((f) => !without.includes(f));
    fitted[model] = fitFixtures(own, facets);
    const numbers = Object.values(fitted[model].weights).reduce((sum, values) => sum + Object.keys(values).length, 1);
    weights += numbers;
    const { right, false: wrong, missed, anchored } = leaveOneOut(own, facets);
    console.log(
      `${model}: ${own.length} rows, ${numbers} weights; left out: precision ${percent(right, right + wrong)}, ` +
        `recall ${percent(right, right + missed)} (right ${right}, false ${wrong}, missed ${missed}), besides ${anchored} anchored`,
    );
  }
  writeFileSync(weightsFile, JSON.stringify(fitted, null, 2) + '\n');
  console.log(`${weights} weights`);
  const faults = await changedFixtures();
  if (!faults.length) return 0;
  for (const fault of faults) console.log(`  ✖ ${fault}`);
  if (process.argv.includes('--keep')) return 1;
  writeFileSync(weightsFile, before);
  console.log(`${faults.length} codes of fixtures would change; the weights stay as they were`);
  return 1;
}

/** What the scanner finds otherwise than the fixtures say. */
async function changedFixtures() {
  const scanner = await openScanner();
  const faults = [];
  for (const folder of ['record', 'code'])
    for (const file of readdirSync(join(fixtures, folder))) {
      const { text, codes } = readMarks(readFileSync(join(fixtures, folder, file), 'utf8'));
      const source = sourceOf(scanner, folder, file.slice(0, -'.fixture'.length), text);
      const found = new Set(scanner.scan(text, source).map(({ start, end }) => `${start} ${end}`));
      const tell = (what, place) => {
        const [start, end] = place.split(' ').map(Number);
        const line = text.slice(0, start).split('\n').length;
        const around =
          text.slice(Math.max(0, start - 50), start) + '«' + text.slice(start, end) + '»' + text.slice(end, end + 40);
        faults.push(`${file}:${line} ${what} ${around.replaceAll('\n', '⏎')}`);
      };
      for (const place of found) if (!codes.has(place)) tell('false', place);
      for (const place of codes) if (!found.has(place)) tell('missed', place);
    }
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const [flag, name, folder, texts] = process.argv.slice(2);
    if (flag === '--add') {
      await add(name, folder, texts);
      return 0;
    }
    if (flag === '--take') return take(name, folder);
    return fit();
  });
