/** Turning a site on in the popup of the extension as it ships, and what becomes of it when the browser takes the access away. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { type Granting, openGranting } from './granting.ts';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium, untilTrue } from './harness.ts';

const PATTERN = '*://127.0.0.1/*';
const STORY = '/story/boats-are-counted-again';
const TEXT = 'The harbour master counted the boats again in the evening, and this time there was one more. '.repeat(4);

let chromium: Chromium;
let granting: Granting;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample({
    [STORY]: `<!doctype html><html lang="en"><title>Boats</title><meta property="og:type" content="article"><main><h1>Boats</h1><p>${TEXT}</p><p id="ad">Advertisement</p><p>${TEXT}</p></main>`,
  });
  chromium = await startChromium();
  granting = await openGranting(chromium);
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

const inBackground = <T>(expression: string): Promise<T> => chromium.evaluateInBackground<T>(expression);

const becomes = (expression: string): Promise<unknown> => inBackground(untilTrue(expression));

const registered = '(await chrome.scripting.getRegisteredContentScripts())';
const title =
  '(await chrome.action.getTitle({ tabId: (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0].id }))';
const badge = title.replace('getTitle', 'getBadgeText');

async function openSheet(tab: Page): Promise<Page> {
  const popup = await chromium.click(tab);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
  await popup.click('[aria-label="Clean this site automatically"]');
  await popup.waitForSelector('.site-sheet [role=switch]', { timeout: PATIENCE });
  return popup;
}

const isHidden = (tab: Page): Promise<unknown> =>
  tab.waitForFunction(() => getComputedStyle(document.querySelector('#ad') ?? document.body).display === 'none', {
    timeout: PATIENCE,
  });
const reader = (tab: Page): Promise<unknown> => tab.waitForSelector('clean-copy-reader', { timeout: PATIENCE });

test('nothing may be read at installation', async () => {
  expect(await inBackground('chrome.permissions.getAll().then(({ origins }) => origins)')).toEqual([]);
});

describe('in the popup', () => {
  test('one click asks for this site alone, and cleans the page at once', async () => {
    await granting.approve(PATTERN);
    const tab = await chromium.open(`${site.origin}${STORY}`);
    const popup = await openSheet(tab);
    await popup.click('.site-sheet [role=switch]');
    await becomes(`${registered}.length === 1`);
    expect(await inBackground('chrome.permissions.getAll().then(({ origins }) => origins)')).toEqual([PATTERN]);
    expect(await inBackground(`chrome.storage.local.get('siteWishes')`)).toEqual({ siteWishes: [] });
    await reader(tab);
    await popup.close();
    await tab.close();
  });

  test('"not on this page" and "not on this site" are two choices', async () => {
    await inBackground(
      `chrome.storage.local.set({ sites: [{ matches: ['${PATTERN}'], excludes: [], mode: 'tidy' }] })`,
    );
    const tab = await chromium.open(`${site.origin}${STORY}`);
    await isHidden(tab);
    const popup = await openSheet(tab);
    await (await popup.waitForSelector('::-p-text(Not on this page)'))?.click();
    await becomes(`(await chrome.storage.local.get('sites')).sites[0].excludes.length === 1`);
    // What the rule hid comes back at once.
    await tab.waitForFunction(() => !document.querySelector('[data-clean-copy]'), { timeout: PATIENCE });
    await becomes(`${badge} === ''`);
    await popup.close();
    await inBackground(
      `chrome.storage.local.set({ sites: [{ matches: ['${PATTERN}'], excludes: [], mode: 'tidy' }] })`,
    );
    await tab.reload();
    await isHidden(tab);
    const again = await openSheet(tab);
    await (await again.waitForSelector('::-p-text(Not on this site)'))?.click();
    await becomes(`(await chrome.storage.local.get('sites')).sites.length === 0 && ${registered}.length === 0`);
    expect(await inBackground('chrome.permissions.getAll().then(({ origins }) => origins)')).toEqual([]);
    await tab.waitForFunction(() => !document.querySelector('[data-clean-copy]'), { timeout: PATIENCE });
    await again.close();
    await tab.close();
  });
});

describe('the browser', () => {
  const turnOn = async (): Promise<Page> => {
    await granting.approve(PATTERN);
    const tab = await chromium.open(`${site.origin}${STORY}`);
    const popup = await openSheet(tab);
    await popup.click('.site-sheet [role=switch]');
    await becomes(`${registered}.length === 1`);
    await inBackground(
      `chrome.storage.local.set({ sites: [{ matches: ['${PATTERN}'], excludes: [], mode: 'tidy' }] })`,
    );
    await tab.reload();
    await isHidden(tab);
    return tab;
  };
  const off = `(await chrome.storage.local.get('sites')).sites[0].off`;

  test.each([
    ['withdraws the access in its own pages', () => granting.withdraw(PATTERN)],
    ['is asked to withdraw it', () => inBackground(`chrome.permissions.remove({ origins: ['${PATTERN}'] })`)],
  ])('%s while the page is open: the rule is off at once and says so', async (_, revoke) => {
    const tab = await turnOn();
    await revoke();
    await becomes(`${off} === 'no-access' && ${registered}.length === 0`);
    await tab.bringToFront();
    await becomes(`${badge} === '!' && /no access/.test(${title})`);
    expect(await tab.$('[data-clean-copy]')).toBeNull();
    const options = await chromium.open(`chrome-extension://${chromium.extensionId}/options/options.html`);
    const words = await options.waitForSelector('.rule__state', { timeout: PATIENCE });
    expect(await words?.evaluate((one) => one.textContent)).toMatch(/access/i);
    await options.close();
    await tab.close();
    await inBackground('chrome.storage.local.set({ sites: [] })');
    await becomes(`${registered}.length === 0`);
  });

  test('withdraws it: a page that nobody has clicked on is as it was, too', async () => {
    const clicked = await turnOn();
    const other = await chromium.open(`${site.origin}${STORY}`);
    await isHidden(other);
    await granting.withdraw(PATTERN);
    await other.waitForFunction(() => !document.querySelector('[data-clean-copy]'), { timeout: PATIENCE });
    await other.bringToFront();
    await becomes(`${badge} === '!' && /no access/.test(${title})`);
    await other.close();
    await clicked.close();
    await inBackground('chrome.storage.local.set({ sites: [] })');
    await becomes(`${registered}.length === 0`);
  });

  test('withdraws it while the background sleeps', async () => {
    const tab = await turnOn();
    const target = chromium.browser.targets().findLast((target) => target.type() === 'service_worker');
    await (await target?.worker())?.close();
    await granting.withdraw(PATTERN);
    await becomes(`${off} === 'no-access' && ${registered}.length === 0`);
    await tab.close();
  });
});
