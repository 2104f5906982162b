/** Read at once, in bytes. */
export const chunk = 256 * 1024;
/** A line that is longer is read to here and then passed over. */
export const longestLine = 1024 * 1024;
export const bufferLength = chunk + longestLine;

/** Finds the line feeds between two places and writes where they stand; as many as there is room for. Returns their number. */
export type FindLineFeeds = (bytes: Uint8Array, from: number, to: number, found: Int32Array) => number;

/** One byte after the other. */
export const findLineFeeds: FindLineFeeds = (bytes, from, to, found) => {
  let count = 0;
  for (let at = from; at < to && count < found.length; at++) if (bytes[at] === 10) found[count++] = at;
  return count;
};
