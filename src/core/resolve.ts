import { antecedentsFor } from './antecedent-features.ts';
import { bodyBehind } from './bodies.ts';
import { Word } from './lexicon.ts';
import { probabilities } from './model.ts';
import { GENDER, isUnlikelyPerson } from './persons.ts';
import type { Memory, Scene } from './scene.ts';
import { antecedentModel } from './speaker-models.ts';

/** Who a mention stands for. */
export interface Resolution {
  /** Index into the cast's persons, -1 when nobody is likely. */
  person: number;
  /** Probability from 0 to 1. */
  confidence: number;
  /** Where nobody is named: the noun phrase that a pronoun stands for, an index into the mentions. */
  mention?: number;
}

/** Whose pronouns the model of antecedents has learned from; in other languages it is right 7 times of 10. */
const PRONOUNS_LEARNED = 'en';
/** How often the subject before an "it" or a "they" is what that stands for. */
const BODY = 0.85;
/** What is left of the confidence where the model has not learned and there is more than one to choose from. */
const UNSURE = 0.5;

/** Finds the person behind a mention: by name, or for a gendered pronoun the likeliest one mentioned before it. */
export function personBehind(id: number, scene: Scene, memory: Memory): Resolution {
  const known = scene.cast.personOf[id] ?? -1;
  const mention = scene.mentions[id];
  if (known >= 0) return { person: known, confidence: 1 };
  if (mention?.kind !== 'pronoun') return NOBODY;
  const before = memory.behind.get(id);
  if (before) return before;
  const resolution = mention.flags & GENDER ? antecedentOf(id, scene, memory) : bodyOf(id, scene);
  memory.behind.set(id, resolution);
  return resolution;
}

const NOBODY: Resolution = { person: -1, confidence: 0 };

function bodyOf(id: number, scene: Scene): Resolution {
  const { mentions, cast, lexicon } = scene;
  if (lexicon.rules.lang !== PRONOUNS_LEARNED || !((mentions[id]?.flags ?? 0) & (Word.neuter | Word.plural)))
    return NOBODY;
  const mention = bodyBehind(id, scene);
  return mention < 0 ? NOBODY : { person: cast.personOf[mention] ?? -1, confidence: BODY, mention };
}

function antecedentOf(id: number, scene: Scene, memory: Memory): Resolution {
  const antecedents = antecedentsFor(id, scene, memory);
  if (antecedents.length === 0) return NOBODY;
  const odds = probabilities(
    antecedents.map(({ features }) => features),
    antecedentModel(),
  );
  const confidence = Math.max(...odds);
  const person = antecedents[odds.indexOf(confidence)]?.person ?? -1;
  const isKnown =
    scene.lexicon.rules.lang === PRONOUNS_LEARNED || antecedents.every((each) => !isRival(each.person, person, scene));
  return { person, confidence: isKnown ? confidence : confidence * UNSURE };
}

/** Whether a pronoun that may stand for one person may as well stand for another. */
function isRival(id: number, person: number, { cast, text, lexicon }: Scene): boolean {
  const rival = cast.persons[id];
  if (!rival || id === person) return false;
  const both = rival.gender & (cast.persons[person]?.gender ?? GENDER);
  if (rival.gender !== 0 && both === 0) return false;
  // "In Brest": what is only ever the object of a preposition is a place.
  if (rival.objects > 0 && rival.subjects === 0 && rival.name.length > 0) return false;
  return rival.name.length !== 1 || !isUnlikelyPerson(rival, text, lexicon);
}

/** Whether the noun a mention stands by ("the pope") is said of one person of the article alone. */
export function isOwnRole(id: number, { cast, mentions, lexicon }: Scene): boolean {
  const [role = ''] = mentions[id]?.roles ?? [];
  const person = cast.personOf[id];
  return (
    lexicon.rules.lang === PRONOUNS_LEARNED ||
    cast.persons.every(({ roles, name }, other) => other === person || name.length === 0 || !roles.has(role))
  );
}
