/** What a page says about its article in JSON-LD (schema.org). Plain strings, not yet cleaned. */
export interface LinkedArticle {
  headline?: string;
  authors: string[];
  publisher?: string;
  published?: string;
  modified?: string;
  description?: string;
  lang?: string;
  /** The text, where the page gives it; evidence only, sites cut it short and put markup into it. */
  body?: string;
}

// Bounds for hostile or broken pages. UTF-16 units, scripts, nodes, levels.
const MAX_SCRIPT = 2_000_000;
const MAX_SCRIPTS = 40;
const MAX_NODES = 2_000;
const MAX_DEPTH = 8;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review|SocialMediaPosting|DiscussionForumPosting)$/;
/** Says less than an article, more than nothing. */
const PAGE_TYPE = /^(?:WebPage|MedicalWebPage|ItemPage|AboutPage)$/;
/** Where articles hide inside other nodes. */
const CONTAINERS = ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'itemListElement', 'item'];

type Node = Record<string, unknown>;

/**
 * Reads the JSON-LD of a page. Broken scripts are repaired where that is certain, else left out; nothing of them is ever
 * copied into an object of ours by its own keys.
 * @param isAboutPage tells whether an address or a headline is this page's; the node it accepts is preferred.
 */
export function readJsonLd(document: Document, isAboutPage: (value: string) => boolean): LinkedArticle | undefined {
  const nodes: Node[] = [];
  const scripts = document.querySelectorAll('script[type="application/ld+json" i]');
  for (let i = 0; i < Math.min(scripts.length, MAX_SCRIPTS); i++)
    collect(parse(scripts[i]?.textContent ?? ''), nodes, 0);
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE_TYPE.test(type)));
  const own = articles.find((node) => addressesOf(node).some(isAboutPage));
  const node = own ?? articles[0] ?? nodes.find((candidate) => typesOf(candidate).some((type) => PAGE_TYPE.test(type)));
  if (!node) return undefined;
  const isArticle = articles.includes(node);
  return {
    headline: string(node, 'headline') ?? (isArticle ? string(node, 'name') : undefined),
    authors: isArticle ? namesOf(get(node, 'author') ?? get(node, 'creator'), nodes) : [],
    publisher: namesOf(get(node, 'publisher'), nodes)[0],
    published: string(node, 'datePublished') ?? string(node, 'dateCreated'),
    modified: string(node, 'dateModified'),
    description: string(node, 'description'),
    lang: string(node, 'inLanguage'),
    body: string(node, 'articleBody'),
  };
}

function parse(text: string): unknown {
  if (text.length > MAX_SCRIPT) return undefined;
  // Some sites wrap the JSON for browsers of the nineties.
  const bare = text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*;?\s*$/, '');
  for (const attempt of [bare, bare.replace(/\p{Cc}+/gu, ' ').replace(/;\s*$/, '')]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      // A raw line break inside a string is the commonest fault; the second attempt is without.
    }
  }
  return undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function get(node: Node, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

function string(node: Node, key: string): string | undefined {
  const value = get(node, key);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'string') return first.trim() || undefined;
  return isNode(first) ? string(first, first['@value'] === undefined ? 'name' : '@value') : undefined;
}

function typesOf(node: Node): string[] {
  const type = get(node, '@type');
  return (Array.isArray(type) ? type : [type])
    .filter((one): one is string => typeof one === 'string')
    .map((one) => one.replace(/^https?:\/\/schema\.org\//, ''));
}

function collect(value: unknown, nodes: Node[], depth: number): void {
  if (depth > MAX_DEPTH || nodes.length >= MAX_NODES) return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, nodes, depth + 1);
  } else if (isNode(value)) {
    nodes.push(value);
    for (const key of CONTAINERS) collect(get(value, key), nodes, depth + 1);
  }
}

function addressesOf(node: Node): string[] {
  const page = get(node, 'mainEntityOfPage');
  return [
    string(node, 'url'),
    string(node, '@id'),
    string(node, 'headline'),
    typeof page === 'string' ? page : isNode(page) ? string(page, '@id') : undefined,
  ].filter((one): one is string => one !== undefined);
}

/** Names of people and organisations: given as a string, a node, a list of both, or a reference to a node elsewhere. */
function namesOf(value: unknown, nodes: readonly Node[]): string[] {
  const all: unknown[] = Array.isArray(value) ? value.slice(0, 50) : [value];
  return all.flatMap((one) => {
    if (typeof one === 'string') return [one];
    if (!isNode(one)) return [];
    const name = string(one, 'name');
    if (name) return [name];
    const id = string(one, '@id');
    const referred = id ? nodes.find((node) => string(node, '@id') === id && string(node, 'name')) : undefined;
    return referred ? [string(referred, 'name') ?? ''] : [];
  });
}
