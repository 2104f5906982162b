/** A slice of work ends after this, in milliseconds; with its last step and a collection of garbage it stays below 15. */
export const slice = 5;

/**
 * Runs work in slices that give way to everything else in the extension host.
 * @param isStale asked between slices
 * @returns undefined where the work became stale
 */
export async function inSlices<Result>(
  steps: Generator<undefined, Result>,
  isStale: () => boolean,
): Promise<Result | undefined> {
  while (!isStale()) {
    const deadline = performance.now() + slice;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < deadline);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
  return undefined;
}
