import { toUrl } from '../formats/address.ts';
import type { KeptQuote } from '../formats/kept-quote.ts';
import { maker } from './dom.ts';
import { icon } from './icons.ts';
import { siteOf } from './shelf-search.ts';
import type { MessageKey, Texts } from './texts.ts';

export interface KeptQuoteActions {
  document: Document;
  texts: Texts;
  copy(): void;
  remove(): void;
  /** @param tags as typed, parted by commas. */
  change(note: string, tags: string): Promise<void>;
}

/** One kept quote: its words, who said them and where, the reader's note and tags. */
export function renderKeptQuote(kept: KeptQuote, actions: KeptQuoteActions): HTMLElement {
  const { document, texts } = actions;
  const h = maker(document);
  const { quote, source } = kept;

  const edit = iconButton('edit', 'shelfEdit', openForm);
  edit.classList.add('kept__edit');
  edit.setAttribute('aria-expanded', 'false');
  const root = h(
    'li',
    { class: 'kept', 'data-id': kept.id },
    h(
      'blockquote',
      { class: 'kept__words', lang: source.lang, dir: 'auto' },
      `${quote.open}${quote.text}${quote.close}`,
    ),
    h('p', { class: 'kept__speaker', dir: 'auto' }, quote.speaker ?? texts.text('speakerUnknown')),
    h('p', { class: 'kept__source' }, sourceLink(), ...facts().flatMap((fact) => [' · ', fact])),
    kept.note !== '' && h('p', { class: 'kept__note', dir: 'auto' }, kept.note),
    h(
      'div',
      { class: 'kept__foot' },
      h(
        'ul',
        { class: 'kept__tags', 'aria-label': texts.text('shelfTags') },
        ...kept.tags.map((tag) => h('li', {}, `#${tag}`)),
      ),
      h(
        'div',
        { class: 'actions' },
        edit,
        iconButton('copy', 'copyQuote', actions.copy),
        iconButton('close', 'shelfDelete', actions.remove),
      ),
    ),
  );
  return root;

  function sourceLink(): HTMLElement {
    const title = source.title || kept.address;
    // What was imported may name any scheme; only the web's are followed.
    const safe = /^https?:$/.test(toUrl(kept.address)?.protocol ?? '');
    return safe
      ? h('a', { href: kept.address, target: '_blank', rel: 'noopener noreferrer' }, title)
      : h('span', {}, title);
  }

  function facts(): string[] {
    const published = source.published ? texts.date(source.published) : '';
    return [siteOf(kept), published, texts.text('shelfKept', texts.date(kept.kept))].filter((fact) => fact !== '');
  }

  function iconButton(name: Parameters<typeof icon>[1], label: MessageKey, click: () => void): HTMLElement {
    const words = texts.text(label);
    return h(
      'button',
      { class: 'icon-button', type: 'button', title: words, 'aria-label': words, click },
      icon(document, name),
    );
  }

  function openForm(): void {
    if (edit.getAttribute('aria-expanded') === 'true') return;
    edit.setAttribute('aria-expanded', 'true');
    const note = h('textarea', { class: 'field', dir: 'auto' }, kept.note) as HTMLTextAreaElement;
    const tags = h('input', { class: 'field', dir: 'auto', value: kept.tags.join(', ') }) as HTMLInputElement;
    const close = (): void => {
      form.remove();
      edit.setAttribute('aria-expanded', 'false');
      edit.focus();
    };
    const form = h(
      'form',
      {
        class: 'kept__form',
        submit: (event) => {
          event.preventDefault();
          void actions.change(note.value.trim(), tags.value);
        },
        keydown: (event) => {
          if ((event as KeyboardEvent).key === 'Escape') close();
        },
      },
      h('label', {}, texts.text('shelfNote'), note),
      h('label', {}, texts.text('shelfTagsHint'), tags),
      h(
        'div',
        { class: 'actions' },
        h('button', { class: 'button button--primary', type: 'submit' }, texts.text('save')),
        h('button', { class: 'button', type: 'button', click: close }, texts.text('cancel')),
      ),
    );
    root.append(form);
    note.focus();
  }
}
