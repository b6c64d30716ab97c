import { expect, test } from '@jest/globals';
import { inOrder } from '../../src/build/function-order-plugin.mjs';

const NAMES = [...'abcdefghijkl'];
/** Functions of two kinds by turns, and statements between them whose order matters. */
const SCRIPT = `(()=>{let said="";${NAMES.map((name, at) =>
  at % 2 === 0
    ? `function ${name}(text){return text.split(",").map(part=>part.trim()).filter(Boolean).length}said+=${name}("${name},${at}");`
    : `function* ${name}(list){for(let at=0;at<list.length;at++)yield list[at]*${at}}said+=[...${name}([1,2])];`,
).join('')}return said})()`;

test('functions are put into an order in which they compress better, which changes nothing they do', () => {
  const ordered = inOrder(SCRIPT, 200);
  expect(ordered).not.toBe(SCRIPT);
  expect(ordered).toHaveLength(SCRIPT.length);
  const run = (script: string): unknown => new Function(`return ${script}`)();
  expect(run(ordered)).toBe(run(SCRIPT));
  const starts = (script: string): string[] => script.match(/function\*? ?\w+/g) ?? [];
  expect(starts(ordered).sort()).toEqual(starts(SCRIPT).sort());
});

test('the same script gives the same order', () => {
  expect(inOrder(SCRIPT, 100)).toBe(inOrder(SCRIPT, 100));
});

test('a script without functions stays as it is', () => {
  expect(inOrder('let a=1;a++', 5)).toBe('let a=1;a++');
});
