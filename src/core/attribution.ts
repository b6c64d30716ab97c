import type { SpeechRules } from '../rules/schema.ts';
import type { Accept } from './acceptance.ts';
import type { Judged } from './acceptance-features.ts';
import type { Quote } from './article.ts';
import { candidatesBeside, namedBeforeColon, namedInFrame, subjectBehind, subjectLeftOut } from './candidates.ts';
import { Cue } from './cue-tokens.ts';
import { lexiconOf, NOUN } from './lexicon.ts';
import { attributeMarked } from './marked-subjects.ts';
import { probabilities } from './model.ts';
import { isNobodys } from './nobodys.ts';
import { GENDER } from './persons.ts';
import type { QuoteSource } from './quotes.ts';
import { personBehind } from './resolve.ts';
import { forget, type Memory, newMemory, remember, type Scene, sceneInSteps } from './scene.ts';
import { SHOWN, speakerOf } from './shown-speakers.ts';
import type { Candidate, Ranked } from './speaker-features.ts';
import { speakerModel } from './speaker-models.ts';
import { finish, mapped, type Steps } from './steps.ts';
import { isTied } from './ties.ts';
import { attributeUncased } from './uncased-subjects.ts';

/** From here on a pronoun and the name it stands for count as one speaker. */
const JOINED = 0.6;
/** How sure it is that a verb without a subject speaks of whom the sentence before is about. */
const LEFT_OUT = 0.6;
/** From here on a noun that is in no list speaks where the verb says so. */
const UNLISTED = 0.75;
/** How likely whom the quotation's own sentence names has to be where somebody likelier is ruled out. */
const BOUND = 0.15;
const OFFERED = 0.05;
const MAX_OFFERED = 3;

/**
 * Gives each quote its speaker, or none where the text does not tell.
 * @param quotes in reading order; not changed.
 * @param accept tells, once it is known who may have said it, whether a quote is one; all are, if it is left out.
 * @returns copies with `speaker` (or `candidates` when none is sure enough to be shown) and `cue`, of those accepted.
 */
export function attribute(quotes: readonly Quote[], source: QuoteSource, rules: SpeechRules, accept?: Accept): Quote[] {
  return finish(attributeInSteps(quotes, source, rules, accept));
}

/** The same, so that it can be laid down. */
export function* attributeInSteps(
  quotes: readonly Quote[],
  source: QuoteSource,
  rules: SpeechRules,
  accept?: Accept,
): Steps<Quote[]> {
  if (quotes.length === 0) return [];
  if (rules.marking) return yield* attributeMarked(quotes, source, rules);
  if (quotes.length > MAX_ATTRIBUTED) {
    const read = quotes.slice(0, MAX_ATTRIBUTED);
    return [
      ...(yield* attributeInSteps(read, upTo(read.at(-1)?.end ?? 0, source), rules, accept)),
      ...quotes.slice(MAX_ATTRIBUTED),
    ];
  }
  if (rules.uncased) return yield* attributeUncased(quotes, source, rules);
  const scene = yield* sceneInSteps({ text: source.text, blocks: source.blocks, quotes }, lexiconOf(rules));
  const memory = newMemory();
  let groups = 0;
  const speakersOf = (pieces: readonly number[]): Quote[] => {
    // What the surest piece of an utterance tells holds for the others.
    const [judged] = pieces
      .map((index) => judge(candidatesBeside(index, scene, memory), scene, memory))
      .toSorted((a, b) => (b.ranked[0]?.confidence ?? 0) - (a.ranked[0]?.confidence ?? 0));
    if (!judged) return [];
    // Pieces of one utterance stand beside a clause that says somebody speaks.
    const [only = -1, ...others] = pieces;
    if (accept && others.length === 0 && !accept(only, judged)) return [];
    const found = conclude(judged.ranked, pieces, scene, memory);
    const group = others.length > 0 ? { group: ++groups } : {};
    return pieces.map((index) => ({ ...withoutGroup(quotes[index] as Quote), ...group, ...found }));
  };
  const utterances = utterancesOf(quotes).flatMap((pieces) => ofEachSubject(pieces, scene));
  const attributed = yield* mapped(utterances, speakersOf, 1);
  return scene.lexicon.attributes.size > 0 ? namedOnce(attributed.flat()) : attributed.flat();
}

/**
 * "Der Direktor des Hilfswerks, Anthony Lake" names and tells who it is; where that is all the article calls him as a
 * speaker, it is what he is listed by, else he is listed by his name.
 */
