import * as vscode from 'vscode';

export const section = 'smtpReplyCodes';

export type HoverPart = 'remedy' | 'meaning' | 'provider' | 'command' | 'related' | 'sources';
export type Level = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** The user's settings for a document, as package.json declares them. */
export interface Settings {
  /** `auto` or a language that has texts. */
  readonly language: string;
  readonly role: 'auto' | 'sender' | 'receiver' | 'developer';
  readonly hover: { readonly enabled: boolean; readonly parts: readonly HoverPart[] };
  readonly inlineFixes: {
    readonly show: 'logs' | 'everywhere' | 'off';
    readonly position: 'auto' | 'start' | 'end';
  };
  readonly marks: boolean;
  readonly diagnostics: {
    readonly logs: 'grouped' | 'all' | 'off';
    readonly permanentSeverity: Level;
    readonly transientSeverity: Level;
    readonly refusedByUsSeverity: Level;
    readonly code: boolean;
    readonly tests: 'lower' | 'same' | 'off';
  };
  readonly ignoredCauses: readonly string[];
  readonly rules: Readonly<Record<string, Level>>;
}

/** package.json gives every setting its default, so what is read is complete. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  return vscode.workspace.getConfiguration(undefined, scope).get<Settings>(section)!;
}

const severities: Readonly<Record<Level, vscode.DiagnosticSeverity | undefined>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
  off: undefined,
};

/** The editor's severity of a level; undefined for `off`. */
export function severityOf(level: Level): vscode.DiagnosticSeverity | undefined {
  return severities[level];
}
