// Runs in the page: Readability as it is published, and what nobody can go below. Each gives back the length of what it found.
import { Readability } from '@mozilla/readability';

globalThis.cleanCopyBounds = {
  readability: (document) => new Readability(document.cloneNode(true)).parse()?.textContent?.length ?? 0,
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
