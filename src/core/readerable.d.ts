declare module '@mozilla/readability/Readability-readerable.js' {
  /** Readability's own quick check, in a file of its own: the whole of Readability is too much for every page. */
  export default function isProbablyReaderable(document: Document): boolean;
}
