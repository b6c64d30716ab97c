import type { SpeechRules } from './schema.ts';
import { en } from './speech/en.ts';

/** What is true of most languages, beside English words that an article in any may hold. */
const OF_MOST = { learned: {}, rolesBeforeNames: true, titlesBehindPrepositions: true } as const;

/**
 * The rules of a language, English words where it has none. A copy: the bundles unpack the lists of a language each time they
 * are asked for.
 */
export const speechWith = (primary: string, known: SpeechRules | undefined): SpeechRules =>
  known ? { ...known } : { ...en, ...OF_MOST, lang: primary };
