/** From an Article to what is copied, cited and kept. Nothing here touches a page, a browser API or the network. */
export type { Citable, CitedQuote, Source } from './citable.ts';
export {
  ARTICLE_STYLE_NAMES,
  type ArticleStyle,
  citeArticle,
  citeByTemplate,
  citeQuote,
  QUOTE_STYLE_NAMES,
  type QuoteStyle,
} from './citation.ts';
export { FIELDS, type FieldName } from './citation-fields.ts';
export { type Copyable, type CopyScope, copyOf } from './copying.ts';
export { quotesToCsv } from './csv.ts';
export { fileName } from './file-name.ts';
export { imageAddresses, toHtmlFile, toJsonFile, toMarkdownFile } from './files.ts';
export { findPassage, type Passage, passageOf } from './find-passage.ts';
export { toHtml } from './html.ts';
export { toMarkdown } from './markdown.ts';
export {
  type CopyFormat,
  type CopyOptions,
  DEFAULT_COPY_OPTIONS,
  type LinkStyle,
  type ParseSafely,
  TEXT_ONLY,
} from './options.ts';
export { toPlainText } from './plain-text.ts';
export { citedQuote, citedUtterance, speakerName } from './quotes.ts';
export { toBibtex, toCslJson } from './reference-data.ts';
export type { TemplateError, TemplateErrorCode } from './template.ts';
export { type TextFragment, withoutTextFragment, withTextFragment } from './text-fragment.ts';
