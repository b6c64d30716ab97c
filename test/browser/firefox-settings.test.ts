import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Firefox, PATIENCE, type Site, serveWithSample, startFirefoxWith, TELL, told } from './harness.ts';

/** Works the settings, the sidebar's page and the first-run page as a person would, then opens the reader over the page. */
const WORK = `${TELL}
let begun = false;
browser.tabs.onUpdated.addListener(async (id, { status }, { url }) => {
  if (begun || status !== 'complete' || !url.startsWith('http://127.0.0.1')) return;
  begun = true;
  const welcome = await viewOf('options/welcome.html', 'h1');
  const seen = { welcome: welcome.document.body.textContent };
  seen.settings = await settings();
  await browser.scripting.executeScript({ target: { tabId: id }, files: ['words/en.js', 'content.js'] });
  seen.panel = await panel(id);
  await browser.scripting.executeScript({ target: { tabId: id }, files: ['reader/in-page.js'] });
  await browser.tabs.update(id, { active: true });
  await tell(id, seen);
});

async function settings() {
  await browser.tabs.create({ url: 'options/options.html' });
  const view = await viewOf('options/options.html', '.look');
  const { document } = view;
  document.querySelector('.look input[value=sepia]').click();
  document.querySelector('.look input[value=dyslexic]').click();
  const size = document.querySelector('.look__range');
  size.value = '1.5';
  for (const type of ['input', 'change']) size.dispatchEvent(new view.Event(type, { bubbles: true }));
  const box = [...document.querySelectorAll('.look .switch')].find((one) => one.textContent === '${messages.lookJustify.message}').querySelector('input');
  box.click();
  const stored = await until(async () => {
    const { appearance } = await browser.storage.sync.get('appearance');
    return appearance?.value.justify && appearance.value;
  });
  return {
    theme: document.documentElement.dataset.theme,
    sample: view.getComputedStyle(document.querySelector('.look-sample p')).fontSize,
    background: view.getComputedStyle(document.documentElement).backgroundColor,
    sections: [...document.querySelectorAll('h2')].map((one) => one.textContent),
    keys: [...document.querySelectorAll('.key')].map((one) => one.textContent),
    stored,
  };
}

async function panel(id) {
  await browser.tabs.create({ url: 'reader/panel.html?tab=' + id });
  const view = await viewOf('reader/panel.html', 'article .prose, [role=alert]');
  const { document } = view;
  return {
    text: document.body.textContent,
    theme: document.documentElement.dataset.theme,
    size: view.getComputedStyle(document.querySelector('.prose') ?? document.body).fontSize,
  };
}

function viewOf(path, selector) {
  return until(() => browser.extension.getViews({ type: 'tab' }).find(
    (view) => view.location.pathname === '/' + path && view.document.querySelector(selector)));
}
async function until(find) {
  for (;;) {
    const found = await find();
    if (found) return found;
    await new Promise((next) => setTimeout(next, 20));
  }
}
`;

interface Seen {
  welcome: string;
  settings: {
    theme: string;
    sample: string;
    background: string;
    sections: string[];
    keys: string[];
    stored: Record<string, unknown>;
  };
  panel: { text: string; theme: string; size: string };
}

let firefox: Firefox;
let site: Site;
let page: Page;
let seen: Seen;

beforeAll(async () => {
  site = await serveWithSample();
  const script = await readFile('dist/firefox/reader/in-page.js', 'utf8');
  firefox = await startFirefoxWith(WORK, { 'reader/in-page.js': script.replace(/mode:"closed"/, 'mode:"open"') });
  page = await firefox.browser.newPage();
  await page.goto(`${site.origin}/`);
  seen = await told<Seen>(page);
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

describe('in Firefox', () => {
  test('the first-run page opens on installation', () => {
    expect(seen.welcome).toContain(messages.welcomeTitle.message);
    expect(seen.welcome).toContain(messages.welcomePrivacy.message);
  });

  test('the settings show every section, take a choice and store it', () => {
    const { look, sitesHeading, removalHeading, shortcutsHeading, backupHeading } = messages;
    for (const { message } of [look, sitesHeading, removalHeading, shortcutsHeading, backupHeading]) {
      expect(seen.settings.sections).toContain(message);
    }
    expect(seen.settings).toMatchObject({
      theme: 'sepia',
      sample: '24px',
      background: 'rgb(246, 238, 220)',
      stored: { theme: 'sepia', font: 'dyslexic', size: 1.5, justify: true },
    });
    expect(seen.settings.keys).toContain('Alt+Shift+K');
  });

  test("the sidebar's page shows the article in that look", () => {
    expect(seen.panel.text).toContain('The boat carries forty people on a good night');
    expect(seen.panel).toMatchObject({ theme: 'sepia', size: '24px' });
  });

  test('and so does the reader over the page', async () => {
    const inReader = (expression: string) =>
      page.evaluate(
        `(() => { const root = document.querySelector('clean-copy-reader')?.shadowRoot; return ${expression}; })()`,
      );
    await page.waitForFunction(
      () => document.querySelector('clean-copy-reader')?.shadowRoot?.querySelector('article h1'),
      { timeout: PATIENCE },
    );
    expect(await inReader("root.querySelector('dialog').dataset.theme")).toBe('sepia');
    expect(await inReader("getComputedStyle(root.querySelector('.prose')).fontSize")).toBe('24px');
    expect(await inReader("getComputedStyle(root.querySelector('.prose p')).textAlign")).toBe('justify');
    await page.waitForFunction(() => [...document.fonts].some(({ family }) => family.includes('Clean Copy Dyslexic')), {
      timeout: PATIENCE,
    });
  });
});
