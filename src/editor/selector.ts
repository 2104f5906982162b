import type * as vscode from 'vscode';

/** Documents in any place that people read; what they hold is decided by their content (core/scanner/identify). */
export const selector: vscode.DocumentSelector = { pattern: '**/*' };
