/** What shows an article, as a module of its own: sanitiser, formats and view are loaded while the page is being read. */
export { passageOf } from '../src/formats/find-passage.ts';
export { addTools } from '../src/view/tools.ts';
export { createWorkspace } from '../src/view/workspace.ts';
export { siteChoices } from './site-choices.ts';
export { tabTaking } from './tab-taking.ts';
