import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { isFailure } from '../../src/core/article.ts';
import { type CaptionPolicy, findCaptions } from '../../src/core/captions.ts';
import { findClutter } from '../../src/core/clutter.ts';
import { readArticle } from '../../src/core/read-article.ts';
import { applyChoices } from '../../src/core/reader-choices.ts';
import { removeFindings } from '../../src/core/remove.ts';
import { finish } from '../../src/core/steps.ts';
import { indexText } from '../../src/core/text-index.ts';
import { rulesFor } from '../../src/rules/index.ts';

const BEFORE =
  'The town council voted on Monday evening to reopen the old railway bridge for walkers and cyclists. Engineers who inspected the steel arches last autumn found less rust than anyone had expected.';
const BETWEEN =
  'Work on the eastern ramp will begin in March, provided the river does not flood again. Residents of the lower quarter had asked for the crossing for more than eleven years.';
const AFTER =
  'The mayor called the decision a late victory for patience. Two members abstained because they still doubt the figures for winter maintenance.';

const IMAGE = '<img src="https://news.example/bridge.jpg" alt="" width="640" height="400">';
const SEEN = 'The bridge seen from the eastern bank.';

/** Captions and credits as sites write them. `{image}` is where the picture stands, when there is one. */
const SHAPES: readonly string[] = [
  `<figure>{image}<figcaption>${SEEN}</figcaption></figure>`,
  `<figure>{image}<figcaption>${SEEN} <span>Photo: Jane Doe</span></figcaption></figure>`,
  `<figure>{image}<p>${SEEN}</p></figure>`,
  `<div class="wp-caption">{image}<p class="wp-caption-text">${SEEN}</p></div>`,
  `<div>{image}<p class="ImageCaption-x7">${SEEN}</p></div>`,
  `<div>{image}<p class="media__caption">${SEEN}</p></div>`,
  `<div>{image}<span class="photo-credit">Jane Doe / Example News</span></div>`,
  `<div>{image}<p itemprop="caption">${SEEN}</p></div>`,
  `<div>{image}<p>${SEEN} Photo: Reuters</p></div>`,
  `<div>{image}<p>${SEEN} (AP Photo/Jane Doe)</p></div>`,
  `<div>{image}<p>${SEEN} (AP Photo/Jane Doe, File)</p></div>`,
  `<div>{image}<p>${SEEN} (Photo by Jane Doe/Getty Images)</p></div>`,
  `<div>{image}<p>${SEEN} Photograph: Jane Doe/Example</p></div>`,
  `<div>{image}<p>${SEEN} Credit: Jane Doe for Example News</p></div>`,
  `<div>{image}<p>${SEEN} Credit...Jane Doe for Example News</p></div>`,
  `<div>{image}<p>${SEEN} © Jane Doe / Getty Images</p></div>`,
  `<div>{image}<p>${SEEN} [Photo courtesy of Jane Doe]</p></div>`,
  `<div>{image}<p>Photo: Reuters</p></div>`,
  `<div>{image}<p>Photo credit: Jane Doe</p></div>`,
  `<div>{image}<p>Image copyright Getty Images</p></div>`,
  `<div>{image}<p>Image source, Getty Images</p></div>`,
  `<div>{image}<p>Image caption: ${SEEN}</p></div>`,
  `<div>{image}<p>© Getty Images</p></div>`,
  `<div>{image}<p>Getty Images</p></div>`,
  `<div>{image}<p>(AP Photo/Jane Doe)</p></div>`,
  `<div>{image}<p>Picture: Jane Doe</p></div>`,
  `<div>{image}<p>REUTERS/Jane Doe</p></div>`,
  `<div>{image}<p>${SEEN} REUTERS/Jane Doe</p></div>`,
  `<div>{image}<p>Foto: dpa</p></div>`,
  `<div>{image}<p>Die Brücke vom Ostufer aus gesehen. Foto: Jane Doe/dpa</p></div>`,
  `<div>{image}<p>Le pont vu de la rive est. Crédit photo : AFP</p></div>`,
  `<div>{image}<p>El puente visto desde la orilla este. Foto: EFE</p></div>`,
  `<div>{image}<p>東岸から見た橋。写真：共同通信</p></div>`,
  `<div>{image}<p>Мост с восточного берега. Фото: ТАСС</p></div>`,
  `<div>{image}<p>동쪽 강둑에서 본 다리. 사진=연합뉴스</p></div>`,
  `<div>{image}<p>从东岸看到的桥。图片来源：新华社</p></div>`,
  `<div>{image}<p>Bron på håll. Foto: Jane Doe/TT</p></div>`,
  `<div>{image}<p>Most widziany od wschodu. Fot. Jane Doe</p></div>`,
];

/** Labels of controls, which go whatever is done with captions. */
const CONTROLS = [
  'hide caption',
  'toggle caption',
  'Enlarge this image',
  'Image 3 of 12',
  '1/35',
  '1 / 12',
  'View gallery',
  'Bild vergrößern',
  'Agrandir l’image',
];

