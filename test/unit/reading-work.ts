/** Methods of strings by what a call is counted as: the units looked at, or as many as come back or are searched. */
const LOOKS = ['charCodeAt', 'charAt', 'at', 'codePointAt', 'startsWith', 'endsWith'] as const;
const MAKES = ['slice', 'substring', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase'] as const;
const SEARCHES = ['includes', 'indexOf', 'lastIndexOf', 'match', 'replace', 'replaceAll', 'search', 'split'] as const;

/**
 * How much of strings is looked at while something is done, in UTF-16 units: a measure of work that is the same on every machine.
 * @param act reads texts.
 */
export function readingWork(act: () => void): number {
  let work = 0;
  const restore: (() => void)[] = [];
  const count = (of: object, name: string, cost: (self: unknown, result: unknown, before: number) => number): void => {
    const known = Object.getOwnPropertyDescriptor(of, name) as PropertyDescriptor;
    const method = known.value as (...args: unknown[]) => unknown;
    restore.push(() => Object.defineProperty(of, name, known));
    Object.defineProperty(of, name, {
      ...known,
      value: function (this: unknown, ...args: unknown[]): unknown {
        const before = this instanceof RegExp ? this.lastIndex : 0;
        const result = method.apply(this, args);
        work += cost(this, result, before);
        return result;
      },
    });
  };
  for (const name of LOOKS) count(String.prototype, name, () => 1);
  for (const name of MAKES) count(String.prototype, name, (_, result) => 1 + String(result).length);
  for (const name of SEARCHES) count(String.prototype, name, (self) => 1 + String(self).length);
  count(RegExp.prototype, 'exec', (_, result, before) => {
    const found = result as RegExpExecArray | null;
    return found ? 1 + Math.max(0, found.index - before) + found[0].length : 1;
  });
  try {
    act();
  } finally {
    for (const undo of restore) undo();
  }
  return work;
}
