// Runs in the page, bundled as the extension is. Takes the document and gives back the length of the text it found, so that no
// work can be skipped.
import { readArticle, rulesFor } from '../src/core/index.ts';

/** The rules a page gets from the extension: with the words of its language and of English. */
const rulesOf = new Map();
function rulesHere(lang) {
  const all = rulesFor(lang);
  const spoken = ({ lang }) => lang === all.lang || lang === 'en';
  const rules = { ...all, clutter: all.clutter.filter(spoken), furniture: all.furniture.filter(spoken) };
  if (!rulesOf.has(all.lang)) rulesOf.set(all.lang, rules);
  return rulesOf.get(all.lang);
}

globalThis.cleanCopyBench = {
  'clean-copy': (document, onStage) =>
    readArticle(document, document.URL, rulesHere(document.documentElement.lang || 'en'), { onStage }).text?.length ??
    0,
};
