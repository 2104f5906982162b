import weights from './weights.json';
import type { Model } from './score';

/** The weights that `npm run fit` found, for each family of texts and kind of code. */
export const models: Readonly<Record<keyof typeof weights, Model>> = weights;
