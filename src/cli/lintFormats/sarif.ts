import { version } from '../../../package.json';
import { rules } from '../../core/lint/rules';
import { editsOf, uriOf, type CreateFormat, type PlacedFinding } from './format';

const home = 'https://github.com/smtp-reply-codes/smtp-reply-codes';
const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note', off: 'none' } as const;

/** SARIF 2.1.0 (OASIS), one run. */
export const sarifFormat: CreateFormat = (output) => {
  const results: object[] = [];
  return {
    finding: (placed) => void results.push(resultOf(placed)),
    end: () =>
      output.text(
        JSON.stringify(
          {
            $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
            version: '2.1.0',
            runs: [
              {
                tool: {
                  driver: { name: 'smtp-reply-codes', version, informationUri: home, rules: rules.map(describe) },
                },
                columnKind: 'utf16CodeUnits',
                results,
              },
            ],
          },
          null,
          2,
        ),
      ),
  };
};

function describe({ id, level, reference }: (typeof rules)[number]): object {
  return {
    id,
    shortDescription: { text: id.replaceAll('-', ' ') },
    fullDescription: { text: `${id.replaceAll('-', ' ')} (${reference.name})` },
    helpUri: `${home}/blob/main/docs/rules/${id}.md`,
    defaultConfiguration: { level: levels[level], enabled: level !== 'off' },
  };
}

function resultOf(placed: PlacedFinding): object {
  const { file, finding, place } = placed;
  const { rule, level, message, fixes } = finding;
  const artifactLocation = { uri: uriOf(file) };
  const edits = editsOf(placed);
  const fix = fixes[0] && {
    description: { text: fixes[0].title },
    artifactChanges: [
      {
        artifactLocation,
        replacements: edits.map(({ line, start, end, text }) => ({
          deletedRegion: { startLine: line, startColumn: start + 1, endLine: line, endColumn: end + 1 },
          insertedContent: { text },
        })),
      },
    ],
  };
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[level],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: {
            startLine: place.line,
            startColumn: place.start + 1,
            endLine: place.line,
            endColumn: place.end + 1,
          },
        },
      },
    ],
    ...(edits.length ? { fixes: [fix] } : {}),
  };
}
