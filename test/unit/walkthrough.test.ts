import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  icon: string;
  contributes: {
    commands: readonly { command: string }[];
    walkthroughs: readonly { steps: readonly Step[] }[];
  };
};
const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

test('the steps of the walkthrough have pictures in the colours of the theme', () => {
  assert.ok(steps.length >= 3 && steps.length <= 4);
  for (const { media } of steps) {
    const picture = readFileSync(media.svg, 'utf8');
    // VS Code shows the picture where no style sheet and no inline style is allowed.
    assert.doesNotMatch(picture, /<style|style=|class=|#[0-9a-f]{3,6}\b|rgb\(/i, media.svg);
    assert.match(picture, /var\(--vscode-editor-background\)/);
  }
});

for (const file of ['package.nls.json', 'package.nls.fr.json'])
  test(`the links of the walkthrough in ${file} run commands that the palette has too`, () => {
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    for (const { description, completionEvents } of steps) {
      const links = [...texts[description.slice(1, -1)]!.matchAll(/\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)];
      assert.ok(links.length, description);
      for (const [, command, args] of links) {
        assert.ok(commands.has(command!), command);
        if (args) assert.ok(Array.isArray(JSON.parse(decodeURIComponent(args))), args);
      }
      for (const event of completionEvents)
        if (event.startsWith('onCommand:')) assert.ok(commands.has(event.slice('onCommand:'.length)), event);
    }
  });

test('the icon is a picture of 128 by 128 pixels', () => {
  const png = readFileSync(manifest.icon);
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
});
