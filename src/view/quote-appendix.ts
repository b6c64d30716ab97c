import type { Article } from '../core/article.ts';
import { citedUtterance, speakerName } from '../formats/quotes.ts';
import { maker } from './dom.ts';
import { quoteItems } from './quote-list.ts';
import type { Texts } from './texts.ts';

/** The quotes with their speakers, to be printed after the article; on the screen they have a place of their own. */
export function renderQuoteAppendix(article: Article, document: Document, texts: Texts): HTMLElement | undefined {
  const items = quoteItems(article);
  if (items.length === 0) return undefined;
  const h = maker(document);
  return h(
    'section',
    { class: 'appendix', lang: texts.locale, dir: texts.dir },
    h('h2', { class: 'appendix__title' }, texts.text('tabQuotes')),
    h(
      'ol',
      { class: 'appendix__list' },
      ...items.map(({ pieces, speaker }) => {
        const { open, text, close } = citedUtterance(
          article,
          pieces.map(({ quote }) => quote),
        );
        return h(
          'li',
          {},
          h('blockquote', { class: 'appendix__quote', lang: article.lang, dir: 'auto' }, open + text + close),
          h(
            'p',
            { class: 'appendix__speaker' },
            h('bdi', {}, speakerName(speaker) || speaker?.name || texts.text('speakerUnknown')),
          ),
        );
      }),
    ),
  );
}
