import { enhancedRecognisers } from './enhancedRecognisers';
import type { Recogniser } from './recogniser';
import { replyRecognisers } from './replyRecognisers';

/** The recognisers of records by `Occurrence.rule`, for `scan --explain`. */
export const recordRules: ReadonlyMap<string, Recogniser> = new Map(
  [...replyRecognisers, ...enhancedRecognisers].map((recogniser) => [recogniser.id, recogniser]),
);
