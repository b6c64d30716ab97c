import { ANTECEDENT_INPUTS } from './antecedent-features.ts';
import { type Model, unpack } from './model.ts';
import { SPEAKER_INPUTS } from './speaker-features.ts';
import { ANTECEDENT_WEIGHTS, SPEAKER_WEIGHTS } from './speaker-weights.ts';

let speaker: Model | undefined;
let antecedent: Model | undefined;

/** The model that picks the mention that speaks; unpacked at first use. */
export function speakerModel(): Model {
  speaker ??= unpack(SPEAKER_WEIGHTS, SPEAKER_INPUTS);
  return speaker;
}

/** The model that picks whom a pronoun stands for; unpacked at first use. */
export function antecedentModel(): Model {
  antecedent ??= unpack(ANTECEDENT_WEIGHTS, ANTECEDENT_INPUTS);
  return antecedent;
}
