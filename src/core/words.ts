import { ALONE_CHARACTERS, COUNTED, wordFinder } from './characters.ts';

const counted = wordFinder(COUNTED);

/** Words of a text; scripts without spaces count two characters as a word. */
export function countWords(text: string): number {
  return counted(text).length + Math.ceil((text.match(ALONE_CHARACTERS)?.length ?? 0) / 2);
}
