// Runs in the page, in a bundle of its own: the peers that are installed in bench/ only.
import Defuddle from 'defuddle';

const lengthOf = (text) => text?.length ?? 0;

/* global Mercury: Postlight's web build is a plain script, loaded before this one. */
globalThis.cleanCopyPeers = {
  defuddle: (document) => lengthOf(new Defuddle(document, { url: document.URL }).parse().content),
  postlight: async (document) =>
    lengthOf((await Mercury.parse(document.URL, { html: document.documentElement.outerHTML })).content),
};
