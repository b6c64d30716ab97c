/** Each begins a stretch that runs in another direction, which goes on to the end of the paragraph when nothing ends it. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
const POP_EMBEDDING = '\u202c';
const POP_ISOLATE = '\u2069';

/**
 * Ends what a text turns around and does not turn back (embeddings, overrides and isolates, UAX #9, section 2), so that what is
 * written after it on the same line runs as it should: a page must not turn round the name under its quote.
 */
export function endDirections(text: string): string {
  const open: string[] = [];
  let isolates = 0;
  for (const [control] of text.matchAll(CONTROLS)) {
    if (control === POP_EMBEDDING) {
      if (open.at(-1) === POP_EMBEDDING) open.pop();
    } else if (control === POP_ISOLATE) {
      // It ends what was begun inside the isolate as well; without an isolate it ends nothing.
      if (isolates === 0) continue;
      while (open.pop() === POP_EMBEDDING);
      isolates--;
    } else if (control < '\u2066') open.push(POP_EMBEDDING);
    else {
      open.push(POP_ISOLATE);
      isolates++;
    }
  }
  return text + open.reverse().join('');
}
