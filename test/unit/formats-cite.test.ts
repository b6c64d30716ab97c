import { describe, expect, test } from '@jest/globals';
import type { Article } from '../../src/core/article.ts';
import {
  type Citable,
  citeArticle,
  citeByTemplate,
  citedQuote,
  citeQuote,
  toBibtex,
  toCslJson,
} from '../../src/formats/index.ts';
import { namesIn } from '../../src/formats/names.ts';
import { computingTime, leastOfThree } from './computing-time.ts';

const FULL: Citable = {
  source: {
    title: 'A bridge for ten years',
    byline: 'By Ada Maria Park and Jean-Paul Roe',
    siteName: 'Example News',
    published: '2024-09-01T08:00:00+02:00',
    url: 'https://news.example/bridge',
    lang: 'en',
  },
  quote: { text: 'We <waited>.', open: '“', close: '”', speaker: 'Eva Lind' },
  address: 'https://news.example/bridge#:~:text=We,waited',
  accessed: '2024-10-12',
};
const BARE: Citable = {
  source: { title: 'Why now?', url: 'https://news.example/why_(now)', lang: 'en' },
  quote: { text: 'One.\n\nTwo & *three*.', open: '„', close: '“' },
  address: 'https://news.example/why_(now)',
  accessed: '2024-10-12',
};

describe('citeQuote', () => {
  test.each([
    [
      'plain',
      FULL,
      '“We <waited>.” — Eva Lind, A bridge for ten years, Example News, September 1, 2024, https://news.example/bridge#:~:text=We,waited',
    ],
    ['plain', BARE, '„One.\n\nTwo & *three*.“ — Why now?, https://news.example/why_(now)'],
    [
      'markdown',
      FULL,
      '> “We \\<waited>.”\n>\n> — Eva Lind, [A bridge for ten years](https://news.example/bridge#:~:text=We,waited), Example News, September 1, 2024',
    ],
    ['markdown', BARE, '> „One.\n> \n> Two & \\*three\\*.“\n>\n> — [Why now?](https://news.example/why_\\(now\\))'],
    [
      'html',
      FULL,
      '<blockquote cite="https://news.example/bridge#:~:text=We,waited"><p>“We &lt;waited&gt;.”</p></blockquote><p>— Eva Lind, <cite><a href="https://news.example/bridge#:~:text=We,waited">A bridge for ten years</a></cite>, Example News, September 1, 2024</p>',
    ],
    [
      'html',
      BARE,
      '<blockquote cite="https://news.example/why_(now)"><p>„One.</p><p>Two &amp; *three*.“</p></blockquote><p>— <cite><a href="https://news.example/why_(now)">Why now?</a></cite></p>',
    ],
  ] as const)('%s', (style, citable, expected) => {
    expect(citeQuote(style, citable)).toBe(expected);
  });

  test('an address that could run something is not written into HTML', () => {
    expect(citeQuote('html', { ...FULL, address: 'javascript:alert(1)' })).not.toContain('javascript');
  });
});

describe('citeArticle', () => {
  test.each([
    [
      'apa',
      FULL,
      'Park, A. M., & Roe, J.-P. (2024, September 1). A bridge for ten years. Example News. https://news.example/bridge',
    ],
    ['apa', BARE, 'Why now? (n.d.). https://news.example/why_(now)'],
    [
      'mla',
      FULL,
      'Park, Ada Maria, and Jean-Paul Roe. “A bridge for ten years.” Example News, 1 Sept. 2024, https://news.example/bridge. Accessed 12 Oct. 2024.',
    ],
    ['mla', BARE, '“Why now?” https://news.example/why_(now). Accessed 12 Oct. 2024.'],
    [
      'chicago',
      FULL,
      'Park, Ada Maria, and Jean-Paul Roe. “A bridge for ten years.” Example News, September 1, 2024. https://news.example/bridge.',
    ],
    ['chicago', BARE, '“Why now?” https://news.example/why_(now).'],
  ] as const)('%s', (style, citable, expected) => {
    expect(citeArticle(style, citable, 'text')).toBe(expected);
  });

  test('sets titles in italics where the text can be rich', () => {
    const titled = { ...FULL, source: { ...FULL.source, title: 'A < B * C?' } };
    expect(citeArticle('apa', titled, 'html')).toBe(
      'Park, A. M., &amp; Roe, J.-P. (2024, September 1). <i>A &lt; B * C?</i> Example News. https://news.example/bridge',
    );
    expect(citeArticle('apa', titled, 'markdown')).toBe(
      'Park, A. M., & Roe, J.-P. (2024, September 1). *A \\< B \\* C?* Example News. <https://news.example/bridge>',
    );
  });

  test.each([
    ['mla', 3, 'Abel, Ada, et al. “T.” https://x.example/. Accessed 12 Oct. 2024.'],
    ['chicago', 3, 'Abel, Ada, Ben Bell, and Cat Cole. “T.” https://x.example/.'],
    ['chicago', 7, 'Abel, Ada, Ben Bell, Cat Cole, et al. “T.” https://x.example/.'],
    ['apa', 3, 'Abel, A., Bell, B., & Cole, C. (n.d.). T. https://x.example/'],
  ] as const)('%s with %d authors', (style, count, expected) => {
    const people = ['Ada Abel', 'Ben Bell', 'Cat Cole', 'Dan Dorn', 'Eva Egg', 'Fay Fox', 'Gil Gray'];
    const source = { title: 'T', byline: people.slice(0, count).join(', '), url: 'https://x.example/', lang: 'en' };
    expect(citeArticle(style, { ...FULL, source }, 'text')).toBe(expected);
  });
});

