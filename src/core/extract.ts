import { Readability } from '@mozilla/readability';

export interface Extraction {
  /** The article root, in a tree of its own: free to be changed. */
  root: Element;
  title?: string;
  byline?: string;
  siteName?: string;
  excerpt?: string;
  published?: string;
  lang?: string;
  dir?: string;
}

// Nothing a reader reads lives in these; Readability drops them too, later and one by one.
const INERT =
  'script, style, noscript:not(:has(img)), template, link, iframe, object, embed, svg, canvas, video, audio';

/**
 * Takes the article out of a page. The page itself is not touched.
 * @returns undefined when the page holds no article.
 */
export function extract(document: Document): Extraction | undefined {
  const clone = document.cloneNode(true) as Document;
  // JSON-LD stays: Readability reads title and author from it.
  for (const element of clone.querySelectorAll(INERT)) {
    if (element.getAttribute('type') !== 'application/ld+json') element.remove();
  }
  const result = new Readability<Element>(clone, {
    serializer: (node) => node as Element,
    keepClasses: true,
  }).parse();
  if (!result?.content) return undefined;
  return {
    root: result.content,
    title: result.title ?? undefined,
    byline: result.byline ?? undefined,
    siteName: result.siteName ?? undefined,
    excerpt: result.excerpt ?? undefined,
    published: result.publishedTime ?? undefined,
    lang: result.lang ?? undefined,
    dir: result.dir ?? undefined,
  };
}
