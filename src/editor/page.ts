import * as vscode from 'vscode';
import { isFromPage, type FromPage, type ToPage } from '../webview/protocol';
import { section } from './settings';

/** Where the built page lies; the only folder a page may read. */
export function pageRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The one HTML document of our pages: everything in it comes by messages, as text. The first message may lie in it as data,
 * so that the page need not ask before it is painted.
 */
function pageHtml({ webview, title }: vscode.WebviewPanel, extensionUri: vscode.Uri, first?: ToPage): string {
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(extensionUri), name)).toString();
  const nonce = createNonce();
  const csp = [`default-src 'none'`, `style-src ${webview.cspSource}`, `script-src 'nonce-${nonce}'`].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${csp}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${uri('style.css')}">
    <title>${title.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)}</title>
  </head>
  <body>
    <main></main>${first ? `\n    <script type="application/json">${toData(first)}</script>` : ''}
    <script nonce="${nonce}" src="${uri('main.js')}"></script>
  </body>
</html>`;
}

/** JSON in which no tag and no comment of HTML can begin. */
function toData(message: ToPage): string {
  return JSON.stringify(message).replace(/</g, '\\u003c');
}

function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Connects a panel to the page: guarded messages in, typed messages out. */
export function connect(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  receive: (message: FromPage) => void,
  first?: ToPage,
): (message: ToPage) => void {
  panel.webview.options = { enableScripts: true, localResourceRoots: [pageRoot(extensionUri)] };
  panel.webview.onDidReceiveMessage((message: unknown) => {
    if (isFromPage(message)) receive(message);
  });
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  panel.webview.html = pageHtml(panel, extensionUri, first);
  return (message) => void panel.webview.postMessage(message);
}

/** True where a change of the settings changes what a page says. */
export function changesTexts(event: vscode.ConfigurationChangeEvent): boolean {
  return ['language', 'customReplies'].some((name) => event.affectsConfiguration(`${section}.${name}`));
}

/** Opens a link of a page, if it is one that the catalog itself holds. */
export function openLink(url: string, known: ReadonlySet<string>): void {
  if (known.has(url)) void vscode.env.openExternal(vscode.Uri.parse(url, true));
}
