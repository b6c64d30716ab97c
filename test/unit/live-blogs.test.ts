import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { type CleanPage, isFailure } from '../../src/core/article.ts';
import { readPage } from '../../src/core/read-article.ts';
import { pageRulesFor } from '../../src/rules/index.ts';

interface Entry {
  time: string;
  headline?: string;
  text: string;
  by: string;
}

const ENTRIES: readonly Entry[] = [
  {
    time: '10:42',
    headline: 'The balloon is up',
    text: 'The balloon has left the meadow with three people on board, among them the baker and her son.',
    by: 'Vera Holm',
  },
  { time: '10:31', text: 'Shorter than a breath: wind.', by: 'Omar Diaz' },
  {
    time: '10.15am',
    headline: 'Two hundred wait',
    text: 'About two hundred people stand along the fence, the fire brigade says, and more are on their way.',
    by: 'Vera Holm',
  },
  { time: '09:58 BST', text: 'The pilot writes: “We go when the grass is dry.”', by: 'Omar Diaz' },
  {
    time: '2 hours ago',
    headline: 'Tea for everyone',
    text: 'The doors of the hall are open. Tea is poured, and children may draw on the basket.',
    by: 'Lena Falk',
  },
  {
    time: '08:00',
    headline: 'Good morning',
    text: 'Good morning and welcome to our coverage of the first flight of the year.',
    by: 'Lena Falk',
  },
  { time: '07:45', text: 'Nothing yet.', by: 'Omar Diaz' },
  {
    time: '07:30',
    headline: 'Where things stand',
    text: 'The balloon was to rise at six. It did not. A tear was found in the night and sewn at once.',
    by: 'Vera Holm',
  },
];

const TITLE = 'Balloon live: the first flight of the year';
const INTRO = `<h1>${TITLE}</h1><p>We follow the first flight of the year, from the meadow to the far bank, minute by minute.</p>`;
const DATA = `<script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'LiveBlogPosting',
  headline: TITLE,
  datePublished: '2024-05-14T07:30:00Z',
  liveBlogUpdate: ENTRIES.map(({ headline, text }) => ({ '@type': 'BlogPosting', headline, articleBody: text })),
})}</script>`;

const all = (make: (entry: Entry, heading: string) => string, level = 'h2'): string =>
  ENTRIES.map((entry) => make(entry, entry.headline ? `<${level}>${entry.headline}</${level}>` : '')).join('');

