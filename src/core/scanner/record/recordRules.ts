import { failureForms } from './failureForms';
import { recognisers } from './judge';
import type { Recogniser } from './recogniser';

type Told = Pick<Recogniser, 'id' | 'reason' | 'product' | 'url'>;

/** What accepts codes and failures in records by `Occurrence.rule`, for `scan --explain`. */
export const recordRules: ReadonlyMap<string, Told> = new Map(
  [...[...recognisers].reverse(), ...failureForms].map((rule) => [rule.id, rule]),
);
