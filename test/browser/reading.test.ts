import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import messages from '../../src/_locales/en/messages.json';
import { type Chromium, PATIENCE, type Site, serveWithSample, startChromium } from './harness.ts';

const day = (at: number): string =>
  `On day ${at} the clerk wrote down ${at * 7} boats. The harbour master read it out.`;
const days = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `<p>${day(from + at)}</p>`).join('');

const SCRIPTS: Record<string, { lang: string; dir: string; sentence: string }> = {
  '/ar': {
    lang: 'ar',
    dir: 'rtl',
    sentence: 'أحصى مدير الميناء القوارب مرة أخرى في المساء، وكان عددها هذه المرة أكبر بواحد.',
  },
  '/he': { lang: 'he', dir: 'rtl', sentence: 'מנהל הנמל ספר שוב את הסירות בערב, והפעם הייתה אחת יותר מאתמול.' },
  '/fa': { lang: 'fa', dir: 'rtl', sentence: 'مدیر بندر عصر دوباره قایق‌ها را شمرد و این بار یکی بیشتر از دیروز بود.' },
  '/th': { lang: 'th', dir: 'ltr', sentence: 'นายท่าเรือนับเรืออีกครั้งในตอนเย็น และครั้งนี้มีเรือเพิ่มขึ้นอีกหนึ่งลำจากเมื่อวาน ' },
  '/ja': { lang: 'ja', dir: 'ltr', sentence: '港長は夕方にもう一度船を数えた。今度は昨日より一隻多かった。' },
  '/zh': { lang: 'zh', dir: 'ltr', sentence: '港务长傍晚又数了一遍船只。这一次比昨天多了一艘。' },
  '/ko': { lang: 'ko', dir: 'ltr', sentence: '항만장은 저녁에 배를 다시 세었다. 이번에는 어제보다 한 척이 더 많았다.' },
};
const FOREIGN: Record<string, string> = { rtl: `${day(1)} ${day(2)}`, ltr: SCRIPTS['/ar']?.sentence.repeat(2) ?? '' };

const PAGES: Record<string, string> = {
  '/long': `<!doctype html><html lang="en"><head><title>Boats</title></head><body><article><h1>Boats</h1>${days(1, 20)}
<p>Advertisement</p><h2>Spring</h2>${days(21, 20)}<h3>Early spring</h3>${days(41, 20)}<h2>Summer</h2>${days(61, 20)}</article></body></html>`,
  ...Object.fromEntries(
    Object.entries(SCRIPTS).map(([path, { lang, dir, sentence }]) => [
      path,
      `<!doctype html><html lang="${lang}" dir="${dir}"><head><title>${sentence.slice(0, 12)}</title></head><body><article><h1>${sentence.slice(0, 12)}</h1>
<p>${sentence.repeat(6)}</p><p>${FOREIGN[dir]}</p><p>${sentence.repeat(7)}</p><p><em>${sentence}</em>${sentence.repeat(4)}</p></article></body></html>`,
    ]),
  ),
};

let chromium: Chromium;
let site: Site;

beforeAll(async () => {
  site = await serveWithSample(PAGES);
  chromium = await startChromium();
});

afterAll(async () => {
  await chromium?.close();
  await site?.close();
});

/** The article of a page in a tab of its own, after the click that opens the page to us. */
async function openTab(path: string, before?: () => void): Promise<Page> {
  const page = await chromium.open(site.origin + path);
  const popup = await chromium.click(page);
  await popup.waitForSelector('article h1', { timeout: PATIENCE });
  const id = await popup.evaluate('chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.id)');
  const tab = await chromium.browser.newPage();
  await tab.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  if (before) await tab.evaluateOnNewDocument(before);
  await tab.goto(`chrome-extension://${chromium.extensionId}/reader/panel.html?tab=${id}`);
  await tab.waitForSelector('article h1', { timeout: PATIENCE });
  return tab;
}

describe('every script', () => {
  test.each(Object.entries(SCRIPTS))(
    '%s has its direction, lines and marks; a block in another direction its own',
    async (path, { lang, dir }) => {
      const tab = await openTab(path);
      const seen = await tab.$eval('article', (article) => {
        const [own, foreign] = article.querySelectorAll('.prose p');
        const style = (element: Element | null | undefined) => (element ? getComputedStyle(element) : undefined);
        return {
          lang: article.lang,
          dir: style(own)?.direction,
          foreign: style(foreign)?.direction,
          align: style(own)?.textAlign,
          leading: Number.parseFloat(style(own)?.lineHeight ?? '') / Number.parseFloat(style(own)?.fontSize ?? ''),
          lineBreak: style(own)?.lineBreak,
          wordBreak: style(own)?.wordBreak,
          emphasis: style(article.querySelector('em'))?.fontStyle,
          spill: article.scrollWidth - article.clientWidth,
        };
      });
      expect(seen).toMatchObject({ lang, dir, foreign: dir === 'rtl' ? 'ltr' : 'rtl', align: 'start', spill: 0 });
      expect(seen.leading).toBeGreaterThan(1.75);
      if (['ja', 'zh', 'ko'].includes(lang)) expect(seen.lineBreak).toBe('strict');
      if (lang === 'ko') expect(seen.wordBreak).toBe('keep-all');
      if (lang !== 'th') expect(seen.emphasis).toBe('normal');
      await tab.close();
    },
  );
});