describe('citeByTemplate', () => {
  test.each([
    ['{title} ({year})', 'A bridge for ten years (2024)'],
    ['{speaker}: {words} [{byline}|nobody]', 'Eva Lind: We <waited>. By Ada Maria Park and Jean-Paul Roe'],
    ['\\{title\\} \\[\\]', '{title} []'],
    ['{ isoDate } {isoAccessed} {page}', '2024-09-01 2024-10-12 https://news.example/bridge'],
    ['', ''],
  ])('%s', (template, text) => {
    expect(citeByTemplate(template, FULL)).toEqual({ ok: true, text });
  });

  test('leaves out a group with an empty field, or takes the next alternative', () => {
    expect(citeByTemplate('a[, {site}][ {date}|, no date[ {year}]].', BARE)).toEqual({ ok: true, text: 'a, no date.' });
  });

  test.each([
    ['{titel}', 'unknown-field', 0, 'titel'],
    ['{apaAuthors}', 'unknown-field', 0, 'apaAuthors'],
    ['{constructor}', 'unknown-field', 0, 'constructor'],
    ['a {title', 'unclosed-field', 2, '{'],
    ['a [b {title}', 'unclosed-group', 2, '['],
    ['a ] b', 'stray-mark', 2, ']'],
    ['a } b', 'stray-mark', 2, '}'],
    ['a | b', 'stray-mark', 2, '|'],
  ])('says what is wrong with %s', (template, code, at, what) => {
    expect(citeByTemplate(template, FULL)).toEqual({ ok: false, error: { code, at, what } });
  });
});

describe('namesIn', () => {
  test.each([
    [undefined, []],
    ['Ada Park', [{ given: 'Ada', family: 'Park' }]],
    [
      'By Ada Park, Ben Roe and Cy Noon',
      [
        { given: 'Ada', family: 'Park' },
        { given: 'Ben', family: 'Roe' },
        { given: 'Cy', family: 'Noon' },
      ],
    ],
    [
      'Von Anna Groß und Jan van der Meer',
      [
        { given: 'Anna', family: 'Groß' },
        { given: 'Jan', family: 'van der Meer' },
      ],
    ],
    ['Par Jean-Luc de la Tour', [{ given: 'Jean-Luc', family: 'de la Tour' }]],
    ['Di Stefano', [{ given: 'Di', family: 'Stefano' }]],
    ['Associated Press', [{ literal: 'Associated Press' }]],
    ['By Reuters', [{ literal: 'By Reuters' }]],
    ['Ada Park, political correspondent', [{ literal: 'Ada Park, political correspondent' }]],
    ['山田 太郎', [{ literal: '山田 太郎' }]],
    ['BBC NEWS', [{ literal: 'BBC NEWS' }]],
  ])('%s', (byline, names) => {
    expect(namesIn(byline)).toEqual(names);
  });
});

