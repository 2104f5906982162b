import * as vscode from 'vscode';
import type { Finding, TitledFix } from '../core/lint/finding';
import { isWritten } from './documents';
import { rangeOf } from './codeProblems';
import { problemSource } from './logProblems';
import { selector } from './selector';
import { reading } from './reading';
import type { Services } from './services';
import { section } from './settings';

const fixAll = vscode.CodeActionKind.SourceFixAll.append(section);

/** The light bulb in code: mend a finding, all findings of its rule, or switch the rule off. */
export function registerCodeActions(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, range, { only, diagnostics }, token) => {
          const wantsFixes = !only || only.contains(vscode.CodeActionKind.QuickFix);
          const wantsAll = !!only && only.intersects(fixAll);
          if ((!wantsFixes && !wantsAll) || !isWritten(services.documents.source(document))) return [];
          const findings = await services.findings.of(document);
          if (token.isCancellationRequested || !findings.length) return [];
          if (!wantsFixes) return fixAllCertain(document, findings);
          const problems = diagnostics.filter(({ source }) => source === problemSource);
          const here = findings.filter((finding) => rangeOf(document, finding).intersection(range));
          // a file that VS Code knows by no language is known by its name here
          const { id } = services.documents.source(document);
          const languageId = document.languageId === 'jsonc' ? 'jsonc' : id;
          return here.flatMap((finding) => actionsFor(document, languageId, finding, findings, problems));
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll] },
    ),
    vscode.commands.registerCommand(`${section}.disableRule`, disableRule),
  );
}

function actionsFor(
  document: vscode.TextDocument,
  languageId: string,
  finding: Finding,
  findings: readonly Finding[],
  problems: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const { rule, fixes } = finding;
  const range = rangeOf(document, finding);
  const own = problems.filter((problem) => ruleOf(problem) === rule && problem.range.isEqual(range));
  const action = (title: string, edit?: vscode.WorkspaceEdit): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = own;
    if (edit) made.edit = edit;
    return made;
  };
  const actions = fixes.map((fix) => {
    const made = action(fix.title, editFor(document, [fix]));
    made.isPreferred = fix.certain;
    return made;
  });
  const alike = findings.filter((other) => other.rule === rule && other.fixes.length === 1);
  if (fixes.length === 1 && alike.length > 1) {
    const title = vscode.l10n.t('Fix all {0} findings of “{1}” in this file', alike.length, rule);
    actions.push(
      action(
        title,
        editFor(
          document,
          alike.map((other) => other.fixes[0]!),
        ),
      ),
    );
  }
  const { commentFor, lineForFileComment } = reading();
  const nextLine = commentFor(languageId, `smtp-reply-codes-disable-next-line ${rule}`);
  if (nextLine && !finding.insideText) {
    const { line } = range.start;
    const indent = /^\s*/.exec(document.lineAt(line).text)![0];
    const text = `${indent}${nextLine}\n`;
    actions.push(action(vscode.l10n.t('Disable “{0}” for this line', rule), insertion(document, line, text)));
  }
  const wholeFile = commentFor(languageId, `smtp-reply-codes-disable ${rule}`);
  if (wholeFile) {
    const line = lineForFileComment(document.getText(new vscode.Range(0, 0, 10, 0)));
    const title = vscode.l10n.t('Disable “{0}” for this file', rule);
    actions.push(action(title, insertion(document, line, `${wholeFile}\n`)));
  }
  const everywhere = action(vscode.l10n.t('Disable “{0}” in this workspace', rule));
  everywhere.command = { command: `${section}.disableRule`, title: everywhere.title, arguments: [rule] };
  return [...actions, everywhere];
}

/** `source.fixAll.smtpReplyCodes`: what has one right answer, everywhere in the file. */
function fixAllCertain(document: vscode.TextDocument, findings: readonly Finding[]): vscode.CodeAction[] {
  const certain = findings.flatMap(({ fixes }) => (fixes[0]?.certain ? [fixes[0]] : []));
  if (!certain.length) return [];
  const made = new vscode.CodeAction(vscode.l10n.t('Fix all SMTP replies that have one right answer'), fixAll);
  made.edit = editFor(document, certain);
  return [made];
}

/** One change, and so one undo. Of two that overlap the first is made; the other is offered again afterwards. */
function editFor(document: vscode.TextDocument, fixes: readonly Pick<TitledFix, 'edits'>[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  let end = 0;
  for (const change of fixes.flatMap(({ edits }) => edits).sort((a, b) => a.start - b.start)) {
    if (change.start < end) continue;
    edit.replace(document.uri, rangeOf(document, change), change.text);
    end = change.end;
  }
  return edit;
}

function insertion(document: vscode.TextDocument, line: number, text: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(line, 0), text);
  return edit;
}

function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

async function disableRule(rule: unknown): Promise<void> {
  if (typeof rule !== 'string' || !/^[a-z]+(?:-[a-z0-9]+)*$/.test(rule)) return;
  const settings = vscode.workspace.getConfiguration(section);
  const inWorkspace = !!vscode.workspace.workspaceFolders;
  const set = settings.inspect<Readonly<Record<string, string>>>('rules');
  const own = (inWorkspace ? set?.workspaceValue : set?.globalValue) ?? {};
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('rules', { ...own, [rule]: 'off' }, target);
}
