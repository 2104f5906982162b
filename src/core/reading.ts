/** All that reads texts, in one place, so that a host can load it late. */
export { lint } from './lint/lint';
export { isLeftOut, parseConfiguration } from './lint/configuration';
export { commentFor, lineForFileComment } from './lint/comments';
export { createLintFacts } from './lint/lintFacts';
export { groupReplies } from './scanner/groupReplies';
export { headSpan } from './scanner/headSpan';
export { identify } from './scanner/identify';
export { LetterMap } from './scanner/record/letters';
export { placesIn, repliesIn } from './scanner/repliesIn';
export { scan } from './scanner/scan';
export { FailureIndex, isFailure } from './summary/failureIndex';
