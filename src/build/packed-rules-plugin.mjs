import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

/** Where the unpacker is imported from; it is no file, so that the sources know nothing of packing. */
const UNPACKER = 'packed-rules';

/** A list is worth packing from here on. */
const MANY = 4;

/** Files of which, or in which, a page needs what is of its language. */
const ONE_OF_MANY = /[\\/]speech[\\/]|[\\/]quoted-phrases\.ts$/;

/**
 * A list of strings as one string, each with how much of its beginning it shares with the one before, which is most in a
 * sorted list: a capital letter (A: nothing, B: one UTF-16 unit …) opens each and stands for that number. Known as front
 * coding or incremental encoding.
 * @param {readonly string[]} list holds no capital letter from A to Z.
 */
export function pack(list) {
  let last = '';
  return list
    .map((item) => {
      let shared = 0;
      while (shared < 25 && shared < item.length && item[shared] === last[shared]) shared++;
      last = item;
      return String.fromCharCode(65 + shared) + item.slice(shared);
    })
    .join('');
}

/** The other way round; in the bundles, and in the test of `pack`. Records of numbers share one list of their keys. */
export const UNPACK = `
export const strings = (text) => {
  let last = '';
  return text.split(/(?=[A-Z])/).map((part) => (last = last.slice(0, part.charCodeAt(0) - 65) + part.slice(1)));
};
export const tables = (names, keys, columns) => {
  const rows = strings(keys);
  return Object.fromEntries(names.map((name, at) => {
    const values = columns[at].split(' ');
    return [name, Object.fromEntries(rows.map((row, at) => [row, values[at]]).filter((entry) => entry[1]).map(([row, value]) => [row, +value]))];
  }));
};
`;

/**
 * Writes rule data (literals only) so that it takes about two thirds of its bytes: the sources have one item a line. Files
 * that import anything are left as they are.
 * @type {import('esbuild').Plugin}
 */
export const packedRulesPlugin = {
  name: 'packed-rules',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${UNPACKER}$`) }, () => ({ path: UNPACKER, namespace: UNPACKER }));
    build.onLoad({ filter: /./, namespace: UNPACKER }, () => ({ contents: UNPACK, loader: 'js' }));
    build.onLoad({ filter: /[\\/]src[\\/]rules[\\/].*\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', format: 'cjs' });
      if (/\brequire\(/.test(code)) return undefined;
      const exported = Object.entries(exportsOf(code));
      if (!exported.every(([, value]) => isData(value))) return undefined;
      const write = ONE_OF_MANY.test(path) ? writtenLazily : written;
      const contents = exported.map(([name, value]) => `export const ${name} = ${write(value)};`);
      return { contents: `import { strings, tables } from '${UNPACKER}';\n${contents.join('\n')}`, loader: 'js' };
    });
  },
};

/** @param {string} code a CommonJS module that imports nothing. */
function exportsOf(code) {
  const module = { exports: {} };
  new Function('module', code)(module);
  return module.exports;
}

function isData(value) {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  const plain = Array.isArray(value) || Object.getPrototypeOf(value)?.constructor?.name === 'Object';
  return plain && Object.values(value).every(isData);
}

/** @returns {string} an expression that gives the value. */
function written(value) {
  if (Array.isArray(value)) return isPackable(value) ? call('strings', pack(value)) : `[${value.map(written)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value);
  const values = Object.values(value);
  if (values.length > 0 && values.every(isNumberRecord)) {
    const rows = [...new Set(values.flatMap(Object.keys))];
    const column = (record) => rows.map((row) => String(record[row] ?? '').replace(/^(-?)0\./, '$1.')).join(' ');
    if (isPackable(rows)) return call('tables', keys, pack(rows), values.map(column));
  }
  return `{${keys.map((key, at) => `${JSON.stringify(key)}: ${written(values[at])}`)}}`;
}

/** @returns {string} the same for a record; what holds packed lists is unpacked when it is asked for, each time. */
function writtenLazily(value) {
  const entries = Object.entries(value).map(([key, one]) => {
    const text = written(one);
    return text.includes(CALL) ? `get ${JSON.stringify(key)}() { return ${text}; }` : `${JSON.stringify(key)}: ${text}`;
  });
  return `{${entries}}`;
}

function isNumberRecord(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => typeof one === 'number');
}

function isPackable(list) {
  return list.length >= MANY && list.every((item) => typeof item === 'string' && !/[A-Z]/.test(item));
}

/** Marked pure, so that a bundle that does not use it leaves it out. */
const CALL = '/* @__PURE__ */';

function call(name, ...args) {
  return `${CALL} ${name}(${args.map((arg) => JSON.stringify(arg))})`;
}
