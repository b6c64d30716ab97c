import { type ReadabilityResult, runReadability } from './readability.ts';

export type Extraction = ReadabilityResult;

/**
 * Takes the article out of a page. The page itself is not touched.
 * @param title a heading that repeats it is left out.
 * @returns undefined when the page holds no article.
 */
export function extract(document: Document, title: string): Extraction | undefined {
  return runReadability(document, title);
}
