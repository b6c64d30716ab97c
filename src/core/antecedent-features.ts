import { Word } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { bucket, Features, type Row } from './model.ts';
import { GENDER, isPlace, isUnlikelyPerson, type Person } from './persons.ts';
import { type Memory, type Scene, subjectHint } from './scene.ts';
import { kindAt, TOKEN_KINDS } from './token-kinds.ts';

const FEATURES = new Features(
  {
    sentences: 7,
    blocks: 5,
    rank: 6,
    likelyRank: 5,
    named: 4,
    speaks: 4,
    count: 5,
    most: 2,
    mentionRank: 5,
    possessive: 2,
    speaksHere: 2,
    spoken: 4,
    opening: 2,
    pronounRank: 4,
    headline: 2,
    subjectSentences: 7,
    subjectRank: 5,
    speechSentences: 7,
    speechRank: 5,
    subjects: 4,
    pronounsSince: 5,
  },
  {
    gender: 6,
    traits: 8,
    kind: 4,
    before: TOKEN_KINDS,
    after: TOKEN_KINDS,
    last: 4,
    lastPronoun: 3,
    inSentence: 3,
    said: 2,
    predicate: 5,
    subject: 4,
    objects: 6,
    matches: 6,
  },
);
/** What the antecedent model is asked with. */
export const ANTECEDENT_COLUMNS = FEATURES.columns;

const MAX_CANDIDATES = 12;
const LOOK_BACK = 80;

export interface Antecedent {
  /** Index into `Cast.persons`. */
  person: number;
  /** The value of each feature. */
  features: Row;
}

const BESIDE = 12;

/** What quotations within a few words of a mention say, lower case. */
function quotesBeside({ from, to, block }: Mention, { tokens, text }: Scene): string {
  return tokens
    .slice(Math.max(0, from - BESIDE), to + BESIDE)
    .flatMap((token) => (token.quote >= 0 && token.block === block ? text.slice(token.start, token.end) : []))
    .join(' ')
    .toLowerCase();
}

/** Whether the last word of a name, or the first, is in a text: few speak of themselves by name. */
function isNamedIn({ name }: Person, text: string): boolean {
  const isIn = (word = ''): boolean => word.length > 2 && text.includes(word);
  return isIn(name.at(-1)) || isIn(name[0]);
}

/** A noun that brings one person in: "a reporter". "The senator" is most often somebody with a name. */
function isSomebody({ head, from }: Mention, { tokens, lexicon }: Scene): boolean {
  const flags = tokens[head]?.flags ?? 0;
  if ((flags & Word.person) === 0 || flags & (Word.plural | Word.determiner)) return false;
  const { indefinites } = lexicon.rules;
  return indefinites === undefined || indefinites.includes(tokens[from]?.word ?? '');
}

/**
 * Who a gendered pronoun may stand for: the persons mentioned before it, nearest first.
 * @param id index of the pronoun in `scene.mentions`.
 */
