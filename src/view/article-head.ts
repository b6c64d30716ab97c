import type { CleanPage } from '../core/article.ts';
import { readingMinutes } from '../core/reading-time.ts';
import { toUrl } from '../formats/address.ts';
import { type Make, maker } from './dom.ts';
import type { Texts } from './texts.ts';

/** Below this share of the page's text the reader is told that some may be missing. */
export const DOUBTFUL_COVERAGE = 0.6;

export interface HeadOptions {
  /** Owns the elements. */
  document: Document;
  texts: Texts;
  /** Makes the article from what is selected in the page; the next step when text may be missing. */
  useSelection?: (() => void) | undefined;
}

/** Source, title and facts of an article. */
export function renderHead(article: CleanPage, { document, texts, useSelection }: HeadOptions): HTMLElement {
  const h = maker(document);
  const source = article.siteName ?? hostOf(article.url);
  const published = article.published;
  return h(
    'header',
    { class: 'article__head' },
    source !== '' && h('p', { class: 'article__source' }, sourceLink(article.url, source, h)),
    h('h1', { class: 'article__title', tabindex: -1 }, article.title || texts.text('untitled')),
    h(
      'div',
      { class: 'article__facts', lang: texts.locale },
      article.byline !== undefined &&
        article.byline !== '' &&
        h('span', { class: 'article__byline', dir: 'auto' }, article.byline),
      published !== undefined && h('time', { datetime: published, dir: texts.dir }, texts.date(published)),
      h('span', { dir: texts.dir }, texts.count('readingTime', readingMinutes(article.wordCount, article.lang))),
    ),
    (article.coverage < DOUBTFUL_COVERAGE || article.forSubscribers) &&
      h(
        'div',
        { class: 'article__warning', lang: texts.locale, dir: texts.dir },
        h('p', {}, texts.text(article.forSubscribers ? 'subscribersWarning' : 'coverageWarning')),
        useSelection &&
          h('button', { class: 'button', type: 'button', click: useSelection }, texts.text('useSelection')),
      ),
  );
}

function sourceLink(url: string, name: string, h: Make): Node | string {
  if (!/^https?:/i.test(url)) return name;
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, name);
}

function hostOf(url: string): string {
  return toUrl(url)?.hostname.replace(/^www\./, '') ?? '';
}
