/** Words for each kind of removal, in the singular. */
const KINDS = {
  'ad-marker': 'ad marker',
  'ad-box': 'ad box',
  caption: 'caption',
  credit: 'photo credit',
  related: 'related link',
  promotion: 'promotion',
  share: 'share prompt',
  byline: 'byline',
  date: 'date line',
  headline: 'headline or summary',
  'pull-quote': 'pull quote',
  bio: 'author note',
  tags: 'tags',
  comments: 'comments',
  cookie: 'cookie notice',
  media: 'media text',
  navigation: 'navigation',
  boilerplate: 'boilerplate',
};

/**
 * Prints an article for people: head, text, quotes with speakers, and what was removed and why.
 * @param {import('../core/article.ts').Article} article
 */
export function printArticle(article) {
  const bold = process.stdout.isTTY ? (text) => `\u001b[1m${text}\u001b[0m` : (text) => text;
  const width = Math.min(process.stdout.columns ?? 100, 100);

  console.log(bold(article.title));
  console.log([article.byline, article.siteName, article.published].filter(Boolean).join(' · '));
  for (const { start, end } of article.blocks) console.log(`\n${wrap(article.text.slice(start, end), width)}`);

  console.log(`\n${bold(`Quotes: ${article.quotes.length}`)}`);
  for (const { text, speaker } of article.quotes) {
    console.log(`\n${wrap(`“${text}”`, width - 2, '  ')}\n  — ${speaker?.resolvedName ?? speaker?.name ?? 'unknown'}`);
  }

  console.log(`\n${bold(`Removed: ${article.removals.length}`)}`);
  for (const { kind, rule, text } of article.removals) {
    console.log(`\n${wrap(text, width - 2, '  ')}\n  because: ${KINDS[kind] ?? kind} (${rule})`);
  }
}

/** Breaks lines between words. Control characters, which a page could steer the terminal with, are left out. */
function wrap(text, width, indent = '') {
  const lines = [''];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  for (const word of text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').split(/ +/)) {
    const line = lines.at(-1);
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join('\n');
}
