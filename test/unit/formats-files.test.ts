import { describe, expect, test } from '@jest/globals';
import DOMPurify from 'dompurify';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import Papa from 'papaparse';
import { parse as parseYaml } from 'yaml';
import type { Article } from '../../src/core/article.ts';
import { toCsv, unguardCell } from '../../src/formats/csv.ts';
import {
  DEFAULT_COPY_OPTIONS,
  fileName,
  imageAddresses,
  type ParseSafely,
  quotesToCsv,
  toHtmlFile,
  toJsonFile,
  toMarkdownFile,
  withoutTextFragment,
  withTextFragment,
} from '../../src/formats/index.ts';

const purify = DOMPurify(new JSDOM('').window);
const parse: ParseSafely = (html) => purify.sanitize(html, { RETURN_DOM: true }) as unknown as Element;

const ARTICLE: Article = {
  url: 'https://news.example/a',
  title: 'A "title": </title><script>x</script>',
  byline: 'Ada Park and Ben Roe',
  siteName: 'Example',
  published: '2024-05-01',
  lang: 'en',
  dir: 'ltr',
  html: '<p>Text.</p><img src="/i.png" alt="i">',
  text: 'Text.',
  wordCount: 1,
  readingMinutes: 1,
  blocks: [{ kind: 'paragraph', start: 0, end: 5 }],
  quotes: [
    {
      text: '=1+1, "x"',
      start: 0,
      end: 4,
      cue: 'said',
      speaker: { name: 'he', resolvedName: '@Al', via: 'cue', confidence: 1 },
    },
  ],
  phrases: [],
  removals: [],
  coverage: 1,
};

