import type { CodeKind } from '../../model';
import type { Evidence } from './score';

/** A number that could have been a code, whatever became of it. */
export interface Considered {
  readonly kind: CodeKind;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  /** What accepted it; '' where it was passed over. */
  readonly rule: string;
  /** What decided: an anchor or a glance at its neighbours alone, or all evidence together. */
  readonly by: 'anchor' | 'glance' | 'evidence';
  /** 0 to 1. */
  readonly certainty: number;
  /** All facets with their weights, in their order. */
  readonly facets: readonly Evidence[];
}