function namedOnce(quotes: readonly Quote[]): Quote[] {
  const callings = new Map<string, Set<string>>();
  for (const { speaker } of quotes) {
    if (!speaker?.resolvedName) continue;
    const known = callings.get(speaker.resolvedName) ?? new Set();
    callings.set(speaker.resolvedName, known.add(speaker.name));
  }
  return quotes.map((quote) => {
    const { speaker } = quote;
    if (!speaker?.resolvedName || !speaker.name.endsWith(`, ${speaker.resolvedName}`)) return quote;
    if ((callings.get(speaker.resolvedName)?.size ?? 0) > 1) return quote;
    const { resolvedName, ...rest } = speaker;
    return { ...quote, speaker: rest };
  });
}

/** More quotations than a book has; those after them stay without a speaker, so that no page takes seconds. */
export const MAX_ATTRIBUTED = 2500;

/** How much of a text is read behind the last quotation that is attributed, in UTF-16 units. */
const CLAUSE = 500;

/** The part of a source that ends soon after an offset. */
function upTo(offset: number, { text, blocks }: QuoteSource): QuoteSource {
  const limit = offset + CLAUSE;
  const read = blocks.filter(({ start }) => start < limit);
  return { text, blocks: read.map((block) => (block.end > limit ? { ...block, end: limit } : block)) };
}

/** Indices of quotations, those of one group together. */
function utterancesOf(quotes: readonly Quote[]): number[][] {
  const utterances: number[][] = [];
  quotes.forEach(({ group }, index) => {
    const before = quotes[index - 1]?.group;
    if (group !== undefined && group === before) utterances.at(-1)?.push(index);
    else utterances.push([index]);
  });
  return utterances;
}

function withoutGroup({ group: _, ...quote }: Quote): Quote {
  return quote;
}

/** "– No – mówi Anna. – Tak – dodaje jej mąż.": where the clause behind a piece has another subject, somebody else goes on. */
function ofEachSubject(pieces: readonly number[], scene: Scene): number[][] {
  const { cast, quoteTokens, lexicon } = scene;
  const each: number[][] = [];
  let last = -1;
  for (const piece of pieces) {
    const subject = lexicon.rules.learned?.speakers ? -1 : subjectBehind(quoteTokens[piece] ?? -1, scene);
    const person = cast.personOf[subject] ?? -1;
    const isOther = person >= 0 && last >= 0 && person !== last;
    if (isOther || each.length === 0) each.push([piece]);
    else each.at(-1)?.push(piece);
    if (person >= 0) last = person;
  }
  return each;
}

/** What is shown of the ranked candidates; the likeliest one is remembered for the quotations after. */
function conclude(
  ranked: readonly Ranked[],
  pieces: readonly number[],
  scene: Scene,
  memory: Memory,
): Pick<Quote, 'speaker' | 'cue' | 'candidates'> {
  const left = leftOut(ranked, pieces, scene);
  const best = left ?? ranked[0];
  if (!best) return {};
  const behind = personBehind(best.candidate.mention, scene, memory);
  const speaker = speakerOf(best, behind, scene);
  const isLed = left !== undefined || isTied(best.candidate, pieces, scene);
  if (speaker.confidence >= SHOWN && !isThing(best, scene) && isLed) {
    remember(memory, best.candidate.mention, behind.person, scene);
    const cue = scene.tokens[best.candidate.cue];
    const end = scene.tokens[best.candidate.cue + (cue?.more ?? 0)]?.end;
    return { speaker, ...(cue && { cue: scene.text.slice(cue.start, end) }) };
  }
  const candidates = ranked
    .filter(({ confidence }) => confidence >= OFFERED)
    .slice(0, MAX_OFFERED)
    .map((each) => speakerOf(each, personBehind(each.candidate.mention, scene, memory), scene))
    .toSorted((a, b) => b.confidence - a.confidence);
  if (scene.lexicon.rules.learned?.speakers || best.candidate.link === 'carried')
    remember(memory, best.candidate.mention, behind.person, scene);
  else forget(memory);
  return candidates.length > 0 ? { candidates } : {};
}