describe('CSV', () => {
  test('guards what a spreadsheet would run, and quotes every field', () => {
    expect(quotesToCsv(ARTICLE)).toBe(
      '"quote","speaker","speaker_in_text","cue","title","byline","site","published","address"\r\n' +
        `"'=1+1, ""x""","'@Al","he","said","A ""title"": </title><script>x</script>","Ada Park and Ben Roe","Example","2024-05-01","https://news.example/a"\r\n`,
    );
  });

  test.each(['=1', '+1', '-1', '@x', '\tx', '\rx', "'=1", '＝1'])('no cell begins like a formula: %j', (value) => {
    expect(toCsv(['h'], [[value]])).toBe(`"h"\r\n"'${value}"\r\n`);
  });

  test('any text comes back as it was', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^['=+\-@\t\r\n",; a]{0,8}$/));
    fc.assert(
      fc.property(fc.array(fc.array(texts, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const { data } = Papa.parse<string[]>(toCsv(['a', 'b'], rows), { delimiter: ',', newline: '\r\n' });
        expect(data.slice(1, -1).map((row) => row.map(unguardCell))).toEqual(rows);
      }),
    );
  });
});

describe('Markdown with front matter', () => {
  test('YAML gives back what was written', () => {
    const strings = fc.string({ unit: 'binary' }).map((text) => text.replace(/\p{Cs}/gu, ''));
    fc.assert(
      fc.property(strings, strings, (title, siteName) => {
        const file = toMarkdownFile({ ...ARTICLE, title, siteName }, DEFAULT_COPY_OPTIONS, parse, '2024-06-01');
        const matter = parseYaml(file.slice(4, file.indexOf('\n---\n')));
        expect([matter.title ?? '', matter.site ?? '']).toEqual([title, siteName]);
      }),
    );
  });

  test('authors, dates and address', () => {
    const file = toMarkdownFile(ARTICLE, DEFAULT_COPY_OPTIONS, parse, '2024-06-01');
    expect(parseYaml(file.slice(4, file.indexOf('\n---\n')))).toEqual({
      title: ARTICLE.title,
      author: ['Ada Park', 'Ben Roe'],
      site: 'Example',
      published: '2024-05-01',
      saved: '2024-06-01',
      source: 'https://news.example/a',
      lang: 'en',
    });
    expect(file).toMatch(/\n---\n\n# A "title"/);
  });
});

describe('HTML file', () => {
  const withImages = { ...DEFAULT_COPY_OPTIONS, images: true };

  test('holds the article and nothing that runs', () => {
    const { document } = new JSDOM(toHtmlFile(ARTICLE, withImages, parse)).window;
    expect(document.querySelector('script')).toBeNull();
    expect(document.title).toBe(ARTICLE.title);
    expect(document.querySelector('article h1')?.textContent).toBe(ARTICLE.title);
    expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toMatch(/^default-src 'none';/);
  });

  test('embeds the images it is given, and images only', () => {
    expect(imageAddresses(ARTICLE, withImages, parse)).toEqual(['https://news.example/i.png']);
    const embed = (data: string): string | null | undefined =>
      new JSDOM(toHtmlFile(ARTICLE, withImages, parse, new Map([['https://news.example/i.png', data]]))).window.document
        .querySelector('img')
        ?.getAttribute('src');
    expect(embed('data:image/png;base64,AA==')).toBe('data:image/png;base64,AA==');
    expect(embed('javascript:x')).toBe('https://news.example/i.png');
  });

  test('without images asks the network for nothing', () => {
    expect(toHtmlFile(ARTICLE, DEFAULT_COPY_OPTIONS, parse)).not.toMatch(/<img|src=/);
    expect(imageAddresses(ARTICLE, DEFAULT_COPY_OPTIONS, parse)).toEqual([]);
  });
});

test('JSON is the article', () => {
  expect(JSON.parse(toJsonFile(ARTICLE))).toEqual(ARTICLE);
});

describe('fileName', () => {
  test.each([
    [{ title: 'A: b/c?', published: '2024-05-01T10:00:00Z' }, '2024-05-01 A- b-c.md'],
    [{ title: 'con' }, '_con.md'],
    [{ title: 'Nul.txt' }, '_Nul.txt.md'],
    [{ title: 'Console' }, 'Console.md'],
    [{ title: '...' }, 'article.md'],
    [{ title: '' }, 'article.md'],
    [{ title: '../../etc' }, 'etc.md'],
    [{ title: 'a\u202egpj.exe' }, 'agpj.exe.md'],
    [{ title: `${'Wort '.repeat(40)}` }, `${'Wort '.repeat(25).trim()}.md`],
    [{ title: '新聞'.repeat(50) }, `${'新聞'.repeat(21)}.md`],
  ])('%j', (article, expected) => {
    expect(fileName(article, 'md')).toBe(expected);
  });

  test('is safe on every system for any title', () => {
    const titles = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.stringMatching(/^[ .~:/\\a-z-]{0,200}$/),
    );
    fc.assert(
      fc.property(titles, fc.option(fc.constantFrom('2024-05-01', '2024', 'x')), (title, published) => {
        const name = fileName({ title, ...(published && { published }) }, 'html');
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(130);
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}. ~-][^<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]*\.html$/u);
        expect(name).not.toMatch(/[. ]\.html$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
        expect(name.normalize('NFC')).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});

describe('withTextFragment', () => {
  test.each([
    [
      'https://x.example/a',
      { textStart: 'one, two - three & four' },
      'https://x.example/a#:~:text=one%2C%20two%20%2D%20three%20%26%20four',
    ],
    ['https://x.example/a#b', { textStart: 'é' }, 'https://x.example/a#b:~:text=%C3%A9'],
    [
      'https://x.example/a#:~:text=old',
      { prefix: 'p', textStart: 's', textEnd: 'e', suffix: 'x' },
      'https://x.example/a#:~:text=p-,s,e,-x',
    ],
    ['https://x.example/a#!/b:~:text=old', { textStart: 's' }, 'https://x.example/a#!/b:~:text=s'],
    ['https://x.example/a:~:b', { textStart: '\ud800' }, 'https://x.example/a:~:b#:~:text=%EF%BF%BD'],
  ])('%s', (address, fragment, expected) => {
    expect(withTextFragment(address, fragment)).toBe(expected);
  });

  test('is taken off again', () => {
    expect(withoutTextFragment('https://x.example/a#:~:text=old')).toBe('https://x.example/a');
    expect(withoutTextFragment('https://x.example/a#b')).toBe('https://x.example/a#b');
  });
});
