import { recordFacets } from './recordFacets';
import type { Evidence } from './score';
import { writtenFacets } from './writtenFacets';

const words: ReadonlyMap<string, string> = new Map(
  [...writtenFacets, ...recordFacets].map(({ id, words: text }) => [id, text]),
);

/** Facets of less weight are left out when they are told to people. */
const worthTelling = 0.3;

/** What spoke for and against a number, in one line, the strongest first: `right before it: quote (+1.5), …` */
export function tellEvidence(facets: readonly Evidence[]): string {
  return facets
    .filter(({ weight }) => Math.abs(weight) >= worthTelling)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(
      ({ facet, value, weight }) =>
        `${words.get(facet) ?? facet}: ${value} (${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)})`,
    )
    .join(', ');
}
