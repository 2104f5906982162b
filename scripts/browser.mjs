// Finds a Chromium, or installs one: Debian's as root, else Playwright's. The headless shell comes first, since it takes
// the least processor time.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root, run, temporaryFolder, withProgress } from './run.mjs';

const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function find() {
  return [process.env.CHROMIUM_PATH, ...places, chromium.executablePath()].find((place) => place && existsSync(place));
}

async function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = (name) => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env });
  await run('apt-get', ['update', '-qq']);
  await install('chromium-headless-shell').catch(() => install('chromium'));
}

function installFromPlaywright() {
  return run(process.execPath, [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium']);
}

/** The path of a Chromium; installs one where there is none. */
export async function ensureBrowser() {
  const found = find();
  if (found) return found;
  const canUseApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const installers = [
    ...(canUseApt ? [["Installing Debian's chromium", installFromDebian]] : []),
    ["Installing Playwright's chromium", installFromPlaywright],
  ];
  for (const [text, install] of installers) {
    await withProgress(text, install).catch(() => undefined);
    const path = find();
    if (path) return path;
  }
  throw new Error(
    'No Chromium, and none could be installed: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.',
  );
}

/** A Chromium with a fresh profile in which webviews work: they need storage in a third-party frame. */
export async function launchBrowser({ width = 1280, height = 800, scale = 1 } = {}) {
  const executablePath = await ensureBrowser();
  const profile = temporaryFolder();
  await mkdir(join(profile, 'Default'));
  const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width, height },
    deviceScaleFactor: scale,
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
