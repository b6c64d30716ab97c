import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { type CleanPage, isFailure } from '../../src/core/article.ts';
import { findClutter } from '../../src/core/clutter.ts';
import { extract } from '../../src/core/extract.ts';
import { readPage } from '../../src/core/read-article.ts';
import type { ReadOptions } from '../../src/core/reader-choices.ts';
import { finish } from '../../src/core/steps.ts';
import { indexText } from '../../src/core/text-index.ts';
import { pageRulesFor } from '../../src/rules/index.ts';

const URL = 'https://news.example/2024/05/14/ferry';
const PROSE = [
  'The ferry between the two islands has stopped running after a crack was found in its hull, the harbour office wrote on Tuesday.',
  'About four hundred people take the boat every day, most of them on their way to school or to the cannery on the far shore.',
  'Engineers will look at the damage this week, and until they have finished no vessel of that size may leave the dock.',
  'A smaller boat carries letters, medicine and up to twelve passengers, who have to put their names on a list the evening before.',
  'The council has asked the mainland for help and expects an answer before the end of the month, according to its clerk.',
  'Older islanders remember a winter in which nothing crossed the strait for nine weeks, and how the bakery ran out of flour.',
];

const { window } = new JSDOM('');

function pageOf(body: string, lang = 'en'): Document {
  const html = `<html lang="${lang}"><head><title>Ferry stops</title></head><body><main><article><h1>Ferry stops</h1>${body}</article></main></body></html>`;
  return new window.DOMParser().parseFromString(html, 'text/html');
}

function read(document: Document, lang = 'en', options: ReadOptions = {}): CleanPage {
  const page = readPage(document, URL, pageRulesFor(lang), options);
  if (isFailure(page)) throw new Error(page.error.code);
  return page;
}

const paragraphs = (lines: readonly string[]): string[] => lines.map((line) => `<p>${line}</p>`);
const withInside = (inserted: string, at = 3): string =>
  [...paragraphs(PROSE.slice(0, at)), inserted, ...paragraphs(PROSE.slice(at))].join('\n');
const linesOf = (page: CleanPage): string[] => page.blocks.map(({ start, end }) => page.text.slice(start, end));

describe('furniture between paragraphs goes, each piece for its own reason', () => {
  test.each([
    ['related', '<p>Read more: <a href="/b">Bridge over the strait gets cheaper</a></p>'],
    ['related', '<p><a href="/b">Bridge over the strait gets cheaper than planned</a></p>'],
    ['related', '<p>RELATED: Bridge over the strait gets cheaper</p>'],
    ['related', '<h3>You may also like</h3>'],
    ['promotion', '<p>Sign up for our newsletter and get the day in five minutes.</p>'],
    ['promotion', '<p><a href="/app">Download our app</a></p>'],
    ['share', '<p>Share Tweet Email</p>'],
    ['share', '<div class="share-bar">Share on Facebook</div>'],
    ['comments', '<p>Leave a comment</p>'],
    ['media', '<p>Loading...</p>'],
    ['media', '<p>This video requires JavaScript.</p>'],
    ['boilerplate', '<p>© 2024 Example Media. All rights reserved.</p>'],
    ['navigation', '<p>Skip to content</p>'],
    ['cookie', '<p>This website uses cookies to improve your experience. Accept</p>'],
    ['tags', '<p>Tags: ferry, harbour, islands</p>'],
    ['byline', '<p>Rosa Miller contributed to this report.</p>'],
  ])('%s: %s', (kind, html) => {
    const page = read(pageOf(withInside(html)));
    expect(linesOf(page)).toEqual(PROSE);
    expect(page.removals.map((removal) => removal.kind)).toEqual([kind]);
    expect(page.removals[0]?.at).toBe(3);
  });

  test.each([
    ['de', '<p>Lesen Sie auch: <a href="/b">Brücke wird teurer</a></p>'],
    ['de', '<p>Teilen</p>'],
    ['fr', '<p>À lire aussi : <a href="/b">Le pont coûtera plus cher</a></p>'],
    ['es', '<p>Lea también: <a href="/b">El puente será más caro</a></p>'],
    ['it', '<p>Leggi anche: <a href="/b">Il ponte costerà di più</a></p>'],
    ['pt', '<p>Leia também: <a href="/b">A ponte vai custar mais</a></p>'],
    ['nl', '<p>Lees ook: <a href="/b">Brug wordt duurder</a></p>'],
    ['pl', '<p>Czytaj też: <a href="/b">Most będzie droższy</a></p>'],
    ['ru', '<p>Читайте также: <a href="/b">Мост подорожает</a></p>'],
    ['ja', '<p>関連記事</p>'],
    ['ko', '<p>관련기사</p>'],
    ['ar', '<p>اقرأ أيضا: <a href="/b">الجسر</a></p>'],
    ['he', '<p>קראו גם: <a href="/b">הגשר</a></p>'],
    ['id', '<p>Baca juga: <a href="/b">Jembatan lebih mahal</a></p>'],
  ])('in %s: %s', (lang, html) => {
    expect(linesOf(read(pageOf(withInside(html), lang), lang))).toEqual(PROSE);
  });
});

