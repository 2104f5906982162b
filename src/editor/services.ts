import * as vscode from 'vscode';
import type { Basics } from './basics';
import { Bounces } from './bounces';
import { CatalogLoader } from './catalogLoader';
import { Documents } from './documents';
import { FailureTracker } from './failures';
import { FindingTracker } from './findings';
import { createLog } from './log';
import { section } from './settings';

/** What the features share. Built once in `activate`. */
export interface Services extends Basics, vscode.Disposable {
  readonly extensionUri: vscode.Uri;
  readonly bounces: Bounces;
  readonly failures: FailureTracker;
  readonly findings: FindingTracker;
  readonly onDidChangeSettings: vscode.Event<vscode.ConfigurationChangeEvent>;
}

export function createServices(context: vscode.ExtensionContext): Services {
  const log = createLog();
  const loader = new CatalogLoader(context.extensionUri, log);
  const basics: Basics = {
    documents: new Documents(),
    catalog: (scope) => loader.load(scope),
    run: (work) => void work.catch(log.error),
  };
  const failures = new FailureTracker(basics);
  const findings = new FindingTracker(basics, log);
  const changed = new vscode.EventEmitter<vscode.ConfigurationChangeEvent>();
  const subscriptions = vscode.Disposable.from(
    failures,
    findings,
    basics.documents,
    changed,
    log,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(section)) return;
      const texts =
        event.affectsConfiguration(`${section}.language`) || event.affectsConfiguration(`${section}.customReplies`);
      basics.run((texts ? failures.reset() : Promise.resolve()).then(() => changed.fire(event)));
    }),
  );
  return {
    ...basics,
    extensionUri: context.extensionUri,
    bounces: new Bounces(basics),
    failures,
    findings,
    onDidChangeSettings: changed.event,
    dispose: () => subscriptions.dispose(),
  };
}
