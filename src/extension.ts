import type * as vscode from 'vscode';
import { registerActions } from './editor/act';
import { registerBounceCard } from './editor/bounceCard';
import { registerBrowse } from './editor/browsePanel';
import { registerCodeActions } from './editor/codeActions';
import { registerCodeProblems } from './editor/codeProblems';
import { registerCompare } from './editor/comparePanel';
import { registerCompletion } from './editor/completion';
import { registerExplainClipboard } from './editor/explainClipboard';
import { registerExplain } from './editor/explainPanel';
import { registerHover } from './editor/hover';
import { registerInlineFixes } from './editor/inlineFixes';
import { registerInsertSample } from './editor/insertSample';
import { registerLargeFile } from './editor/largeFile';
import { registerLanguageModelTools } from './editor/languageModelTools';
import { registerLogActions } from './editor/logActions';
import { registerLogProblems } from './editor/logProblems';
import { registerMarks } from './editor/marks';
import { registerMemberHover } from './editor/memberHover';
import { registerMarkdown } from './editor/markdownPages';
import { registerNavigation } from './editor/navigate';
import { registerSample } from './editor/sample';
import { createServices } from './editor/services';
import { declareSettings, type Manifest } from './editor/settings';
import { registerStatus } from './editor/status';
import { registerSummary } from './editor/summaryPanel';
import { registerTerminalLinks } from './editor/terminalLinks';

const features = [
  registerHover,
  registerMemberHover,
  registerInlineFixes,
  registerMarks,
  registerLogProblems,
  registerLogActions,
  registerCodeProblems,
  registerCodeActions,
  registerCompletion,
  registerActions,
  registerBounceCard,
  registerExplain,
  registerExplainClipboard,
  registerMarkdown,
  registerCompare,
  registerBrowse,
  registerSample,
  registerInsertSample,
  registerNavigation,
  registerStatus,
  registerLargeFile,
  registerSummary,
  registerTerminalLinks,
  registerLanguageModelTools,
];

export function activate(context: vscode.ExtensionContext): void {
  declareSettings(context.extension.packageJSON as Manifest);
  const services = createServices(context);
  context.subscriptions.push(services, ...features.map((register) => register(services)));
}
