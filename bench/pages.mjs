// The pages a run measures on: a folder of saved pages, or pages generated in three shapes and growing sizes.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

/** A generator that gives the same numbers on every machine (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WORDS =
  'the harbour council said on Tuesday that a new ferry would cross before winter while engineers keep measuring how far water rises under every bridge and people in older streets ask who will pay for walls pumps and roads'.split(
    ' ',
  );
const NAMES = ['Anna Kowalska', 'Omar Haddad', 'Greta Olsen', 'Peter Voss', 'Lena Fischer'];

/** @param quoted share (0–1) of the sentences that are quotations. */
function writer(seed, quoted = 0.2) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const words = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const sentence = () => {
    const text = words(8 + Math.floor(next() * 14));
    return next() < quoted ? `“${text},” said ${pick(NAMES)}.` : `${text[0].toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = () => Array.from({ length: 2 + Math.floor(next() * 3) }, sentence).join(' ');
  return { next, pick, words, paragraph };
}

const page = (title, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - Example</title><style>p{margin:1em 0}.c1{color:#333}</style></head><body>${body}</body></html>`;

const navigation = (w, links) =>
  `<nav><ul>${Array.from({ length: links }, () => `<li><a href="/x"><span>${w.words(2)}</span></a></li>`).join('')}</ul></nav>`;

const times = (count, make) => Array.from({ length: count }, make).join('');

/** What a page of each shape is made of: the element count of a part, how often it comes, and the part. */
const PARTS = {
  news: [
    [1, 0.5, (w) => `<p class="c1">${w.paragraph()}</p>`],
    [3, 0.1, (w) => `<p>${w.paragraph()} <a href="/a">${w.words(3)}</a> <em>${w.words(2)}</em></p>`],
    [3, 0.05, () => '<div class="ad-slot"><div><span>Advertisement</span></div></div>'],
    [
      4,
      0.05,
      (w) =>
        `<figure><div><img src="/i.jpg" alt=""></div><figcaption>${w.words(9)} Photo: Reuters</figcaption></figure>`,
    ],
    [1, 0.05, (w) => `<h2>${w.words(4)}</h2>`],
    [
      8,
      0.25,
      (w) =>
        `<aside class="related"><ul>${times(2, () => `<li><a href="/r"><span>${w.words(6)}</span></a></li>`)}</ul></aside>`,
    ],
  ],
  docs: [
    [2, 0.4, (w) => `<p>${w.paragraph()} <code>${w.words(1)}</code></p>`],
    [7, 0.2, (w) => `<ul>${times(6, () => `<li>${w.words(9)}</li>`)}</ul>`],
    [8, 0.1, (w) => `<pre><code>${times(6, () => `<span>${w.words(3)}</span>\n`)}</code></pre>`],
    [
      17,
      0.1,
      (w) => `<table><tbody>${times(5, () => `<tr><td>${w.words(2)}</td><td>${w.words(4)}</td></tr>`)}</tbody></table>`,
    ],
    [1, 0.2, (w) => `<h3>${w.words(3)}</h3>`],
  ],
  forum: [
    [
      12,
      1,
      (w) =>
        `<div class="post"><div class="user"><a href="/u"><img src="/a.png" alt=""></a><span>${w.pick(NAMES)}</span></div><div class="body"><div><p>${w.paragraph()}</p><blockquote><p>${w.words(12)}</p></blockquote></div></div><div class="bar"><a href="/q">reply</a></div></div>`,
    ],
  ],
};

/** The part that `roll` (0–1) falls on. */
function partAt(parts, roll) {
  let before = 0;
  for (const part of parts) {
    before += part[1];
    if (roll < before) return part;
  }
  return parts[0];
}

/** Parts drawn by how often they come until there are about `elements` elements. */
function fill(w, parts, elements) {
  const out = [];
  for (let count = 0; count < elements; ) {
    const [size, , make] = partAt(parts, w.next());
    out.push(make(w));
    count += size;
  }
  return out.join('\n');
}

/** Shapes by name; each takes a writer and about how many elements to make. */
const SHAPES = {
  news(w, elements) {
    const links = Math.round(elements * 0.12);
    const body = fill(w, PARTS.news, elements - links * 3);
    return page(
      'News',
      `<header>${navigation(w, links)}</header><main><article><h1>${w.words(6)}</h1>${body}</article></main><footer>${navigation(w, 10)}</footer>`,
    );
  },
  docs: (w, elements) => page('Manual', `${navigation(w, 20)}<main>${fill(w, PARTS.docs, elements - 60)}</main>`),
  forum: (w, elements) =>
    page('Thread', `${navigation(w, 10)}<div id="posts">${fill(w, PARTS.forum, elements - 30)}</div>`),
};
const SIZES = [100, 300, 1000, 3000, 10000, 25000, 50000];

/** @returns pages of every shape in sizes from 100 to `largest` elements; the same text every time. */
export function generatedPages(largest = 50000) {
  return SIZES.filter((size) => size <= largest).flatMap((size) =>
    Object.entries(SHAPES).map(([shape, make]) => ({ id: `${shape}-${size}`, html: make(writer(size), size) })),
  );
}

/** @param {string[]} ids such as `news-5000`. @returns those pages. */
export function pagesNamed(ids) {
  return ids.map((id) => {
    const [shape, size] = id.split('-');
    return { id, html: SHAPES[shape](writer(Number(size)), Number(size)) };
  });
}

const LONG = 10_000;

/** @returns articles of 10,000 words, with fewer and with more quotations than news has. */
export function longArticles() {
  return [0.1, 0.2, 0.5].map((share) => {
    const w = writer(LONG, share);
    const paragraphs = [];
    for (let words = 0; words < LONG; ) {
      const text = w.paragraph();
      words += text.split(' ').length;
      paragraphs.push(`<p>${text}</p>`);
    }
    const body = `<main><article><h1>${w.words(6)}</h1>${paragraphs.join('\n')}</article></main>`;
    return { id: `10,000 words, ${share * 100} % quotes`, html: page('Long', `${navigation(w, 30)}${body}`) };
  });
}

const MARKS = 100_000;

/** @returns pages of 100,000 quotation marks: each mark alone, before words, around words, and all kinds mixed, in one block and in many. */
export function pagesOfMarks() {
  const kinds = ['"', '“', '”', '«', '’', '「'];
  const texts = kinds.flatMap((mark) => [
    [`${mark} alone`, `${mark} `.repeat(MARKS)],
    [`${mark} before words`, `${mark}She said. `.repeat(MARKS)],
    [`${mark} around words`, `${mark}The bridge is safe,${mark} she said. `.repeat(MARKS / 2)],
  ]);
  const mixed = times(MARKS / kinds.length, () => kinds.map((mark) => `${mark}word `).join(''));
  // Nobody looks: laying them out would take longer than reading them.
  const unseen = (body) => page('Marks', `<style>main{content-visibility:hidden}</style><main>${body}</main>`);
  const blocks = times(MARKS / 2, () => '<p>“The bridge is safe,” said Anna Kowalska.</p>');
  return [
    ...texts.map(([id, text]) => ({ id, html: unseen(`<p>${text}</p>`) })),
    { id: 'all mixed', html: unseen(`<p>${mixed}</p>`) },
    { id: 'in 50,000 paragraphs', html: unseen(blocks) },
  ];
}

function decode(buffer) {
  const charset = /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i.exec(buffer.subarray(0, 65536).toString('latin1'))?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(buffer);
  } catch {
    return new TextDecoder().decode(buffer);
  }
}

/** @param {string} dir a folder of `.html` or `.html.gz` files, or one that has them in a folder `html`. */
export function savedPages(dir) {
  const inner = path.join(dir, 'html');
  const folder = fs.existsSync(inner) ? inner : dir;
  return fs
    .readdirSync(folder)
    .filter((name) => /\.html?(\.gz)?$/.test(name))
    .sort()
    .map((name) => {
      const data = fs.readFileSync(path.join(folder, name));
      return {
        id: name.replace(/\.html?(\.gz)?$/, ''),
        html: decode(name.endsWith('.gz') ? zlib.gunzipSync(data) : data),
      };
    });
}
