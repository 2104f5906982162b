import type * as LogReader from '../platform/logReader';

/** What reads files as streams; undefined in a browser. Loaded with the first log that is summed up. */
export function logReader(): typeof LogReader | undefined {
  // The bundler puts another module here where there is no Node.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const found = require('../platform/logReader') as typeof LogReader | { readonly readLog: undefined };
  return found.readLog ? (found as typeof LogReader) : undefined;
}
