import sniff from 'html-encoding-sniffer';

/** What a page is in that says nothing else; browsers take it so. */
const OTHERWISE = 'windows-1252';

/**
 * @param charset as the server named it; the page's own marks and `meta` elements are asked after it.
 * @returns the page's text, by the rules of https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
 */
export function decodePage(bytes: Uint8Array, charset?: string): string {
  const encoding = sniff(bytes, { transportLayerEncodingLabel: charset, defaultEncoding: OTHERWISE });
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    // Names of encodings that are no text.
    return new TextDecoder(OTHERWISE).decode(bytes);
  }
}
