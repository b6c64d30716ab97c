/** An article as a file to keep. */
import type { Article } from '../core/article.ts';
import { isWebAddress } from './address.ts';
import { frontMatter } from './front-matter.ts';
import { toHtml } from './html.ts';
import { escapeHtml } from './html-escape.ts';
import { toMarkdown } from './markdown.ts';
import type { CopyOptions, ParseSafely } from './options.ts';

/** @param saved the day of saving, ISO 8601. */
export function toMarkdownFile(article: Article, options: CopyOptions, parse: ParseSafely, saved: string): string {
  return `${frontMatter(article, saved)}\n${toMarkdown(article, options, parse)}\n`;
}

/** The Article itself, two spaces deep. */
export function toJsonFile(article: Article): string {
  return `${JSON.stringify(article, null, 2)}\n`;
}

/** Nothing but what a reader needs on any screen, in light and dark and on paper. */
const STYLE =
  ':root{color-scheme:light dark}body{max-width:40em;margin:2em auto;padding:0 1em;font:1.125em/1.6 Georgia,serif;overflow-wrap:break-word}img{max-width:100%;height:auto}pre{overflow-x:auto}table{border-collapse:collapse}td,th{border:1px solid;padding:.25em .5em;text-align:start}figure{margin:1em 0}figcaption{font-size:.875em}';

/**
 * A whole page in one file that runs nothing and, once its images are embedded, asks the network for nothing.
 * @param images data: addresses to put in place of the images' own addresses.
 */
export function toHtmlFile(
  article: Article,
  options: CopyOptions,
  parse: ParseSafely,
  images: ReadonlyMap<string, string> = new Map(),
): string {
  const body = withImages(toHtml(article, options, parse), images, parse);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${options.images ? 'https: http: data:' : 'data:'}`;
  const lang = article.lang === 'und' ? '' : ` lang="${escapeHtml(article.lang)}"`;
  return `<!doctype html>
<html${lang} dir="${article.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(article.title)}</title>
${isWebAddress(article.url) ? `<link rel="canonical" href="${escapeHtml(article.url)}">\n` : ''}<style>${STYLE}</style>
</head>
<body>
<article>${body}</article>
</body>
</html>
`;
}

function withImages(html: string, images: ReadonlyMap<string, string>, parse: ParseSafely): string {
  if (images.size === 0) return html;
  const root = parse(html);
  for (const image of root.querySelectorAll('img[src]')) {
    const embedded = images.get(image.getAttribute('src') ?? '');
    if (embedded?.startsWith('data:image/')) image.setAttribute('src', embedded);
  }
  return root.innerHTML;
}

/** @returns the addresses of the images that `toHtmlFile` would point to, each once. */
export function imageAddresses(article: Article, options: CopyOptions, parse: ParseSafely): string[] {
  if (!options.images) return [];
  const images = [...parse(toHtml(article, options, parse)).querySelectorAll('img[src]')];
  return [...new Set(images.map((image) => image.getAttribute('src') ?? ''))];
}
