/** What shows an article, as a module of its own: sanitiser, formats and view are loaded while the page is being read. */
import { inSlicesToShow } from '../src/browser/slices.ts';
import { type DrawnBody, drawBody } from '../src/view/article-view.ts';

export { inSlicesToShow as inSlices } from '../src/browser/slices.ts';
export { passageOf } from '../src/formats/find-passage.ts';
export { addTools } from '../src/view/tools.ts';
export { createWorkspace } from '../src/view/workspace.ts';
export { siteChoices } from './site-choices.ts';
export { tabTaking } from './tab-taking.ts';

/** Draws the body of an article; the page that shows it goes on. */
export function drawInSlices(...what: Parameters<typeof drawBody>): Promise<DrawnBody> {
  return inSlicesToShow(drawBody(...what));
}
