/** Characters that mean something to CommonMark or GFM wherever they stand. */
const ANYWHERE = /[\\`*_[\]<~]/g;
/** `&copy;` in a text is those six characters, not the sign. */
const ENTITY = /&(?=#?\w{1,32};)/g;
/** What starts a heading, a quote, a list, a rule or an underlined heading at the beginning of a line. */
const LINE_START = /^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$|-)|=+(?=\s*$))/;
const NUMBERED = /^(\s*\d{1,9})([.)])(?=\s|$)/;

/**
 * @param text one line of text, or a part of one.
 * @returns Markdown that reads as exactly that text.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(ANYWHERE, '\\$&')
    .replace(ENTITY, '\\&')
    .replace(LINE_START, '$1\\$2')
    .replace(NUMBERED, '$1\\$2');
}
