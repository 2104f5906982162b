import * as vscode from 'vscode';
import { fill } from '../core/explain/fill';
import { isRecord } from './documents';
import { readLogs } from './logs';
import { reading } from './reading';
import type { Services } from './services';
import { section } from './settings';
import type { LogLines } from './summaryLines';

/** A trail that needs more passes than this goes round in circles. */
const mostPasses = 6;
/** More places than this nobody looks through. */
const mostPlaces = 2_000;
/** Where lines of a log stand; other languages have names and folds of their own. */
const logs: vscode.DocumentSelector = [{ language: 'log' }, { language: 'plaintext' }];
/** A run of as many lines with one cause folds. */
const shortestRun = 3;

/** “SMTP: Follow This Message”, the other places of a queue id, and the folding of lines with one cause. */
export function registerTrail(services: Services, lines: LogLines): vscode.Disposable {
  const idAt = (document: vscode.TextDocument, position: vscode.Position): string | undefined => {
    if (!isRecord(services.documents.source(document))) return undefined;
    const text = document.lineAt(position.line).text.slice(0, 8192);
    const ids = reading().idsIn(text);
    const under = ids.find((id) => {
      const at = text.indexOf(id);
      return at <= position.character && position.character <= at + id.length;
    });
    return under ?? undefined;
  };
  const follow = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const { document, selection } = editor;
    const id =
      idAt(document, selection.active) ??
      reading().idsIn(document.lineAt(selection.active.line).text.slice(0, 8192))[0];
    const catalog = await services.catalog(document.uri);
    const { trail: words } = catalog.texts.summary;
    if (!id) return void vscode.window.showInformationMessage(words.noId);
    const uris = await logsBeside(document.uri);
    const { TrailFinder } = reading();
    let finder: InstanceType<typeof TrailFinder> | undefined;
    const cancel = { cancelled: false };
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: fill(words.following, id), cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(() => (cancel.cancelled = true));
        for (let pass = 0; pass < mostPasses; pass++) {
          finder = await readLogs(uris, catalog, (options) => finder ?? new TrailFinder(id, options), cancel);
          if (cancel.cancelled || !finder.again()) break;
        }
      },
    );
    const trail = finder!.trail(catalog);
    const ends = trail.recipients.map(({ recipient, outcome, time, reply, enhanced }) =>
      [
        `${recipient}: ${words.outcomes[outcome as keyof typeof words.outcomes]}`,
        time,
        [reply, enhanced].filter(Boolean).join(' '),
      ]
        .filter(Boolean)
        .join(', '),
    );
    const breaks = trail.breaks.map(({ id: next, file, line }) => fill(words.breaks, next, `${file}:${line}`));
    await lines.show(fill(words.title, id), trail.entries, ['', ...ends, ...breaks].join('\n'));
  };
  const places = (document: vscode.TextDocument, position: vscode.Position): vscode.Range[] => {
    const id = idAt(document, position);
    if (!id) return [];
    const text = document.getText();
    const found: vscode.Range[] = [];
    for (let at = text.indexOf(id); at >= 0 && found.length < mostPlaces; at = text.indexOf(id, at + id.length)) {
      const start = document.positionAt(at);
      found.push(new vscode.Range(start, start.translate(0, id.length)));
    }
    return found;
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(`${section}.followMessage`, () => services.run(follow())),
    vscode.languages.registerReferenceProvider(logs, {
      provideReferences: (document, position) =>
        places(document, position).map((range) => new vscode.Location(document.uri, range)),
    }),
    vscode.languages.registerDocumentHighlightProvider(logs, {
      provideDocumentHighlights: (document, position) => {
        const found = places(document, position);
        // Without an id under the cursor VS Code goes by the word, as anywhere.
        return found.length ? found.map((range) => new vscode.DocumentHighlight(range)) : undefined;
      },
    }),
    vscode.languages.registerFoldingRangeProvider(logs, {
      // Without a run of ours VS Code folds by indentation, as anywhere.
      provideFoldingRanges: (document) => {
        const found = isRecord(services.documents.source(document)) ? runs(services, document) : [];
        return found.length ? found : undefined;
      },
    }),
  );
}

/** Lines that follow each other and fail for the same cause. */
function runs(services: Services, document: vscode.TextDocument): vscode.FoldingRange[] {
  const index = services.failures.get(document)?.index;
  if (!index) return [];
  const ranges: vscode.FoldingRange[] = [];
  let [start, last, key] = [-1, -2, ''];
  const close = (): void => {
    if (last - start + 1 >= shortestRun) ranges.push(new vscode.FoldingRange(start, last));
  };
  for (const failure of index.failures(Infinity)) {
    const { line } = failure.place;
    if (line === last) continue;
    if (line !== last + 1 || failure.key !== key) {
      close();
      start = line;
      key = failure.key;
    }
    last = line;
  }
  close();
  return ranges;
}

/** The log and the rotated ones of its set, which hold what came before. */
async function logsBeside(uri: vscode.Uri): Promise<vscode.Uri[]> {
  if (uri.scheme === 'untitled') return [uri];
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const base = name.replace(/[.-](?:\d{1,8})(?:\.gz|\.zst)?$/, '');
  const folder = vscode.Uri.joinPath(uri, '..');
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const names = entries
      .filter(
        ([other, type]) =>
          type & vscode.FileType.File &&
          (other === base || other.startsWith(`${base}.`) || other.startsWith(`${base}-`)),
      )
      .map(([other]) => other);
    return names.includes(name)
      ? reading()
          .inOrder(names)
          .map((other) => vscode.Uri.joinPath(folder, other))
      : [uri];
  } catch {
    return [uri];
  }
}