const SHAPES: Readonly<Record<string, string>> = {
  'a list, declared as a live blog': `${DATA}<main>${INTRO}<ul class="live-feed">${all(
    ({ time, text }, heading) => `<li><time datetime="2024-05-14T10:00">${time}</time>${heading}<p>${text}</p></li>`,
  )}</ul></main>`,
  'articles in an article': `<article>${INTRO}${all(
    ({ time, text, by }, heading) =>
      `<article class="post"><header><time>${time}</time>${heading}<span class="author">${by}</span></header><div><p>${text}</p></div><footer><a href="#s">Share</a></footer></article>`,
  )}</article>`,
  'articles beside each other, with bylines': `${DATA}<main>${INTRO}${all(
    ({ time, text, by }, heading) =>
      `<article><p class="timestamp">${time}</p>${heading}<p>By ${by}</p><p>${text}</p><button>Share</button></article>`,
  )}</main>`,
  'boxes, signed below': `<div class="liveblog">${INTRO}${all(
    ({ time, text, by }, heading) =>
      `<div class="entry"><div class="entry-time">${time}</div><div class="entry-body">${heading}<p>${text}</p><p>— ${by}</p></div></div>`,
    'h4',
  )}</div>`,
  'sections with linked times': `<main><article>${INTRO}${all(
    ({ time, text }, heading) =>
      `<section class="block"><p class="block-time"><a href="#b"><time>${time}</time></a></p>${heading}<div><p>${text}</p></div></section>`,
  )}</article></main>`,
  'bold times in the paragraph': `<article>${INTRO}${all(
    ({ time, text, headline = '' }) => `<p><strong>${time}</strong> ${headline} ${text}</p>`,
  )}</article>`,
  'a list of terms': `<article>${INTRO}<dl>${all(
    ({ time, text, headline = '' }) => `<dt>${time}</dt><dd><b>${headline}</b> ${text}</dd>`,
  )}</dl></article>`,
  'a time line': `<div><div>${INTRO}<ol class="timeline">${all(
    ({ time, text, by }, heading) =>
      `<li><div class="timeline__meta"><span class="time">${time}</span><span class="by">${by}</span></div><div>${heading}<p>${text}</p></div></li>`,
    'h3',
  )}</ol></div></div>`,
  'a table': `<article>${INTRO}<table>${all(
    ({ time, text, headline = '' }) => `<tr><td>${time}</td><td>${headline} ${text}</td></tr>`,
  )}</table></article>`,
  microdata: `<div itemscope itemtype="https://schema.org/LiveBlogPosting">${INTRO}${all(
    ({ time, text }, heading) =>
      `<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting">${heading}<time itemprop="datePublished">${time}</time><div itemprop="articleBody"><p>${text}</p></div></div>`,
  )}</div>`,
};

const { window } = new JSDOM('');

function read(body: string, head = ''): CleanPage {
  const html = `<html lang="en"><head><title>${TITLE}</title>${head}</head><body><nav><a href="/">Home</a></nav>${body}<footer><p>© Example. All rights reserved.</p></footer></body></html>`;
  const page = readPage(
    new window.DOMParser().parseFromString(html, 'text/html'),
    'https://news.example/live/balloon',
    pageRulesFor('en'),
  );
  if (isFailure(page)) throw new Error(page.error.code);
  return page;
}

describe('a live blog is read as the page shows it', () => {
  test.each(Object.entries(SHAPES))('%s', (_, body) => {
    const text = read(body).text.replace(/\s+/g, ' ');
    // Entry by entry, in order; the time of the first may be taken for the date of the page.
    let from = 0;
    ENTRIES.forEach(({ time, headline = '', text: sentences }, i) => {
      for (const part of i === 0 ? [headline, sentences] : [headline, sentences, time]) expect(text).toContain(part);
      const at = text.indexOf(sentences);
      expect(at).toBeGreaterThanOrEqual(from);
      from = at;
    });
    expect(text).not.toContain('Home');
    expect(text).not.toContain('All rights reserved');
  });

  test('articles that only lead to others are not its entries', () => {
    const teasers = ENTRIES.map(
      ({ headline = 'More', text }) =>
        `<article><h3><a href="/b">${headline} in the valley, and what follows</a></h3><p><a href="/b">${text}</a></p></article>`,
    ).join('');
    const text = ENTRIES.map(({ text }) => `<p>${text} ${text.toLowerCase()}</p>`).join('');
    const page = read(`<main><article>${INTRO}${text}</article>${teasers}</main>`);
    expect(page.text).not.toContain('in the valley, and what follows');
  });
});

test('one page of several is read as it is shown, and what leads to the others is not text', () => {
  const text = ENTRIES.slice(0, 6).map(({ text }) => `<p>${text} ${text}</p>`);
  const pager =
    '<div class="pagination"><span>1</span> <a href="?page=2">2</a> <a href="?page=3">3</a> <a rel="next" href="?page=2">Next page</a></div>';
  const page = read(`<article>${INTRO}${text.join('')}${pager}</article>`, '<link rel="next" href="?page=2">');
  for (const { text } of ENTRIES.slice(0, 6)) expect(page.text).toContain(`${text} ${text}`);
  expect(page.text).not.toContain('Next page');
  expect(page.blocks.at(-1)?.end).toBe(page.text.length);
  expect(page.text.endsWith(ENTRIES[5]?.text ?? '-')).toBe(true);
});
