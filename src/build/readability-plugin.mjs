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
  '_getNextNode',
  '_getTextDensity',
  '_getCharCount',
  '_isUrl',
  // Overridden.
  '_isProbablyVisible',
  '_isElementWithoutContent',
  '_isValidByline',
  '_getLinkDensity',
  '_cleanConditionally',
  '_markDataTables',
  '_getRowAndColumnCount',
  '_simplifyNestedElements',
  '_removeAndGetNext',
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
  'DEFAULT_MAX_ELEMS_TO_PARSE',
  'CLASSES_TO_PRESERVE',
  'DEPRECATED_SIZE_ATTRIBUTE_ELEMS',
];
/** The first walk over the page, which is made by us. */
const FIRST_WALK = 'first walk';
/** What is taken out of the page before Readability sees it: looking for it again would find nothing. */
const NEVER_THERE = ['object', 'embed', 'iframe', 'link'];
/** Statements, by their first words, that look for it, or for callers that are not there. */
const UNUSED_STATEMENTS = [
  'var isEmbed =',
  'if (isEmbed)',
  'if (options && options.documentElement)',
  'if (!this._keepClasses)',
  'var isPaging =',
  'if (isPaging)',
  'if (!page)',
  'if (ancestors.length === 0)',
  'return [].concat.apply(',
  'var poster =',
  'if (poster)',
  'this._removeNodes(this._getAllNodesWithTag(doc, ["style"]))',
  // For the rest of the first walk.
  'var stripUnlikelyCandidates =',
  'let shouldRemoveTitleHeader =',
  'var matchString =',
  'if (node.tagName === "HTML")',
  // The direction is told by the page and its language.
  'var ancestors = [parentOfTopCandidate',
  'this._someNode(ancestors',
];
/** The second attempt writes the page's body back from the HTML that the first has kept. */
const RESTART = 'restart';
/**
 * What runs long on a long page: each becomes a generator, which may be laid down at every 4th turn of its loops and wherever it
 * calls another one.
 */
const IN_STEPS = [
  '_grabArticle',
  '_prepArticle',
  '_prepDocument',
  '_postProcessContent',
  '_fixRelativeUris',
  '_unwrapNoscriptImages',
  '_removeScripts',
  '_replaceBrs',
  '_replaceNodeTags',
  '_removeNodes',
  '_fixLazyImages',
  '_cleanHeaders',
  '_clean',
];
/** Overridden, once in one go and once, under a name with this behind it, in steps. */
const OVERRIDDEN = [
  '_isProbablyVisible',
  '_forEachNode',
  '_cleanStyles',
  '_cleanConditionally',
  '_simplifyNestedElements',
];
const STEPS = 'InSteps';
/** Loops over what there are few of, by what they ask for: ancestors, attributes, the best candidates, attempts. */
const SHORT_LOOPS = /parentOfTopCandidate|ancestorIndex|attributes|opCandidates|\btrue\b/;
/** Fields that only those use. */
const UNUSED_FIELDS = [
  '_docJSDOMParser',
  '_maxElemsToParse',
  '_articleSiteName',
  '_articleDir',
  '_metadata',
  '_classesToPreserve',
  '_serializer',
  '_disableJSONLD',
  '_keepClasses',
  '_debug',
  '_allowedVideoRegex',
  '_linkDensityModifier',
];
/** Patterns that only those use, or nobody. */
const UNUSED_PATTERNS = ['extraneous', 'videos', 'replaceFonts', 'nextLink', 'prevLink', 'jsonLdArticleTypes'];

/** What Readability names its own fields and methods: nothing outside it and `src/core/readability.ts` knows them. */
export const READABILITY_NAMES =
  /^(?:_[a-z]\w*|REGEXPS|FLAG_\w+|DEFAULT_\w+|UNLIKELY_ROLES|DIV_TO_P_ELEMS|ALTER_TO_DIV_EXCEPTIONS|PHRASING_ELEMS|readability|contentScore|articleContent|textLength|unlikelyCandidates|okMaybeItsACandidate|shareElements|srcsetUrl|b64DataUrl|loadingWords|hasContent|hashUrl|positive|negative|whitespace|tokenize|commas|keepClasses|linkDensityModifier|nbTopCandidates|charThreshold)$/;

/**
 * Readability without what is not used here, the methods and patterns above and its log, and with long methods in steps.
 * @param {string} source Readability.js as it is in its package.
 * @returns {string}
 * @throws when something is not there by this name; it is a new version then, to be looked at.
 */
