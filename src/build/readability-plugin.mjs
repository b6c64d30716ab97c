import { readFile } from 'node:fs/promises';
import { parse } from 'acorn';

/** What `src/core/readability-lists.ts` asks Readability for. */
const LISTS = [
  'REGEXPS',
  'DEFAULT_TAGS_TO_SCORE',
  'UNLIKELY_ROLES',
  'DIV_TO_P_ELEMS',
  'ALTER_TO_DIV_EXCEPTIONS',
  'PHRASING_ELEMS',
];
const PATTERNS = [
  'unlikelyCandidates',
  'okMaybeItsACandidate',
  'positive',
  'negative',
  'byline',
  'shareElements',
  'tokenize',
  'hashUrl',
  'srcsetUrl',
  'b64DataUrl',
  'commas',
  'adWords',
  'loadingWords',
];

/** They get short names, but for those that are names of ours as well. */
export const READABILITY_NAMES = [...LISTS, ...PATTERNS].filter((name) => name !== 'byline' && name !== 'adWords');

/**
 * Readability's patterns and lists, without what works with them.
 * @param {string} source Readability.js as it is in its package.
 * @returns {string} an ES module, which needs none of the helpers that a bundled CommonJS module brings.
 * @throws when something is not there by this name; it is a new version then, to be looked at.
 */
export function cutReadability(source) {
  const lists = propertiesOf(prototypeIn(source));
  const patterns = propertiesOf(lists.get('REGEXPS')?.value);
  const written = (properties, names) =>
    names.map((name) => {
      const property = properties.get(name);
      if (!property) throw new Error(`Readability has no ${name}.`);
      return name === 'REGEXPS'
        ? `REGEXPS: { ${written(patterns, PATTERNS)} }`
        : source.slice(property.start, property.end);
    });
  return `export default { prototype: { ${written(lists, LISTS)} } };`;
}

/** The object in `Readability.prototype = {…}`. */
function prototypeIn(source) {
  const statements = parse(source, { ecmaVersion: 'latest' }).body.map(({ expression }) => expression);
  const assignment = statements.find(
    (expression) => expression?.left?.object?.name === 'Readability' && expression.left.property.name === 'prototype',
  );
  return assignment?.right;
}

function propertiesOf(object) {
  return new Map(object?.properties?.map((property) => [property.key.name, property]));
}

/** Older callers of `isProbablyReaderable` gave a function where the options are now. */
const OLD_OPTIONS = /if \(typeof options == "function"\) \{[^}]*\};?\s*\}/;

/** What the options are when nobody gives any. */
const DEFAULTS = { visibilityChecker: 'isNodeVisible', minContentLength: '140', minScore: '20' };

/** @returns {string} the source of `isProbablyReaderable`, of which nobody here asks anything else than usual. */
function withoutOptions(source) {
  let text = source
    .replace(OLD_OPTIONS, '')
    .replace(/var defaultOptions = [^}]*\};\s*options = [^;]*;/, '')
    .replace('(doc, options = {})', '(doc)');
  // Said at more length than it needs to be.
  text = text
    .replace(/if \((score > options\.minScore)\) \{\s*return true;\s*\}\s*return false;/, 'return $1;')
    .replace('Array.from(set)', 'set');
  text = text
    .replace('[].some.call(nodes,', '[...nodes].some(')
    .replace('[].forEach.call(brNodes,', 'brNodes.forEach(');
  text = text.replace(/node\.className &&\s+node\.className\.includes &&\s+(node\.className\.includes)/, '$1?.');
  for (const [name, value] of Object.entries(DEFAULTS)) text = text.replaceAll(`options.${name}`, value);
  if (text.includes('options.')) throw new Error('isProbablyReaderable asks for other options.');
  return text;
}

/** The last statement of each of Readability's files. */
const COMMONJS_EXPORT = /^if \(typeof module === "object"\) \{[^}]*\bmodule\.exports = (\w+);\s*\}\s*$/m;

/** @returns {string} the source as an ES module, which needs none of the helpers that a bundled CommonJS module brings. */
function asModule(source) {
  const module = source.replace(COMMONJS_EXPORT, 'export default $1;');
  if (module === source) throw new Error('Readability exports in another way.');
  return module;
}

/** @type {import('esbuild').Plugin} */
export const readabilityPlugin = {
  name: 'readability',
  setup(build) {
    build.onLoad({ filter: /@mozilla.readability.Readability\.js$/ }, async ({ path }) => ({
      contents: cutReadability(await readFile(path, 'utf8')),
      loader: 'js',
    }));
    build.onLoad({ filter: /@mozilla.readability.Readability-readerable\.js$/ }, async ({ path }) => ({
      contents: asModule(withoutOptions(await readFile(path, 'utf8'))),
      loader: 'js',
    }));
  },
};
