// The browsers on this machine, where each system keeps them.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{ kind: 'chrome' | 'firefox', name: string, path: string }} Browser */

const COMMANDS = {
  chrome: [
    ['Chromium', 'chromium'],
    ['Chromium', 'chromium-browser'],
    ['Chrome', 'google-chrome'],
    ['Chrome', 'google-chrome-stable'],
    ['Edge', 'microsoft-edge'],
    ['Edge', 'microsoft-edge-stable'],
  ],
  firefox: [
    ['Firefox', 'firefox'],
    ['Firefox', 'firefox-esr'],
    ['Firefox', 'firefox-developer-edition'],
  ],
};

const PROGRAM_FOLDERS = [
  process.env.PROGRAMFILES,
  process.env['PROGRAMFILES(X86)'],
  process.env.LOCALAPPDATA,
  '/Applications',
  join(process.env.HOME ?? '/', 'Applications'),
].filter((folder) => folder !== undefined);

const PROGRAMS = {
  chrome: [
    ['Chromium', 'Chromium.app/Contents/MacOS/Chromium'],
    ['Chrome', 'Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['Edge', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['Chromium', 'Chromium/Application/chrome.exe'],
    ['Chrome', 'Google/Chrome/Application/chrome.exe'],
    ['Edge', 'Microsoft/Edge/Application/msedge.exe'],
  ],
  firefox: [
    ['Firefox', 'Firefox.app/Contents/MacOS/firefox'],
    ['Firefox', 'Mozilla Firefox/firefox.exe'],
  ],
};

/**
 * @param {'chrome' | 'firefox'} kind `chrome` is every browser built on Chromium.
 * @returns {Browser[]} those that are here, the likeliest to take an unpacked extension first. The environment variable
 *   CHROME_PATH or FIREFOX_PATH goes before all others.
 */
export function installedBrowsers(kind) {
  const given = process.env[kind === 'chrome' ? 'CHROME_PATH' : 'FIREFOX_PATH'];
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...(given ? [[given, given]] : []),
    ...COMMANDS[kind].flatMap(([name, command]) => onPath.map((folder) => [name, join(folder, command)])),
    ...PROGRAMS[kind].flatMap(([name, program]) => PROGRAM_FOLDERS.map((folder) => [name, join(folder, program)])),
  ];
  // One program is often there under several names.
  const found = new Map();
  for (const [name, path] of candidates) {
    if (!existsSync(path)) continue;
    const program = realpathSync(path);
    if (!found.has(program)) found.set(program, { kind, name, path });
  }
  return [...found.values()];
}

/** What Chromium needs so that nothing but the page asked for is loaded; its sandbox does not run as root. */
export const CHROMIUM_ARGUMENTS = [
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
