// Runs in the page. Each contender takes the document and gives back the length of the text it found, so that no work can be skipped.
import { Readability } from '@mozilla/readability';
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

const lengthOf = (text) => text?.length ?? 0;

globalThis.cleanCopyBench = {
  'clean-copy': (document, onStage) =>
    lengthOf(readArticle(document, document.URL, rulesHere(document.documentElement.lang || 'en'), { onStage }).text),
  readability: (document) => lengthOf(new Readability(document.cloneNode(true)).parse()?.textContent),
  'clone only': (document) => document.cloneNode(true).childNodes.length,
  'text walk': (document) => {
    let length = 0;
    for (
      let walker = document.createTreeWalker(document.body, 4), node = walker.nextNode();
      node;
      node = walker.nextNode()
    )
      length += node.data.length;
    return length;
  },
};
