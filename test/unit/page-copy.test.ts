import { describe, expect, jest, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { inSlices } from '../../src/browser/slices.ts';
import { copyPage } from '../../src/core/page-copy.ts';
import { finish } from '../../src/core/steps.ts';

/** A page that is too large to be copied in one go. */
function largePage(): Document {
  const section = `<section>${'<p>a <b>b</b></p>'.repeat(600)}</section>`;
  const form = '<form><input name="parentNode"><input id="appendChild"><p>In a form.</p></form>';
  const html = `<html lang="en"><head><title>Boats</title></head><body class="x">${section.repeat(5)}${form}<div>${'<p>c</p>'.repeat(30)}</div>last</body></html>`;
  return new JSDOM(html).window.document;
}

/** Tells whether text in a page has changed since it was asked. */
function changesOf(page: Document): () => boolean {
  const { MutationObserver } = page.defaultView as unknown as { MutationObserver: typeof globalThis.MutationObserver };
  const observer = new MutationObserver(() => {});
  observer.observe(page, { subtree: true, childList: true, characterData: true });
  return () => observer.takeRecords().length > 0;
}

describe('a large page is copied', () => {
  test('piece by piece, and whole', () => {
    const page = largePage();
    const before = page.body.outerHTML;
    const steps = copyPage(page);
    let laidDown = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) laidDown++;
    expect(laidDown).toBeGreaterThan(5);
    expect(step.value.body.textContent).toBe(page.body.textContent);
    expect(step.value.querySelectorAll('*').length).toBe(page.querySelectorAll('*').length + 1);
    expect(page.body.outerHTML).toBe(before);
  });

  test.each([1, 3, 1000])('as it is at one moment, though it changes %i times', (times) => {
    const page = largePage();
    const changed = changesOf(page);
    const steps = copyPage(page, changed);
    const wandering = page.createElement('p');
    wandering.textContent = 'Here and there.';
    let step = steps.next();
    for (let turn = 0; !step.done; turn++) {
      if (turn < times && turn % 2) page.body.append(wandering);
      else if (turn < times) page.body.prepend(wandering);
      step = steps.next();
    }
    expect(step.value.body.textContent).toBe(page.body.textContent);
  });

  test('without the names that hide its fields', () => {
    const copy = finish(copyPage(largePage()));
    expect(copy.querySelector('form')?.parentNode).toBe(copy.body);
  });
});

describe('in slices', () => {
  test('the thread is given back before the work is done', async () => {
    const seen: string[] = [];
    setTimeout(() => seen.push('another task'));
    function* work(): Generator<undefined, string, undefined> {
      for (const end = performance.now() + 100; performance.now() < end; ) yield;
      seen.push('done');
      return 'result';
    }
    expect(await inSlices(work())).toBe('result');
    expect(seen).toEqual(['another task', 'done']);
  });

  test('a signal ends it', async () => {
    const stop = new AbortController();
    const turned = jest.fn();
    function* work(): Generator<undefined, never, undefined> {
      for (;;) {
        turned();
        yield;
      }
    }
    setTimeout(() => stop.abort());
    await expect(inSlices(work(), stop.signal)).rejects.toThrow('abort');
    expect(turned).toHaveBeenCalled();
  });
});
