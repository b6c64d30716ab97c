import { ACCEPTANCE_COLUMNS } from './acceptance-features.ts';
import { ANTECEDENT_COLUMNS } from './antecedent-features.ts';
import { type Model, type PackedModel, unpack } from './model.ts';
import { SPEAKER_COLUMNS } from './speaker-features.ts';
import {
  ACCEPTANCE_WEIGHTS,
  ANTECEDENT_WEIGHTS,
  GERMAN_SPEAKER_WEIGHTS,
  OTHER_SPEAKER_WEIGHTS,
  SPEAKER_WEIGHTS,
} from './speaker-weights.ts';

/** The languages with labelled articles have a model of their own; the others share one that has learned from all of these. */
const OWN_SPEAKER_WEIGHTS: ReadonlyMap<string, PackedModel> = new Map([
  ['en', SPEAKER_WEIGHTS],
  ['de', GERMAN_SPEAKER_WEIGHTS],
]);
const unpacked = new Map<PackedModel, Model>();

/**
 * The model that picks the mention that speaks; unpacked at first use.
 * @param lang primary subtag.
 */
export function speakerModel(lang: string): Model {
  return modelOf(OWN_SPEAKER_WEIGHTS.get(lang) ?? OTHER_SPEAKER_WEIGHTS, SPEAKER_COLUMNS.length);
}

/** The model that picks whom a pronoun stands for; unpacked at first use. */
export function antecedentModel(): Model {
  return modelOf(ANTECEDENT_WEIGHTS, ANTECEDENT_COLUMNS.length);
}

const OWN_ACCEPTANCE_WEIGHTS: ReadonlyMap<string, PackedModel> = new Map([['en', ACCEPTANCE_WEIGHTS]]);

/**
 * The model that judges again what was found to be a quotation; nothing where none has learned it.
 * @param lang primary subtag.
 */
export function acceptanceModel(lang: string): Model | undefined {
  const packed = OWN_ACCEPTANCE_WEIGHTS.get(lang);
  return packed && modelOf(packed, ACCEPTANCE_COLUMNS.length);
}

function modelOf(packed: PackedModel, columns: number): Model {
  const known = unpacked.get(packed);
  if (known) return known;
  const model = unpack(packed, columns);
  unpacked.set(packed, model);
  return model;
}
