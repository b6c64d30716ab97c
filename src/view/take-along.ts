import type { Article } from '../core/article.ts';
import type { Citable } from '../formats/citable.ts';
import { ARTICLE_STYLE_NAMES, type ArticleStyle, citeArticle } from '../formats/citation.ts';
import { type Copyable, type CopyFormat, copyOf } from '../formats/copying.ts';
import { quotesToCsv } from '../formats/csv.ts';
import { fileName } from '../formats/file-name.ts';
import { toHtmlFile, toJsonFile, toMarkdownFile } from '../formats/files.ts';
import { type CopyOptions, LINK_STYLES } from '../formats/options.ts';
import { toPlainText } from '../formats/plain-text.ts';
import { toBibtex, toCslJson } from '../formats/reference-data.ts';
import { maker } from './dom.ts';
import { sanitize } from './sanitize.ts';
import type { MessageKey, Texts } from './texts.ts';

export interface TakeAlongShell {
  document: Document;
  texts: Texts;
  article(): Article;
  options: CopyOptions;
  /** The reader chose what goes along; to be remembered. */
  onOptions(options: CopyOptions): void;
  copy(content: Copyable): Promise<void>;
  save(name: string, type: string, text: string): void;
  /** Hands text and address to another program; absent where the browser cannot. */
  share?: ((data: { title: string; text: string; url: string }) => void) | undefined;
  /** Opens the page of kept quotes. */
  openShelf(): void;
}

const FLAGS = {
  title: 'takeTitle',
  byline: 'takeByline',
  date: 'takeDate',
  source: 'takeSource',
  images: 'images',
} as const satisfies Partial<Record<keyof CopyOptions, MessageKey>>;
const LINKS = { inline: 'takeLinksInline', footnotes: 'takeLinksFootnotes', none: 'takeLinksNone' } as const;
const COPIES: readonly (readonly [CopyFormat, string])[] = [
  ['markdown', 'Markdown'],
  ['html', 'HTML'],
];
const STYLES: Readonly<Record<ArticleStyle, string>> = { apa: 'APA', mla: 'MLA', chicago: 'Chicago' };

/** Everything the article can be taken along as: copied, cited, saved, shared, and what of it. */
export function renderTakeAlong(shell: TakeAlongShell): HTMLElement {
  const { document, texts } = shell;
  const h = maker(document);
  let { options } = shell;
  const parse = (html: string): Element => sanitize(document, html);
  const today = (): string => new Date().toISOString().slice(0, 10);

  const saves: readonly (readonly [
    label: string,
    extension: string,
    type: string,
    make: (article: Article) => string,
  ])[] = [
    ['Markdown', 'md', 'text/markdown', (article) => toMarkdownFile(article, options, parse, today())],
    ['HTML', 'html', 'text/html', (article) => toHtmlFile(article, options, parse)],
    [texts.text('takeText'), 'txt', 'text/plain', (article) => `${toPlainText(article, options)}\n`],
    ['JSON', 'json', 'application/json', toJsonFile],
    [texts.text('takeQuotesCsv'), 'csv', 'text/csv', (article) => `\ufeff${quotesToCsv(article)}`],
  ];

  function choose(change: Partial<CopyOptions>): void {
    options = { ...options, ...change };
    shell.onOptions(options);
  }

  function chip(label: string, act: () => void): HTMLElement {
    return h('button', { class: 'chip', type: 'button', click: act }, label);
  }

  function group(label: MessageKey, ...children: (HTMLElement | undefined)[]): HTMLElement {
    return h(
      'div',
      { class: 'take__group', role: 'group', 'aria-label': texts.text(label) },
      h('p', { class: 'take__label', 'aria-hidden': 'true' }, texts.text(label)),
      ...children,
    );
  }

  function citable(): Citable {
    const article = shell.article();
    return { source: article, address: article.url, accessed: today() };
  }

  const { share } = shell;
  return h(
    'div',
    { class: 'take' },
    group(
      'takeAlongWith',
      ...Object.entries(FLAGS).map(([name, label]) => {
        const flag = name as keyof typeof FLAGS;
        return h(
          'label',
          {},
          h('input', {
            type: 'checkbox',
            checked: options[flag],
            change: (event) => choose({ [flag]: (event.target as HTMLInputElement).checked }),
          }),
          texts.text(label),
        );
      }),
      h(
        'select',
        {
          class: 'field',
          'aria-label': texts.text('takeLinks'),
          change: (event) => {
            const { value } = event.target as HTMLSelectElement;
            choose({ links: LINK_STYLES.find((style) => style === value) ?? 'inline' });
          },
        },
        ...LINK_STYLES.map((style) =>
          h('option', { value: style, selected: options.links === style }, texts.text(LINKS[style])),
        ),
      ),
    ),
    group(
      'takeCopy',
      ...COPIES.map(([format, label]) =>
        chip(label, () => void shell.copy(copyOf(shell.article(), { kind: 'article' }, format, options, parse))),
      ),
    ),
    group(
      'takeCitation',
      ...ARTICLE_STYLE_NAMES.map((style) =>
        chip(STYLES[style], () => {
          const plain = citeArticle(style, citable(), 'text');
          void shell.copy({ plain, html: citeArticle(style, citable(), 'html') });
        }),
      ),
      chip('BibTeX', () => void shell.copy({ plain: toBibtex(citable()) })),
      chip('CSL-JSON', () => void shell.copy({ plain: toCslJson(citable()) })),
    ),
    group(
      'takeSave',
      ...saves.map(([label, extension, type, make]) =>
        chip(label, () => shell.save(fileName(shell.article(), extension), type, make(shell.article()))),
      ),
    ),
    h(
      'div',
      { class: 'take__group' },
      share &&
        chip(texts.text('takeShare'), () => {
          const { title, text, url } = shell.article();
          share({ title, text, url });
        }),
      chip(texts.text('shelfTitle'), shell.openShelf),
    ),
  );
}
