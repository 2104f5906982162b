import type * as vscode from 'vscode';
import type { Catalog } from '../core/catalog/catalog';
import type { Documents } from './documents';

/** What every feature stands on, those included that others share. */
export interface Basics {
  readonly documents: Documents;
  /** The catalog in the user's language, with the user's own replies; read when it is first needed. */
  readonly catalog: (scope?: vscode.Uri) => Promise<Catalog>;
  /** Runs work without waiting for it; a failure goes to the log. */
  readonly run: (work: Promise<unknown>) => void;
}
