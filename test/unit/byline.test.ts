import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { tidyByline } from '../../src/core/byline.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { rulesFor } from '../../src/rules/index.ts';

describe('what stands beside the names goes', () => {
  test.each([
    ['By Jane Doe, Staff Writer, 3 May 2004', 'en', 'Jane Doe'],
    ['Von Jens Beispiel, Berlin | 12.03.2019 08:14', 'de', 'Jens Beispiel'],
    ['Jane Doe and John Roe | Associated Press', 'en', 'Jane Doe and John Roe'],
    ['Posted by jdoe on May 3', 'en', 'jdoe'],
    ['Par Marie Dupont (avec AFP)', 'fr', 'Marie Dupont'],
    ['By Jane Doe for The Daily Example', 'en', 'Jane Doe'],
    ['Jane Doe, Special to The Daily Example', 'en', 'Jane Doe'],
    ['By\n  Jane Doe\n  Staff Writer\n  May 3, 2004, 8:14 p.m.', 'en', 'Jane Doe'],
    ['Jane Doe\nJohn Roe\nMay 3, 2004', 'en', 'Jane Doe, John Roe'],
    ['Jane Doe Staff Writer', 'en', 'Jane Doe'],
    ['Jane Doe, Chief Political Correspondent', 'en', 'Jane Doe'],
    ['Jane Doe May 3, 2004', 'en', 'Jane Doe'],
    ['May 3, 2004 by Jane Doe', 'en', 'Jane Doe'],
    ['Jane Doe • jane@paper.example', 'en', 'Jane Doe'],
    ['Jane Doe jane@paper.example', 'en', 'Jane Doe'],
    ['Jane Doe (jane@paper.example)', 'en', 'Jane Doe'],
    ['Jens Beispiel, Redakteur, aktualisiert am 3. Mai 2004 um 8.14 Uhr', 'de', 'Jens Beispiel'],
    ['Von Jens Beispiel am 3. Mai 2004', 'de', 'Jens Beispiel'],
    ['Por Ana Ejemplo, 3 de mayo de 2004', 'es', 'Ana Ejemplo'],
    ['Door Piet van Voorbeeld op 3 mei 2004', 'nl', 'Piet van Voorbeeld'],
    ['Anna Przykład, 3 maja 2004', 'pl', 'Anna Przykład'],
    ['Jane Doe, John Roe, 2004-05-03', 'en', 'Jane Doe, John Roe'],
    ['By Jane Doe, MD, May 3, 2004', 'en', 'Jane Doe, MD'],
    ['April March 3 May 2004', 'en', 'April March'],
    ['Von Ursula von der Leyen', 'de', 'Ursula von der Leyen'],
    ['By The Associated Press | May 3, 2004', 'en', 'The Associated Press'],
    ['Example Post Staff May 3, 2004 10:43, Example Post Staff', 'en', 'Example Post Staff'],
    ['Von dpa', 'de', 'dpa'],
  ])('%j', (byline, lang, names) => {
    expect(tidyByline(byline, lang)).toBe(names);
  });
});

describe('what may be a name stays', () => {
  test.each([
    'May Summers',
    'April March',
    'Staff Editors',
    'dpa',
    'dpa, AFP',
    'von der Leyen',
    'Van Dyke Parks',
    'Martin King, Jr.',
    'Jane Doe, MD',
    'Jane Doe, Berlin',
    'Beispiel, Jens',
    'Agent 47',
    'jdoe',
    'Staff Writer',
    'Reuters',
    'The Center for The Arts',
    'Center for Public Integrity',
    'Jean-Paul Roe',
    'Jane Doe (Ed.)',
    'AC/DC',
    'Sun Mar',
    '3 May 2004',
    'Redaktion, dpa',
    'Jan Mei',
    '山田太郎',
    '',
  ])('%j', (byline) => {
    expect(tidyByline(byline, 'de')).toBe(byline);
    expect(tidyByline(byline, 'en')).toBe(byline);
    expect(tidyByline(byline, 'und')).toBe(byline);
  });

  test('nothing is changed twice', () => {
    const once = tidyByline('By Jane Doe, Staff Writer, 3 May 2004', 'en');
    expect(tidyByline(once, 'en')).toBe(once);
  });

  test('an article read has the names', () => {
    const html = `<title>T</title><meta name="author" content="Jane Doe, Staff Writer"><article>${'<p>The town opened its new bridge on Monday, and many people came to see it.</p>'.repeat(9)}</article>`;
    const { document } = new JSDOM(html).window;
    expect(readArticle(document, 'https://news.example/a', rulesFor('en'))).toMatchObject({ byline: 'Jane Doe' });
  });

  test('no byline stays none', () => {
    expect(tidyByline(undefined, 'en')).toBeUndefined();
  });
});
