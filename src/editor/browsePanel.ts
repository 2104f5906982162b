import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { explain } from '../core/explain/explain';
import { parseReply } from '../core/codes';
import type { FromPage, ToPage } from '../webview/protocol';
import { changesTexts, connect, openLink } from './page';
import type { Services } from './services';
import { section } from './settings';

const viewType = `${section}.browse`;

/** “SMTP: Browse Reply Codes”: all codes by class, with search as you type. */
export function registerBrowse(services: Services): vscode.Disposable {
  let panel: vscode.WebviewPanel | undefined;
  let refresh: (() => void) | undefined;
  const own = (taken: vscode.WebviewPanel): void => {
    panel?.dispose();
    panel = taken;
    taken.onDidDispose(() => {
      if (panel === taken) panel = refresh = undefined;
    });
  };
  const start = (owned: vscode.WebviewPanel, first?: ToPage): void => {
    // It may have been closed, or another may have taken its place.
    if (panel !== owned) return;
    const links = new Set<string>();
    const answer = (message: FromPage): void =>
      services.run(services.catalog().then((catalog) => receive(catalog, message, post, links)));
    const post = connect(owned, services.extensionUri, answer, first);
    refresh = () => answer({ type: 'ready' });
  };
  return vscode.Disposable.from(
    { dispose: () => panel?.dispose() },
    services.onDidChangeSettings((event) => {
      if (changesTexts(event)) refresh?.();
    }),
    vscode.commands.registerCommand(viewType, async () => {
      if (panel) return panel.reveal();
      const made = vscode.window.createWebviewPanel(
        viewType,
        vscode.l10n.t('SMTP Reply Codes'),
        vscode.ViewColumn.Active,
      );
      own(made);
      start(made, catalogMessage(await services.catalog()));
    }),
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (kept) => {
        own(kept);
        start(kept);
        return Promise.resolve();
      },
    }),
  );
}

function catalogMessage(catalog: Catalog): ToPage {
  return { type: 'catalog', entries: catalog.entries(), texts: catalog.texts.page, locale: catalog.locale };
}

/** Rows further down are seldom looked at. */
const mostExplained = 60;

function foundMessage(catalog: Catalog, query: string): ToPage {
  const ids = catalog.search(query).map(({ id }) => id);
  const why = query.trim()
    ? ids.slice(0, mostExplained).flatMap((id) => {
        const text = catalog.whyFound(id, query);
        return text ? [[id, text] as const] : [];
      })
    : [];
  return { type: 'found', query, ids, why: Object.fromEntries(why) };
}

async function receive(
  catalog: Catalog,
  message: FromPage,
  post: (message: ToPage) => void,
  links: Set<string>,
): Promise<void> {
  switch (message.type) {
    case 'ready':
      return post(catalogMessage(catalog));
    case 'search':
      return post(foundMessage(catalog, message.query));
    case 'explain': {
      const entry = catalog.entries().find(({ id }) => id === message.id);
      if (!entry) return undefined;
      const model = explain(catalog, parseReply(entry.reply)!);
      for (const { url } of model.references) links.add(url);
      return post({ type: 'explanation', id: entry.id, model });
    }
    case 'openPage':
      await vscode.commands.executeCommand(`${section}.explain`, message.reply);
      return undefined;
    case 'compare':
      await vscode.commands.executeCommand(`${section}.compare`, message.left, message.right);
      return undefined;
    case 'openLink':
      return openLink(message.url, links);
    default:
      return undefined;
  }
}
