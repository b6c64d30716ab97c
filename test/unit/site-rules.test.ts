import { describe, expect, test } from '@jest/globals';
import { siteName } from '../../src/browser/page-address.ts';
import { originsOf, patternFrom, type SiteRule, sitePattern, verdictFor } from '../../src/browser/site-rules.ts';

const rule = (matches: string[], excludes: string[] = [], more: Partial<SiteRule> = {}): SiteRule => ({
  matches,
  excludes,
  ...more,
});
const SITE = rule(['*://*.example.com/*']);
const NEWS = rule(['*://example.com/news/*'], ['*://example.com/news/live*', '*://*.example.com/*?print=*']);

describe('verdictFor', () => {
  test.each<[string, SiteRule, string]>([
    ['https://example.com/', SITE, 'matches'],
    ['http://example.com/a/b?c#d', SITE, 'matches'],
    ['https://www.example.com/a', SITE, 'matches'],
    ['https://de.news.example.com/a', SITE, 'matches'],
    ['https://EXAMPLE.com/a', SITE, 'matches'],
    ['https://example.com:8443/a', SITE, 'matches'],
    ['https://user:secret@example.com/a', SITE, 'matches'],
    ['https://example.com./a', SITE, 'no-match'],
    ['https://notexample.com/a', SITE, 'no-match'],
    ['https://example.com.evil.test/a', SITE, 'no-match'],
    ['https://example.co/a', SITE, 'no-match'],
    ['https://search.test/?q=https://example.com/a', SITE, 'no-match'],
    ['https://search.test/https://example.com/a', SITE, 'no-match'],
    ['https://search.test/#https://example.com/', SITE, 'no-match'],
    ['https://example.com@evil.test/a', SITE, 'no-match'],
    ['https://evil.test\\@example.com/', SITE, 'no-match'],
    ['ftp://example.com/a', SITE, 'not-a-web-address'],
    ['file:///example.com/a', SITE, 'not-a-web-address'],
    ['about:blank', SITE, 'not-a-web-address'],
    ['javascript:alert(1)//example.com/', SITE, 'not-a-web-address'],
    ['not an address', SITE, 'not-a-web-address'],
    ['https://example.com/news/a', NEWS, 'matches'],
    ['https://example.com/news/', NEWS, 'matches'],
    ['https://example.com/news', NEWS, 'no-match'],
    ['https://example.com/sport/news/a', NEWS, 'no-match'],
    ['https://www.example.com/news/a', NEWS, 'no-match'],
    ['https://example.com/news/live-tonight', NEWS, 'excluded'],
    ['https://example.com/news/a?print=1', NEWS, 'excluded'],
    ['https://example.com/news/a?x=1', NEWS, 'matches'],
    ['https://xn--bcher-kva.example/a', rule(['*://*.xn--bcher-kva.example/*']), 'matches'],
    ['https://bücher.example/a', rule(['*://*.xn--bcher-kva.example/*']), 'matches'],
    ['http://127.0.0.1:5000/a', rule(['*://127.0.0.1/*']), 'matches'],
    ['http://localhost:5000/a', rule(['*://localhost/*']), 'matches'],
    ['http://[::1]/a', rule(['*://[::1]/*']), 'not-a-web-address'],
    ['http://1/a', rule(['http://[::1]/*']), 'no-match'],
    ['http://example.com/a', rule(['https://example.com/*']), 'no-match'],
    ['https://example.com/a', rule(['*://*.example.com/*'], [], { off: 'no-access' }), 'rule-off'],
    ['https://example.com/a', rule(['broken (', '*://*.example.com/*']), 'matches'],
    ['https://example.com/a', rule(['*://*.example.com/*'], ['broken (']), 'matches'],
  ])('%s', (url, site, because) => {
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
