/** Runs in the browser before the page: makes it what VS Code makes of a webview. */
export function becomeWebview(themes: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  const query = new URLSearchParams(location.search);
  const theme = query.get('theme') ?? 'dark';
  const rightToLeft = query.get('dir') === 'rtl';
  const key = `state ${query.get('state') ?? ''}`;
  const host = window as unknown as {
    toHost(message: unknown): void;
    openNatively(url: string): void;
    acquireVsCodeApi?: unknown;
    dress?: (theme: string) => void;
  };
  let acquired = false;
  host.acquireVsCodeApi = () => {
    if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
    acquired = true;
    return {
      // Messages and states are copies without functions.
      postMessage: (message: unknown) => host.toHost(JSON.parse(JSON.stringify(message))),
      getState: () => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem(key, JSON.stringify(state)),
    };
  };
  // VS Code opens links itself where the page lets the click through.
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link) return;
    host.openNatively(link.href);
    event.preventDefault();
  });
  const style = new CSSStyleSheet();
  style.replaceSync(`@layer vscode-default {
    html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); background: var(--vscode-editor-background) }
    body { background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px }
    a, a code { color: var(--vscode-textLink-foreground) }
    p > a { text-decoration: var(--text-link-decoration) }
    code { font-family: var(--vscode-editor-font-family); color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px }
  }`);
  document.adoptedStyleSheets = [style];
  const dress = (name: string): void => {
    const kind = name.replace(/^hc(-dark)?/, 'high-contrast');
    const { documentElement, body } = document;
    documentElement.removeAttribute('style');
    for (const [variable, value] of Object.entries(themes[name] ?? {}))
      documentElement.style.setProperty(variable, value);
    body.className = `vscode-${kind}${name === 'hc-light' ? ' vscode-high-contrast' : ''}`;
    body.dataset['vscodeThemeKind'] = `vscode-${kind}`;
  };
  host.dress = dress;
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    dress(theme);
  });
  observer.observe(document, { childList: true, subtree: true });
  if (rightToLeft)
    new MutationObserver(() => {
      if (document.documentElement.dir !== 'rtl') document.documentElement.dir = 'rtl';
    }).observe(document, { attributes: true, subtree: true, childList: true });
}
