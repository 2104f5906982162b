import type { CreateFormat, PlacedFinding } from './format';

/** JUnit's XML: a suite a file, a failed case a finding; one passed case where there is none. */
export const junitFormat: CreateFormat = (output) => {
  const files = new Map<string, PlacedFinding[]>();
  let count = 0;
  return {
    finding: (placed) => {
      count++;
      const known = files.get(placed.file);
      if (known) known.push(placed);
      else files.set(placed.file, [placed]);
    },
    end: () => {
      output.line('<?xml version="1.0" encoding="UTF-8"?>');
      output.line(`<testsuites name="smtp-reply-codes" tests="${Math.max(count, 1)}" failures="${count}">`);
      if (!count)
        output.line(
          '  <testsuite name="smtp-reply-codes" tests="1" failures="0"><testcase name="no findings"/></testsuite>',
        );
      for (const [file, placed] of files) {
        output.line(`  <testsuite name="${escape(file)}" tests="${placed.length}" failures="${placed.length}">`);
        for (const one of placed) output.line(caseOf(one));
        output.line('  </testsuite>');
      }
      output.line('</testsuites>');
    },
  };
};

function caseOf({ file, finding: { rule, level, message }, place: { line, start } }: PlacedFinding): string {
  const place = `${file}:${line}:${start + 1}`;
  return `    <testcase classname="${escape(file)}" name="${escape(`${rule} (${line}:${start + 1})`)}"><failure type="${level}" message="${escape(message)}">${escape(`${place}: ${message}`)}</failure></testcase>`;
}

function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
