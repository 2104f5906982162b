import type { Explanation } from '../model';

/** `550 5.1.1`, `550` or `5.1.1`. */
export function codesOf({ code, enhanced }: Explanation['reply']): string {
  return [code, enhanced].filter(Boolean).join(' ');
}
