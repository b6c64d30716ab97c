import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium, WELCOME } from './harness.ts';

let chromium: Chromium;
let site: Site;
let page: Page;

beforeAll(async () => {
  site = await serveWithSample();
  chromium = await startChromium();
  page = await chromium.open(`${site.origin}/`);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

const ours = (path: string): string => `chrome-extension://${chromium.extensionId}/${path}`;

/** A page of ours, loaded, and its look as it was when the first frame was drawn. */
async function openOurs(path: string): Promise<Page> {
  const opened = await chromium.browser.newPage();
  await opened.evaluateOnNewDocument(() => {
    requestAnimationFrame(() => {
      const { dataset } = document.documentElement;
      Object.assign(globalThis, { firstFrame: { theme: dataset.theme, font: dataset.font } });
    });
  });
  await opened.goto(ours(path));
  await opened.waitForSelector('h1, h2', { timeout: PATIENCE });
  return opened;
}

const firstFrame = (where: Page) => where.evaluate('firstFrame') as Promise<{ theme?: string; font?: string }>;

const stored = () =>
  chromium.evaluateInBackground<Record<string, unknown>>(
    "chrome.storage.sync.get('appearance').then(({ appearance }) => appearance?.value)",
  );

async function untilStored(part: Record<string, unknown>): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    const value = await stored();
    // Asking takes a while itself; a page behind another one has no frames that could be awaited.
    if (value && Object.entries(part).every(([key, wanted]) => value[key] === wanted)) return;
  }
  expect(await stored()).toMatchObject(part);
}

describe('the look in the settings', () => {
  test('is chosen by clicks and keys, seen at once in the sample, and stored for all devices', async () => {
    const options = await openOurs('options/options.html');
    await options.locator('.look input[value=sepia]').click();
    await options.locator('.look input[value=dyslexic]').click();
    expect(await options.$eval('html', ({ dataset }) => [dataset.theme, dataset.font])).toEqual(['sepia', 'dyslexic']);
    expect(await options.$eval('.look-sample p', (sample) => getComputedStyle(sample).fontFamily)).toMatch(/^OpenDys/);

    const [size, width, leading] = await options.$$('.look__range');
    const sampleSize = () => options.$eval('.look-sample p', (sample) => getComputedStyle(sample).fontSize);
    expect(await sampleSize()).toBe('18px');
    await size?.focus();
    await options.keyboard.press('ArrowRight');
    expect(await sampleSize()).toBe('19px');
    await width?.focus();
    await options.keyboard.press('End');
    await leading?.focus();
    await options.keyboard.press('Home');
    for (const label of ['lookJustify', 'lookHyphenate', 'images', 'lookPrintQuotes'] as const) {
      await options.locator(`.look .switch ::-p-text(${messages[label].message})`).click();
    }
    await untilStored({
      theme: 'sepia',
      font: 'dyslexic',
      size: 1.1875,
      width: 60,
      leading: 1.3,
      justify: true,
      hyphenate: true,
      images: true,
      printQuotes: true,
      marks: true,
      keys: true,
    });
    // What was just stored comes back as news, and must not take the control from under the reader's finger.
    expect(await options.evaluate(() => document.activeElement?.matches('.look input'))).toBe(true);
    await options.close();
  });

  test('is seen while a slider is dragged, and stored once', async () => {
    const options = await openOurs('options/options.html');
    // Browsers store no more than 120 times a minute.
    const seen = await options.$eval('.look__range', (element) => {
      const range = element as HTMLInputElement;
      const sample = document.querySelector('.look-sample p') ?? range;
      const sizes = new Set<string>();
      for (let step = 0; step < 150; step++) {
        range.value = String(1 + (step % 10) / 16);
        range.dispatchEvent(new Event('input'));
        sizes.add(getComputedStyle(sample).fontSize);
      }
      range.value = '1.1875';
      range.dispatchEvent(new Event('input'));
      range.dispatchEvent(new Event('change'));
      return sizes.size;
    });
    expect(seen).toBe(10);
    await untilStored({ size: 1.1875 });
    expect(await options.$eval('.options__said', (said) => said.textContent)).toBe('');
    await options.close();
  });

  test('is that of the popup and of every page of ours, from the first frame on', async () => {
    const popup = await chromium.click(page);
    await popup.waitForSelector('article h1', { timeout: PATIENCE });
    const look = () =>
      popup.$eval('.prose', (prose) => {
        const { fontSize, fontFamily } = getComputedStyle(prose);
        const p = prose.querySelector('p') ?? prose;
        const { textAlign: align, hyphens } = getComputedStyle(p);
        return { fontSize, font: fontFamily.split(',')[0], align, hyphens };
      });
    expect(await look()).toEqual({ fontSize: '19px', font: 'OpenDyslexic', align: 'justify', hyphens: 'auto' });
    expect(await popup.$eval('html', (html) => getComputedStyle(html).backgroundColor)).toBe('rgb(246, 238, 220)');
    await popup.close();
    for (const path of [
      'options/options.html',
      'options/shelf.html',
      'options/welcome.html',
      'reader/panel.html?tab=0',
    ]) {
      const opened = await openOurs(path);
      expect([path, await firstFrame(opened)]).toEqual([path, { theme: 'sepia', font: 'dyslexic' }]);
      await opened.close();
    }
  });

  test('chosen elsewhere since is there with the content, and from the first frame on the next time', async () => {
    // As another machine would, or the reader over a page, when nothing of ours is open.
    await chromium.evaluateInBackground(
      "chrome.storage.sync.set({ appearance: { version: 1, value: { theme: 'dark' } } })",
    );
    const opened = await openOurs('options/options.html');
    expect(await opened.$eval('html', ({ dataset }) => dataset.theme)).toBe('dark');
    await opened.close();
    const again = await openOurs('options/options.html');
    expect((await firstFrame(again)).theme).toBe('dark');
    await again.close();
  });

  test('that is broken in storage is the default one', async () => {
    await chromium.evaluateInBackground(
      "chrome.storage.sync.set({ appearance: { version: 1, value: { theme: 'pink', size: 900, width: 'wide', justify: 3 } } })",
    );
    const options = await openOurs('options/options.html');
    expect(
      await options.$$eval('.look__radio:checked', (all) => all.map((one) => (one as HTMLInputElement).value)),
    ).toEqual(['system', 'serif']);
    expect(await options.$eval('.look__range', (range) => (range as HTMLInputElement).value)).toBe('2');
    await options.close();
    await chromium.evaluateInBackground('chrome.storage.sync.clear()');
  });
});

