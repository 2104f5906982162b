import { editsOf, type CreateFormat } from './format';

/** `server.go:6:13: warning: … (rule)`, a line each. */
export const textFormat: CreateFormat = (output) => ({
  finding: ({ file, finding: { rule, level, message }, place: { line, start } }) =>
    output.line(`${file}:${line}:${start + 1}: ${level}: ${message} (${rule})`),
  end: () => undefined,
});

/** One object a line; `fix` is the first way to mend it, null where there is none. */
export const jsonFormat: CreateFormat = (output) => ({
  finding: (placed) => {
    const { file, finding, place } = placed;
    const { rule, level, message, fixes } = finding;
    const [first] = fixes;
    const fix = first ? { title: first.title, certain: first.certain, edits: editsOf(placed) } : null;
    output.line(JSON.stringify({ file, ...place, rule, severity: level, message, fix }));
  },
  end: () => undefined,
});
