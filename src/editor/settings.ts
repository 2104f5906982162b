import * as vscode from 'vscode';
import { checkSettings, type SettingSchemas } from './settingsSchema';

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
  readonly terminalLinks: boolean;
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

/** As much of package.json. */
export interface Manifest {
  readonly contributes: { readonly configuration: readonly { readonly properties: SettingSchemas }[] };
}

let schemas: SettingSchemas = {};
/** The settings that the user has been told of, with the values that were wrong. */
const told = new Map<string, string>();

/** Learns from the manifest what the settings may be; call it before any is read. */
export function declareSettings({ contributes }: Manifest): void {
  const all = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as SettingSchemas;
  // own replies are read, and their faults told, with the catalog
  schemas = Object.fromEntries(Object.entries(all).filter(([name]) => name !== `${section}.customReplies`));
}

/** The settings for a document. The default takes the place of what is no value, and one message names the setting. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const given = vscode.workspace.getConfiguration(section, scope);
  const { values, faulty } = checkSettings(schemas, (name) => given.get<unknown>(name.slice(section.length + 1)));
  const settings: Record<string, unknown> = {};
  for (const [name, value] of values) {
    const [first, second] = name.slice(section.length + 1).split('.') as [string, string | undefined];
    if (second === undefined) settings[first] = value;
    else settings[first] = { ...(settings[first] as object | undefined), [second]: value };
  }
  for (const name of faulty) tell(name, given.get<unknown>(name.slice(section.length + 1)));
  return settings as unknown as Settings;
}

function tell(name: string, value: unknown): void {
  const written = JSON.stringify(value) ?? '';
  if (told.get(name) === written) return;
  told.set(name, written);
  const short = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  void vscode.window.showWarningMessage(
    vscode.l10n.t('{0}: {1} is not a valid value; the default, or the rest of the list, applies.', name, short),
  );
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
