import type { SpeechRules } from '../rules/schema.ts';
import { opensWithReportingClause } from './cues.ts';
import type { QuotedSpan, QuoteSource } from './quotes.ts';
import { countWords } from './words.ts';

const REACH = 120;

/** Whether what stands in marks was said or written by someone, or is a title, a nickname, a word held at a distance. */
export function isSpeech(span: QuotedSpan, source: QuoteSource, rules: SpeechRules): boolean {
  if (span.by === 'dash') return true;
  const text = source.text.slice(span.start, span.end);
  if (countWords(text, rules.lang) > 4) return true;
  const block = source.blocks[span.block];
  if (!block) return false;
  const after = source.text.slice(span.outer.end, Math.min(span.outer.end + REACH, block.end));
  const before = source.text.slice(Math.max(block.start, span.outer.start - REACH), span.outer.start);
  return opensWithReportingClause(after, rules, 20) || opensWithReportingClause(before, rules, 20);
}
