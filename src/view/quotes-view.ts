import type { Article } from '../core/article.ts';
import { type Make, maker } from './dom.ts';
import { icon } from './icons.ts';
import {
  filterQuotes,
  groupBySpeaker,
  type QuoteFilter,
  type QuoteItem,
  quoteItems,
  speakerName,
  wordsAround,
} from './quote-list.ts';
import type { Texts } from './texts.ts';

export interface QuotesViewActions {
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
}

export interface QuotesView {
  root: HTMLElement;
  /** Draws the quotes of an article; filter and order stay. */
  show(article: Article): void;
  /** What is listed now, in the order shown. */
  listed(): QuoteItem[];
}

/** Every quote with its speaker: searched, filtered, grouped, corrected and copied. */
export function createQuotesView(actions: QuotesViewActions): QuotesView {
  const { document, texts } = actions;
  const h = maker(document);
  const filter: QuoteFilter = { text: '', fragments: false };
  let grouped = true;
  let context = false;
  let article: Article | undefined;
  let items: QuoteItem[] = [];

  const results = h('div', { class: 'quotes__results' });
  const status = h('p', { class: 'visually-hidden', role: 'status' });
  const search = h('input', {
    class: 'field',
    type: 'search',
    placeholder: texts.text('quotesSearch'),
    'aria-label': texts.text('quotesSearch'),
    input: (event) => {
      filter.text = (event.target as HTMLInputElement).value;
      draw();
    },
  });
  const speakers = h('select', {
    class: 'field',
    'aria-label': texts.text('quotesSpeakerFilter'),
    change: (event) => {
      const { selectedIndex, value } = event.target as HTMLSelectElement;
      if (selectedIndex === 0) delete filter.speaker;
      else filter.speaker = value;
      draw();
    },
  }) as HTMLSelectElement;
  const toggle = (label: string, pressed: boolean, act: (on: boolean) => void): HTMLElement =>
    h(
      'button',
      {
        class: 'chip',
        type: 'button',
        'aria-pressed': String(pressed),
        click: (event) => {
          const button = event.currentTarget as HTMLElement;
          const on = button.getAttribute('aria-pressed') !== 'true';
          button.setAttribute('aria-pressed', String(on));
          act(on);
          draw();
        },
      },
      label,
    );
  const fragments = toggle('', false, (on) => {
    filter.fragments = on;
  });
  const bar = h(
    'div',
    { class: 'quotes__bar', role: 'search', 'aria-label': texts.text('quotesFilter') },
    search,
    speakers,
    toggle(texts.text('quotesBySpeaker'), true, (on) => {
      grouped = on;
    }),
    toggle(texts.text('quotesContext'), false, (on) => {
      context = on;
    }),
    fragments,
  );
  const root = h('div', { class: 'quotes' }, bar, status, results);

  const listed = (): QuoteItem[] => {
    const found = filterQuotes(items, filter);
    return grouped ? groupBySpeaker(found).flatMap((group) => group.items) : found;
  };

  const nameOf = (name: string): string => name || texts.text('speakerUnknown');

  function draw(): void {
    if (!article) return;
    const shown = article;
    const found = filterQuotes(items, filter);
    status.textContent = texts.count('quotesFound', found.length);
    if (found.length === 0) {
      results.replaceChildren(
        h('p', { class: 'notice' }, texts.text(items.length === 0 ? 'quotesNone' : 'quotesNoneFound')),
      );
    } else if (grouped) {
      results.replaceChildren(...groupBySpeaker(found).map((group) => groupElement(group, shown)));
    } else {
      results.replaceChildren(
        h('ul', { class: 'quotes__list' }, ...found.map((item) => itemElement(item, shown, true))),
      );
    }
  }

  function groupElement(group: { name: string; items: QuoteItem[] }, shown: Article): HTMLElement {
    const heading = h('h2', { class: 'speaker', dir: 'auto' }, nameOf(group.name));
    const holder = h(
      'div',
      { class: 'speaker__head' },
      heading,
      h('span', { class: 'speaker__count' }, texts.number(group.items.length)),
    );
    // What is done to a whole speaker is worth a button only where it differs from what is done to the one quote.
    if (group.items.length > 1) {
      holder.append(
        h(
          'span',
          { class: 'actions' },
          group.name !== '' && editButton(group.items, group.name, holder),
          actionButton('copy', texts.text('copySpeaker', nameOf(group.name)), () => actions.copy(group.items)),
        ),
      );
    }
    return h(
      'section',
      { class: 'quotes__group' },
      holder,
      h('ul', { class: 'quotes__list' }, ...group.items.map((item) => itemElement(item, shown, false))),
    );
  }

  function itemElement(item: QuoteItem, shown: Article, named: boolean): HTMLElement {
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
    const footer = h('div', { class: 'quote__foot' });
    const name = speakerName(item.speaker);
    const asSaid = item.speaker && item.speaker.name !== name ? item.speaker.name : undefined;
    footer.append(
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
        editButton([item], name, footer),
        actions.keep && actionButton('keep', texts.text('keepQuote'), () => actions.keep?.(item)),
        actionButton('copy', texts.text('copyQuote'), () => actions.copy([item])),
      ),
    );
    return h('li', { class: item.fragment ? 'quote quote--fragment' : 'quote' }, words, footer);
  }

  function gap(shown: Article, item: QuoteItem, at: number): Node {
    const before = item.pieces[at - 1]?.quote.end ?? 0;
    const after = item.pieces[at]?.quote.start ?? before;
    return shown.text.slice(before, after).includes('\n\n') ? h('br') : h('span', { class: 'quote__gap' }, ' … ');
  }

  function candidates(item: QuoteItem): HTMLElement | undefined {
    const names = [...new Set(item.pieces.flatMap(({ quote }) => quote.candidates ?? []).map(speakerName))].slice(0, 3);
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
      const form = editForm(h, texts, name, knownNames(), {
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

  const knownNames = (): string[] => [
    ...new Set(items.map((item) => speakerName(item.speaker)).filter((name) => name !== '')),
  ];

  return {
    root,
    listed,
    show: (next) => {
      article = next;
      items = quoteItems(next);
      const names = groupBySpeaker(items).map((group) => group.name);
      if (filter.speaker !== undefined && !names.includes(filter.speaker)) delete filter.speaker;
      speakers.replaceChildren(
        h('option', {}, texts.text('quotesEverybody')),
        ...names.map((name) => h('option', { value: name, selected: name === filter.speaker }, nameOf(name))),
      );
      const short = items.filter((item) => item.fragment).length;
      fragments.textContent = texts.count('quotesFragments', short);
      fragments.hidden = short === 0;
      bar.hidden = items.length === 0;
      draw();
    },
  };
}

let forms = 0;

function editForm(
  h: Make,
  texts: Texts,
  name: string,
  known: readonly string[],
  answer: { save(name: string): void; cancel(): void },
): HTMLElement {
  const list = `speakers-${++forms}`;
  const input = h('input', {
    class: 'field',
    name: 'speaker',
    value: name,
    list,
    'aria-label': texts.text('speakerName'),
    autocomplete: 'off',
  });
  return h(
    'form',
    {
      class: 'speaker-form',
      submit: (event) => {
        event.preventDefault();
        answer.save((input as HTMLInputElement).value.trim());
      },
      keydown: (event) => {
        if ((event as KeyboardEvent).key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        answer.cancel();
      },
    },
    input,
    h('datalist', { id: list }, ...known.map((one) => h('option', { value: one }))),
    h('button', { class: 'button button--primary', type: 'submit' }, texts.text('save')),
    h('button', { class: 'button', type: 'button', click: answer.cancel }, texts.text('cancel')),
  );
}

/** A click that ends a selection is no wish to leave. */
function selectionIsEmpty(document: Document): boolean {
  return document.getSelection()?.isCollapsed ?? true;
}
