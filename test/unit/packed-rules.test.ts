import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import fc from 'fast-check';
import { pack, packedRulesPlugin, UNPACK } from '../../src/build/packed-rules-plugin.mjs';

const FILES = readdirSync('src/rules', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src/rules', name));

/** What a module exports, bundled with these plugins, in this process. */
async function bundled(
  path: string,
  plugins = [packedRulesPlugin],
): Promise<{ code: string; values: Record<string, unknown> }> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'made',
    charset: 'utf8',
    minify: true,
    plugins,
  });
  const code = outputFiles[0]?.text ?? '';
  return { code, values: new Function(`${code}; return made;`)() };
}

const strings: (text: string) => string[] = new Function(`${UNPACK.replace(/export /g, '')}; return strings;`)();

describe('rule data in the bundles', () => {
  test('any list without capital letters comes out as it went in', () => {
    const item = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[A-Z]/g, 'é'));
    fc.assert(
      fc.property(fc.array(item, { minLength: 1 }), (list) => {
        expect(strings(pack(list))).toEqual(list);
      }),
    );
  });

  test('is the same as in the sources, in every file', async () => {
    expect(FILES.length).toBeGreaterThan(40);
    for (const path of FILES) {
      const { values } = await bundled(path);
      const { values: source } = await bundled(path, []);
      for (const [name, value] of Object.entries(source)) {
        if (typeof value !== 'function') expect([path, values[name]]).toEqual([path, value]);
      }
    }
  });

  test('takes less than three quarters of the bytes', async () => {
    const path = 'src/rules/furniture/en.ts';
    const [packed, plain] = await Promise.all([bundled(path), bundled(path, [])]);
    expect(packed.code.length).toBeLessThan(plain.code.length * 0.75);
  });
});
