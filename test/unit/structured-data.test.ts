import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { readMetadata } from '../../src/core/structured-data.ts';
import { FURNITURE } from '../../src/rules/furniture/index.ts';

const { window } = new JSDOM('');

function metadataOf(head: string, body = '', url = 'https://www.harbourpost.example/islands/ferry') {
  const html = `<html><head>${head}</head><body>${body}</body></html>`;
  return readMetadata(new window.DOMParser().parseFromString(html, 'text/html'), url, FURNITURE);
}
const linked = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

describe('title', () => {
  test.each([
    [
      '<title>Ferry stops - Harbour Post</title><meta property="og:site_name" content="Harbour Post">',
      '',
      'Ferry stops',
    ],
    ['<title>Harbour Post | Ferry stops running</title>', '', 'Ferry stops running'],
    ['<title>Ferry - a short history</title>', '', 'Ferry - a short history'],
    ['<title>Ferry stops running | News | Post</title>', '<h1>Ferry stops running</h1>', 'Ferry stops running'],
    [
      '<meta property="og:title" content="Ferry stops, islanders wait…">',
      '<h1>Ferry stops, islanders wait for help</h1>',
      'Ferry stops, islanders wait for help',
    ],
    [linked({ '@type': 'NewsArticle', headline: 'Ferry &amp; hull' }), '', 'Ferry & hull'],
  ])('%s %s', (head, body, title) => {
    expect(metadataOf(head, body).title).toBe(title);
  });
});

describe('byline', () => {
  test.each([
    [
      linked({ '@type': 'NewsArticle', author: [{ name: 'By Rosa Miller' }, { name: 'Ed Stone' }] }),
      '',
      'Rosa Miller, Ed Stone',
    ],
    [
      linked({
        '@graph': [
          { '@type': 'Article', author: { '@id': '#p' } },
          { '@type': 'Person', '@id': '#p', name: 'Rosa Miller' },
        ],
      }),
      '',
      'Rosa Miller',
    ],
    ['<meta name="author" content="Von Rosa Müller">', '', 'Rosa Müller'],
    [
      '<meta property="article:author" content="https://social.example/rosa">',
      '<a rel="author" href="/r">Rosa Miller</a>',
      'Rosa Miller',
    ],
    ['<meta name="author" content="admin">', '', undefined],
    ['<meta name="author" content="von der Leyen">', '', 'von der Leyen'],
    ['<meta name="author" content="Van Example">', '', 'Van Example'],
  ])('%s %s', (head, body, byline) => {
    expect(metadataOf(head, body).byline).toBe(byline);
  });
});

describe('dates', () => {
  test.each([
    ['2024-05-14T09:28:00+02:00', '2024-05-14T09:28:00+02:00'],
    ['2024-05-14T09:28:00.123Z', '2024-05-14T09:28:00Z'],
    ['2024-05-14 09:28', '2024-05-14T09:28'],
    ['2024-05-14', '2024-05-14'],
    ['1715678880', '2024-05-14T09:28:00Z'],
    ['Tue, 14 May 2024 09:28:00 GMT', '2024-05-14T09:28:00Z'],
    ['May 14, 2024', '2024-05-14'],
    ['0001-01-01T00:00:00Z', undefined],
    ['yesterday', undefined],
    ['2024-13-45', undefined],
  ])('%s is %s', (given, iso) => {
    expect(metadataOf(`<meta property="article:published_time" content="${given}">`).published).toBe(iso);
  });

  test('the address tells the day when nothing else does', () => {
    expect(metadataOf('', '', 'https://x.example/2024/05/14/ferry').published).toBe('2024-05-14');
    expect(
      metadataOf('', '<article><time datetime="2024-05-13">Monday</time></article>', 'https://x.example/2024/05/14/f')
        .published,
    ).toBe('2024-05-13');
  });
});

describe('JSON-LD of any kind is only ever data', () => {
  test.each([
    ['broken', '<script type="application/ld+json">{"@type": "NewsArticle", </script>'],
    ['null', linked(null)],
    ['deep', `<script type="application/ld+json">${'['.repeat(3000)}${']'.repeat(3000)}</script>`],
    [
      'polluting',
      '<script type="application/ld+json">{"@type":"Article","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}</script>',
    ],
    ['of other types', linked({ '@type': 5, headline: { a: [] }, author: 7, datePublished: {} })],
  ])('%s', (_name, head) => {
    expect(metadataOf(`${head}<title>Ferry</title>`).title).toBe('Ferry');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a raw line break in a string is repaired', () => {
    const head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry\n stops"}</script>';
    expect(metadataOf(head).title).toBe('Ferry stops');
  });

  test('of several articles the page’s own counts', () => {
    const other = { '@type': 'NewsArticle', headline: 'Bridge', url: 'https://www.harbourpost.example/islands/bridge' };
    const own = { '@type': 'NewsArticle', headline: 'Ferry', url: 'https://www.harbourpost.example/islands/ferry' };
    expect(metadataOf(linked([other, own])).title).toBe('Ferry');
  });
});

test('language and direction', () => {
  expect(metadataOf('<meta property="og:locale" content="pt_BR">').lang).toBe('pt-BR');
  expect(metadataOf('<meta property="og:locale" content="ar_EG">').dir).toBe('rtl');
  expect(metadataOf('<meta http-equiv="content-language" content="not a tag!">').lang).toBe('und');
});
