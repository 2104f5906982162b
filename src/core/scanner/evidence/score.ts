/** One thing that can be seen around a number, and what it is for people. Constant in time. */
export interface Facet<View> {
  readonly id: string;
  /** For people; the value stands behind it. */
  readonly words: string;
  readonly of: (view: View) => string;
}

/** A facet that was seen, and how much it spoke for a code (positive) or against one. */
export interface Evidence {
  readonly facet: string;
  readonly value: string;
  readonly weight: number;
}

/** The weights of the values of facets, as `npm run fit` writes them. */
export interface Model {
  readonly bias: number;
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Adds up what the facets of a number say. A value without a weight says nothing. */
export class Scale<View> {
  readonly #weights: readonly ReadonlyMap<string, number>[];

  constructor(
    readonly facets: readonly Facet<View>[],
    readonly model: Model,
  ) {
    this.#weights = facets.map(({ id }) => new Map(Object.entries(model.weights[id] ?? {})));
  }

  /** Above 0 where a code is more likely than none; in units of the logarithm of the odds. */
  weigh(view: View): number {
    let sum = this.model.bias;
    for (let i = 0; i < this.facets.length; i++) sum += this.#weights[i]!.get(this.facets[i]!.of(view)) ?? 0;
    return sum;
  }

  /** What each facet says, in their order. */
  evidence(view: View): Evidence[] {
    return this.facets.map(({ id, of }, index) => {
      const value = of(view);
      return { facet: id, value, weight: this.#weights[index]!.get(value) ?? 0 };
    });
  }
}

/** The likelihood that a sum stands for, 0 to 1. */
export const certaintyOf = (sum: number): number => 1 / (1 + Math.exp(-sum));
