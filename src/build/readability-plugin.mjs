import { readFile } from 'node:fs/promises';
import { parse } from 'acorn';
import { inertHtml } from './inert-html-plugin.mjs';

/** What `src/core/readability.ts` never calls, or does itself in another way. */
const UNUSED = [
  // The page's own data is read elsewhere.
  'parse',
  '_getJSONLD',
  '_getArticleMetadata',
  '_getArticleTitle',
  '_unescapeHtmlEntities',
  '_findNode',
  'HTML_ESCAPE_MAP',
  '_isUrl',
  // Overridden.
  '_isProbablyVisible',
  '_isElementWithoutContent',
  '_isValidByline',
  '_cleanStyles',
  '_forEachNode',
  '_someNode',
  '_hasChildBlockElement',
  '_hasSingleTagInsideElement',
  '_isPhrasingContent',
  '_isWhitespace',
  '_cleanMatchedNodes',
  '_cleanClasses',
  'PRESENTATIONAL_ATTRIBUTES',
  'DEPRECATED_SIZE_ATTRIBUTE_ELEMS',
];
/** The first walk over the page, which is made by us. */
const FIRST_WALK = 'first walk';
/** Patterns that only those use, or nobody. */
const UNUSED_PATTERNS = ['extraneous', 'replaceFonts', 'nextLink', 'prevLink', 'jsonLdArticleTypes'];

/** What Readability names its own fields and methods: nothing outside it and `src/core/readability.ts` knows them. */
export const READABILITY_NAMES =
  /^(?:_[a-z]\w*|REGEXPS|FLAG_\w+|DEFAULT_\w+|UNLIKELY_ROLES|DIV_TO_P_ELEMS|ALTER_TO_DIV_EXCEPTIONS|PHRASING_ELEMS|CLASSES_TO_PRESERVE)$/;

/**
 * Readability without what is not used here: the methods and patterns above, and its log.
 * @param {string} source Readability.js as it is in its package.
 * @returns {string}
 * @throws when something is not there by this name; it is a new version then, to be looked at.
 */
export function cutReadability(source) {
  const unused = new Set([...UNUSED, ...UNUSED_PATTERNS, FIRST_WALK]);
  const cuts = [];
  const visit = (node) => {
    if (node.type === 'Property' && unused.delete(node.key.name)) {
      cuts.push({ start: node.start, end: source.indexOf(',', node.end) + 1, instead: '' });
    } else if (node.type === 'ExpressionStatement' && isLog(node.expression)) {
      cuts.push({ start: node.start, end: node.end, instead: ';' });
    } else if (node.type === 'IfStatement' && (isOwn(node.test, '_debug') || isForOtherParser(node.test))) {
      cuts.push({ start: node.start, end: node.end, instead: ';' });
    } else if (isFirstWalk(node)) {
      // Made by us from its fourth statement on.
      const steps = node.body.body;
      cuts.push({ start: steps[3].start, end: steps.at(-1).end, instead: '' });
      for (const step of steps.slice(0, 3)) visit(step);
      unused.delete(FIRST_WALK);
    } else if (isReport(node)) {
      for (const { start, end } of node.arguments) cuts.push({ start, end, instead: '1' });
    } else {
      for (const child of Object.values(node).flat()) if (typeof child?.type === 'string') visit(child);
    }
  };
  visit(parse(source, { ecmaVersion: 'latest' }));
  if (unused.size > 0) throw new Error(`Readability has no ${[...unused].join(', ')}.`);
  let text = source;
  for (const { start, end, instead } of cuts.sort((a, b) => b.start - a.start))
    text = text.slice(0, start) + instead + text.slice(end);
  return text;
}

/** `this.name` */
function isOwn({ type, object, property }, name) {
  return type === 'MemberExpression' && object.type === 'ThisExpression' && property.name === name;
}

function isLog({ type, callee }) {
  return type === 'CallExpression' && isOwn(callee, 'log');
}

/** `while (node) { …; if (!this._isProbablyVisible(node)) … }` */
function isFirstWalk({ type, test, body }) {
  const asks = type === 'WhileStatement' && test.name === 'node' && body.body[2]?.test?.argument?.callee;
  return asks ? isOwn(asks, '_isProbablyVisible') : false;
}

/** Only counted: the texts go to the log. */
function isReport({ type, callee }) {
  return type === 'CallExpression' && callee.object?.name === 'errs' && callee.property.name === 'push';
}

/** For the parser that Readability brings along for documents without a browser. */
function isForOtherParser(test) {
  return isOwn(test, '_docJSDOMParser') || (test.type === 'LogicalExpression' && isOwn(test.left, '_docJSDOMParser'));
}

/** Older callers of `isProbablyReaderable` gave a function where the options are now. */
const OLD_OPTIONS = /if \(typeof options == "function"\) \{[^}]*\};?\s*\}/;

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
      contents: asModule(cutReadability(inertHtml(path, await readFile(path, 'utf8')))),
      loader: 'js',
    }));
    build.onLoad({ filter: /@mozilla.readability.Readability-readerable\.js$/ }, async ({ path }) => ({
      contents: asModule((await readFile(path, 'utf8')).replace(OLD_OPTIONS, '')),
      loader: 'js',
    }));
  },
};
