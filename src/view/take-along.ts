import type { Article, Span } from '../core/article.ts';
import type { Citable } from '../formats/citable.ts';
import { ARTICLE_STYLE_NAMES, type ArticleStyle, citeArticle, citeByTemplate } from '../formats/citation.ts';
import type { Copyable } from '../formats/copying.ts';
import { quotesToCsv } from '../formats/csv.ts';
import { fileName } from '../formats/file-name.ts';
import { imageAddresses, toHtmlFile, toJsonFile, toMarkdownFile } from '../formats/files.ts';
import { COPY_FORMATS, type CopyFormat, LINK_STYLES, type TakeOptions } from '../formats/options.ts';
import { toPlainText } from '../formats/plain-text.ts';
import { toBibtex, toCslJson } from '../formats/reference-data.ts';
import { copyOfArticle, copyOfQuotes, copyOfSelection } from './copying.ts';
import { type Child, maker } from './dom.ts';
import type { QuoteItem } from './quote-list.ts';
import { sanitize } from './sanitize.ts';
import type { MessageKey, Texts } from './texts.ts';

export interface TakeAlongShell {
  document: Document;
  texts: Texts;
  article(): Article;
  /** The quotes that are listed now. */
  quotes(): readonly QuoteItem[];
  /** What is selected in our view; undefined for nothing. */
  selection(): Span | undefined;
  /** The part of the article that is selected in the page itself. */
  pageSelection(): Promise<Span | undefined>;
  options: TakeOptions;
  /** The reader chose what goes along; to be remembered. */
  onOptions(options: TakeOptions): void;
  copy(content: Copyable): Promise<void>;
  save(name: string, type: string, text: string): void;
  /** The page's own pictures as data: addresses, in the order asked for; undefined for one that cannot be had. */
  pictures(addresses: readonly string[]): Promise<(string | undefined)[]>;
  /** The page's address leading to each of these places; undefined where none can be made. */
  addresses(spans: readonly Span[]): Promise<(string | undefined)[]>;
  announce(message: string): void;
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
  embedImages: 'takeEmbed',
} as const satisfies Partial<Record<keyof TakeOptions, MessageKey>>;
const LINKS = { inline: 'takeLinksInline', footnotes: 'takeLinksFootnotes', none: 'takeLinksNone' } as const;
const STYLES: Readonly<Record<ArticleStyle, string>> = { apa: 'APA', mla: 'MLA', chicago: 'Chicago' };

