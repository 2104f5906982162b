/** Runs in the browser before the page: makes it what VS Code makes of a webview. */
export function becomeWebview({
  theme,
  variables,
  rightToLeft,
}: {
  readonly theme: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly rightToLeft: boolean;
}): void {
  const host = window as unknown as {
    toHost(message: unknown): void;
    openNatively(url: string): void;
    acquireVsCodeApi?: unknown;
  };
  let acquired = false;
  host.acquireVsCodeApi = () => {
    if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
    acquired = true;
    return {
      // Messages and states are copies without functions.
      postMessage: (message: unknown) => host.toHost(JSON.parse(JSON.stringify(message))),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    };
  };
  // VS Code opens links itself where the page lets the click through.
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link) return;
    host.openNatively(link.href);
    event.preventDefault();
  });
  const kind = theme === 'hc-dark' ? 'high-contrast' : theme === 'hc-light' ? 'high-contrast-light' : theme;
  const style = new CSSStyleSheet();
  style.replaceSync(`@layer vscode-default {
    html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); background: var(--vscode-editor-background) }
    body { background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px }
    a, a code { color: var(--vscode-textLink-foreground) }
    p > a { text-decoration: var(--text-link-decoration) }
    code { font-family: var(--vscode-editor-font-family); color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px }
  }`);
  document.adoptedStyleSheets = [style];
  const dress = (): boolean => {
    if (!document.body) return false;
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.body.className = `vscode-${kind}${theme === 'hc-light' ? ' vscode-high-contrast' : ''}`;
    document.body.dataset['vscodeThemeKind'] = `vscode-${kind}`;
    return true;
  };
  const observer = new MutationObserver(() => {
    if (dress()) observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
  if (rightToLeft)
    new MutationObserver(() => {
      if (document.documentElement.dir !== 'rtl') document.documentElement.dir = 'rtl';
    }).observe(document, { attributes: true, subtree: true, childList: true });
}
