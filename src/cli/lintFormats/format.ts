import type { Finding } from '../../core/lint/finding';
import type { Output } from '../command';
import type { Place } from '../lines';

/** A finding with its file as it was named, and its place. */
export interface PlacedFinding {
  readonly file: string;
  readonly text: string;
  readonly finding: Finding;
  readonly place: Place;
}

/** How findings are written. A format that writes one document does so at the end. */
export interface Format {
  readonly finding: (placed: PlacedFinding) => void;
  readonly end: () => void;
}

export type CreateFormat = (output: Output) => Format;

/** An edit in lines (1-based) and columns (0-based UTF-16 units) of the file. */
export interface PlacedEdit {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where the edits of the first fix stand; no edit begins before its finding. */
export function editsOf({ text, finding, place }: PlacedFinding): readonly PlacedEdit[] {
  return (finding.fixes[0]?.edits ?? []).map((edit) => {
    const lineStart = text.lastIndexOf('\n', edit.start - 1) + 1;
    const line = place.line + text.slice(finding.start, edit.start).split('\n').length - 1;
    return { line, start: edit.start - lineStart, end: edit.end - lineStart, text: edit.text };
  });
}

/** The path as an address, relative where it was named so. */
export function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return path
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/^([A-Za-z])%3A\//, 'file:///$1:/');
}
