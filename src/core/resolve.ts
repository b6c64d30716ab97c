import { antecedentsFor } from './antecedent-features.ts';
import { bodyBehind } from './bodies.ts';
import { CUE, Word } from './lexicon.ts';
import { isOnePerson } from './mentions.ts';
import { probabilities } from './model.ts';
import { isFramed, isSpokenTo } from './own-features.ts';
import { GENDER, isUnlikelyPerson } from './persons.ts';
import { isObject, type Memory, type Scene } from './scene.ts';
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

/** How often the subject before an "it" or a "they" is what that stands for. */
const BODY = 0.85;
/** How often, where the model has not learned, a pronoun is the only one of its gender whom the sentence before it is about. */
const TOLD_OF = 0.8;
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
  if (!lexicon.rules.learned?.pronouns || !((mentions[id]?.flags ?? 0) & (Word.neuter | Word.plural))) return NOBODY;
  const mention = bodyBehind(id, scene);
  return mention < 0 ? NOBODY : { person: cast.personOf[mention] ?? -1, confidence: BODY, mention };
}

function antecedentOf(id: number, scene: Scene, memory: Memory): Resolution {
  const { learned } = scene.lexicon.rules;
  if (isOfMany(id, scene)) return NOBODY;
  const told = learned?.speakers ? -1 : toldOfBefore(id, scene);
  if (told >= 0) return { person: told, confidence: TOLD_OF };
  const antecedents = antecedentsFor(id, scene, memory).filter(
    (each) => learned?.pronouns || mayBe(each.person, id, scene),
  );
  if (antecedents.length === 0) return NOBODY;
  const odds = probabilities(
    antecedents.map(({ features }) => features),
    antecedentModel(),
  );
  const confidence = Math.max(...odds);
  const person = antecedents[odds.indexOf(confidence)]?.person ?? -1;
  if (learned?.pronouns) return { person, confidence };
  const isKnown = antecedents.every((each) => !isRival(each.person, person, scene));
  return { person, confidence: isKnown ? confidence : confidence * UNSURE };
}

/** "Danach riefen sie": where one word is "she" and "they", the verb beside it tells which. */
function isOfMany(id: number, { mentions, tokens, lexicon }: Scene): boolean {
  const pronoun = mentions[id];
  const { numbers } = lexicon.rules.cases ?? {};
  if (!numbers || !pronoun || !(pronoun.flags & Word.plural)) return false;
  const before = tokens[pronoun.from - 1];
  const isVerb = before?.sentence === pronoun.sentence && (before.flags & (CUE | Word.auxiliary | Word.verb)) !== 0;
  const { word = '', capital = false } = (isVerb ? before : tokens[pronoun.to]) ?? {};
  return !capital && numbers.pluralVerbs.some((ending) => word.endsWith(ending));
}

/** "—… —preguntó Aurelio. —… —dijo ella.": who is named by one word alone is nobody whose gender its ending speaks against. */
function mayBe(id: number, pronoun: number, { cast, mentions, lexicon }: Scene): boolean {
  const { name = [], gender = 0, objects = 0, subjects = 0 } = cast.persons[id] ?? {};
  // "In Brest war es ruhig. Er sagte": what is only ever the object of a preposition is a place, or a thing.
  if (gender === 0 && objects > 0 && subjects === 0) return false;
  const [word = ''] = name;
  if (name.length !== 1 || gender !== 0) return true;
  const told = lexicon.genderOf(word);
  return told === 0 || (told & (mentions[pronoun]?.flags ?? 0)) !== 0;
}

/** "Councillor Bouras finds that weak. «…», she said.": the only person of its gender whom the last sentence is about that is about any; -1 for none. */
function toldOfBefore(id: number, scene: Scene): number {
  const { mentions, cast, tokens, predicates, inside, text, lexicon } = scene;
  const pronoun = mentions[id];
  const wanted = (pronoun?.flags ?? 0) & GENDER;
  let found = -1;
  let sentence = -1;
  for (let at = id - 1; pronoun && at >= Math.max(0, id - MAX_MENTIONS); at--) {
    const mention = mentions[at];
    const personId = cast.personOf[at] ?? -1;
    const person = cast.persons[personId];
    if (!mention || pronoun.block - mention.block > 1 || pronoun.sentence - mention.sentence > MAX_SENTENCES) break;
    if (found >= 0 && mention.sentence !== sentence) break;
    if (!person || inside[at]) continue;
    const framed = isFramed(mention, tokens);
    if (!framed && (isObject(mention, tokens) || isSpokenTo(mention, tokens))) continue;
    if (person.fullest.kind !== 'name') {
      if (!isOnePerson(mention)) continue;
    } else if (isUnlikelyPerson(person, text, lexicon) && !person.titled) continue;
    if (person.gender !== 0 && !(person.gender & wanted)) continue;
    // What has neither a gender nor a verb may be a place.
    if (person.gender === 0 && (!(predicates[at] || framed) || person.name.length === 1)) continue;
    if (found >= 0 && found !== personId) return -1;
    found = personId;
    sentence = mention.sentence;
  }
  return found;
}

/** A sentence, the quotation behind it, and the one that the pronoun stands in. */
const MAX_SENTENCES = 2;
/** Two sentences of news have no more; the bound keeps the time linear where nothing ends a sentence. */
const MAX_MENTIONS = 60;

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
    lexicon.rules.learned?.pronouns ||
    cast.persons.every(({ roles, name }, other) => other === person || name.length === 0 || !roles.has(role))
  );
}
