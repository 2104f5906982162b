// VS Code's own icons (@vscode/codicons, CC BY 4.0), only those that the pages show.
import arrowCircleRight from '@vscode/codicons/src/icons/arrow-circle-right.svg';
import arrowLeft from '@vscode/codicons/src/icons/arrow-left.svg';
import arrowRight from '@vscode/codicons/src/icons/arrow-right.svg';
import arrowSwap from '@vscode/codicons/src/icons/arrow-swap.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import gitCompare from '@vscode/codicons/src/icons/git-compare.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import lightbulb from '@vscode/codicons/src/icons/lightbulb.svg';
import openPreview from '@vscode/codicons/src/icons/open-preview.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

export const icons = {
  'arrow-circle-right': arrowCircleRight,
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  'arrow-swap': arrowSwap,
  check,
  'chevron-right': chevronRight,
  close,
  copy,
  edit,
  error,
  'git-compare': gitCompare,
  history,
  lightbulb,
  'open-preview': openPreview,
  pass,
  question,
  warning,
} as const;

export type IconName = keyof typeof icons;