/** Everything the article can be taken along as: copied, cited, saved, shared, and what of it. */
export function renderTakeAlong(shell: TakeAlongShell): HTMLElement {
  const { document, texts } = shell;
  const h = maker(document);
  let { options } = shell;
  const parse = (html: string): Element => sanitize(document, html);
  const today = (): string => new Date().toISOString().slice(0, 10);
  const formats: Readonly<Record<CopyFormat, string>> = {
    rich: texts.text('takeRich'),
    plain: texts.text('takePlain'),
    markdown: 'Markdown',
    html: 'HTML',
  };

  const saves: readonly (readonly [label: string, act: () => void])[] = [
    ['Markdown', () => save('md', 'text/markdown', (article) => toMarkdownFile(article, options, parse, today()))],
    ['HTML', () => void saveHtml()],
    [texts.text('takeText'), () => save('txt', 'text/plain', (article) => `${toPlainText(article, options)}\n`)],
    ['JSON', () => save('json', 'application/json', toJsonFile)],
    [texts.text('takeQuotesCsv'), () => void saveQuotes()],
  ];

  function save(extension: string, type: string, make: (article: Article) => string): void {
    const article = shell.article();
    shell.save(fileName(article, extension), type, make(article));
  }

  async function saveQuotes(): Promise<void> {
    const { quotes, url } = shell.article();
    const addresses = await shell.addresses(quotes);
    const byQuote = new Map(quotes.map((quote, at) => [quote, addresses[at]]));
    save('csv', 'text/csv', (article) => `\ufeff${quotesToCsv(article, quotes, (quote) => byQuote.get(quote) ?? url)}`);
  }

  async function saveHtml(): Promise<void> {
    const addresses = options.embedImages ? imageAddresses(shell.article(), options, parse) : [];
    const pictures = addresses.length > 0 ? await shell.pictures(addresses) : [];
    const embedded = new Map(
      addresses.flatMap((address, at): [string, string][] => (pictures[at] ? [[address, pictures[at]]] : [])),
    );
    save('html', 'text/html', (article) => toHtmlFile(article, options, parse, embedded));
    const missing = addresses.length - embedded.size;
    if (missing > 0) {
      shell.announce(texts.text('savedWithLinks', texts.number(missing), texts.number(addresses.length)));
    }
  }

  function choose(change: Partial<TakeOptions>): void {
    options = { ...options, ...change };
    shell.onOptions(options);
  }

  function chip(label: string, act: () => void): HTMLElement {
    return h('button', { class: 'chip', type: 'button', click: act }, label);
  }

  function group(label: MessageKey, ...children: Child[]): HTMLElement {
    return h(
      'div',
      { class: 'take__group', role: 'group', 'aria-label': texts.text(label) },
      h('p', { class: 'take__label', 'aria-hidden': 'true' }, texts.text(label)),
      ...children,
    );
  }

  function flag(name: keyof typeof FLAGS | 'citeByTemplate', label: MessageKey): HTMLElement {
    const box = h('input', {
      type: 'checkbox',
      checked: options[name],
      change: (event) => choose({ [name]: (event.target as HTMLInputElement).checked }),
    });
    return h('label', {}, box, texts.text(label));
  }

  function chooser<Value extends string>(
    label: MessageKey,
    values: readonly Value[],
    chosen: Value,
    nameOf: (value: Value) => string,
    act: (value: Value) => void,
  ): HTMLElement {
    return h(
      'select',
      {
        class: 'field',
        'aria-label': texts.text(label),
        change: (event) => {
          const value = values.find((one) => one === (event.target as HTMLSelectElement).value);
          if (value) act(value);
        },
      },
      ...values.map((value) => h('option', { value, selected: value === chosen }, nameOf(value))),
    );
  }

  function citable(): Citable {
    const article = shell.article();
    return { source: article, address: article.url, accessed: today() };
  }

  const selected = shell.selection();
  const copySpan = (span: Span): void => void shell.copy(copyOfSelection(shell.article(), span, document, options));
  const inPage = h('span', { hidden: true });
  void shell.pageSelection().then((span) => {
    if (!span) return;
    inPage.append(chip(texts.text('takePageSelection'), () => copySpan(span)));
    inPage.hidden = false;
  });

  const { share } = shell;
  return h(
    'div',
    { class: 'take' },
    group(
      'takeAlongWith',
      ...Object.entries(FLAGS).map(([name, label]) => flag(name as keyof typeof FLAGS, label)),
      chooser(
        'takeLinks',
        LINK_STYLES,
        options.links,
        (style) => texts.text(LINKS[style]),
        (links) => choose({ links }),
      ),
    ),
    group(
      'takeCopy',
      chooser(
        'takeCopy',
        COPY_FORMATS,
        options.format,
        (format) => formats[format],
        (format) => choose({ format }),
      ),
      chip(texts.text('tabArticle'), () => void shell.copy(copyOfArticle(shell.article(), document, options))),
      selected && chip(texts.text('takeSelection'), () => copySpan(selected)),
      inPage,
      shell.quotes().length > 0 &&
        chip(texts.text('tabQuotes'), () => {
          void shell.copy(copyOfQuotes(shell.article(), shell.quotes(), document, options));
        }),
      options.template !== '' && flag('citeByTemplate', 'takeByTemplate'),
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
      options.template !== '' &&
        chip(texts.text('takeOwn'), () => {
          const own = citeByTemplate(options.template, citable());
          if (own.ok) void shell.copy({ plain: own.text });
          else shell.announce(texts.text('templateWrong'));
        }),
    ),
    group('takeSave', ...saves.map(([label, act]) => chip(label, act))),
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
