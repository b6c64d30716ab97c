import { describe, expect, test } from '@jest/globals';
import {
  DEFAULT_TAKE_OPTIONS,
  LONGEST_TEMPLATE,
  parseTakeOptions,
  type TakeOptions,
} from '../../src/formats/options.ts';
import { copyOfCitation } from '../../src/view/copying.ts';

describe('what the reader chose about copies', () => {
  test.each([undefined, null, 7, 'x', [], { format: 'pdf', title: 'yes', links: 1, template: 7 }])(
    '%j stored is as by default',
    (stored) => {
      expect(parseTakeOptions(stored)).toEqual(DEFAULT_TAKE_OPTIONS);
    },
  );

  test('comes back as it was stored, without what nobody knows', () => {
    const chosen: TakeOptions = {
      title: false,
      byline: false,
      date: false,
      source: false,
      images: true,
      links: 'footnotes',
      format: 'html',
      embedImages: true,
      template: '{quote}',
      citeByTemplate: true,
    };
    expect(parseTakeOptions(JSON.parse(JSON.stringify({ ...chosen, other: 1 })))).toEqual(chosen);
  });

  test('what an older version stored keeps its choices', () => {
    const { format, embedImages, template, citeByTemplate, ...older } = DEFAULT_TAKE_OPTIONS;
    expect(parseTakeOptions({ ...older, date: false })).toEqual({ ...DEFAULT_TAKE_OPTIONS, date: false });
  });

  test('a template stays within what a browser stores', () => {
    expect(parseTakeOptions({ template: 'x'.repeat(9000) }).template).toHaveLength(LONGEST_TEMPLATE);
  });
});

describe('a quote with its source', () => {
  const citable = {
    source: { title: 'Boats', siteName: 'The Courier', url: 'https://news.example/b', lang: 'en' },
    quote: { text: 'One <more>', open: '“', close: '”', speaker: 'Ann Lee' },
    address: 'https://news.example/b#:~:text=One',
    accessed: '2026-03-11',
  };
  const copied = (options: Partial<TakeOptions>) => copyOfCitation(citable, { ...DEFAULT_TAKE_OPTIONS, ...options });

  test.each([
    ['rich', ['plain', 'html']],
    ['plain', ['plain']],
    ['markdown', ['plain']],
    ['html', ['plain']],
  ] as const)('as %s has the flavours %j', (format, flavours) => {
    expect(Object.keys(copied({ format }))).toEqual(flavours);
  });

  test('is written by the reader’s template when that is wished', () => {
    const template = '{words} ({speaker})';
    expect(copied({ template, citeByTemplate: true, format: 'html' })).toEqual({ plain: 'One <more> (Ann Lee)' });
    expect(copied({ template, citeByTemplate: false }).plain).toMatch(/^“One <more>” — Ann Lee, Boats/);
    expect(copied({ template: '', citeByTemplate: true }).plain).toMatch(/^“One <more>” — Ann Lee, Boats/);
  });

  test('is copied in the usual form when the template is not understood', () => {
    expect(copied({ template: '{gone}', citeByTemplate: true }).plain).toMatch(/^“One <more>” — Ann Lee, Boats/);
  });
});
