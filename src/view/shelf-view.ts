import { citeQuote } from '../formats/citation.ts';
import type { Copyable } from '../formats/copying.ts';
import { type KeptQuote, tagsIn } from '../formats/kept-quote.ts';
import type { ShelfFormat } from '../formats/shelf-files.ts';
import { maker } from './dom.ts';
import { renderKeptQuote } from './kept-quote-view.ts';
import { createShelfSearch, type ShelfFilter } from './shelf-search.ts';
import type { MessageKey, Texts } from './texts.ts';

/** How many quotes are drawn at once; more are a button away. */
export const SHELF_PAGE = 20;
const FORMATS: readonly ShelfFormat[] = ['md', 'csv', 'json'];

/** What the shelf does with its quotes. Each says what went wrong, as a message, or gives undefined. */
export interface ShelfActions {
  document: Document;
  texts: Texts;
  keep(quotes: readonly KeptQuote[]): Promise<MessageKey | undefined>;
  remove(ids: readonly string[]): Promise<MessageKey | undefined>;
  erase(): Promise<MessageKey | undefined>;
  copy(content: Copyable): Promise<boolean>;
  save(quotes: readonly KeptQuote[], format: ShelfFormat): Promise<void>;
  /** Reads a file and adds its quotes. @returns a sentence for the reader; `changed` when quotes came in. */
  load(file: File): Promise<{ message: string; changed: boolean }>;
  /** Gives the quotes as they are now. */
  reload(): void;
}

export interface ShelfView {
  root: HTMLElement;
  /** @param part these are only the newest, the others follow. */
  show(quotes: readonly KeptQuote[], part?: boolean): void;
}

