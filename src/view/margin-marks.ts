import type { Article } from '../core/article.ts';
import type { ArticleView } from './article-view.ts';
import { maker } from './dom.ts';
import { icon } from './icons.ts';
import type { Texts } from './texts.ts';

export interface MarginMarksOptions {
  document: Document;
  texts: Texts;
  /** As it was read; removals are told by their index in it. */
  original: Article;
  /** Indexes of removals that are back in the text. */
  restored: ReadonlySet<number>;
  /** As it is shown. */
  article: Article;
  view: ArticleView;
  putBack(removal: number): void;
}

/**
 * Small marks beside the text where something was taken out; a click opens what it was. They stand in a layer of their
 * own behind the text, not in it.
 * @returns places the marks anew; to be called when lines may have moved.
 */
export function attachMarginMarks(options: MarginMarksOptions): () => void {
  const { document, texts, original, restored, article, view, putBack } = options;
  const h = maker(document);
  const places = new Map<number, number[]>();
  const left = original.removals.map((_, index) => index).filter((index) => !restored.has(index));
  for (const [position, index] of left.entries()) {
    const at = article.removals[position]?.at ?? 0;
    places.set(at, [...(places.get(at) ?? []), index]);
  }
  if (places.size === 0) return () => {};

  const noteItem = (index: number): HTMLElement =>
    h(
      'div',
      { class: 'margin__item' },
      h('blockquote', { class: 'margin__text', lang: original.lang, dir: 'auto' }, original.removals[index]?.text),
      h(
        'button',
        { class: 'button', type: 'button', click: () => putBack(index) },
        icon(document, 'restore'),
        texts.text('putBack'),
      ),
    );
  const layer = h('div', { class: 'margin', lang: texts.locale });
  const marks = [...places].map(([at, indexes]) => {
    const label = texts.count('marginMark', indexes.length);
    const note = h('div', { class: 'margin__note', dir: texts.dir, hidden: true });
    const mark = h('button', {
      class: 'margin__mark',
      type: 'button',
      'aria-label': label,
      title: label,
      'aria-expanded': 'false',
    });
    mark.addEventListener('click', () => {
      note.hidden = !note.hidden;
      // What was removed is in the article's element only while it is looked at.
      note.replaceChildren(...(note.hidden ? [] : indexes.map(noteItem)));
      mark.setAttribute('aria-expanded', String(!note.hidden));
    });
    const place = h('div', { class: 'margin__place' }, mark, note);
    layer.append(place);
    return { place, at };
  });
  view.root.append(layer);

  return () => {
    const { top } = view.root.getBoundingClientRect();
    // All places are asked for before one is set: a question after a change lays the whole article out anew.
    const edges = marks.map(({ at }) => {
      const block = view.blockElement(at)?.getBoundingClientRect();
      return at < article.blocks.length ? block?.top : block?.bottom;
    });
    for (const [position, { place }] of marks.entries()) {
      const edge = edges[position];
      if (edge !== undefined) place.style.insetBlockStart = `${edge - top}px`;
    }
  };
}