describe('finding the way', () => {
  test('the outline lists the headings by their level, and leads to them', async () => {
    const tab = await openTab('/long');
    await tab.locator(`[aria-label="${messages.outline.message}"]`).click();
    const items = await tab.$$eval('.outline__item', (all) =>
      all.map((one) => [one.textContent, one.getAttribute('data-level')]),
    );
    expect(items).toEqual([
      ['Spring', '2'],
      ['Early spring', '3'],
      ['Summer', '2'],
    ]);
    await tab.locator('.outline__item:nth-child(2) button').click();
    const place = await tab.evaluate(() => {
      const heading = document.querySelector('.prose h3');
      const { top = 0 } = heading?.getBoundingClientRect() ?? {};
      return { inSight: top > 0 && top < innerHeight / 2, focused: document.activeElement === heading };
    });
    expect(place).toEqual({ inSight: true, focused: true });
    await tab.waitForFunction(
      () => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > 20,
      { timeout: PATIENCE },
    );
    await tab.close();
  });

  test('an article without headings says that it has none', async () => {
    const tab = await openTab('/ja');
    await tab.locator(`[aria-label="${messages.outline.message}"]`).click();
    expect(await tab.$eval('.sheet:popover-open', (sheet) => sheet.textContent)).toBe(messages.outlineNone.message);
    await tab.close();
  });
});

describe('reading aloud', () => {
  /** A voice that says nothing, and goes on when it is told to: machines that test have none. */
  const silentVoice = () => {
    const spoken: { text: string; lang: string }[] = [];
    let current: EventTarget | undefined;
    const voices = {
      speak: (utterance: SpeechSynthesisUtterance) => {
        spoken.push({ text: utterance.text, lang: utterance.lang });
        current = utterance;
      },
      cancel: () => {
        const stopped = current;
        current = undefined;
        stopped?.dispatchEvent(new Event('end'));
      },
    };
    Object.defineProperty(globalThis, 'speechSynthesis', { value: voices });
    Object.assign(globalThis, { spoken, sayOn: () => current?.dispatchEvent(new Event('end')) });
  };

  test('goes sentence by sentence through the clean text, marks each, and stops when told to', async () => {
    const tab = await openTab('/long', silentVoice);
    const marked = () => tab.evaluate(() => [...(CSS.highlights.get('clean-copy-spoken') ?? [])].map(String).join());
    const button = (label: string) => tab.locator(`[aria-label="${label}"]`).click();
    await button(messages.readAloud.message);
    expect(await marked()).toBe('On day 1 the clerk wrote down 7 boats.');
    await tab.evaluate('sayOn()');
    expect(await marked()).toBe('The harbour master read it out.');
    for (let sentence = 0; sentence < 41; sentence++) await tab.evaluate('sayOn()');
    const spoken = (await tab.evaluate('spoken')) as { text: string; lang: string }[];
    expect(spoken.length).toBe(43);
    expect(spoken.every(({ lang }) => lang === 'en')).toBe(true);
    expect(spoken.map(({ text }) => text)).not.toContain('Advertisement');
    expect(spoken.map(({ text }) => text)).toContain('Spring');
    // What is spoken stays in sight.
    const visible = await tab.evaluate(() => {
      const [range] = CSS.highlights.get('clean-copy-spoken') ?? [];
      const { top = -1, bottom = -1 } = (range as Range | undefined)?.getBoundingClientRect() ?? {};
      return top >= 0 && bottom <= innerHeight;
    });
    expect(visible).toBe(true);

    await button(messages.readAloudStop.message);
    expect(await marked()).toBe('');
    await tab.evaluate('sayOn()');
    expect(await tab.evaluate('spoken.length')).toBe(43);
    await tab.close();
  });

  test('begins where the reader is', async () => {
    const tab = await openTab('/long', silentVoice);
    await tab.$eval('.prose h3', (heading) => heading.scrollIntoView({ block: 'start' }));
    await tab.locator(`[aria-label="${messages.readAloud.message}"]`).click();
    expect(((await tab.evaluate('spoken')) as { text: string }[])[0]?.text).toBe('Early spring');
    await tab.close();
  });
});
