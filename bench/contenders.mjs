// Runs in the page. Each contender takes the document and gives back the length of the text it found, so that no work can be skipped.
import { Readability } from '@mozilla/readability';
import { readArticle, rulesFor } from '../src/core/index.ts';

const lengthOf = (text) => text?.length ?? 0;

globalThis.cleanCopyBench = {
  'clean-copy': (document, onStage) =>
    lengthOf(readArticle(document, document.URL, rulesFor(document.documentElement.lang || 'en'), { onStage }).text),
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