describe('the shortcuts', () => {
  test('are all given by the browser, and the settings say which and where to change them', async () => {
    const commands =
      await chromium.evaluateInBackground<{ name: string; shortcut: string }[]>('chrome.commands.getAll()');
    expect(Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]))).toEqual({
      _execute_action: 'Alt+Shift+K',
      'copy-article': 'Alt+Shift+E',
      // Chromium takes four: this one is for the reader to give.
      'copy-quotes': '',
      'copy-selection': 'Alt+Shift+Q',
      'toggle-reader': 'Alt+Shift+Y',
    });
    const options = await openOurs('options/options.html');
    expect(await options.$$eval('.key', (keys) => keys.map((key) => key.textContent))).toEqual(
      commands.map(({ shortcut }) => shortcut || messages.shortcutNone.message),
    );
    expect(await options.$eval('body', (body) => body.textContent)).toContain('chrome://extensions/shortcuts');
    await options.close();
  });
});

describe('settings as a file', () => {
  const load = (options: Page, text: string) =>
    options.evaluate((text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'settings.json', { type: 'application/json' }));
      const input = document.querySelector<HTMLInputElement>('input[type=file]');
      if (!input) throw new Error('no file input');
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    }, text);
  const said = (options: Page, words: string) =>
    options.waitForFunction(
      (words) => document.querySelector('.options__said')?.textContent === words,
      { timeout: PATIENCE },
      words,
    );

  test('are saved, and loaded again where they are gone', async () => {
    const options = await openOurs('options/options.html');
    await options.evaluate(() => {
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob: Blob) => {
        void blob.text().then((text) => Object.assign(globalThis, { saved: text }));
        return create(blob);
      };
    });
    await options.locator('.look input[value=contrast]').click();
    await untilStored({ theme: 'contrast' });
    await options.locator(`button ::-p-text(${messages.backupSave.message})`).click();
    await said(options, messages.backupSaved.message);
    const text = (await (
      await options.waitForFunction('globalThis.saved', { timeout: PATIENCE })
    ).jsonValue()) as string;
    expect(JSON.parse(text)).toMatchObject({
      format: 'clean-copy-settings',
      version: 1,
      appearance: { theme: 'contrast' },
    });

    await options.evaluate('chrome.storage.sync.clear()');
    await options.waitForFunction(() => document.documentElement.dataset.theme === undefined, { timeout: PATIENCE });
    await load(options, text);
    await said(options, messages.backupLoaded.message);
    await untilStored({ theme: 'contrast' });
    await options.close();
  });

  test.each([
    ['no JSON', '{'],
    ['not ours', '{"format":"other","version":1}'],
    ['from a newer version', '{"format":"clean-copy-settings","version":99}'],
    ['a list', '[]'],
  ])('that are none are refused with a sentence: %s', async (_, text) => {
    const options = await openOurs('options/options.html');
    const before = await stored();
    await load(options, text);
    await said(options, messages.backupNotOurs.message);
    expect(await stored()).toEqual(before);
    await options.close();
  });

  test('whose parts are broken bring only what is valid', async () => {
    const options = await openOurs('options/options.html');
    await load(
      options,
      JSON.stringify({
        format: 'clean-copy-settings',
        version: 1,
        appearance: { theme: 'dark', size: -4, evil: '<img src=x onerror=alert(1)>' },
        sites: ['not a rule', { matches: 3 }],
        removal: 'none',
        siteChoices: { a: 1 },
      }),
    );
    await said(options, messages.backupLoaded.message);
    await untilStored({ theme: 'dark', size: 0.875 });
    expect(await stored()).not.toHaveProperty('evil');
    expect(
      await chromium.evaluateInBackground('chrome.storage.sync.get().then((all) => JSON.stringify(all))'),
    ).not.toMatch(/not a rule|onerror/);
    await options.close();
  });
});