export function antecedentsFor(id: number, scene: Scene, memory: Memory): Antecedent[] {
  const { mentions, cast, tokens, text, lexicon } = scene;
  const pronoun = mentions[id];
  if (!pronoun) return [];
  const wanted = pronoun.flags & GENDER;
  /** 0 unknown, 1 the pronoun's, 2 the other. */
  const genderIs = (person: number): number => {
    const gender = cast.persons[person]?.gender ?? 0;
    return gender === 0 || gender === GENDER ? 0 : gender & wanted ? 1 : 2;
  };
  const compatible = (person: number): boolean => genderIs(person) !== 2;
  const latest = new Map<number, number>();
  const latestSubject = new Map<number, number>();
  const latestSpeech = new Map<number, number>();
  const consider = (at: number): void => {
    const person = cast.personOf[at] ?? -1;
    if (person < 0) return;
    const mention = mentions[at];
    const known = cast.persons[person];
    if (!mention || !known) return;
    if (mention.kind === 'noun' && known.fullest.kind === 'noun' && !isSomebody(mention, scene)) return;
    if (known.gender === 0 && isPlace(known, lexicon)) return;
    if (!latest.has(person)) {
      if (latest.size >= MAX_CANDIDATES) return;
      latest.set(person, at);
    }
    if (scene.predicates[at] && !latestSubject.has(person) && compatible(person)) latestSubject.set(person, at);
    if (scene.speakers.has(at) && !latestSpeech.has(person) && compatible(person)) latestSpeech.set(person, at);
  };
  for (let at = id - 1; at >= 0 && at >= id - LOOK_BACK; at--) consider(at);
  if (memory.lastPerson >= 0 && memory.lastMention >= 0 && memory.lastMention < id && !latest.has(memory.lastPerson)) {
    latest.set(memory.lastPerson, memory.lastMention);
  }

  const most = Math.max(0, ...[...latest.keys()].map((person) => cast.persons[person]?.mentions ?? 0));
  const matches = [...latest.keys()].filter((person) => genderIs(person) === 1).length;
  const pronouns: number[] = [];
  for (let at = id - 1; at >= 0 && at >= id - LOOK_BACK; at--)
    if (mentions[at]?.kind === 'pronoun' && (mentions[at]?.flags ?? 0) & wanted) pronouns.push(at);
  const quotes = quotesBeside(pronoun, scene);
  const result: Antecedent[] = [];
  let likely = 0;
  for (const [personId, at] of latest) {
    const person = cast.persons[personId];
    const mention = mentions[at];
    if (!person || !mention) continue;
    const features = FEATURES.row();
    const set = FEATURES.setter(features);
    const unlikely = isUnlikelyPerson(person, text, lexicon);
    const known = genderIs(personId);
    set('gender', known + (wanted & Word.feminine ? 3 : 0));
    set('sentences', bucket(pronoun.sentence - mention.sentence, [0, 1, 2, 3, 5, 9]));
    set('blocks', bucket(pronoun.block - mention.block, [0, 1, 2, 4]));
    set('rank', result.length);
    set('likelyRank', likely);
    set('named', Math.min(3, person.name.length));
    set('traits', (unlikely ? 1 : 0) + (person.titled ? 2 : 0) + (person.roles.size > 0 ? 4 : 0));
    set('speaks', bucket(person.speaks, [0, 1, 3]));
    set('count', bucket(person.mentions, [1, 2, 4, 8]));
    set('most', person.mentions === most ? 1 : 0);
    set('kind', mention.kind === 'noun' ? 0 : mention.name.length > 1 ? 1 : mention.roles.length > 0 ? 2 : 3);
    set('before', kindAt(scene, mention.from - 1, mention.sentence));
    set('after', kindAt(scene, mention.to, mention.sentence));
    let rank = 0;
    for (let k = at - 1; mentions[k]?.sentence === mention.sentence && rank < 4; k--) rank++;
    set('mentionRank', rank);
    set('possessive', mention.possessive ? 1 : 0);
    set('speaksHere', scene.speakers.has(at) ? 1 : 0);
    set('last', personId !== memory.lastPerson ? 0 : memory.lastMention === at ? 1 : 2);
    set('lastPronoun', memory.byPronoun.size === 0 ? 2 : memory.byPronoun.get(wanted) === personId ? 1 : 0);
    set('spoken', bucket(memory.spoken.get(personId) ?? 0, [0, 1, 3]));
    set('opening', tokens[pronoun.from - 1]?.sentence === pronoun.sentence ? 0 : 1);
    set('inSentence', mention.sentence === pronoun.sentence ? (pronoun.from - mention.to < 8 ? 1 : 2) : 0);
    let before = 0;
    for (let k = id - 1; mentions[k]?.sentence === pronoun.sentence && before < 3; k--) before++;
    set('pronounRank', before);
    const subjectAt = latestSubject.get(personId);
    const subject = subjectAt === undefined ? undefined : mentions[subjectAt];
    set('subjectSentences', subject ? bucket(pronoun.sentence - subject.sentence, [0, 1, 2, 3, 6]) : 6);
    set('subjectRank', subject ? [...latestSubject.keys()].indexOf(personId) : 4);
    const speechAt = latestSpeech.get(personId);
    const speech = speechAt === undefined ? undefined : mentions[speechAt];
    set('speechSentences', speech ? bucket(pronoun.sentence - speech.sentence, [0, 1, 2, 3, 6]) : 6);
    set('speechRank', speech ? [...latestSpeech.keys()].indexOf(personId) : 4);
    set('predicate', scene.predicates[at] ?? 0);
    set('subject', subjectHint(mention, scene));
    set('matches', Math.min(2, matches) + (known === 1 ? 3 : 0));
    const since = subjectAt ?? at;
    set('pronounsSince', bucket(pronouns.filter((each) => each > since).length, [0, 1, 3, 6]));
    set('subjects', bucket(person.subjects, [0, 1, 3]));
    set('objects', bucket(person.objects, [0, 1]) + (person.subjects > 0 ? 0 : 3));
    set('said', isNamedIn(person, quotes) ? 1 : 0);
    set('headline', mention.block === 0 ? 1 : 0);
    if (!unlikely && known !== 2) likely++;
    result.push({ person: personId, features });
  }
  return result;
}