const pageOf = (shape: string, image: string): string =>
  `<p>${BEFORE}</p>${shape.replace('{image}', image)}<p>${BETWEEN}</p><p>${AFTER}</p>`;

function read(body: string): string[] {
  const { window } = new JSDOM(`<html lang="en"><title>Bridge</title><body><article>${body}</article></body></html>`);
  const article = readArticle(window.document, 'https://news.example/a', rulesFor('en'));
  if (isFailure(article)) throw new Error(article.error.message);
  window.close();
  return article.blocks.map((block) => article.text.slice(block.start, block.end));
}

const { document } = new JSDOM('').window;

/** The lines left of a tree, without the way through Readability, which drops some pictures itself. */
function clean(body: string, policy: CaptionPolicy = 'remove'): string[] {
  const root = document.createElement('article');
  root.append(document.createRange().createContextualFragment(body));
  const index = indexText(root);
  const { kept } = finish(
    removeFindings(index, applyChoices(index, finish(findClutter(index, {}, rulesFor('en'))), { captions: policy })),
  );
  return kept.blocks.map((block) => kept.text.slice(block.start, block.end));
}

describe('captions and credits', () => {
  test(`${SHAPES.length} shapes are gone by default, with an image and without`, () => {
    expect(SHAPES.length).toBeGreaterThanOrEqual(30);
    const left = SHAPES.flatMap((shape) => ['', IMAGE].map((image) => pageOf(shape, image))).filter(
      (body) => read(body).join('|') !== [BEFORE, BETWEEN, AFTER].join('|'),
    );
    expect(left).toEqual([]);
  });

  test('"with image" keeps those whose picture is there, and only those', () => {
    const without = SHAPES.filter((shape) => clean(pageOf(shape, ''), 'with-image').length !== 3);
    const beside = SHAPES.filter((shape) => clean(pageOf(shape, IMAGE), 'with-image').length === 3);
    expect({ without, beside }).toEqual({ without: [], beside: [] });
  });

  test('"keep" keeps them all', () => {
    expect(SHAPES.filter((shape) => clean(pageOf(shape, ''), 'keep').length === 3)).toEqual([]);
  });

  test.each(CONTROLS)('the control "%s" goes under every policy', (control) => {
    for (const policy of ['remove', 'with-image', 'keep'] as const) {
      expect(clean(pageOf(`<div>{image}<p>${control}</p></div>`, IMAGE), policy)).toEqual([BEFORE, BETWEEN, AFTER]);
    }
  });
});

describe('what is not a caption', () => {
  test('a long paragraph that closes with a credit loses the credit and no sentence', () => {
    const long = `${BEFORE} ${BETWEEN}`;
    expect(clean(`<p>${long} Photo: Reuters</p><p>${AFTER}</p>`)).toEqual([long, AFTER]);
    expect(clean(`<p>${long} (AP Photo/Jane Doe)</p><p>${AFTER}</p>`)).toEqual([long, AFTER]);
  });

  test.each([
    'Correction: An earlier version of this article named the wrong photographer. Photo: Jane Doe',
    'An earlier version of this article gave the wrong photo credit.',
    'By Jane Doe, Reuters, and John Roe in Example Town',
    'She held up the photo: a bridge, a boy and a dog.',
    'He kept one photo by the bed and never spoke about it.',
    'The credit goes to the engineers, she said on Monday evening.',
    'Photos by the hundred were pinned to the walls of the tunnel.',
    'Getty Images sued the company in London over the pictures it had used.',
    'The picture is bleak, according to Reuters.',
    'Image is everything in this town, the mayor said.',
    'Source: the river rises in the hills above the town and falls four hundred metres.',
    'LONDON (Reuters) - The council voted on Monday to reopen the bridge.',
    'The vote was 12/35 against, and 1/3 stayed away.',
    'Next month the gallery will open its doors again.',
  ])('%s', (sentence) => {
    const root = document.createElement('article');
    root.append(document.createRange().createContextualFragment(`<p>${BEFORE}</p><p>${sentence}</p><p>${AFTER}</p>`));
    expect(finish(findCaptions(indexText(root), rulesFor('en')))).toEqual([]);
  });

  test('nothing after a mid-article credit is lost', () => {
    for (const line of ['© 2024 Getty Images', 'Loading...', 'Comments', 'Advertisement']) {
      const rest = Array.from({ length: 12 }, (_, i) => `${BETWEEN} That was paragraph ${i + 1} of twelve.`);
      expect(clean(`<p>${BEFORE}</p><p>${line}</p>${rest.map((text) => `<p>${text}</p>`).join('')}`)).toEqual(
        expect.arrayContaining([BEFORE, ...rest]),
      );
    }
  });

  test('a figure with a quote or a table is article', () => {
    const quote = '<figure><blockquote><p>We waited eleven years for this bridge.</p></blockquote></figure>';
    expect(clean(pageOf(quote, ''))).toContain('We waited eleven years for this bridge.');
  });
});