/** Whom the words before tell of when no verb has a subject and nobody who is tied to the quotation is likelier than not. */
function leftOut(ranked: readonly Ranked[], pieces: readonly number[], scene: Scene): Ranked | undefined {
  const [likeliest] = ranked;
  if (!likeliest || scene.lexicon.rules.learned?.speakers) return undefined;
  if (likeliest.confidence >= SHOWN && isTied(likeliest.candidate, pieces, scene)) return undefined;
  const [first = -1] = pieces;
  const here = ranked.find((each) => isBound(each, first, scene) && isTied(each.candidate, pieces, scene));
  const share = here && here !== likeliest ? here.confidence / (1 - likeliest.confidence) : 0;
  if (here && share >= SHOWN && here.confidence >= BOUND) return { ...here, confidence: LEFT_OUT };
  const named = [namedInFrame, namedBeforeColon, subjectLeftOut].map((find) => find(first, scene));
  const subject = named.find((id) => id >= 0) ?? -1;
  if (subject < 0 || isNobodys(subject, pieces, scene)) return undefined;
  const found = ranked.find(({ candidate }) => candidate.mention === subject);
  return found && { ...found, confidence: LEFT_OUT };
}

/** Whether a frame or a verb of the quotation's own sentence names somebody for it. */
function isBound({ candidate }: Ranked, quote: number, { mentions, tokens, quoteTokens }: Scene): boolean {
  const sentence = tokens[quoteTokens[quote] ?? -1]?.sentence;
  if (candidate.link === 'carried' || candidate.link === 'context') return false;
  return mentions[candidate.mention]?.sentence === sentence;
}

/**
 * A noun for nothing that speaks, with no cue to say it does: "the street" in a sentence beside the quotation. Where no model
 * has learned the language, a verb alone ("the question came") has to be surer than elsewhere.
 */
function isThing({ candidate, confidence }: Ranked, { mentions, cues, cast, lexicon }: Scene): boolean {
  const mention = mentions[candidate.mention];
  if (mention?.kind !== 'noun' || mention.flags & NOUN) return false;
  if (candidate.link === 'context') return true;
  const isNamed = cast.persons[cast.personOf[candidate.mention] ?? -1]?.fullest.kind === 'name';
  const isWeak = cues[candidate.cue] === Cue.weak && !isNamed;
  return !lexicon.rules.learned?.speakers && (confidence < UNLISTED || isWeak);
}

const judge = (candidates: readonly Candidate[], scene: Scene, memory: Memory): Judged => ({
  ranked: rank(candidates, scene, memory),
  nobody: candidates.at(-1)?.features,
});

/** Candidates by probability, the mentions of one person taken together; nobody is left out. */
function rank(candidates: readonly Candidate[], scene: Scene, memory: Memory): Ranked[] {
  const odds = probabilities(
    candidates.map(({ features }) => features),
    speakerModel(scene.lexicon.rules.lang),
  );
  const groups = new Map<Identity, Ranked & { best: number }>();
  candidates.forEach((candidate, at) => {
    if (candidate.mention < 0 || isIdle(candidate, scene)) return;
    const share = odds[at] ?? 0;
    const key = identityOf(candidate.mention, scene);
    const group = groups.get(key);
    if (!group) groups.set(key, { candidate, confidence: share, best: share });
    else {
      group.confidence += share;
      if (share > group.best) Object.assign(group, { candidate, best: share });
    }
  });
  joinPronouns(groups, scene, memory);
  return [...groups.values()].sort((a, b) => b.confidence - a.confidence);
}

/** "Kowalska met the council and declared that she": whichever of the two is the subject, the same person speaks. */
function joinPronouns(groups: Map<Identity, Ranked & { best: number }>, scene: Scene, memory: Memory): void {
  for (const [key, group] of groups) {
    const mention = scene.mentions[group.candidate.mention];
    if (mention?.kind !== 'pronoun' || group.confidence < OFFERED) continue;
    const { person, confidence } = personBehind(group.candidate.mention, scene, memory);
    const named = confidence >= JOINED ? groups.get(person) : undefined;
    if (!named || named === group) continue;
    groups.delete(key);
    named.confidence += group.confidence;
    if (group.best > named.best) Object.assign(named, { candidate: group.candidate, best: group.best });
  }
}

/** "It rained": a pronoun for anything but one person, and no reporting word beside it. */
function isIdle({ mention, link }: Candidate, scene: Scene): boolean {
  const found = scene.mentions[mention];
  return link === 'context' && found?.kind === 'pronoun' && !(found.flags & GENDER);
}

/** A person by its number, a pronoun by its word, any other mention by a number below -1 (nobody). */
type Identity = number | string;

function identityOf(mention: number, scene: Scene): Identity {
  const person = scene.cast.personOf[mention] ?? -1;
  if (person >= 0) return person;
  const found = scene.mentions[mention];
  if (found?.kind === 'pronoun') return scene.tokens[found.head]?.word ?? '';
  return -2 - mention;
}
