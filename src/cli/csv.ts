/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+@\t\r-]/;

/** A line of CSV (RFC 4180), without its line end. A text that a spreadsheet would run has an apostrophe before it. */
export function toCsvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return cells.map(toCell).join(',');
}

function toCell(value: string | number | boolean | null | undefined): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  // one row is one line, whatever a log or a name holds
  const text = value.replace(/[\r\n\u2028\u2029]+/g, ' ').replace(formula, "'$&");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
