import * as vscode from 'vscode';

/** The log in the Output panel, which is not opened before there is something to say. */
export interface Log extends vscode.Disposable {
  readonly warn: (message: string) => void;
  readonly error: (error: unknown) => void;
}

export function createLog(): Log {
  let channel: vscode.LogOutputChannel | undefined;
  const open = () => (channel ??= vscode.window.createOutputChannel(vscode.l10n.t('SMTP Reply Codes'), { log: true }));
  return {
    warn: (message) => open().warn(message),
    error: (error) => open().error(error instanceof Error ? error : String(error)),
    dispose: () => channel?.dispose(),
  };
}