describe('reference data', () => {
  test('CSL-JSON', () => {
    expect(JSON.parse(toCslJson(FULL))).toEqual([
      {
        id: 'park2024bridge',
        type: 'article-newspaper',
        title: 'A bridge for ten years',
        author: [
          { given: 'Ada Maria', family: 'Park' },
          { given: 'Jean-Paul', family: 'Roe' },
        ],
        'container-title': 'Example News',
        issued: { 'date-parts': [[2024, 9, 1]] },
        accessed: { 'date-parts': [[2024, 10, 12]] },
        URL: 'https://news.example/bridge',
        language: 'en',
      },
    ]);
    expect(JSON.parse(toCslJson(BARE))[0]).toEqual({
      id: 'article',
      type: 'article-newspaper',
      title: 'Why now?',
      accessed: { 'date-parts': [[2024, 10, 12]] },
      URL: 'https://news.example/why_(now)',
      language: 'en',
    });
  });

  test('BibTeX', () => {
    const source = { ...FULL.source, title: '50% of {X} & Y_z', url: 'https://news.example/50%25{x}' };
    expect(toBibtex({ ...FULL, source })).toBe(
      [
        '@misc{park2024,',
        '  author = {Park, Ada Maria and Roe, Jean-Paul},',
        '  title = {{50\\% of \\{X\\} \\& Y\\_z}},',
        '  howpublished = {Example News},',
        '  year = {2024},',
        '  month = sep,',
        '  url = {https://news.example/50%25%7Bx%7D},',
        '  urldate = {2024-10-12},',
        '}',
      ].join('\n'),
    );
  });
});

describe('quotes', () => {
  const text = 'He said "one" and „zwei“ and « trois » and four.';
  const quote = (words: string, name?: string): Article['quotes'][number] => {
    const start = text.indexOf(words);
    return {
      text: words,
      start,
      end: start + words.length,
      ...(name && { speaker: { name, via: 'cue' as const, confidence: 1 } }),
    };
  };
  const article: Article = {
    url: '',
    title: '',
    lang: 'en',
    dir: 'ltr',
    html: '',
    text,
    wordCount: 0,
    readingMinutes: 1,
    blocks: [],
    phrases: [],
    removals: [],
    coverage: 1,
    quotes: [quote('one', 'He'), quote('zwei'), quote('trois', 'Bo'), quote('four', 'He')],
  };

  test('keep the marks of the article, round ones for typewriter marks and where there are none', () => {
    expect(article.quotes.map((one) => citedQuote(article, one)).map(({ open, close }) => open + close)).toEqual([
      '“”',
      '„“',
      '«»',
      '“”',
    ]);
  });

  test('name the speaker that is known; a pronoun that the text leaves open names nobody', () => {
    const he = { name: 'he', via: 'cue', confidence: 0.9 } as const;
    const one = quote('one');
    const speakers = [he, { ...he, resolvedName: 'Bo' }, { ...he, unresolved: true as const }];
    expect(speakers.map((speaker) => citedQuote(article, { ...one, speaker }).speaker)).toEqual([
      'he',
      'Bo',
      undefined,
    ]);
  });
});

describe('a text that turns the direction of writing round', () => {
  const turning = (text: string): Citable => ({
    ...FULL,
    quote: { text, open: '“', close: '”', speaker: 'Eva \u202eLind' },
  });

  test.each([
    ['an override that nothing ends', 'We \u202ewaited.', 'We \u202ewaited.\u202c'],
    ['two in one another', 'We \u2067\u202bwaited.', 'We \u2067\u202bwaited.\u202c\u2069'],
    ['one that is ended', 'We \u202ewaited\u202c.', 'We \u202ewaited\u202c.'],
    ['an isolate whose end ends what is in it', '\u2068We \u202ewaited\u2069.', '\u2068We \u202ewaited\u2069.'],
    ['an end without a beginning', 'We \u2069\u202cwaited.', 'We \u2069\u202cwaited.'],
    ['an end of another kind', '\u202eWe \u2069waited.', '\u202eWe \u2069waited.\u202c'],
  ])('%s: what follows it runs as it should', (_, text, ended) => {
    const speaker = 'Eva \u202eLind\u202c';
    expect(citeQuote('plain', turning(text))).toContain(`“${ended}” — ${speaker}, A bridge`);
    expect(citeByTemplate('{speaker}: {words} ({address})', turning(text))).toEqual({
      ok: true,
      text: `${speaker}: ${ended} (${FULL.address})`,
    });
  });

  test('is read in linear time', () => {
    const time = (size: number): number => {
      const text = '\u202a'.repeat(size) + '\u2069'.repeat(size);
      return computingTime(() => void citeByTemplate('{words}', turning(text)));
    };
    time(1000);
    // Eight times the text; quadratic work would take 64 times as long. A floor keeps clock noise out.
    expect(leastOfThree(() => time(80_000))).toBeLessThan(
      Math.max(
        leastOfThree(() => time(10_000)),
        10,
      ) * 30,
    );
  });
});
