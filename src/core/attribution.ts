import type { SpeechRules } from '../rules/schema.ts';
import type { Quote, Speaker, SpeakerVia } from './article.ts';
import { lexiconOf } from './lexicon.ts';
import { fullestName, personBehind } from './persons.ts';
import type { QuoteSource } from './quotes.ts';
import { type Candidate, candidatesFor, type Memory, type Scene, sceneOf } from './speaker-features.ts';
import { probabilities } from './speaker-model.ts';

/** Below this a speaker is offered as a candidate and not shown: on the development data, three shown in a hundred are wrong. */
const SHOWN = 0.5;
const OFFERED = 0.05;
const MAX_OFFERED = 3;

const VIA: Readonly<Record<Candidate['link'], SpeakerVia>> = {
  subject: 'cue',
  inverted: 'cue',
  frame: 'frame',
  colon: 'colon',
  clause: 'clause',
  carried: 'carried',
  context: 'context',
};

/**
 * Gives each quote its speaker, or none where the text does not tell.
 * @param quotes in reading order; not changed.
 * @returns copies with `speaker` (or `candidates` when none is sure enough to be shown) and `cue`.
 */
export function attribute(quotes: readonly Quote[], source: QuoteSource, rules: SpeechRules): Quote[] {
  const scene = sceneOf({ text: source.text, blocks: source.blocks, quotes }, lexiconOf(rules));
  const memory: Memory = { lastMention: -1, lastPerson: -1, spoken: new Map() };
  return quotes.map((quote, index) => {
    const ranked = rank(candidatesFor(index, scene, memory), scene);
    const best = ranked[0];
    if (!best) return { ...quote };
    remember(memory, best, scene);
    const cue = scene.tokens[best.candidate.cue];
    const cueEnd = scene.tokens[best.candidate.cue + (cue?.more ?? 0)];
    const shown = best.confidence >= SHOWN;
    const offered = ranked.slice(shown ? 1 : 0).filter(({ confidence }) => confidence >= OFFERED);
    return {
      ...quote,
      ...(shown && { speaker: speakerOf(best, scene) }),
      ...(shown && cue && cueEnd && { cue: scene.text.slice(cue.start, cueEnd.end) }),
      ...(!shown &&
        offered.length > 0 && { candidates: offered.slice(0, MAX_OFFERED).map((each) => speakerOf(each, scene)) }),
    };
  });
}

interface Ranked {
  candidate: Candidate;
  confidence: number;
}

/** Candidates by probability, the mentions of one person taken together; nobody is left out. */
function rank(candidates: readonly Candidate[], scene: Scene): Ranked[] {
  const odds = probabilities(candidates.map(({ features }) => features));
  const groups = new Map<string, Ranked & { best: number }>();
  candidates.forEach((candidate, at) => {
    if (candidate.mention < 0) return;
    const share = odds[at] ?? 0;
    const key = identityOf(candidate.mention, scene);
    const group = groups.get(key);
    if (!group) groups.set(key, { candidate, confidence: share, best: share });
    else {
      group.confidence += share;
      if (share > group.best) Object.assign(group, { candidate, best: share });
    }
  });
  return [...groups.values()].sort((a, b) => b.confidence - a.confidence);
}

function identityOf(mention: number, scene: Scene): string {
  const person = scene.cast.personOf[mention] ?? -1;
  if (person >= 0) return `person ${person}`;
  const found = scene.mentions[mention];
  if (found?.kind === 'pronoun') return scene.tokens[found.head]?.word ?? '';
  return `mention ${mention}`;
}

function remember(memory: Memory, { candidate }: Ranked, scene: Scene): void {
  memory.lastMention = candidate.mention;
  memory.lastPerson = scene.cast.personOf[candidate.mention] ?? -1;
  if (memory.lastPerson >= 0) memory.spoken.set(memory.lastPerson, (memory.spoken.get(memory.lastPerson) ?? 0) + 1);
}

function speakerOf({ candidate, confidence }: Ranked, scene: Scene): Speaker {
  const mention = scene.mentions[candidate.mention];
  const { start = 0, end = 0 } = mention ?? {};
  const name = scene.text.slice(start, end);
  const person = personBehind(candidate.mention, scene.cast, scene.mentions);
  const resolvedName = person && fullestName(person, scene.text);
  return {
    name,
    start,
    end,
    ...(resolvedName && resolvedName !== name && { resolvedName }),
    via: VIA[candidate.link],
    confidence: Math.round(Math.min(1, confidence) * 1000) / 1000,
  };
}
