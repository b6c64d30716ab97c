import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';
import { findQuotes } from './core/quotes.ts';
import { readArticle, readText } from './core/read-article.ts';
import { rulesFor } from './rules/index.ts';

interface Row {
  id: unknown;
  url?: string;
  html?: string;
  text?: string;
  lang?: string;
}

/** Every non-empty line of a plain text is a block. */
function linesOf(text: string): { text: string; blocks: { kind: 'paragraph'; start: number; end: number }[] } {
  const blocks = [...text.matchAll(/[^\n]*\S[^\n]*/g)].map((match) => ({
    kind: 'paragraph' as const,
    start: match.index,
    end: match.index + match[0].length,
  }));
  return { text, blocks };
}

function answer(mode: string, row: Row): object {
  try {
    if (mode === 'quotes')
      return { id: row.id, quotes: findQuotes(linesOf(row.text ?? ''), rulesFor(row.lang).speech).quotes };
    if (row.text !== undefined) {
      const { implementation } = new JSDOM('').window.document;
      return { id: row.id, ...readText(row.text, implementation, row.url ?? '', rulesFor(row.lang)) };
    }
    const { window } = new JSDOM(row.html ?? '', { url: row.url });
    const result = readArticle(window.document, row.url ?? '', rulesFor(window.document.documentElement.lang || 'en'));
    window.close();
    return { id: row.id, ...result };
  } catch (error) {
    return { id: row.id, error: { code: 'unreadable', message: String(error) } };
  }
}

const mode = process.argv[2] ?? 'read';
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) process.stdout.write(`${JSON.stringify(answer(mode, JSON.parse(line) as Row))}\n`);
}