describe('sentences of the article stay, whatever words they share with furniture', () => {
  test.each([
    'By Wednesday the water had gone.',
    'Read more books, she told the class.',
    'Share prices fell on the news.',
    'Follow the money, the old clerk used to say.',
    'Comments like these hurt, he said.',
    'Loading the trucks took three hours.',
    'Copyright law is older than the ferry.',
    'Related costs were not named.',
    'More on that was not to be learned.',
    'Home is where the boat goes.',
    'Sign up or stay ashore, they were told.',
    'Subscribe to that view and you lose the vote.',
    'Get more people aboard, said the mate.',
    'Next came the rain.',
    'Watch the tide, they said.',
    'He agreed.',
    '“No,” she said.',
    'About the rest he kept silent.',
    'Print is dead, said the bookseller.',
    'Video shows the boat turning.',
    'Tags on the nets gave the owner away.',
    'On Tuesday, May 14, the boat sank.',
    'Photo albums floated in the cabin.',
    'Opinion was divided.',
    'Updated rules are to follow in June.',
    'Posted at the gate, he counted the cars.',
    'Cookies were sold out by noon.',
    'Skip to his wife on deck, a shout across the water.',
    'Who pays?',
    'Nobody knows.',
  ])('%s', (sentence) => {
    const lines = [...PROSE.slice(0, 3), sentence, ...PROSE.slice(3)];
    expect(linesOf(read(pageOf(paragraphs(lines).join(''))))).toEqual(lines);
  });
});

describe('what sites say around their texts', () => {
  test.each([
    'Follow Rosa Miller on Twitter.',
    'Follow Harbour Desk on Instagram, Facebook, Twitter and YouTube.',
    'Reach Rosa Miller at rmiller@news.example or 555-0123.',
    'rosa.miller@news.example',
    'Have a tip? Contact our newsroom at tips@news.example.',
    'To contact the reporter on this story: Rosa Miller in Harbour at rmiller@news.example',
    '(With inputs from PTI)',
    '— with files from Rosa Miller',
    'Originally published by the Harbour Times.',
    'Read the original article here.',
    'For all the latest News, download the Harbour App.',
    'Stay tuned for more updates.',
    'This story is developing and will be updated.',
    'More to come.',
    '34 Comments',
    '1.2k Shares',
    'Add your comment',
    'Tell us in the comments!',
    'Corrections? Email us.',
    'Read or share this story',
    'A version of this article appears in print on page A1 of the Harbour edition.',
    'Topics mentioned in this article',
    'Most read in News',
    'Next post: Bridge over the strait gets cheaper',
    'When you buy through our links, we may get a share of the sale.',
    'Featured image: John Doe',
    'Log in or register to post comments',
    'View original content to download multimedia:',
  ])('after the text: %s', (line) => {
    expect(linesOf(read(pageOf(withInside(`<p>${line}</p>`, PROSE.length))))).toEqual(PROSE);
  });

  test.each([
    'WATCH | Bridge over the strait gets cheaper',
    'READ: Bridge over the strait gets cheaper',
    'ANALYSIS: Why the ferry stopped',
    'Please enter a valid email address',
    'Thanks for signing up!',
    'Skip Twitter post by @harbourtimes',
    'A post shared by Harbour Times (@harbourtimes) on Nov 12, 2019 at 9:40am PST',
    'This content is not available in your region.',
    'Article continues after video',
  ])('between its paragraphs: %s', (line) => {
    expect(linesOf(read(pageOf(withInside(`<p>${line}</p>`))))).toEqual(PROSE);
  });

  test.each(['4 hours ago', '3 min read', 'OPINION'])('before it: %s', (line) => {
    expect(linesOf(read(pageOf(withInside(`<p>${line}</p>`, 0))))).toEqual(PROSE);
  });

  test('the writer, told about at the end', () => {
    const page = pageOf(withInside('<p>Rosa Miller covers the islands and the boats between them.</p>', PROSE.length));
    page.head.insertAdjacentHTML('beforeend', '<meta name="author" content="Rosa Miller">');
    expect(linesOf(read(page))).toEqual(PROSE);
  });

  test.each([
    ['Follow the money, she told them, and you will find the thief.'],
    ['Share prices fell by four percent on Tuesday.'],
    ['Comments on the plan were mixed.'],
    ['Visit the island in winter and you will meet nobody.'],
    ['Published in 1999, the book sold well.'],
    ['Anyone with information should email tips@police.example, officers say.'],
    ['From the statement issued by the Harbour Council:'],
    ['From London to Leeds in two hours'],
    ['More rain is expected.'],
    ['Join the queue, the guard said.'],
    ['Tell us the truth, the crowd shouted.'],
    ['10.30am: The ferry leaves the dock.'],
    ['Facebook and Twitter said nothing.'],
    ['Correction: An earlier version of this story gave the wrong year.'],
    ['This article was amended on 12 May to correct the year.'],
    ["Editor's note: The name of the girl has been changed."],
  ])('is told from what the text says: %s', (line) => {
    for (const at of [3, PROSE.length]) {
      expect(linesOf(read(pageOf(withInside(`<p>${line}</p>`, at))))).toContain(line);
    }
  });

  test('a table of dates stays', () => {
    const rows = ['4.1\tJanuary 2015', '4.2\tMarch 2015', '4.3\tJune 2015'];
    const table = rows.map((row) => `<tr>${row.replace(/[^\t]+/g, '<td>$&</td>').replace('\t', '')}</tr>`).join('');
    expect(linesOf(read(pageOf(withInside(`<table>${table}</table>`))))).toEqual([
      ...PROSE.slice(0, 3),
      ...rows,
      ...PROSE.slice(3),
    ]);
  });
});

