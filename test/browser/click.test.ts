import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Chromium, type Site, serveWithSample, startChromium } from './harness.ts';

let chromium: Chromium;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample();
  chromium = await startChromium();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

describe('the extension as it ships', () => {
  test('loads in Chromium without a warning and holds no site', async () => {
    const page = await chromium.open('chrome://extensions');
    const [info] = await page.evaluate(() => chrome.developerPrivate.getExtensionsInfo());
    console.log(JSON.stringify(info, null, 1));
    await page.close();
  });
});
