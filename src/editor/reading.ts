import type * as Reading from '../core/reading';

/**
 * What reads texts: most of our code. It is loaded with the first text that is read, so that a window without one
 * does not pay for it.
 */
export function reading(): typeof Reading {
  // An import that is late and yet at once; the bundler knows it, for the browser too.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../core/reading') as typeof Reading;
}
