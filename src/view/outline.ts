import type { ArticleView } from './article-view.ts';
import { maker } from './dom.ts';
import type { Texts } from './texts.ts';

/**
 * The article's headings as a list to jump from.
 * @returns undefined when there are too few to be worth one.
 */
export function renderOutline(
  document: Document,
  texts: Texts,
  headings: ArticleView['headings'],
  jump: (heading: HTMLElement) => void,
): HTMLElement | undefined {
  if (headings.length < 2) return undefined;
  const h = maker(document);
  return h(
    'nav',
    { class: 'outline', 'aria-label': texts.text('outline') },
    h(
      'ol',
      { class: 'outline__list' },
      ...headings.map(({ element, text, level }) =>
        h(
          'li',
          { class: 'outline__item', 'data-level': level },
          h('button', { class: 'outline__link', type: 'button', dir: 'auto', click: () => jump(element) }, text),
        ),
      ),
    ),
  );
}
