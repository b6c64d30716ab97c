import type { Span } from '../core/article.ts';

/** Reads a text aloud with the system's voices, sentence by sentence. */
export interface ReadAloud {
  /** Starts at the sentence that holds this offset (UTF-16). */
  start(from: number): void;
  stop(): void;
}

/**
 * @param window has the voices.
 * @param at told the sentence being spoken; undefined at the end, or when no voice would speak.
 * @returns undefined where there is no speech.
 */
export function readAloud(
  window: Window & typeof globalThis,
  text: string,
  lang: string,
  at: (sentence: Span | undefined) => void,
): ReadAloud | undefined {
  const voices = window.speechSynthesis as SpeechSynthesis | undefined;
  if (!voices) return undefined;
  const sentences = sentencesOf(text, lang);
  // An utterance that is cancelled still tells its end; it may not start the next one of a later run.
  let run = 0;

  function speak(index: number, mine: number): void {
    const sentence = sentences[index];
    if (!voices || mine !== run) return;
    if (!sentence) {
      at(undefined);
      return;
    }
    const utterance = new window.SpeechSynthesisUtterance(text.slice(sentence.start, sentence.end));
    if (lang !== 'und') utterance.lang = lang;
    utterance.addEventListener('end', () => speak(index + 1, mine));
    utterance.addEventListener('error', () => {
      if (mine === run) at(undefined);
    });
    at(sentence);
    voices.speak(utterance);
  }

  return {
    start: (from) => {
      voices.cancel();
      speak(
        Math.max(
          sentences.findIndex(({ end }) => end > from),
          0,
        ),
        ++run,
      );
    },
    stop: () => {
      run++;
      voices.cancel();
      at(undefined);
    },
  };
}

/** The sentences of a text in its language, without the space around them. */
export function sentencesOf(text: string, lang: string): Span[] {
  const segmenter = new Intl.Segmenter(lang === 'und' ? 'en' : lang, { granularity: 'sentence' });
  return [...segmenter.segment(text)].flatMap(({ segment, index }) => {
    const start = index + (segment.length - segment.trimStart().length);
    const end = index + segment.trimEnd().length;
    return end > start ? [{ start, end }] : [];
  });
}
