import type { CreateFormat } from './format';

const commands = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/** Annotations of GitHub Actions (workflow commands). */
export const githubFormat: CreateFormat = (output) => ({
  finding: ({ file, finding: { rule, level, message }, place }) => {
    const properties = [
      ['file', file],
      ['line', String(place.line)],
      ['col', String(place.start + 1)],
      ['endColumn', String(place.end + 1)],
      ['title', rule],
    ];
    const shown = properties.map(([name, value]) => `${name!}=${property(value!)}`).join(',');
    output.line(`::${commands[level]} ${shown}::${data(message)}`);
  },
  end: () => undefined,
});

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
