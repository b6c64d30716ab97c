/** What is sanitised piece by piece is what it is in one piece. */
import { describe, expect, test } from '@jest/globals';
import { JSDOM } from 'jsdom';
import { sanitize, sanitizeInSteps } from '../../src/view/sanitize.ts';

const { document } = new JSDOM('').window;
const MANY = 120;
const PARTS = [
  '<p>one <b>two</b> <a href="https://x.example/">three</a></p>',
  '<ul><li>one<ul><li>two</li></ul></li></ul>',
  'loose <i>words</i> stand alone ',
  '<table><tbody><tr><td onclick="x()">a</td></tr></tbody></table>',
  '<p>a<script>x()</script><svg><script>x()</script></svg><img src="https://x.example/a.png" onerror="x()"></p>',
  '<form><input name="firstChild"><input name="localName"><input name="ownerDocument"><p>kept</p></form>',
  '<img name="body" src="https://x.example/a.png"><form name="createTreeWalker"><p>kept</p></form>',
];
/** Opened and closed around the parts; what is left of the two. */
const AROUND: readonly [string, string, string, string][] = [
  ['', '', '', ''],
  ['<div><section>', '</section></div>', '<div><section>', '</section></div>'],
  ['<div onclick="x()" style="color:red" lang="en">', '</div>', '<div lang="en">', '</div>'],
  ['<x-article><main>', '</main></x-article>', '<main>', '</main>'],
];

describe('a tree too large for one piece', () => {
  test.each(PARTS.flatMap((part) => AROUND.map((around) => ({ part, around }))))(
    'is what its parts are: $around.0 $part',
    ({ part, around: [open, close, opened, closed] }) => {
      const each = sanitize(document, part).innerHTML;
      const all = sanitize(document, open + part.repeat(MANY) + close).innerHTML;
      expect(all.trim()).toBe((opened + each.repeat(MANY) + closed).trim());
    },
  );

  test.each(['form', 'template', 'audio', 'noscript', 'object'])('is not taken apart as a %s', (name) => {
    const inner = '<p onclick="x()">one <b>two</b></p>'.repeat(MANY);
    const safe = sanitize(document, `<p>Zero</p><${name} onclick="x()">${inner}</${name}>`);
    expect(safe.textContent).toBe(`Zero${name === 'form' ? 'one two'.repeat(MANY) : ''}`);
    expect(safe.querySelector('[onclick]')).toBeNull();
  });

  test('is laid down on the way', () => {
    expect([...sanitizeInSteps(document, '<div><p>one <b>two</b></p></div>'.repeat(2000))].length).toBeGreaterThan(20);
  });
});
