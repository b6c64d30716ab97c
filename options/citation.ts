/** The reader's own citation: a template with named fields, what is wrong with it, and how it comes out. Knows no browser API. */
import type { Citable } from '../src/formats/citable.ts';
import { citeByTemplate, USUAL_TEMPLATE } from '../src/formats/citation.ts';
import { FIELDS, fieldValue } from '../src/formats/citation-fields.ts';
import { LONGEST_TEMPLATE, type TakeOptions } from '../src/formats/options.ts';
import type { TemplateError, TemplateErrorCode } from '../src/formats/template.ts';
import { maker } from '../src/view/dom.ts';
import type { MessageKey, Texts } from '../src/view/texts.ts';

export interface CitationHost {
  document: Document;
  texts: Texts;
  say(text: string): void;
  save(change: Pick<TakeOptions, 'template' | 'citeByTemplate'>): Promise<void>;
}

export interface CitationSection {
  root: HTMLElement;
  /** Draws what was loaded, or chosen elsewhere. */
  show(options: TakeOptions): void;
}

const ERRORS: Readonly<Record<TemplateErrorCode, MessageKey>> = {
  'unknown-field': 'templateUnknownField',
  'unclosed-field': 'templateUnclosed',
  'unclosed-group': 'templateUnclosed',
  'stray-mark': 'templateStray',
};

export function createCitation({ document, texts, say, save }: CitationHost): CitationSection {
  const make = maker(document);
  const sample = sampleOf(texts);
  let stored = '';

  const field = make('textarea', {
    class: 'field',
    rows: 3,
    dir: 'auto',
    maxlength: LONGEST_TEMPLATE,
    spellcheck: 'false',
    placeholder: USUAL_TEMPLATE,
    'aria-describedby': 'citation-hint citation-error',
    input: draw,
    change: () => void keep(),
  }) as HTMLTextAreaElement;
  const use = make('input', { type: 'checkbox', change: () => void keep() }) as HTMLInputElement;
  const error = make('p', { class: 'rule__error', id: 'citation-error', role: 'status' });
  const preview = make('output', { class: 'citation__preview', dir: 'auto', lang: texts.locale });
  const fields = Object.keys(FIELDS).map((name) =>
    make(
      'button',
      { class: 'chip', type: 'button', title: fieldValue(sample, name), dir: 'ltr', click: () => insert(`{${name}}`) },
      `{${name}}`,
    ),
  );

  function draw(): void {
    const cited = citeByTemplate(field.value || USUAL_TEMPLATE, sample);
    error.textContent = cited.ok ? '' : wordsOf(cited.error);
    field.setAttribute('aria-invalid', String(!cited.ok));
    preview.textContent = cited.ok ? cited.text : '';
    use.disabled = field.value.trim() === '';
  }

  function wordsOf({ code, at, what }: TemplateError): string {
    return texts.text(ERRORS[code], what, texts.number(at + 1));
  }

  function insert(text: string): void {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.focus();
    draw();
    void keep();
  }

  /** What has a mistake is not kept: the citation that worked last stays in use. */
  async function keep(): Promise<void> {
    const template = field.value.trim() === '' ? '' : field.value;
    if (template !== '' && !citeByTemplate(template, sample).ok) return;
    if (template === '') use.checked = false;
    stored = template;
    await save({ template, citeByTemplate: use.checked });
    say(texts.text('citeSaved'));
  }

  return {
    root: make(
      'section',
      { class: 'options__section', 'aria-labelledby': 'citation-heading' },
      make('h2', { class: 'options__heading', id: 'citation-heading' }, texts.text('citeHeading')),
      make('p', { class: 'options__hint', id: 'citation-hint' }, texts.text('citeHint', '[…|…]')),
      make(
        'label',
        { class: 'labelled' },
        make('span', { class: 'labelled__name' }, texts.text('citeTemplate')),
        field,
      ),
      error,
      make('div', { class: 'options__row', role: 'group', 'aria-label': texts.text('citeFields') }, ...fields),
      make(
        'div',
        { class: 'labelled' },
        make('span', { class: 'labelled__name', id: 'citation-preview' }, texts.text('citePreview')),
        preview,
      ),
      make('label', { class: 'choice' }, use, make('span', {}, texts.text('citeUse'))),
    ),
    show(options) {
      use.checked = options.citeByTemplate;
      // What is just being written here stays.
      if (options.template !== stored || field.value === '') field.value = options.template;
      stored = options.template;
      draw();
    },
  };
}

/** Something to cite in the reader's language, with every field filled. */
function sampleOf(texts: Texts): Citable {
  const url = 'https://courier.example/ferry';
  return {
    source: {
      title: texts.text('citeSampleTitle'),
      byline: 'Ines Halloran',
      siteName: 'The Norhaven Courier',
      published: '2026-03-11',
      url,
      lang: texts.locale,
    },
    quote: { text: texts.text('citeSampleQuote'), open: '“', close: '”', speaker: 'Piet Lorentzen' },
    address: `${url}#:~:text=…`,
    accessed: '2026-03-12',
  };
}
