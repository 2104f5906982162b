import * as vscode from 'vscode';
import { createCatalog, type Catalog } from '../core/catalog/catalog';
import { parseCustomReplies } from '../core/catalog/customReplies';
import type { Facts, Texts } from '../core/catalog/facts';
import type { Log } from './log';
import { readSettings, section } from './settings';

/** Reads the built catalog when it is first needed, each language only when it is used. */
export class CatalogLoader {
  readonly #extensionUri: vscode.Uri;
  readonly #log: Pick<Log, 'warn'>;
  readonly #files = new Map<string, Promise<unknown>>();
  readonly #catalogs = new Map<string, Promise<Catalog>>();

  constructor(extensionUri: vscode.Uri, log: Pick<Log, 'warn'>) {
    this.#extensionUri = extensionUri;
    this.#log = log;
  }

  /** The catalog for the user's language and replies at a place. */
  load(scope?: vscode.Uri): Promise<Catalog> {
    const { language } = readSettings(scope);
    const wanted = language === 'auto' ? vscode.env.language : language;
    const custom = vscode.workspace.getConfiguration(section, scope).get<unknown>('customReplies');
    const key = `${wanted} ${JSON.stringify(custom)}`;
    const known = this.#catalogs.get(key);
    if (known) return known;
    const made = this.#create(wanted, custom);
    this.#catalogs.set(key, made);
    // A file that could not be read is tried again the next time.
    made.catch(() => this.#catalogs.delete(key));
    return made;
  }

  async #create(wanted: string, custom: unknown): Promise<Catalog> {
    const { replies, problems } = parseCustomReplies(custom);
    for (const problem of problems) this.#log.warn(problem);
    if (problems.length) void tellFaults(problems.length, problems[0]!);
    const facts = await this.#read<Facts>('catalog.json');
    const language = languageOf(wanted, facts.languages);
    const [texts, english] = await Promise.all([
      this.#read<Texts>(`locales/${language}.json`),
      language === 'en' ? undefined : this.#read<Texts>('locales/en.json'),
    ]);
    return createCatalog(facts, texts, language, english, replies);
  }

  #read<Value>(name: string): Promise<Value> {
    const known = this.#files.get(name) as Promise<Value> | undefined;
    if (known) return known;
    const uri = vscode.Uri.joinPath(this.#extensionUri, 'dist', ...name.split('/'));
    const read = Promise.resolve(vscode.workspace.fs.readFile(uri)).then(
      (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Value,
    );
    this.#files.set(name, read);
    read.catch(() => this.#files.delete(name));
    return read;
  }
}

/** The language itself, else the one that it is a variety of (`fr-ca`), else English. */
function languageOf(wanted: string, languages: readonly string[]): string {
  const id = wanted.toLowerCase();
  return [id, id.split('-')[0]!].find((candidate) => languages.includes(candidate)) ?? 'en';
}

/** One line, with the way to where the schema marks each fault; the log holds them all. */
async function tellFaults(count: number, first: string): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const more = count > 1 ? ` (${vscode.l10n.t('and {0} more', count - 1)})` : '';
  const taken = await vscode.window.showWarningMessage(`${first}${more}.`, open);
  if (taken)
    await vscode.commands.executeCommand('workbench.action.openSettingsJson', {
      revealSetting: { key: `${section}.customReplies` },
    });
}
