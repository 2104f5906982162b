import { recognisers } from './judge';
import type { Recogniser } from './recogniser';

/** The recognisers of records by `Occurrence.rule`, for `scan --explain`. */
export const recordRules: ReadonlyMap<string, Recogniser> = new Map(
  [...recognisers].reverse().map((recogniser) => [recogniser.id, recogniser]),
);