/** The page of kept quotes: searched, filtered, annotated, taken along and deleted. */
export function createShelfView(actions: ShelfActions): ShelfView {
  const { document, texts } = actions;
  const h = maker(document);
  const filter: ShelfFilter = { words: '' };
  let quotes: KeptQuote[] = [];
  let search = createShelfSearch(quotes);
  let shown = SHELF_PAGE;
  let partial = false;
  /** What was drawn once: a key that changes nothing on the page draws nothing anew. */
  const items = new WeakMap<KeptQuote, HTMLElement>();

  const list = h('ul', { class: 'shelf__list' });
  const found = h('p', { class: 'shelf__found', role: 'status' });
  const empty = h('p', { class: 'notice' });
  const more = h('button', { class: 'button shelf__more', type: 'button', click: showMore }, texts.text('shelfMore'));
  const toast = h('div', { class: 'shelf__toast', role: 'status' });
  const words = h('input', {
    class: 'field',
    type: 'search',
    placeholder: texts.text('shelfSearch'),
    'aria-label': texts.text('shelfSearch'),
    input: (event) => {
      filter.words = (event.target as HTMLInputElement).value;
      draw();
    },
  });
  const choices = {
    speaker: chooser('shelfSpeaker', 'quotesEverybody', (value) => setFilter('speaker', value)),
    site: chooser('shelfSite', 'shelfAllSites', (value) => setFilter('site', value)),
    tag: chooser('shelfTag', 'shelfAllTags', (value) => setFilter('tag', value)),
  };
  const bar = h(
    'search',
    { class: 'shelf__bar' },
    words,
    choices.speaker,
    choices.site,
    choices.tag,
    h('div', { class: 'shelf__days' }, day('shelfFrom', 'from'), day('shelfTo', 'to'), found),
  );
  const file = h('input', {
    type: 'file',
    accept: '.json,.csv,.md,application/json,text/csv,text/markdown',
    hidden: true,
    change: (event) => void load(event.target as HTMLInputElement),
  });
  const erase = h('button', { class: 'button', type: 'button', click: askToErase }, texts.text('shelfErase'));
  const exports = FORMATS.map((format) =>
    h(
      'button',
      { class: 'button', type: 'button', click: () => void actions.save(listed(), format) },
      texts.text('shelfExport', EXPORT_NAMES[format]),
    ),
  );
  const root = h(
    'main',
    { class: 'shelf', lang: texts.locale, dir: texts.dir },
    h(
      'header',
      { class: 'shelf__head' },
      h('h1', { class: 'shelf__title' }, texts.text('shelfTitle')),
      h(
        'div',
        { class: 'actions' },
        ...exports,
        file,
        h('button', { class: 'button', type: 'button', click: () => file.click() }, texts.text('shelfImport')),
        erase,
      ),
    ),
    bar,
    list,
    more,
    empty,
    toast,
  );

  function chooser(label: MessageKey, all: MessageKey, choose: (value: string) => void): HTMLSelectElement {
    return h(
      'select',
      {
        class: 'field',
        'aria-label': texts.text(label),
        change: (event) => choose((event.target as HTMLSelectElement).value),
      },
      h('option', { value: '' }, texts.text(all)),
    ) as HTMLSelectElement;
  }

  function day(label: MessageKey, name: 'from' | 'to'): HTMLElement {
    const input = h('input', {
      class: 'field',
      type: 'date',
      change: (event) => setFilter(name, (event.target as HTMLInputElement).value),
    });
    return h('label', {}, texts.text(label), input);
  }

  function setFilter(name: 'speaker' | 'site' | 'tag' | 'from' | 'to', value: string): void {
    if (value === '') delete filter[name];
    else filter[name] = value;
    draw();
  }

  function listed(): KeptQuote[] {
    return search.find(filter);
  }

  function draw(): void {
    shown = SHELF_PAGE;
    const quotesFound = listed();
    list.replaceChildren(...quotesFound.slice(0, shown).map(item));
    more.hidden = quotesFound.length <= shown;
    found.textContent = quotes.length > 0 && !partial ? texts.count('quotesFound', quotesFound.length) : '';
    empty.textContent = quotesFound.length > 0 ? '' : texts.text(quotes.length > 0 ? 'quotesNoneFound' : 'shelfEmpty');
    empty.hidden = quotesFound.length > 0;
  }

  function showMore(): void {
    const quotesFound = listed();
    const fresh = quotesFound.slice(shown, shown + SHELF_PAGE).map(item);
    list.append(...fresh);
    shown += SHELF_PAGE;
    more.hidden = quotesFound.length <= shown;
    fresh[0]?.querySelector('a')?.focus();
  }

  function item(kept: KeptQuote): HTMLElement {
    const drawn = items.get(kept);
    if (drawn) return drawn;
    const fresh = renderKeptQuote(kept, {
      document,
      texts,
      copy: () => void copy(kept),
      remove: () => void remove(kept),
      change: (note, tags) => change({ ...kept, note, tags: tagsIn(tags), changed: new Date().toISOString() }),
    });
    items.set(kept, fresh);
    return fresh;
  }

  async function copy({ quote, source, address, kept }: KeptQuote): Promise<void> {
    const citable = { quote, source, address, accessed: kept };
    const copied = await actions.copy({ plain: citeQuote('plain', citable), html: citeQuote('html', citable) });
    announce(texts.text(copied ? 'copied' : 'copyFailed'));
  }

  async function remove(kept: KeptQuote): Promise<void> {
    const failed = await actions.remove([kept.id]);
    if (failed) return announce(texts.text(failed));
    const at = quotes.indexOf(kept);
    show(quotes.filter((other) => other !== kept));
    const undo = h(
      'button',
      { class: 'button', type: 'button', click: () => void putBack(kept, at) },
      texts.text('shelfUndo'),
    );
    announce(texts.text('shelfDeleted'), undo);
    undo.focus();
  }

  async function putBack(kept: KeptQuote, at: number): Promise<void> {
    const failed = await actions.keep([kept]);
    if (failed) return announce(texts.text(failed));
    show(quotes.toSpliced(at, 0, kept));
    announce(texts.text('shelfPutBack'));
    words.focus();
  }

  async function change(changed: KeptQuote): Promise<void> {
    const failed = await actions.keep([changed]);
    if (failed) return announce(texts.text(failed));
    show(quotes.map((kept) => (kept.id === changed.id ? changed : kept)));
    announce(texts.text('shelfSaved'));
    list.querySelector<HTMLElement>(`[data-id="${changed.id}"] .kept__edit`)?.focus();
  }

  async function load(input: HTMLInputElement): Promise<void> {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    const { message, changed } = await actions.load(chosen);
    input.value = '';
    if (changed) actions.reload();
    announce(message);
  }

  function askToErase(): void {
    const close = (): void => dialog.close();
    const dialog = h(
      'dialog',
      { class: 'dialog', 'aria-labelledby': 'shelf-erase-title', close: () => dialog.remove() },
      h('h2', { id: 'shelf-erase-title' }, texts.count('shelfEraseTitle', quotes.length)),
      h('p', {}, texts.text('shelfEraseWords')),
      h(
        'div',
        { class: 'actions' },
        h('button', { class: 'button', type: 'button', autofocus: true, click: close }, texts.text('cancel')),
        h(
          'button',
          { class: 'button button--primary', type: 'button', click: () => void eraseAll().then(close) },
          texts.text('shelfErase'),
        ),
      ),
    ) as HTMLDialogElement;
    root.append(dialog);
    dialog.showModal();
  }

  async function eraseAll(): Promise<void> {
    const failed = await actions.erase();
    if (failed) return announce(texts.text(failed));
    show([]);
    announce(texts.text('shelfErased'));
  }

  function announce(message: string, button?: HTMLElement): void {
    toast.replaceChildren(h('div', { class: 'shelf__message' }, h('span', {}, message), button));
  }

  function fill(select: HTMLSelectElement, name: 'speaker' | 'site' | 'tag', values: readonly string[]): void {
    const [all] = select.options;
    select.replaceChildren(...(all ? [all] : []), ...values.map((value) => h('option', { value }, value)));
    // What is filtered for may have gone with the last quote that had it.
    if (!values.includes(filter[name] ?? '')) delete filter[name];
    select.value = filter[name] ?? '';
    select.hidden = values.length === 0;
  }

  function show(all: readonly KeptQuote[], part = false): void {
    quotes = [...all];
    partial = part;
    search = createShelfSearch(quotes);
    fill(choices.speaker, 'speaker', search.speakers);
    fill(choices.site, 'site', search.sites);
    fill(choices.tag, 'tag', search.tags);
    for (const control of [bar, erase, ...exports]) control.hidden = quotes.length === 0;
    // What is not there yet can neither be saved nor counted.
    for (const control of [erase, ...exports]) control.toggleAttribute('disabled', part);
    draw();
  }

  return { root, show };
}

const EXPORT_NAMES: Readonly<Record<ShelfFormat, string>> = { md: 'Markdown', csv: 'CSV', json: 'JSON' };
