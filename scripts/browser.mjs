// Finds a Chromium, or installs one: Debian's as root, else Playwright's.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { run } from './hosts.mjs';

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function find() {
  const path = places.find((place) => place && existsSync(place));
  if (path) return path;
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/** The path of a Chromium that runs; installs one where there is none. */
export async function ensureBrowser() {
  const found = find();
  if (found) return found;
  process.stderr.write('No Chromium found; installing one … ');
  const attempts = [
    ...(process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
      ? [
          () =>
            run('apt-get', ['update', '-qq']).then(() =>
              run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
                env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
              }),
            ),
        ]
      : []),
    () =>
      run(process.execPath, [
        join(import.meta.dirname ?? '.', '..', 'node_modules', 'playwright-core', 'cli.js'),
        'install',
        'chromium',
      ]),
  ];
  for (const attempt of attempts) {
    await attempt().catch(() => undefined);
    const path = find();
    if (path) {
      process.stderr.write(`${path}\n`);
      return path;
    }
  }
  process.stderr.write('failed\n');
  throw new Error('No Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.');
}

/** A Chromium with a fresh profile in which webviews work: they need storage in a third-party frame. */
export async function launchBrowser({ width = 1280, height = 800, scale = 1 } = {}) {
  const executablePath = await ensureBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'smtp-reply-codes-profile-'));
  await mkdir(join(profile, 'Default'));
  const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width, height },
    deviceScaleFactor: scale,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
    },
  };
}
