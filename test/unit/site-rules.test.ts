import { describe, expect, test } from '@jest/globals';
import { siteName } from '../../src/browser/page-address.ts';
import {
  originsOf,
  patternFrom,
  sitePattern,
  verdictFor,
  withoutPage,
  withoutSite,
} from '../../src/browser/site-rules.ts';
import { ADDRESSES, NEWS, rule, SITE } from '../fixtures/addresses.ts';

describe('verdictFor', () => {
  test.each(ADDRESSES)('%s', (url, site, because) => {
    expect(verdictFor(url, [site]).because).toBe(because);
  });

  test('one rule that excludes does not stop another that matches', () => {
    const verdict = verdictFor('https://example.com/news/live', [NEWS, SITE]);
    expect(verdict).toMatchObject({ cleaned: true, pattern: '*://*.example.com/*', rule: SITE });
  });
});

describe('patternFrom', () => {
  test.each([
    ['example.com', '*://example.com/*'],
    [' Example.COM/ ', '*://example.com/*'],
    ['*.example.com', '*://*.example.com/*'],
    ['https://example.com/news/*', 'https://example.com/news/*'],
    ['example.com/news/*#top', '*://example.com/news/*'],
    ['bücher.example', '*://xn--bcher-kva.example/*'],
    ['*://*.example.com/*', '*://*.example.com/*'],
    ['localhost', '*://localhost/*'],
    ['example.com?print=*', '*://example.com/?print=*'],
  ])('%s', (typed, pattern) => {
    expect(patternFrom(typed)).toEqual({ pattern });
  });

  test.each([
    ['', 'empty'],
    ['<all_urls>', 'every-site'],
    ['*://*/*', 'every-site'],
    ['*', 'every-site'],
    ['*.com', 'every-site'],
    ['ftp://example.com/*', 'not-a-web-address'],
    ['file:///home/*', 'not-a-web-address'],
    ['exa mple.com', 'bad-host'],
    ['ex*mple.com', 'bad-host'],
    ['user@example.com', 'bad-host'],
    ['[::1]', 'bad-host'],
    ['*.127.0.0.1', 'bad-host'],
  ])('%s is refused', (typed, error) => {
    expect(patternFrom(typed)).toEqual({ error });
  });
});

test.each([
  ['https://www.example.com/a', 'example.com', '*://*.example.com/*'],
  ['https://news.example.co.uk/', 'news.example.co.uk', '*://*.news.example.co.uk/*'],
  ['http://127.0.0.1:8080/a', '127.0.0.1', '*://127.0.0.1/*'],
  ['http://localhost/a', 'localhost', '*://localhost/*'],
  ['about:blank', undefined, undefined],
])('the site of %s', (url, name, pattern) => {
  expect(siteName(url)).toBe(name);
  expect(sitePattern(url)).toBe(pattern);
});

test('a path is no part of what the browser is asked for', () => {
  expect(originsOf(rule(['https://*.example.com/news/*', '*://other.test/*']))).toEqual([
    'https://*.example.com/*',
    '*://other.test/*',
  ]);
});

describe('not here', () => {
  const url = 'https://www.example.com/news/a?x=1#b';

  test('a page is excluded from the rules that hold for it, and from no other', () => {
    expect(withoutPage(SITE, url).excludes).toEqual(['*://www.example.com/news/a?x=1']);
    expect(verdictFor(url, [withoutPage(SITE, url)]).because).toBe('excluded');
    expect(verdictFor('https://www.example.com/news/b', [withoutPage(SITE, url)]).because).toBe('matches');
    expect(withoutPage(NEWS, url)).toBe(NEWS);
  });

  test('a rule for nothing but the site goes; of others the site is taken out', () => {
    expect(withoutSite(SITE, url)).toBeUndefined();
    expect(withoutSite(rule(['*://example.com/news/*', '*://other.test/*']), url)?.matches).toEqual([
      '*://other.test/*',
    ]);
    const below = withoutSite(SITE, 'https://de.example.com/a');
    expect(verdictFor('https://de.example.com/b', below ? [below] : []).because).toBe('excluded');
    expect(verdictFor('https://example.com/b', below ? [below] : []).because).toBe('matches');
    expect(withoutSite(SITE, 'https://other.test/')).toEqual(SITE);
  });
});
