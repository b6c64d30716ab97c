import type { PageRules } from '../rules/schema.ts';
import type { Block, Span } from './article.ts';
import { captionElements } from './caption-elements.ts';
import { type Grammar, grammarOf } from './caption-grammar.ts';
import { DIGITS } from './characters.ts';
import type { Finding } from './clutter.ts';
import { creditAtEnd, MAX_CREDIT } from './credits.ts';
import { blockWords, type Token, tokensOfBlock } from './phrases.ts';
import { each, type Steps } from './steps.ts';
import type { TextIndex } from './text-index.ts';

/** A paragraph that closes with a credit is a caption up to this many words; a longer one loses the credit only. */
const MAX_CAPTION_WORDS = 45;
/** The same, in characters of a script that puts no spaces between words. */
const MAX_CAPTION_CHARACTERS = 120;

/** "Image 3 of 12" */
const MAX_CONTROL_WORDS = 8;
const NUMBER = new RegExp(`^[${DIGITS}]{1,3}$`);

/**
 * Finds captions and credits: by their markup, and by how they read ("Photo: Reuters", "(AP Photo/…)", "hide caption").
 * A short paragraph that closes with a credit is a caption and goes whole; of a long one only the credit goes.
 * @returns findings in reading order, none overlapping.
 */
export function* findCaptions(index: TextIndex, rules: PageRules): Steps<Finding[]> {
  const grammar = grammarOf(rules);
  const named = captionElements(index, rules.structure);
  const wordsOf = blockWords(index);
  const findings: Finding[] = [];
  yield* each(index.blocks, (block, at) => {
    if (block.kind === 'preformatted') return;
    const finding =
      named(at) ??
      (maySayCaption(grammar, wordsOf[at] ?? [])
        ? readCaption(grammar, index.text, block, tokensOfBlock(index, at))
        : undefined);
    if (finding) findings.push({ ...finding, block: at });
  });
  return findings;
}

/** What is done with captions: all go, those go that have lost their picture, or none goes. */
export type CaptionPolicy = 'remove' | 'with-image' | 'keep';

const CONTROLS = 'caption-controls';

/**
 * Leaves captions and credits in that are to stay. The controls around a picture go under every policy.
 * @param findings in reading order.
 */
export function applyCaptionPolicy<F extends Finding>(
  index: TextIndex,
  findings: readonly F[],
  policy: CaptionPolicy,
): F[] {
  if (policy === 'remove') return [...findings];
  const isCaption = ({ kind, rule }: Finding): boolean =>
    (kind === 'caption' || kind === 'credit') && rule !== CONTROLS;
  const captions = new Set(findings.filter(isCaption).map(({ block }) => block));
  const pictured = policy === 'keep' ? captions : besidePictures(index, captions);
  return findings.filter((finding) => !isCaption(finding) || !pictured.has(finding.block));
}

/** Blocks that follow a picture with nothing but captions between, or share its figure. */
function besidePictures({ media, elements }: TextIndex, captions: ReadonlySet<number>): Set<number> {
  const beside = new Set<number>();
  for (const { element, before } of media) {
    if (element.tagName !== 'IMG' && element.tagName !== 'PICTURE') continue;
    for (let at = before; captions.has(at) && !beside.has(at); at++) beside.add(at);
    const figure = element.closest('figure');
    for (let at = before - 1; figure && captions.has(at) && figure.contains(elements[at] ?? null); at--) beside.add(at);
  }
  return beside;
}

type Verdict = Omit<Finding, 'block'>;

/** Whether the words of a block are worth a closer look: cheap, and true of every caption. */
function maySayCaption({ words, openings, captionCues }: Grammar, own: readonly string[]): boolean {
  const first = own[0];
  if (captionCues.has(first)) return true;
  if (own.length <= MAX_CONTROL_WORDS && (words.has(first) || NUMBER.test(first ?? ''))) return true;
  return openings.mayStandIn(own, own.length - MAX_CREDIT);
}

function readCaption(grammar: Grammar, text: string, block: Block, tokens: readonly Token[]): Verdict | undefined {
  if (block.kind === 'heading') return undefined;
  if (grammar.notes.matchAt(tokens, 0)) return undefined;
  const captionCue = grammar.captionCues.matchAt(tokens, 0);
  const cueEnd = tokens[(captionCue?.length ?? 0) - 1]?.end;
  if (
    captionCue &&
    cueEnd !== undefined &&
    /^\s*[:：|]/u.test(text.slice(cueEnd, cueEnd + 3)) &&
    isShort(text, block, tokens)
  ) {
    return { kind: 'caption', rule: `caption-cue:${captionCue.value}` };
  }
  if (isControl(grammar, text, block, tokens)) return { kind: 'caption', rule: CONTROLS };
  const credit = creditAtEnd(grammar, text, block, tokens);
  if (!credit) return undefined;
  const { start, lang } = credit;
  const rule = `credit-line:${lang}`;
  const before = tokens.filter((token) => token.end <= start);
  if (before.length === 0) return { kind: 'credit', rule };
  if (isShort(text, block, before)) return { kind: 'caption', rule };
  return { kind: 'credit', rule, run: { start, end: block.end } };
}

function isShort(text: string, block: Span, tokens: readonly Token[]): boolean {
  const spaced = tokens.length <= MAX_CAPTION_WORDS;
  return spaced || (!text.slice(block.start, block.end).includes(' ') && tokens.length <= MAX_CAPTION_CHARACTERS);
}

/** "hide caption", "Image 3 of 12", "1/35". */
function isControl({ words }: Grammar, text: string, block: Block, tokens: readonly Token[]): boolean {
  if (block.kind === 'list-item' || block.kind === 'table-row' || tokens.length > MAX_CONTROL_WORDS) return false;
  const line = text.slice(block.start, block.end);
  if (/^\d{1,3}\s*\/\s*\d{1,3}$/.test(line)) return true;
  if (/[.?!"“”]/.test(line)) return false;
  let controls = 0;
  let numbers = 0;
  let cues = 0;
  for (let i = 0; i < tokens.length; ) {
    const match = words.matchAt(tokens, i);
    const role = match?.value.role;
    if (role === 'control') controls++;
    else if (role === 'cue') cues++;
    else if (NUMBER.test(tokens[i]?.word ?? '')) numbers++;
    else if (role !== 'joiner' && role !== 'link') return false;
    i += match?.length ?? 1;
  }
  return controls > 0 || (cues > 0 && numbers === 2);
}
