import type { SpeechRules } from '../rules/schema.ts';
import type { Quote, Span, Speaker } from './article.ts';
import { withoutCompounds } from './cues.ts';
import type { QuoteSource } from './quotes.ts';
import { mapped, type Steps } from './steps.ts';

/** How far, in UTF-16 units, the subject of a quotation is looked for on either side of it. */
const REACH = 90;
const SENTENCE_END = /[。！？.!?؟۔।\n]/;
// A run without the characters that grammar is written in: the name of a person or body.
const NAME_RUN =
  /(?<![\p{sc=Han}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Latin}ー・々〇.])[\p{sc=Han}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Latin}ー・々〇.]+$/u;
/** The longest word for one of many, what stands in brackets behind a name, and the shortest nouns for things; in UTF-16 units. */
const MAX_MEMBER = 2;
const MAX_NOTE = 14;
const MAX_THING = 2;
const LEAST_NAME = 3;
/** What a verb ends in behind its stem. */
const MAX_ENDING = 3;
/** A Korean name, and no word with the particle of another part of the sentence. */
const OFFICE_HOLDER =
  /(?<![\p{L}])\p{sc=Hangul}{2,3}[^\P{sc=Hangul}은는이가을를에의로도고서한된]\s$|(?<![\p{L}])\p{sc=Hangul}{3}\s$/u;
const CONFIDENCE = { subject: 0.9, carried: 0.75 };

/**
 * Gives each quote its speaker in scripts that mark the subject with a particle or leave no space between words.
 * @param quotes in reading order; not changed.
 */
