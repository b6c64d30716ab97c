/** A byline as names. Whatever is not surely a person's name stays as it is written: a wrong name is worse. */

export type Name = { family: string; given: string } | { literal: string };

/** Words between two names, and before the first; longer ones before shorter ones. */
const AND = ['and', '&', 'und', 'et', 'y', 'e', 'i', 'en', 'och', 'og', 'ja', 've', 'и'];
const BY = ['words by', 'text by', 'by', 'von', 'par', 'por', 'di', 'door', 'av', 'af', 'od', 'from', 'автор', 'text'];
/** Parts of family names that are written small and belong to the name after them. */
const PARTICLES = 'van von der den de del della di da dos du la le bin ibn al el ten ter zu zum zur'.split(' ');
/** Words that no person is called: a newsroom, an agency, an office. */
const NOT_NAMES =
  'news staff press agency agencies reuters afp ap dpa associated bureau desk team editor editors editorial reporter reporters correspondent writer newsroom media times post online guest contributor columnist redaktion agence rédaction redacción redazione redactie'.split(
    ' ',
  );

const MAX_WORDS = 5;

/** @returns the names in a byline, in order; one literal when it is not surely a list of people. */
export function namesIn(byline: string | undefined): Name[] {
  const text = withoutBy((byline ?? '').replace(/\s+/g, ' ').trim());
  if (text === '') return [];
  const parts = splitNames(text);
  const names = parts.map(personName);
  return names.every((name) => name !== undefined) ? names : [{ literal: text }];
}

function withoutBy(text: string): string {
  const words = text.split(' ');
  const lower = text.toLowerCase();
  for (const by of BY) {
    const rest = words.slice(by.split(' ').length);
    // "Di Stefano" begins with such a word too; what means "by" has a full name after it.
    const isName = rest.length >= 2 && !PARTICLES.includes(rest[0] ?? '');
    if (isName && (lower.startsWith(`${by} `) || lower.startsWith(`${by}: `))) return rest.join(' ');
  }
  return text;
}

function splitNames(text: string): string[] {
  const parts: string[][] = [[]];
  for (const word of text.split(' ')) {
    if (AND.includes(word.toLowerCase())) {
      parts.push([]);
      continue;
    }
    parts.at(-1)?.push(word.replace(/[,;]$/, ''));
    if (/[,;]$/.test(word)) parts.push([]);
  }
  return parts.map((words) => words.join(' ')).filter((part) => part !== '');
}

function personName(text: string): Name | undefined {
  const words = text.split(' ');
  if (words.length < 2 || words.length > MAX_WORDS) return undefined;
  const ok = words.every(
    (word) =>
      PARTICLES.includes(word) || (/^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(word) && !NOT_NAMES.includes(word.toLowerCase())),
  );
  if (!ok || words.every((word) => word.length > 3 && word === word.toUpperCase())) return undefined;
  let familyAt = words.length - 1;
  while (familyAt > 1 && PARTICLES.includes((words[familyAt - 1] ?? '').toLowerCase())) familyAt--;
  return { given: words.slice(0, familyAt).join(' '), family: words.slice(familyAt).join(' ') };
}

/** "Ada Maria" → "A. M.", "Jean-Paul" → "J.-P." */
export function initials(given: string): string {
  return given
    .split(' ')
    .map((word) =>
      word
        .split('-')
        .map((part) => `${Array.from(part)[0] ?? ''}.`)
        .join('-'),
    )
    .join(' ');
}

export function familyFirst(name: Name): string {
  return 'literal' in name ? name.literal : `${name.family}, ${name.given}`;
}

export function givenFirst(name: Name): string {
  return 'literal' in name ? name.literal : `${name.given} ${name.family}`;
}
