import type { SpeechRules } from '../rules/schema.ts';
import type { Quote, Speaker, SpeakerVia } from './article.ts';
import { lexiconOf } from './lexicon.ts';
import { probabilities } from './model.ts';
import { fullestName } from './persons.ts';
import type { QuoteSource } from './quotes.ts';
import { personBehind, type Resolution } from './resolve.ts';
import { newMemory, remember, type Scene, sceneOf } from './scene.ts';
import { type Candidate, candidatesFor } from './speaker-features.ts';
import { speakerModel } from './speaker-models.ts';

/** Below this a speaker is offered as a candidate and not shown: on the development data, three shown in a hundred are wrong. */
const SHOWN = 0.5;
/** Below this a pronoun stays a pronoun. */
const RESOLVED = 0.4;
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
  const memory = newMemory();
  return quotes.map((quote, index) => {
    const ranked = rank(candidatesFor(index, scene, memory), scene);
    const best = ranked[0];
    if (!best) return { ...quote };
    const behind = personBehind(best.candidate.mention, scene, memory);
    const resolve = (each: Ranked): Speaker =>
      speakerOf(each, each === best ? behind : personBehind(each.candidate.mention, scene, memory), scene);
    const shown = resolve(best).confidence >= SHOWN;
    const offered = ranked.slice(shown ? 1 : 0).filter(({ confidence }) => confidence >= OFFERED);
    const speaker = shown && resolve(best);
    const candidates = !shown && offered.slice(0, MAX_OFFERED).map(resolve);
    remember(memory, best.candidate.mention, behind.person, scene);
    const cue = scene.tokens[best.candidate.cue];
    const cueEnd = scene.tokens[best.candidate.cue + (cue?.more ?? 0)];
    return {
      ...quote,
      ...(speaker && { speaker }),
      ...(speaker && cue && cueEnd && { cue: scene.text.slice(cue.start, cueEnd.end) }),
      ...(candidates && candidates.length > 0 && { candidates }),
    };
  });
}

interface Ranked {
  candidate: Candidate;
  confidence: number;
}

/** Candidates by probability, the mentions of one person taken together; nobody is left out. */
function rank(candidates: readonly Candidate[], scene: Scene): Ranked[] {
  const odds = probabilities(
    candidates.map(({ features }) => features),
    speakerModel(scene.lexicon.rules.lang),
  );
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

function speakerOf({ candidate, confidence }: Ranked, resolution: Resolution, scene: Scene): Speaker {
  const mention = scene.mentions[candidate.mention];
  const { start = 0, end = 0 } = mention ?? {};
  const name = scene.text.slice(start, end);
  const person = resolution.confidence >= RESOLVED ? scene.cast.persons[resolution.person] : undefined;
  const resolvedName = person && fullestName(person, scene.text);
  return {
    name,
    start,
    end,
    ...(resolvedName && resolvedName !== name && { resolvedName }),
    via: VIA[candidate.link],
    confidence: Math.round(Math.min(1, person ? confidence * resolution.confidence : confidence) * 1000) / 1000,
  };
}
