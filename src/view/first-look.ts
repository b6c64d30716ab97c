import type { CleanPage } from '../core/article.ts';
import { blockTree } from '../formats/block-tree.ts';
import { renderHead } from './article-head.ts';
import { maker } from './dom.ts';
import type { Texts } from './texts.ts';

/** As much text as fills the largest popup, in UTF-16 units. */
const ENOUGH = 3000;

/**
 * The beginning of an article in the places where the workspace will have it: its words alone, without links, pictures and
 * controls. It is made in no time and needs no sanitiser, and stands while the rest is made.
 */
export function renderFirstLook(page: CleanPage, document: Document, texts: Texts): HTMLElement {
  const h = maker(document);
  const blocks = page.blocks.filter(({ start }) => start < ENOUGH);
  const body = blockTree({ text: page.text, blocks }, document);
  body.className = 'prose';
  return h(
    'div',
    { class: 'workspace', 'aria-busy': 'true', lang: texts.locale, dir: texts.dir },
    h('div', { class: 'workspace__head' }),
    h(
      'div',
      { class: 'workspace__main' },
      h(
        'div',
        { class: 'panel' },
        h('div', { class: 'article', lang: page.lang, dir: page.dir }, renderHead(page, { document, texts }), body),
      ),
    ),
    h('div', { class: 'workspace__foot' }),
  );
}
