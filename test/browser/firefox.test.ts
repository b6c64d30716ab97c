import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CleanPage } from '../../src/core/article.ts';
import { type Firefox, type Site, serveWithSample, startFirefoxWith, TELL, told } from './harness.ts';

/** Asks what the popup would ask. */
const ASK = `${TELL}
browser.tabs.onUpdated.addListener(async (id, { status }, { url }) => {
  if (status !== 'complete' || !url.startsWith('http://127.0.0.1')) return;
  await browser.scripting.executeScript({ target: { tabId: id }, files: ['words/en.js', 'content.js'] });
  await browser.scripting.executeScript({ target: { tabId: id }, files: ['words/en.js', 'content.js'] });
  const before = await html(id);
  const answer = await browser.tabs.sendMessage(id, { to: 'tab', call: 'read' }, { frameId: 0 });
  const same = before === (await html(id));
  await tell(id, { answer, same });
});
async function html(tabId) {
  const [{ result }] = await browser.scripting.executeScript({
    target: { tabId },
    func: () => document.documentElement.outerHTML,
  });
  return result;
}
`;

interface Asked {
  answer: { ok: true; value: CleanPage };
  same: boolean;
}

let firefox: Firefox;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample();
  firefox = await startFirefoxWith(ASK);
});

afterAll(async () => {
  await firefox?.close();
  await site?.close();
});

describe('in Firefox', () => {
  test('the content script cleans a page and leaves it as it was', async () => {
    const page = await firefox.browser.newPage();
    await page.goto(`${site.origin}/`);
    const { answer, same } = await told<Asked>(page);
    expect(answer.ok).toBe(true);
    expect(answer.value).toMatchObject({
      title: 'Norhaven keeps its night ferry after a winter of protest',
      byline: 'Ines Halloran',
      published: '2026-03-11T06:30:00+01:00',
    });
    expect(answer.value.text).toContain(
      'The boat carries forty people on a good night and four on a bad one. It costs',
    );
    expect(answer.value.text).not.toContain('STORY CONTINUES BELOW');
    expect(answer.value.removals.length).toBeGreaterThanOrEqual(3);
    expect(same).toBe(true);
    await page.close();
  });

  // Last: it has the same id and takes the place of the other.
  test('the extension as it ships installs', async () => {
    expect(await firefox.browser.installExtension(resolve('dist/firefox'))).toMatch(/@/);
  });
});