describe('nothing after a line that looks like an ending is lost', () => {
  test.each([
    '© 2024 Getty Images',
    'Loading...',
    'Comments',
    'Advertisement',
    'Read more',
    'All rights reserved.',
    'Share this article',
    'Related stories',
    'About the author',
    'Newsletter',
  ])('%s', (line) => {
    for (const tag of ['p', 'div', 'h2', 'h3', 'span']) {
      for (const at of [1, 3, 5]) {
        const document = pageOf(withInside(`<${tag}>${line}</${tag}>`, at));
        const kept = linesOf(read(document));
        for (const paragraph of PROSE) expect(kept).toContain(paragraph);
      }
    }
  });
});

describe('a headline that is repeated above the text goes', () => {
  const TEXTS: Record<string, [headline: string, sentences: string[]]> = {
    en: ['Ferry stops running until spring', PROSE.slice(0, 4)],
    ja: [
      '連絡船、春まで運航停止',
      [
        '島と島を結ぶ連絡船が、船体に亀裂が見つかったため火曜日から運航を停止していると港湾事務所が発表した。',
        '毎日およそ四百人がこの船を利用しており、その多くは対岸の学校や缶詰工場に通う人たちだという。',
        '技術者が今週中に損傷を調べる予定で、作業が終わるまで同じ大きさの船は桟橋を離れることができない。',
      ],
    ],
    ar: [
      'العبّارة متوقفة حتى الربيع',
      [
        'توقفت العبّارة بين الجزيرتين عن العمل بعد اكتشاف شرخ في هيكلها، حسبما كتب مكتب الميناء يوم الثلاثاء في بيان قصير.',
        'يستقل نحو أربعمئة شخص القارب كل يوم، ومعظمهم في طريقهم إلى المدرسة أو إلى مصنع التعليب على الشاطئ البعيد من الجزيرة.',
        'سيفحص المهندسون الضرر هذا الأسبوع، وإلى أن ينتهوا لن يُسمح لأي سفينة بهذا الحجم بمغادرة الرصيف في الميناء.',
      ],
    ],
  };
  const cases = Object.keys(TEXTS).flatMap((lang) =>
    ['h1', 'h2', 'h3', 'p'].flatMap((tag) => ['', ' | Example News'].map((site) => [lang, tag, site] as const)),
  );
  test.each(cases)('%s in %s, the title ends in "%s"', (lang, tag, site) => {
    const [headline, sentences] = TEXTS[lang] ?? ['', []];
    // Arabic leaves its vowel points out as often as not.
    const shown = headline.replace(/\u0651/g, '');
    const html = `<html lang="${lang}"><head><title>${headline}${site}</title></head><body><main><article><${tag}>${shown}</${tag}>${paragraphs(sentences).join('')}</article></main></body></html>`;
    const page = read(new window.DOMParser().parseFromString(html, 'text/html'), lang);
    expect(linesOf(page)).toEqual(sentences);
  });

  test('a section that is named like the article stays in the middle of the text', () => {
    const page = read(pageOf(withInside('<h2>Why the ferry stops</h2>')));
    expect(linesOf(page)).toContain('Why the ferry stops');
  });
});

