import type { Article } from '../core/article.ts';
import { speakerName } from '../formats/quotes.ts';
import { MANY, maker } from './dom.ts';
import { type QuoteActions, quoteElements } from './quote-item.ts';
import { filterQuotes, groupBySpeaker, type QuoteFilter, type QuoteItem, quoteItems } from './quote-list.ts';

export type QuotesViewActions = Omit<QuoteActions, 'knownNames'>;

export interface QuotesView {
  root: HTMLElement;
  /** Takes the quotes of an article; filter and order stay. */
  show(article: Article): void;
  /** Draws them, when they are not yet. */
  draw(): void;
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
  let isDrawn = true;

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

  const elements = quoteElements({
    ...actions,
    knownNames: () => [...new Set(items.map((item) => speakerName(item.speaker)).filter((name) => name !== ''))],
  });

  function draw(): void {
    isDrawn = true;
    if (!article) return;
    const shown = article;
    const found = filterQuotes(items, filter);
    status.textContent = texts.count('quotesFound', found.length);
    results.classList.toggle('quotes__results--long', found.length > MANY);
    if (found.length === 0) {
      results.replaceChildren(
        h('p', { class: 'notice' }, texts.text(items.length === 0 ? 'quotesNone' : 'quotesNoneFound')),
      );
    } else if (grouped) {
      results.replaceChildren(...groupBySpeaker(found).map((group) => groupElement(group, shown)));
    } else {
      const quotes = found.map((item) => elements.quote(item, shown, { named: true, context }));
      results.replaceChildren(h('ul', { class: 'quotes__list' }, ...quotes));
    }
  }

  function groupElement(group: { name: string; items: QuoteItem[] }, shown: Article): HTMLElement {
    const quotes = group.items.map((item) => elements.quote(item, shown, { named: false, context }));
    return h(
      'section',
      { class: 'quotes__group' },
      elements.speakerHead(group.name, group.items),
      h('ul', { class: 'quotes__list' }, ...quotes),
    );
  }

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
        ...names.map((name) => h('option', { value: name, selected: name === filter.speaker }, elements.nameOf(name))),
      );
      const short = items.filter((item) => item.fragment).length;
      fragments.textContent = texts.count('quotesFragments', short);
      fragments.hidden = short === 0;
      bar.hidden = items.length === 0;
      isDrawn = false;
    },
    draw: () => {
      if (!isDrawn) draw();
    },
  };
}
