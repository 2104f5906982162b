import type { Rule } from './rule';
import { brokenMultilineReply } from './rules/brokenMultilineReply';
import { classMismatch } from './rules/classMismatch';
import { enhancedCodeMisplaced } from './rules/enhancedCodeMisplaced';
import { invalidReplyCode } from './rules/invalidReplyCode';
import { nonAsciiReply } from './rules/nonAsciiReply';
import { nonstandardReplyCode } from './rules/nonstandardReplyCode';
import { obsoleteReplyCode } from './rules/obsoleteReplyCode';
import { replyLineTooLong } from './rules/replyLineTooLong';
import { giveUpOnTransient, retryOnPermanent } from './rules/retryPolicy';
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
  wrongReplyForCommand,
  retryOnPermanent,
  giveUpOnTransient,
  unusualPair,
];