describe('what the description of the page says stands in the text', () => {
  const [lead = '', ...rest] = PROSE;
  const described = (body: string): string[] => {
    const page = pageOf(body);
    page.head.insertAdjacentHTML('beforeend', `<meta name="description" content="${lead}">`);
    return linesOf(read(page));
  };
  const text = paragraphs(rest).join('');

  test.each([
    ['an ordinary first paragraph', `<p>${lead}</p>${text}`],
    ['with a class of its own', `<p class="lead-in">${lead}</p>${text}`],
    ['in a box of its own', `<div class="x91"><p>${lead}</p></div><div>${text}</div>`],
    ['below the byline', `<p class="byline">By Rosa Miller</p><p class="intro">${lead}</p>${text}`],
    [
      'further down',
      `${paragraphs(rest.slice(0, 2)).join('')}<p class="i">${lead}</p>${paragraphs(rest.slice(2)).join('')}`,
    ],
  ])('%s, and stays', (_, body) => {
    expect(described(body)).toContain(lead);
  });

  test.each([
    ['a heading', `<h2>${lead}</h2>${text}`],
    ['in the header', `<header><h1>Ferry stops</h1><p>${lead}</p></header>${text}`],
    ['above the byline', `<p class="a">${lead}</p><p>By Rosa Miller</p><p>May 14, 2024</p>${text}`],
    ['called a standfirst', `<p class="standfirst">${lead}</p>${text}`],
  ])('%s, and goes', (_, body) => {
    expect(described(body)).toEqual(rest);
  });
});

test('a paragraph that stands beside a player is text, what labels the player is not', () => {
  const [first = '', ...rest] = PROSE;
  const box = `<div class="video-wrap"><p>${first}</p><p>Play Video</p></div>`;
  expect(linesOf(read(pageOf(`${box}${paragraphs(rest).join('')}`)))).toEqual(PROSE);
});

describe('the reader decides', () => {
  const body = withInside(
    '<p>Advertisement</p><figure><img src="/a.jpg" width="600" height="400"><figcaption>The boat at its dock. Photo: Ana Reyes</figcaption></figure><p>Weather today: fog</p>',
  ).replace(PROSE[4] ?? '', `${PROSE[4]}</p><p>Photo: Ana Reyes`);

  test('a piece that was put back by its id stays, and keeps its place', () => {
    const [first] = read(pageOf(body)).removals;
    const again = read(pageOf(body), 'en', { keep: [first?.id ?? ''] });
    expect(linesOf(again)[3]).toBe('Advertisement');
    expect(again.removals.map(({ id }) => id)).not.toContain(first?.id);
  });

  test('kinds that are switched off stay', () => {
    expect(linesOf(read(pageOf(body), 'en', { keepKinds: ['ad-marker'] }))).toContain('Advertisement');
  });

  test('captions stay with their picture, or all of them, or none', () => {
    const captions = (choice?: ReadOptions['captions']): string[] =>
      linesOf(read(pageOf(body), 'en', { captions: choice })).filter((line) => line.includes('Ana Reyes'));
    expect(captions()).toEqual([]);
    expect(captions('with-image')).toEqual(['The boat at its dock. Photo: Ana Reyes']);
    expect(captions('keep')).toHaveLength(2);
  });

  test('lines that always go are gone', () => {
    expect(linesOf(read(pageOf(body)))).toContain('Weather today: fog');
    const page = read(pageOf(body), 'en', { alwaysRemove: ['weather today: FOG'] });
    expect(linesOf(page)).toEqual(PROSE);
    expect(page.removals.find(({ rule }) => rule === 'reader')?.text).toBe('Weather today: fog');
  });

  test('a selection is the article', () => {
    const document = pageOf(body);
    const range = document.createRange();
    const all = document.querySelectorAll('p');
    range.setStart(all[1]?.firstChild ?? document, 6);
    range.setEndAfter(all[2] ?? document);
    expect(linesOf(read(document, 'en', { selection: range }))).toEqual([(PROSE[1] ?? '').slice(6), PROSE[2]]);
  });
});

