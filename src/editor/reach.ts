import type * as vscode from 'vscode';

/** Another version of a file that has its own document: what there is to say stands there already. */
const otherVersions = new Set([
  'git',
  'gitlens',
  'gitlens-git',
  'review',
  'pr',
  'githubpr',
  'hg',
  'hg-original',
  'svn',
  'perforce',
  'p4',
  'conflictResolution',
  'merge-conflict.conflict-diff',
  'local-history',
  'vscode-local-history',
  'vscode-merge',
  'gitfs',
]);
/** What is shown, but nobody can mend or close: the Output panel, the results of a search. */
const shownOnly = new Set(['output', 'search-editor']);
/** Boxes to type in, and the editor's own pages. */
const nothing = new Set(['comment', 'vscode', 'vscode-chat-code-block', 'vscode-scm', 'scm', 'smtp-reply-codes']);

/**
 * How much a document gets by where it is: everything; all that is beside the text, without problems; what a hover says;
 * nothing.
 */
export type Reach = 'all' | 'text' | 'hover' | 'nothing';

export function reachOf({ uri: { scheme } }: Pick<vscode.TextDocument, 'uri'>): Reach {
  if (nothing.has(scheme)) return 'nothing';
  if (otherVersions.has(scheme)) return 'hover';
  return shownOnly.has(scheme) ? 'text' : 'all';
}