export function cutReadability(source) {
  const unused = new Set([
    ...UNUSED,
    ...UNUSED_PATTERNS,
    ...UNUSED_FIELDS,
    ...UNUSED_STATEMENTS,
    ...IN_STEPS,
    FIRST_WALK,
    RESTART,
  ]);
  const cuts = [];
  /** @param {boolean} laid whether the node stands in a method that is made a generator, and in no function inside it. */
  const visit = (node, laid = false) => {
    const replace = (instead) => cuts.push({ start: node.start, end: node.end, instead });
    const insert = (at, text) => cuts.push({ start: at, end: at, instead: text });
    const inside = laid && !isFunction(node);
    if (node.type === 'Property' && IN_STEPS.includes(node.key.name)) {
      unused.delete(node.key.name);
      insert(node.start, '*');
      visit(node.value.body, true);
      return;
    }
    const statement =
      /^(?:Expression|If|For|Return)Statement$|^VariableDeclaration$/.test(node.type) && firstWords(source, node);
    if (statement) {
      unused.delete(statement);
      replace(';');
    } else if (node.type === 'Property' && unused.delete(node.key.name)) {
      cuts.push({ start: node.start, end: source.indexOf(',', node.end) + 1, instead: '' });
    } else if (
      node.type === 'ExpressionStatement' &&
      (isLog(node.expression) || isUnusedField(node.expression, unused))
    ) {
      replace(';');
    } else if (node.type === 'IfStatement' && (isOwn(node.test, '_debug') || isForOtherParser(node.test))) {
      replace(';');
    } else if (isCallOf(node, '_clean') && NEVER_THERE.includes(node.arguments[1]?.value)) {
      replace('0');
    } else if (isFirstWalk(node)) {
      // Made by us from its fourth statement on.
      const steps = node.body.body;
      cuts.push({ start: steps[3].start, end: steps.at(-1).end, instead: '' });
      for (const step of steps.slice(0, 3)) visit(step, laid);
      unused.delete(FIRST_WALK);
    } else if (isAssignmentOfHtml(node, 'page')) {
      replace(`yield* this._restart${STEPS}()`);
      unused.delete(RESTART);
    } else {
      const called = [...IN_STEPS, ...OVERRIDDEN].find((name) => isCallOf(node, name));
      if (called && (laid || IN_STEPS.includes(called))) {
        if (!laid) throw new Error(`Readability calls ${called} where it cannot be laid down.`);
        insert(node.start, '(yield* ');
        if (OVERRIDDEN.includes(called)) insert(node.callee.end, STEPS);
        insert(node.end, ')');
      }
      if (laid && isLoop(node) && !SHORT_LOOPS.test(source.slice(node.start, node.body.start)))
        insert(node.body.start + 1, 'this._turn++ & 3 || (yield);');
      for (const child of Object.values(node).flat()) if (typeof child?.type === 'string') visit(child, inside);
    }
  };
  visit(parse(source, { ecmaVersion: 'latest' }));
  if (unused.size > 0) throw new Error(`Readability has no ${[...unused].join(', ')}.`);
  let text = source;
  for (const { start, end, instead } of cuts.sort((a, b) => b.start - a.start))
    text = text.slice(0, start) + instead + text.slice(end);
  return text;
}

const firstWords = (source, { start }) => UNUSED_STATEMENTS.find((words) => source.startsWith(words, start));

const isFunction = ({ type }) => /Function/.test(type);

function isLoop({ type, body }) {
  return /^(?:While|For|ForOf|DoWhile)Statement$/.test(type) && body.type === 'BlockStatement';
}

/** `this.name(…)` */
function isCallOf({ type, callee }, name) {
  return type === 'CallExpression' && isOwn(callee, name);
}

/** `name.innerHTML = …` */
function isAssignmentOfHtml({ type, left }, name) {
  return type === 'AssignmentExpression' && left.object?.name === name && left.property?.name === 'innerHTML';
}

/** `this.name = …`, of a field that nobody asks for. */
function isUnusedField({ type, left }, unused) {
  const field = type === 'AssignmentExpression' && UNUSED_FIELDS.find((name) => isOwn(left, name));
  return field ? unused.delete(field) : false;
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

/** For the parser that Readability brings along for documents without a browser. */
function isForOtherParser(test) {
  return isOwn(test, '_docJSDOMParser') || (test.type === 'LogicalExpression' && isOwn(test.left, '_docJSDOMParser'));
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
      contents: asModule(inertHtml(path, cutReadability(await readFile(path, 'utf8')))),
      loader: 'js',
    }));
    build.onLoad({ filter: /@mozilla.readability.Readability-readerable\.js$/ }, async ({ path }) => ({
      contents: asModule(withoutOptions(await readFile(path, 'utf8'))),
      loader: 'js',
    }));
  },
};
