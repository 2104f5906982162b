import * as vscode from 'vscode';
import { explain } from '../core/explain/explain';
import type { Explanation } from '../core/model';
import { isRecord } from './documents';
import { isIgnored } from './ignoredCauses';
import { reachOf } from './reach';
import { reading } from './reading';
import type { Services } from './services';
import { readSettings } from './settings';

/** Marks are drawn anew this long after the text, the view or the count changed, in milliseconds. */
const settle = 60;
/** The overview ruler has no more places than this. */
const rulerPlaces = 1_000;
/** Failures looked at for the overview ruler. */
const mostInRuler = 50_000;

type Kind = 'permanent' | 'transient' | 'refused';

const kinds = {
  permanent: { color: 'smtpReplyCodes.permanentFailure', shape: '<path d="M5.5 5.5l5 5m0-5l-5 5" COLOR/>' },
  transient: { color: 'smtpReplyCodes.temporaryFailure', shape: '<path d="M8 4.5V8l2.5 2" COLOR/>' },
  refused: { color: 'smtpReplyCodes.refusedByUs', shape: '<path d="M5 8h6" COLOR/>' },
} as const;

/** The colours of the signs in the gutter, on a dark and on a light ground. */
const signColors = {
  permanent: ['#e5a03c', '#a85d00'],
  transient: ['#4fa3e8', '#0062a8'],
  refused: ['#8c8c8c', '#767676'],
} as const;

/** Shape first: a cross, the hands of a clock, a bar; colour only repeats it. */
function sign(kind: Kind, color: string): vscode.Uri {
  const stroke = `fill="none" stroke="${color}" stroke-width="1.6" stroke-linecap="round"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.2" ${stroke}/>${kinds[kind].shape.replace('COLOR', stroke)}</svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
}

function decorationFor(kind: Kind): vscode.TextEditorDecorationType {
  const [dark, light] = signColors[kind];
  return vscode.window.createTextEditorDecorationType({
    borderWidth: '0 0 1px 0',
    borderStyle: 'dotted',
    borderColor: new vscode.ThemeColor(kinds[kind].color),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    dark: { gutterIconPath: sign(kind, dark) },
    light: { gutterIconPath: sign(kind, light) },
  });
}

function rulerFor(kind: Kind): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor(kinds[kind].color),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
}

const every = Object.keys(kinds) as readonly Kind[];

function kindOf({ sentByUs, class: replyClass }: Explanation): Kind {
  if (sentByUs) return 'refused';
  return replyClass === 'permanent' ? 'permanent' : 'transient';
}

/** Marks every failure of a log in the text and the gutter, and in the overview ruler, by its class. */
export function registerMarks(services: Services): vscode.Disposable {
  const marks = new Marks(services);
  return vscode.Disposable.from(
    marks,
    vscode.window.onDidChangeVisibleTextEditors(() => marks.drawAll()),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => marks.draw(textEditor, false)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => marks.drawAll(document)),
    services.documents.onDidIdentify((document) => marks.drawAll(document)),
    services.failures.onDidChange(({ document }) => marks.drawAll(document)),
    services.onDidChangeSettings(() => marks.drawAll()),
  );
}

class Marks implements vscode.Disposable {
  readonly #services: Services;
  /** Made with the first log. */
  #types: Readonly<Record<'text' | 'ruler', Readonly<Record<Kind, vscode.TextEditorDecorationType>>>> | undefined;
  readonly #timers = new Map<vscode.TextEditor, ReturnType<typeof setTimeout>>();
  readonly #withRuler = new WeakSet<vscode.TextEditor>();
  readonly #drawn = new WeakSet<vscode.TextEditor>();

  constructor(services: Services) {
    this.#services = services;
    this.drawAll();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const types of Object.values(this.#types ?? {})) for (const type of Object.values(types)) type.dispose();
  }

  /** Draws the editors of a document, or all, a little later. */
  drawAll(document?: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors)
      if (!document || editor.document === document) this.draw(editor);
  }

  /** The overview ruler stays as it is while one only scrolls. */
  draw(editor: vscode.TextEditor, withRuler = true): void {
    if (withRuler) this.#withRuler.add(editor);
    if (this.#timers.has(editor)) return;
    const run = (): void => {
      this.#timers.delete(editor);
      this.#services.run(this.#draw(editor));
    };
    this.#timers.set(editor, setTimeout(run, settle));
  }

  async #draw(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    if (document.isClosed) return;
    const reach = reachOf(document);
    const settings = readSettings(document);
    const wanted =
      settings.marks && (reach === 'all' || reach === 'text') && isRecord(this.#services.documents.source(document));
    if (!wanted) return this.#clear(editor);
    const catalog = await this.#services.catalog(document.uri);
    const kindFor = (reply: Parameters<typeof explain>[1]): Kind | undefined => {
      const explanation = explain(catalog, reply);
      return isIgnored(explanation, settings) ? undefined : kindOf(explanation);
    };
    const text: Record<Kind, vscode.Range[]> = { permanent: [], transient: [], refused: [] };
    for (const { start, end } of editor.visibleRanges)
      for (const { reply, range } of this.#services.documents.repliesIn(document, start.line, end.line)) {
        const kind = reading().isFailure(reply) ? kindFor(reply) : undefined;
        if (kind) text[kind].push(range);
      }
    this.#types ??= {
      text: {
        permanent: decorationFor('permanent'),
        transient: decorationFor('transient'),
        refused: decorationFor('refused'),
      },
      ruler: { permanent: rulerFor('permanent'), transient: rulerFor('transient'), refused: rulerFor('refused') },
    };
    this.#drawn.add(editor);
    for (const kind of every) editor.setDecorations(this.#types.text[kind], text[kind]);
    if (!this.#withRuler.delete(editor)) return;
    if (reach === 'all') await this.#services.failures.track(document);
    const ruler: Record<Kind, vscode.Range[]> = { permanent: [], transient: [], refused: [] };
    const failures = this.#services.failures.get(document);
    if (failures) {
      const known = new Map<string, Kind | undefined>();
      const step = Math.max(1, document.lineCount / rulerPlaces);
      const last: Partial<Record<Kind, number>> = {};
      for (const { place, key, reply } of failures.index.failures(mostInRuler)) {
        if (!known.has(key)) known.set(key, kindFor(reply));
        const kind = known.get(key);
        const at = Math.floor(place.line / step);
        if (!kind || last[kind] === at) continue;
        last[kind] = at;
        ruler[kind].push(new vscode.Range(place.line, 0, place.line, 0));
      }
    }
    for (const kind of every) editor.setDecorations(this.#types.ruler[kind], ruler[kind]);
  }

  #clear(editor: vscode.TextEditor): void {
    if (!this.#types || !this.#drawn.delete(editor)) return;
    for (const types of Object.values(this.#types))
      for (const type of Object.values(types)) editor.setDecorations(type, []);
  }
}
