import { ANTECEDENT_COLUMNS } from './antecedent-features.ts';
import { type Model, unpack } from './model.ts';
import { SPEAKER_COLUMNS } from './speaker-features.ts';
import {
  ANTECEDENT_WEIGHTS,
  GERMAN_SPEAKER_WEIGHTS,
  OTHER_SPEAKER_WEIGHTS,
  SPEAKER_WEIGHTS,
} from './speaker-weights.ts';

let speaker: Model | undefined;
let germanSpeaker: Model | undefined;
let otherSpeaker: Model | undefined;
let antecedent: Model | undefined;

/**
 * The model that picks the mention that speaks; unpacked at first use.
 * @param lang primary subtag; English and German have models of their own, other languages learn from both.
 */
export function speakerModel(lang: string): Model {
  if (lang === 'en') {
    speaker ??= unpack(SPEAKER_WEIGHTS, SPEAKER_COLUMNS.length);
    return speaker;
  }
  if (lang === 'de') {
    germanSpeaker ??= unpack(GERMAN_SPEAKER_WEIGHTS, SPEAKER_COLUMNS.length);
    return germanSpeaker;
  }
  otherSpeaker ??= unpack(OTHER_SPEAKER_WEIGHTS, SPEAKER_COLUMNS.length);
  return otherSpeaker;
}

/** The model that picks whom a pronoun stands for; unpacked at first use. */
export function antecedentModel(): Model {
  antecedent ??= unpack(ANTECEDENT_WEIGHTS, ANTECEDENT_COLUMNS.length);
  return antecedent;
}