export function* attributeMarked(quotes: readonly Quote[], source: QuoteSource, rules: SpeechRules): Steps<Quote[]> {
  const marking = rules.marking ?? {};
  const titles = [...(rules.titles.any ?? [])].sort((a, b) => b.length - a.length);
  const verbs = rules.verbs.flatMap(({ stems }) => stems).sort((a, b) => b.length - a.length);
  const verb = new RegExp(oneOf(verbs), 'gu');
  // Only where a clause opens: "数据显示" is no frame.
  const frameBefore = new RegExp(`(?<=^|[，,、；：:\\s])(?:${oneOf(rules.frames.before)})`, 'gu');
  const opensFrame = new RegExp(`^(?:${oneOf(rules.frames.before)})`, 'u');
  const { masculine, feminine, plural } = rules.pronouns;
  const pronouns = new Set([...masculine, ...feminine, ...plural]);
  let last: Speaker | undefined;
  let block = 0;

  const attributed = (quote: Quote, index: number): Quote => {
    while (block < source.blocks.length - 1 && (source.blocks[block]?.end ?? 0) < quote.end) block++;
    const around = sentenceAround(quote, quotes[index - 1], quotes[index + 1], source, source.blocks[block] ?? quote);
    const before = withoutCompounds(source.text.slice(around.start, quote.start), rules);
    const after = withoutCompounds(source.text.slice(quote.end, endOfPointer(around.end) ?? around.end), rules);
    const found = (marking.particles ? besideParticle(marking.particles) : beforeVerb()) ?? besideFrame();
    const reported = before.search(verb) >= 0 || after.search(verb) >= 0;
    const carried = last && reported ? { ...last, via: 'carried' as const, confidence: CONFIDENCE.carried } : undefined;
    const beside = found && speakerAt(found);
    // "他" is no court.
    const isOpen = !beside || (beside.unresolved && last && !isBody(last.name));
    const topic = !beside && reported ? topicBefore() : undefined;
    const told = topic === undefined ? carried : (topic ?? undefined);
    const speaker = isOpen ? told : beside;
    if (speaker && !speaker.unresolved) last = speaker;
    return speaker ? { ...quote, speaker } : { ...quote };

    /** "田中市長は「…」と述べた", "「…」と田中市長は述べた": the name before a particle, with a verb behind the quotation. */
    function besideParticle(particles: readonly string[]): Span | undefined {
      const verbAt = [...after.matchAll(verb)].at(-1)?.index;
      if (verbAt === undefined) return undefined;
      return nameBefore(after.slice(0, verbAt), quote.end, particles) ?? nameBefore(before, around.start, particles);
    }

    /** "田中市長は怒った。「…」と声を荒らげた。": who the sentence before is about, known by a title; null when that is not all of his name. */
    function topicBefore(): Speaker | null | undefined {
      const from = Math.max(source.blocks[block]?.start ?? 0, around.start - REACH);
      const lead = source.text.slice(from, around.start);
      const sentence = lead.split(/(?<=[。！？.!?\n])/u).findLast((each) => each.trim() !== '') ?? '';
      if (/[「『」』“”"]/u.test(sentence)) return undefined;
      const start = from + lead.lastIndexOf(sentence);
      for (let at = 1; at < sentence.length; at++) {
        if (!marking.particles?.some((particle) => sentence.startsWith(particle, at))) continue;
        const title = titles.find((each) => sentence.endsWith(each, at));
        if (!title) continue;
        const begin = startOfName(sentence.slice(0, at));
        if (at - begin < title.length + 2) return null;
        return { ...speakerAt({ start: start + begin, end: start + at }), confidence: CONFIDENCE.carried };
      }
      return undefined;
    }

    /** 「…」。田中市長はそう述べた。: the end of a sentence behind the quotation that points back to it. */
    function endOfPointer(end: number): number | undefined {
      const rest = source.text.slice(end + 1, Math.min(end + 1 + REACH, source.blocks[block]?.end ?? 0));
      const sentence = rest.slice(0, rest.search(SENTENCE_END));
      if (/[「『“"]/u.test(sentence)) return undefined;
      // 「…」。田中市長は驚いた様子で話した。
      const isWhole = marking.particles !== undefined && before.trim().length <= 1 && endsInVerb(sentence);
      const points = isWhole || marking.pointers?.some((pointer) => sentence.includes(pointer));
      return points ? end + 1 + sentence.length : undefined;
    }

    function endsInVerb(sentence: string): boolean {
      const last = [...sentence.matchAll(verb)].at(-1);
      return last !== undefined && last.index + last[0].length >= sentence.length - MAX_ENDING;
    }

    /** "消防によると", "据警方通报": what a frame before the quotation names. */
    function besideFrame(): Span | undefined {
      if (after.search(verb) >= 0) return undefined;
      for (const frame of rules.frames.after ?? []) {
        const at = before.lastIndexOf(frame);
        const start = at < 0 ? at : startOfName(before.slice(0, at));
        if (at - start > 1) return named(start, at);
      }
      const [opened] = [...before.matchAll(frameBefore)].slice(-1);
      if (!opened) return undefined;
      const from = opened.index + opened[0].length;
      const rest = before.slice(from);
      const ends = [/[，,、：:]/.exec(rest)?.index ?? -1, ...(marking.stops ?? []).map((word) => rest.indexOf(word))];
      return named(from, from + Math.min(...ends.filter((each) => each > 0)));
    }

    /** "据了解", "報道によると": as it is known, as it is reported, and by nobody who is named. */
    function named(start: number, end: number): Span | undefined {
      if (!Number.isFinite(end) || rules.neverSpeakers.includes(before.slice(start, end))) return undefined;
      return { start: around.start + start, end: around.start + end };
    }

    function nameBefore(text: string, offset: number, particles: readonly string[]): Span | undefined {
      let inside: Span | undefined;
      for (let at = text.length; at > 0; at--) {
        const particle = particles.find((each) => text.endsWith(each, at));
        if (!particle) continue;
        const end = endOfName(text, at - particle.length);
        const start = startOfMember(text, startOfName(text.slice(0, end)), end);
        // A single character is a thing more often than a person: "橋は".
        const name = text.slice(start, end);
        if (rules.neverSpeakers.includes(name)) continue;
        if (end - start < 2 && !rules.groups.includes(name) && !rules.people.any?.includes(name)) continue;
        const found = { start: offset + start, end: offset + end };
        if (isSpeakerNoun(name)) return found;
        if (inside) continue;
        // "노조는 협상이 “…”고": a thing right before the marks may be what is spoken about.
        if (end - start > MAX_THING || /[^\s\p{Ps}\p{Pi}"]/u.test(text.slice(at))) return found;
        inside = found;
      }
      return inside;
    }

    /** "女性（68）は": what stands in brackets behind a name is not of it. */
    function endOfName(text: string, end: number): number {
      const note = /[（(][^（()）]{1,12}[）)]$/u.exec(text.slice(Math.max(0, end - MAX_NOTE), end));
      return note ? end - note[0].length : end;
    }

    /** "遺族の一人は": a short word for one of many, and whose. */
    function startOfMember(text: string, start: number, end: number): number {
      const { joint } = marking;
      if (!joint || end - start > MAX_MEMBER || !text.endsWith(joint, start)) return start;
      const owner = startOfName(text.slice(0, start - joint.length));
      return owner < start - joint.length ? owner : start;
    }

    /** "王丽说：“…”", "“…”王丽说": everything between the last pause and the verb, up to a word of time or place. */
    function beforeVerb(): Span | undefined {
      // The verb nearest to the quotation: "面对指责，他说：“…”".
      for (const [text, offset, verbs] of [
        [before, around.start, [...before.matchAll(verb)].toReversed()],
        [after, quote.end, [...after.matchAll(verb)]],
      ] as const) {
        for (const { index: at } of verbs) {
          const clause = /[^，,、；：:\s。！？”"」』]*$/u.exec(text.slice(0, at))?.[0] ?? '';
          const start = at - clause.replace(opensFrame, '').length;
          const stop = marking.stops?.reduce((end, word) => {
            const found = text.indexOf(word, start + 1);
            return found > 0 && found < end ? found : end;
          }, at);
          // "黄建平回答说": the first of two verbs ends the name.
          const inner = verbs.find(
            ({ 0: word, index }) => word.length > 1 && index > start && index + word.length === at,
          );
          const end = inner?.index ?? stop ?? at;
          // "有关指责": what is only ever said of things has no part in it.
          if (rules.neverSpeakers.includes(text.slice(start, end))) continue;
          // A single character is a piece of a word more often than a name.
          if (end - start > 1 || pronouns.has(text.slice(start, end)))
            return { start: offset + start, end: offset + end };
        }
      }
      return undefined;
    }
  };
  return yield* mapped(quotes, attributed);

  /** Offset into `text` at which the name starts that ends it; a title behind the name belongs to it. */
  function startOfName(text: string): number {
    const title = titles.find((each) => text.endsWith(each));
    const bare = title ? text.slice(0, text.length - title.length).trimEnd() : text;
    const run = NAME_RUN.exec(bare)?.[0].length ?? 0;
    if (run > 0) return startBeforeOffice(bare, bare.length - run);
    return title ? text.length - title.length : text.length;
  }

  /** "김민수 | 국토부 장관": a name before the body that somebody holds an office in. */
  function startBeforeOffice(text: string, start: number): number {
    if (!marking.spaced || !isBody(text.slice(start))) return start;
    const name = OFFICE_HOLDER.exec(text.slice(0, start))?.[0] ?? '';
    return start - name.length;
  }

  function speakerAt({ start, end }: Span): Speaker {
    const name = source.text.slice(start, end);
    const resolvedName = withoutTitles(name);
    return {
      name,
      start,
      end,
      ...(pronouns.has(name) ? { unresolved: true as const } : resolvedName !== name && { resolvedName }),
      via: 'cue',
      confidence: CONFIDENCE.subject,
    };
  }

  /** The name between its titles; the title alone when there is no name. */
  function withoutTitles(name: string): string {
    let bare = name;
    for (let title = trailing(bare); title && title !== bare; title = trailing(bare)) {
      bare = bare.slice(0, bare.length - title.length).trimEnd();
    }
    const ends = titles.map((title) => {
      const at = bare.lastIndexOf(title);
      return at < 0 ? 0 : at + title.length;
    });
    const rest = bare.slice(Math.max(0, ...ends)).trimStart();
    // "김민수 국토부 장관": the office stands behind the name.
    if (marking.spaced && rest.includes(' ') && isBody(rest)) return rest.slice(0, rest.indexOf(' '));
    if (marking.plurals?.includes(rest) || rules.neverSpeakers.includes(rest)) return name;
    // "外交部发言人" is no "外交部".
    return isBody(rest) || endsInJoint(rest) ? name : rest || bare || name;
  }

  function endsInJoint(name: string): boolean {
    return marking.joint !== undefined && name.endsWith(marking.joint);
  }

  function isBody(name: string): boolean {
    return rules.groups.some((noun) => name.endsWith(noun));
  }

  function isSpeakerNoun(name: string): boolean {
    return [titles, rules.groups, rules.documents].some((nouns) => nouns.some((noun) => name.endsWith(noun)));
  }

  /** "상인회장": the end of a longer word, which is no title behind a name. */
  function isJoined(name: string, title: string): boolean {
    const before = name.slice(0, name.length - title.length);
    return before.length > 0 && before.length < LEAST_NAME && before.trimEnd() === before;
  }

  function trailing(name: string): string | undefined {
    return titles.find((title) => name.endsWith(title) && (!marking.spaced || !isJoined(name, title)));
  }
}

/** The source of a pattern for any of some literals. */
const oneOf = (literals: readonly string[]): string =>
  literals.map((each) => each.replace(/[^\p{L} ]/gu, '\\$&')).join('|') || NOTHING;
const NOTHING = '[]';

/**
 * The sentence a quotation stands in, without the quotations beside it.
 * @param reach how far it is looked at on either side, in UTF-16 units.
 */
export function sentenceAround(
  quote: Span,
  previous: Span | undefined,
  next: Span | undefined,
  source: QuoteSource,
  block: Span,
  reach = REACH,
): Span {
  let start = Math.max(block.start, quote.start - reach, previous ? previous.end + 1 : 0);
  let end = Math.min(block.end, quote.end + reach, next ? next.start - 1 : Number.POSITIVE_INFINITY);
  for (let at = quote.start - 1; at > start; at--) if (SENTENCE_END.test(source.text.charAt(at - 1))) start = at;
  for (let at = quote.end + 1; at < end; at++) if (SENTENCE_END.test(source.text.charAt(at))) end = at;
  return { start: Math.min(start, quote.start), end: Math.max(end, quote.end) };
}
