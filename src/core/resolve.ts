import { antecedentsFor } from './antecedent-features.ts';
import { probabilities } from './model.ts';
import { GENDER } from './persons.ts';
import type { Memory, Scene } from './scene.ts';
import { antecedentModel } from './speaker-models.ts';

/** Who a mention stands for. */
export interface Resolution {
  /** Index into the cast's persons, -1 when nobody is likely. */
  person: number;
  /** Probability from 0 to 1. */
  confidence: number;
}

/** Finds the person behind a mention: by name, or for a gendered pronoun the likeliest one mentioned before it. */
export function personBehind(id: number, scene: Scene, memory: Memory): Resolution {
  const known = scene.cast.personOf[id] ?? -1;
  const mention = scene.mentions[id];
  if (known >= 0) return { person: known, confidence: 1 };
  if (mention?.kind !== 'pronoun' || !(mention.flags & GENDER)) return { person: -1, confidence: 0 };
  const antecedents = antecedentsFor(id, scene, memory);
  if (antecedents.length === 0) return { person: -1, confidence: 0 };
  const odds = probabilities(
    antecedents.map(({ features }) => features),
    antecedentModel(),
  );
  const confidence = Math.max(...odds);
  return { person: antecedents[odds.indexOf(confidence)]?.person ?? -1, confidence };
}
