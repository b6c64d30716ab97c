/** The second part of the way, as a module of its own: it and its weights are as large as the rest together. */
import type { Article, CleanPage } from '../core/article.ts';
import { withQuotesInSteps } from '../core/read-article.ts';
import { loadSpeechRules } from '../rules/speech-loading.ts';
import { inSlices } from './slices.ts';

/** Finds the quotes of a page. In our own process and not in the page's, and in slices: the page that shows them goes on. */
export async function articleOf(page: CleanPage): Promise<Article> {
  return inSlices(withQuotesInSteps(page, await loadSpeechRules(page.lang)));
}