describe('the first-run page', () => {
  test('opens on installation, tells in one screen what to do, and asks nothing of the network', async () => {
    const fresh = await startChromium('dist/chrome', {}, true);
    try {
      const target = await fresh.browser.waitForTarget((target) => target.url().endsWith(WELCOME), {
        timeout: PATIENCE,
      });
      const welcome = (await target.page()) as Page;
      await welcome.setViewport({ width: 800, height: 600 });
      const asked: string[] = [];
      welcome.on('request', (request) => asked.push(request.url()));
      await welcome.reload();
      await welcome.waitForSelector('h1', { timeout: PATIENCE });
      await welcome.evaluate(() => document.fonts.ready);
      expect(asked.filter((url) => !url.startsWith('chrome-extension://'))).toEqual([]);
      expect(await welcome.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(600);
      const text = await welcome.$eval('main', (main) => main.textContent);
      expect(text).toContain('Alt+Shift+K');
      expect(text).toContain(messages.welcomePrivacy.message);
      const options = fresh.browser.waitForTarget((target) => target.url().endsWith('/options/options.html'), {
        timeout: PATIENCE,
      });
      await welcome.click('button');
      await options;
    } finally {
      await fresh.close();
    }
  });

  test('opens on installation alone, and not after an update of this or of the browser', async () => {
    const installed = (reason: string) =>
      chromium.evaluateInBackground(`void chrome.runtime.onInstalled.dispatch({ reason: '${reason}' })`);
    const open = () => chromium.browser.targets().filter((target) => target.url().endsWith(WELCOME));
    await installed('update');
    await installed('chrome_update');
    await (await chromium.open(ours('options/shelf.html'))).close();
    expect(open()).toEqual([]);
    const welcome = chromium.browser.waitForTarget((target) => target.url().endsWith(WELCOME), { timeout: PATIENCE });
    await installed('install');
    await (await (await welcome).page())?.close();
  });
});
