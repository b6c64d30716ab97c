import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isFailure } from '../../src/core/article.ts';
import { readPage } from '../../src/core/read-article.ts';
import { pageRulesFor } from '../../src/rules/index.ts';

// Lines after which some readers take nothing more: each in the middle of a text, in every markup that sites give them.

const PROSE = [
  'The lighthouse on the northern cape was lit again on Friday, eleven years after the last keeper had locked its door and rowed home.',
  'About sixty people climbed the hill to see it, although the wind had brought down the fence and the path was under water.',
  'Its new lamp needs no keeper and no oil, and it can be seen from a distance of nineteen miles, the coast guard wrote.',
  'The old one stands in the school now, where every child of the village has turned it once and burned a finger on it.',
  'Fishermen had asked for the light since a trawler ran aground below the cape in a night without a moon, two winters ago.',
  'What it cost was not to be learned, and the council has said that it will name the sum when the last bill has been paid.',
  'Nobody was hurt.',
  '“It is the light I know,” said the last keeper.',
];

const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  en: ['© 2024 Getty Images', 'Loading...', 'Loading…', 'Comments', '34 comments', 'Advertisement', 'Photo: Reuters'],
  de: ['Kommentare', 'Laden…', 'Wird geladen …', 'Anzeige', '© 2024 dpa'],
  fr: ['Publicité', 'Chargement…', 'Commentaires', '© 2024 AFP'],
  es: ['Publicidad', 'Cargando…', 'Comentarios', 'Foto: EFE'],
  it: ['Pubblicità', 'Caricamento…', 'Commenti'],
  pt: ['Publicidade', 'Carregando…', 'Comentários'],
  nl: ['Advertentie', 'Laden…', 'Reacties'],
  pl: ['Reklama', 'Ładowanie…', 'Komentarze'],
  ru: ['Реклама', 'Загрузка…', 'Комментарии'],
  tr: ['Reklam', 'Yükleniyor…', 'Yorumlar'],
  ja: ['広告', '読み込み中…', 'コメント'],
};

const CLASSES = ['', 'x7f2b', 'comments', 'loading', 'ad-slot', 'credit', 'sidebar', 'more hidden-xs', 'comment-count'];

type Markup = (text: string, attributes: string) => string;
const element =
  (tag: string): Markup =>
  (text, attributes) =>
    `<${tag}${attributes}>${text}</${tag}>`;
const TAGS: Readonly<Record<string, Markup>> = {
  ...Object.fromEntries(
    'p div h2 h3 h4 section aside button center header footer blockquote form label'
      .split(' ')
      .map((tag) => [tag, element(tag)]),
  ),
  'inline in a paragraph': (text, attributes) => `<p><span${attributes}>${text}</span></p>`,
  'bold in a box': (text, attributes) => `<div><strong${attributes}>${text}</strong></div>`,
  link: (text, attributes) => `<p><a href="#end"${attributes}>${text}</a></p>`,
  'loose span': element('span'),
  'item of a list': (text, attributes) => `<ul${attributes}><li>${text}</li></ul>`,
  cell: (text, attributes) => `<table${attributes}><tr><td>${text}</td></tr></table>`,
  figcaption: (text, attributes) =>
    `<figure><img src="/a.jpg" width="600" height="400"><figcaption${attributes}>${text}</figcaption></figure>`,
  'boxes in boxes': (text, attributes) => `<div><div${attributes}><div><div>${text}</div></div></div></div>`,
};

const ROOTS: Readonly<Record<string, (body: string) => string>> = {
  article: (body) => `<main><article><h1>The light is back</h1>${body}</article></main>`,
  'named box': (body) => `<div id="content"><div class="story-body">${body}</div></div>`,
  'no box': (body) => body,
  sections: (body) => `<div><div class="c1"><section>${body}</section></div></div>`,
};

const PARAGRAPHS: Readonly<Record<string, (text: string) => string>> = {
  p: (text) => `<p>${text}</p>`,
  card: (text) => `<div class="card"><div class="card-text"><p>${text}</p></div></div>`,
  div: (text) => `<div>${text}</div>`,
  'line breaks': (text) => `<br>${text}<br><br>`,
};

/** One page in so many is read, a number that shares no divisor with the others, so that each tag gets its turn; with `ENDINGS=all`, every page. */
const EVERY = process.env.ENDINGS === 'all' ? 1 : 13;

const { window } = new JSDOM('');

function lost(body: string): string[] {
  const html = `<html lang="en"><head><title>The light is back</title></head><body>${body}</body></html>`;
  const page = readPage(
    new window.DOMParser().parseFromString(html, 'text/html'),
    'https://news.example/light',
    pageRulesFor('en'),
  );
  return PROSE.filter((text) => isFailure(page) || !page.text.includes(text));
}

describe('no paragraph is lost after a line that looks like an ending', () => {
  // Roots, paragraphs, classes and places take turns: their periods share no divisor with the number of tags.
  let turn = 0;
  const next = <Value>(values: readonly Value[], every = 1): Value =>
    values[Math.floor(turn / every) % values.length] as Value;

  test.each(Object.entries(ENDINGS))('%s', (_, lines) => {
    for (const line of lines) {
      for (const [tag, markup] of Object.entries(TAGS)) {
        for (let round = 0; round < 2; round++) {
          turn++;
          if (turn % EVERY !== 0) continue;
          const [root, inRoot] = next(Object.entries(ROOTS));
          const [kind, paragraph] = next(Object.entries(PARAGRAPHS), 4);
          const name = next(CLASSES);
          const at = 1 + (turn % (PROSE.length - 1));
          const ending = markup(line, name === '' ? '' : ` class="${name}"`);
          const parts = [...PROSE.slice(0, at).map(paragraph), ending, ...PROSE.slice(at).map(paragraph)];
          const where = `${line} as ${tag} "${name}" at ${at}, ${kind} in ${root}`;
          expect({ where, lost: lost(inRoot(parts.join('\n'))) }).toEqual({ where, lost: [] });
        }
      }
    }
  });

  test('every line together, each twice', () => {
    const lines = Object.values(ENDINGS).flat();
    const between = PROSE.map(
      (text, at) =>
        `<p>${text}</p>${[...lines, ...lines]
          .filter((_, i) => i % PROSE.length === at)
          .map((line) => `<div>${line}</div>`)
          .join('')}`,
    );
    expect(lost(`<article>${between.join('')}</article>`)).toEqual([]);
  });

  test('a line before a sentence, in one paragraph', () => {
    for (const [i, line] of Object.values(ENDINGS).flat().entries()) {
      for (const [k, text] of PROSE.entries()) {
        if ((i + k) % EVERY !== 0) continue;
        const parts = PROSE.map((other) => `<p>${other === text ? `<b>${line}</b><br>` : ''}${other}</p>`);
        expect({ line, lost: lost(`<article>${parts.join('')}</article>`) }).toEqual({ line, lost: [] });
      }
    }
  });
});