/** A page of prose and furniture in any order, in the markup of many sites. */
const generated = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.nat(PROSE.length - 1).map((i) => `<p>${PROSE[i]}</p>`) },
      fc.constantFrom(
        '<p>Advertisement</p>',
        '<div>Advertisement</div>',
        `<p>${PROSE[0]} <span>Advertisement</span> ${PROSE[1]}</p>`,
        '<figure><img src="/a.jpg"><figcaption>The dock. Photo: Reuters</figcaption></figure>',
        '<ul><li><a href="/a">One story of the island</a></li><li><a href="/b">Another story of it</a></li></ul>',
        '<ul><li>First, the hull was opened.</li><li>Then it was closed again.</li></ul>',
        '<h2>What comes next</h2>',
        '<blockquote><p>We wait, she said.</p></blockquote>',
        `<div>${PROSE[2]}<p>Sponsored</p>${PROSE[3]}</div>`,
        '<table><tr><td>Mon</td><td>9</td></tr><tr><td>Tue</td><td>10</td></tr></table>',
        '<p>May 14, 2024, 9:28 AM</p>',
        '<p>By Rosa Miller</p>',
        '<p>Read more: <a href="/x">The bridge</a></p>',
        '<div class="newsletter"><h3>Newsletter</h3><p>Sign up for our newsletter.</p></div>',
        '<pre>a  b\n c</pre>',
        '<p>soft\u00adhyphen and\u00a0space</p>',
      ),
    ),
    { minLength: 4, maxLength: 20 },
  )
  .map((parts) => parts.join('\n'));

const squeeze = (text: string): string => text.replace(/\s+/g, '');

describe('whatever the page', () => {
  test('kept and removed together are what was extracted, in order, and the page is as before', () => {
    fc.assert(
      fc.property(generated, (body) => {
        const document = pageOf(body);
        const before = document.documentElement.outerHTML;
        const page = readPage(document, URL, pageRulesFor('en'));
        expect(document.documentElement.outerHTML).toBe(before);
        if (isFailure(page)) return;
        const whole = extract(document, page.title);
        if (!whole) throw new Error('read, but not extracted');
        expect(squeeze(rebuilt(page))).toBe(squeeze(indexText(whole.root).text));
        for (const { start, end } of page.blocks) expect(page.text.slice(start, end)).toMatch(/\S/);
        for (const { at, offset } of page.removals) {
          expect(at).toBeLessThanOrEqual(page.blocks.length);
          const block = page.blocks[at];
          if (offset !== undefined) expect(offset >= (block?.start ?? 0) && offset <= (block?.end ?? 0)).toBe(true);
        }
        expect(new Set(page.removals.map(({ id }) => id)).size).toBe(page.removals.length);
      }),
      { numRuns: 60 },
    );
  });

  test('findings stand in order and never overlap', () => {
    fc.assert(
      fc.property(generated, (body) => {
        const root = extract(pageOf(body), 'Ferry stops')?.root;
        if (!root) return;
        const index = indexText(root);
        let end = -1;
        for (const finding of finish(findClutter(index, { title: 'Ferry stops' }, pageRulesFor('en')))) {
          const span = finding.run ?? index.blocks[finding.block];
          expect(span?.start).toBeGreaterThanOrEqual(end);
          end = span?.end ?? 0;
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** The extracted text again: every removal put back at its place. */
function rebuilt(page: CleanPage): string {
  const parts: string[] = [];
  const before = (at: number): string[] =>
    page.removals.filter((removal) => removal.at === at && removal.offset === undefined).map(({ text }) => text);
  page.blocks.forEach((block, i) => {
    parts.push(...before(i));
    let from = block.start;
    for (const { at, offset, text } of page.removals) {
      if (at !== i || offset === undefined) continue;
      parts.push(page.text.slice(from, offset), text);
      from = offset;
    }
    parts.push(page.text.slice(from, block.end));
  });
  return [...parts, ...before(page.blocks.length)].join('\n');
}
