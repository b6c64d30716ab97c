import type { Article } from '../core/article.ts';
import { speakerName } from '../formats/quotes.ts';
import { maker } from './dom.ts';
import { icon } from './icons.ts';
import { type QuoteItem, wordsAround } from './quote-list.ts';
import { speakerForm } from './speaker-form.ts';
import type { Texts } from './texts.ts';

export interface QuoteActions {
  document: Document;
  texts: Texts;
  /** Scrolls to the quote in the article and marks it. */
  showInArticle(item: QuoteItem): void;
  /** Does the same in the live page; absent where there is none. */
  showInPage?: ((item: QuoteItem) => void) | undefined;
  copy(items: readonly QuoteItem[]): void;
  /** Keeps a quote on the shelf; absent where there is none. */
  keep?: ((item: QuoteItem) => void) | undefined;
  /** The reader names the speaker of these quotes; '' takes the name away. */
  correct(items: readonly QuoteItem[], name: string): void;
  /** Names the reader may mean when correcting one. */
  knownNames(): string[];
}

export interface QuoteElements {
  /** One quote with its speaker and what can be done with it. @param named whether the speaker stands with it. */
  quote(item: QuoteItem, shown: Article, look: { named: boolean; context: boolean }): HTMLElement;
  /** The name over the quotes of one speaker. */
  speakerHead(name: string, items: readonly QuoteItem[]): HTMLElement;
  nameOf(name: string): string;
}

/** Draws quotes; what is done with them is done by the actions. */
export function quoteElements(actions: QuoteActions): QuoteElements {
  const { document, texts } = actions;
  const h = maker(document);

  const nameOf = (name: string): string => name || texts.text('speakerUnknown');

  function quote(item: QuoteItem, shown: Article, { named, context }: { named: boolean; context: boolean }) {
    const first = item.pieces[0]?.quote;
    const last = item.pieces.at(-1)?.quote;
    const around = context && first && last && { ...wordsAround(shown, first), after: wordsAround(shown, last).after };
    const words = h(
      'blockquote',
      {
        class: 'quote__text',
        lang: shown.lang,
        dir: 'auto',
        click: () => selectionIsEmpty(document) && actions.showInArticle(item),
      },
      around && h('span', { class: 'quote__around' }, around.before),
      h(
        'span',
        { class: 'quote__words' },
        ...item.pieces.flatMap(({ quote }, at) => (at === 0 ? [quote.text] : [gap(shown, item, at), quote.text])),
      ),
      around && h('span', { class: 'quote__around' }, around.after),
    );
    return h('li', { class: item.fragment ? 'quote quote--fragment' : 'quote' }, words, foot(item, named));
  }

  function foot(item: QuoteItem, named: boolean): HTMLElement {
    const name = speakerName(item.speaker);
    const asSaid = item.speaker && item.speaker.name !== name ? item.speaker.name : undefined;
    const holder = h('div', { class: 'quote__foot' });
    holder.append(
      h(
        'span',
        { class: name === '' ? 'quote__speaker quote__speaker--unknown' : 'quote__speaker' },
        named && h('bdi', {}, nameOf(name)),
        asSaid !== undefined && h('span', { class: 'quote__as' }, texts.text('speakerAs', asSaid)),
        name === '' && candidates(item),
      ),
      h(
        'span',
        { class: 'actions' },
        actionButton('jump', texts.text('showInArticle'), () => actions.showInArticle(item)),
        actions.showInPage && actionButton('page', texts.text('showInPage'), () => actions.showInPage?.(item)),
        editButton([item], name, holder),
        actions.keep && actionButton('keep', texts.text('keepQuote'), () => actions.keep?.(item)),
        actionButton('copy', texts.text('copyQuote'), () => actions.copy([item])),
      ),
    );
    return holder;
  }

  function speakerHead(name: string, items: readonly QuoteItem[]): HTMLElement {
    const holder = h(
      'div',
      { class: 'speaker__head' },
      h('h2', { class: 'speaker', dir: 'auto' }, nameOf(name)),
      h('span', { class: 'speaker__count' }, texts.number(items.length)),
    );
    // What is done to a whole speaker is worth a button only where it differs from what is done to the one quote.
    if (items.length > 1) {
      holder.append(
        h(
          'span',
          { class: 'actions' },
          name !== '' && editButton(items, name, holder),
          actionButton('copy', texts.text('copySpeaker', nameOf(name)), () => actions.copy(items)),
        ),
      );
    }
    return holder;
  }

  function gap(shown: Article, item: QuoteItem, at: number): Node {
    const before = item.pieces[at - 1]?.quote.end ?? 0;
    const after = item.pieces[at]?.quote.start ?? before;
    return shown.text.slice(before, after).includes('\n\n') ? h('br') : h('span', { class: 'quote__gap' }, ' … ');
  }

  function candidates(item: QuoteItem): HTMLElement | undefined {
    const offered = item.pieces.flatMap(({ quote }) => quote.candidates ?? []).map(speakerName);
    const names = [...new Set(offered.filter((name) => name !== ''))].slice(0, 3);
    if (names.length === 0) return undefined;
    return h(
      'span',
      { class: 'quote__candidates' },
      texts.text('speakerPerhaps'),
      ...names.map((name) =>
        h('button', { class: 'chip', type: 'button', click: () => actions.correct([item], name) }, h('bdi', {}, name)),
      ),
    );
  }

  function actionButton(name: Parameters<typeof icon>[1], label: string, act: () => void): HTMLElement {
    return h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': label, title: label, click: act },
      icon(document, name),
    );
  }

  function editButton(of: readonly QuoteItem[], name: string, place: HTMLElement): HTMLElement {
    const button = actionButton('edit', texts.text('speakerCorrect'), () => {
      const form = speakerForm(h, texts, name, actions.knownNames(), {
        save: (corrected) => actions.correct(of, corrected),
        cancel: () => {
          form.replaceWith(place);
          button.focus();
        },
      });
      place.replaceWith(form);
      form.querySelector('input')?.select();
    });
    return button;
  }

  return { quote, speakerHead, nameOf };
}

/** A click that ends a selection is no wish to leave. */
function selectionIsEmpty(document: Document): boolean {
  return document.getSelection()?.isCollapsed ?? true;
}
