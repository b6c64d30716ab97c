/** Most texts have single spaces and nothing to be made one: looking takes a fraction of writing the text again. */
const UNEVEN = /[^\S ]| {2}/;
const SPACES = /\s+/g;

/** @returns the text with each stretch of white space made one space. */
export function singleSpaced(text: string): string {
  return UNEVEN.test(text) ? text.replace(SPACES, ' ') : text;
}
