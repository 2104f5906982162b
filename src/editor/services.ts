import * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import { Bounces } from './bounces';
import { CatalogLoader } from './catalogLoader';
import { Documents } from './documents';
import { FailureTracker } from './failures';
import { FindingTracker } from './findings';
import { section } from './settings';

/** What the features share. Built once in `activate`. */
export interface Services extends vscode.Disposable {
  readonly extensionUri: vscode.Uri;
  readonly documents: Documents;
  readonly bounces: Bounces;
  readonly failures: FailureTracker;
  readonly findings: FindingTracker;
  readonly onDidChangeSettings: vscode.Event<vscode.ConfigurationChangeEvent>;
  /** The catalog in the user's language, with the user's own replies; read at its first use. */
  readonly catalog: (scope?: vscode.Uri) => Promise<Catalog>;
  /** Lets work go on by itself; a failure goes to the log, not to the user. */
  readonly run: (work: Promise<unknown>) => void;
}

/** The log in the Output panel, which is not opened before there is something to say. */
export interface Log extends vscode.Disposable {
  readonly warn: (message: string) => void;
  readonly error: (error: unknown) => void;
}

function createLog(): Log {
  let channel: vscode.LogOutputChannel | undefined;
  const open = () => (channel ??= vscode.window.createOutputChannel(vscode.l10n.t('SMTP Reply Codes'), { log: true }));
  return {
    warn: (message) => open().warn(message),
    error: (error) => open().error(error instanceof Error ? error : String(error)),
    dispose: () => channel?.dispose(),
  };
}

export function createServices(context: vscode.ExtensionContext): Services {
  const log = createLog();
  const changed = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
  const loader = new CatalogLoader(context.extensionUri, log);
  const documents = new Documents();
  const services: { -readonly [Key in keyof Services]: Services[Key] } = {
    extensionUri: context.extensionUri,
    documents,
    bounces: new Bounces({ documents }),
    failures: undefined as never,
    findings: undefined as never,
    onDidChangeSettings: changed.event,
    catalog: (scope) => loader.load(scope),
    run: (work) => void work.catch(log.error),
    dispose: () => subscriptions.dispose(),
  };
  services.failures = new FailureTracker(services);
  services.findings = new FindingTracker(services, log);
  const subscriptions = vscode.Disposable.from(
    services.failures,
    services.findings,
    documents,
    changed,
    log,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(section)) return;
      const texts =
        event.affectsConfiguration(`${section}.language`) || event.affectsConfiguration(`${section}.customReplies`);
      services.run((texts ? services.failures.reset() : Promise.resolve()).then(() => changed.fire(event)));
    }),
  );
  return services;
}
