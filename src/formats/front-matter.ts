import type { Source } from './citable.ts';
import { givenFirst, namesIn } from './names.ts';

/** JSON leaves these as they are, YAML does not take them in a line (YAML 1.2, 5.1 and 5.4). */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** @returns a double-quoted YAML scalar: JSON's strings are a part of YAML's. */
function yamlString(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What is known of the article as a YAML block for the head of a Markdown file, with its closing line. */
export function frontMatter(source: Source & { excerpt?: string; modified?: string }, saved: string): string {
  const authors = namesIn(source.byline).map(givenFirst);
  const rows: [key: string, value: string][] = [
    ['title', source.title],
    ['site', source.siteName ?? ''],
    ['published', source.published ?? ''],
    ['modified', source.modified ?? ''],
    ['saved', saved],
    ['source', source.url],
    ['lang', source.lang === 'und' ? '' : source.lang],
    ['description', source.excerpt ?? ''],
  ];
  const lines = rows.filter(([, value]) => value !== '').map(([key, value]) => `${key}: ${yamlString(value)}`);
  if (authors.length > 0) lines.splice(1, 0, 'author:', ...authors.map((author) => `  - ${yamlString(author)}`));
  return `---\n${lines.join('\n')}\n---\n`;
}
