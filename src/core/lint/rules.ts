import type { Rule } from './rule';
import { betterReplyCode } from './rules/betterReplyCode';
import { brokenMultilineReply } from './rules/brokenMultilineReply';
import { classBounds } from './rules/classBounds';
import { classMismatch } from './rules/classMismatch';
import { enhancedCodeMisplaced } from './rules/enhancedCodeMisplaced';
import { everyFailureRetried } from './rules/everyFailureRetried';
import { invalidReplyCode } from './rules/invalidReplyCode';
import { missingEnhancedCode } from './rules/missingEnhancedCode';
import { nameSaysAnotherCode } from './rules/nameSaysAnotherCode';
import { nonAsciiReply } from './rules/nonAsciiReply';
import { nonstandardReplyCode } from './rules/nonstandardReplyCode';
import { obsoleteReplyCode } from './rules/obsoleteReplyCode';
import { rcptAcceptsOnly250 } from './rules/rcptAcceptsOnly250';
import { replyLineTooLong } from './rules/replyLineTooLong';
import { giveUpOnTransient, retryOnPermanent } from './rules/retryPolicy';
import { textContradictsCode } from './rules/textContradictsCode';
import { unknownReplyCode } from './rules/unknownReplyCode';
import { unregisteredEnhancedCode } from './rules/unregisteredEnhancedCode';
import { unusualPair } from './rules/unusualPair';
import { wrongReplyForCommand } from './rules/wrongReplyForCommand';

/** Every rule. Its id is also its key in `smtpReplyCodes.rules`, in the texts, and the name of its page in docs/rules. */
export const rules: readonly Rule[] = [
  classMismatch,
  brokenMultilineReply,
  enhancedCodeMisplaced,
  invalidReplyCode,
  unknownReplyCode,
  nonstandardReplyCode,
  obsoleteReplyCode,
  unregisteredEnhancedCode,
  replyLineTooLong,
  nonAsciiReply,
  textContradictsCode,
  betterReplyCode,
  nameSaysAnotherCode,
  wrongReplyForCommand,
  rcptAcceptsOnly250,
  classBounds,
  retryOnPermanent,
  giveUpOnTransient,
  everyFailureRetried,
  missingEnhancedCode,
  unusualPair,
];
