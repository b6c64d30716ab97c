import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import packageFile from '../../package.json';
import { type Reply, type Site, serve } from '../../src/build/serve.mjs';
import { buildApart } from './built.ts';

const SENTENCES = 'The mill on the river has stood still since the spring, and nobody has missed the noise. '.repeat(3);
const PAGE = `<!doctype html><html lang="en"><head><title>The mill</title></head><body><article><h1>The mill</h1>
<p>${SENTENCES}</p><p>Advertisement</p><p>“We will not grind again,” said Olga Brandt, the miller. ${SENTENCES}<script>alert(1)</script>
<a href="/next" onclick="alert(2)">Next</a></p></article></body></html>`;

let built: Awaited<ReturnType<typeof buildApart>>;
let folder: string;
let site: Site;

beforeAll(async () => {
  built = await buildApart();
  folder = await mkdtemp(join(tmpdir(), 'clean-copy-cli-'));
  await writeFile(join(folder, 'mill.html'), PAGE);
  await writeFile(join(folder, 'mill.txt'), `First the mill.\n\nAdvertisement\n\n${SENTENCES}`);
  await writeFile(
    join(folder, 'latin.html'),
    Buffer.from(
      PAGE.replace('The mill on', 'Die Mühle on')
        .replace('<head>', '<head><meta charset="iso-8859-1">')
        .replaceAll(/[“”]/g, '"'),
      'latin1',
    ),
  );
  await writeFile(join(folder, 'empty.html'), '');
  const pages: Record<string, Reply> = {
    '/mill': { body: PAGE },
    '/latin': {
      body: Buffer.from(PAGE.replace('The mill on', 'Die Mühle on').replaceAll(/[“”]/g, '"'), 'latin1'),
      type: 'text/html; charset=windows-1252',
    },
    '/plain': { body: SENTENCES, type: 'text/plain; charset=utf-8' },
    '/picture': { body: 'GIF89a', type: 'image/gif' },
    '/huge': { body: Buffer.alloc(50_000_001, 'a ') },
  };
  site = await serve((path) => pages[path]);
}, 60_000);

afterAll(async () => {
  await site?.close();
  await built?.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  status: number | null;
  out: string;
  err: string;
}

function cli(args: string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(built.folder, 'cli.js'), ...args]);
    const outcome: Outcome = { status: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      outcome.out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      outcome.err += chunk;
    });
    child.on('close', (status) => resolve({ ...outcome, status }));
    child.stdin.end(input);
  });
}

describe('clean-copy read', () => {
  test.each([
    ['a file', () => [join(folder, 'mill.html')], ''],
    ['standard input', () => ['-'], PAGE],
    ['standard input when nothing is named', () => [], PAGE],
    ['an address', () => [`${site.origin}/mill`], ''],
  ])('prints the clean text of %s', async (_name, args, input) => {
    const { status, out, err } = await cli(['read', ...args()], input);
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toContain(SENTENCES.trim());
    expect(out).toContain('“We will not grind again,” said Olga Brandt, the miller.');
    expect(out).not.toContain('Advertisement');
  });

  test('reads plain text', async () => {
    for (const source of [join(folder, 'mill.txt'), `${site.origin}/plain`]) {
      const { status, out } = await cli(['read', source]);
      expect(status).toBe(0);
      expect(out).toContain(SENTENCES.trim());
      expect(out).not.toContain('Advertisement');
    }
  });

  test.each([() => join(folder, 'latin.html'), () => `${site.origin}/latin`])(
    'finds the encoding that page or server names (%#)',
    async (source) => {
      expect((await cli(['read', source()])).out).toContain('Die Mühle on the river');
    },
  );

  test('gives links the address the page came from', async () => {
    const { out } = await cli(['read', '-', '--url', 'https://mill.example/a/b', '--format', 'markdown'], PAGE);
    expect(out).toContain('[Next](https://mill.example/next)');
    expect(out).toMatch(/^# The mill$/m);
  });

  test('prints HTML that holds nothing that runs', async () => {
    const { out } = await cli(['read', '-', '--format', 'html'], PAGE);
    expect(out).toContain('<h1>The mill</h1>');
    expect(out).not.toMatch(/script|onclick|alert/);
  });

  test('prints the whole article as JSON', async () => {
    const { out } = await cli(['read', '-', '--format', 'json'], PAGE);
    expect(JSON.parse(out)).toMatchObject({
      title: 'The mill',
      lang: 'en',
      removals: [{ kind: 'ad-marker', text: 'Advertisement' }],
      quotes: [{ text: 'We will not grind again,', speaker: { name: 'Olga Brandt' } }],
    });
  });
});

describe('clean-copy quotes', () => {
  test('prints each quote with its speaker', async () => {
    const { out } = await cli(['quotes', '-'], PAGE);
    expect(out).toBe('“We will not grind again,”\n— Olga Brandt\n');
  });
});

describe('what goes wrong is one sentence and a status', () => {
  test.each<[string, () => string[], RegExp]>([
    ['a missing file', () => [join(folder, 'none.html')], /^There is no file .*none\.html\.\n$/],
    ['a folder', () => [folder], /is a folder; name a file in it\.\n$/],
    ['an empty page', () => [join(folder, 'empty.html')], /^There is no text to read\.\n$/],
    ['a missing page', () => [`${site.origin}/none`], /answered 404 Not Found\.\n$/],
    ['a picture', () => [`${site.origin}/picture`], /is image\/gif, not a web page or plain text\.\n$/],
    ['a page beyond all bounds', () => [`${site.origin}/huge`], /is larger than 50 MB/],
    ['nobody at the address', () => ['http://127.0.0.1:9/'], /could not be reached: .+\.\n$/],
  ])('%s: status 1', async (_name, args, sentence) => {
    const { status, out, err } = await cli(['read', ...args()]);
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(out).toBe('');
    expect(status).toBe(1);
  });

  test.each([
    [[]],
    [['write']],
    [['read', 'a', 'b']],
    [['read', '--format', 'pdf']],
    [['read', '--url', 'nowhere']],
    [['read', '--color']],
    [['read', 'file.html', '--jsonl']],
  ])('wrong usage %j: status 2', async (args) => {
    const { status, out, err } = await cli(args);
    expect(err).toMatch(/^\S.*\.\n\nUsage: clean-copy /);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  test('--help and --version are no errors', async () => {
    expect(await cli(['--help'])).toMatchObject({ status: 0, err: '', out: expect.stringMatching(/^Usage: /) });
    expect(await cli(['--version'])).toEqual({ status: 0, err: '', out: `${packageFile.version}\n` });
  });
});

describe('--jsonl', () => {
  test('answers every line, errors in their own', async () => {
    const lines = [
      JSON.stringify({ id: 'a', url: 'https://mill.example/', html: PAGE }),
      'not json',
      JSON.stringify({ id: 'b', html: 7 }),
      JSON.stringify({ id: 'c', url: 'nowhere', html: PAGE }),
      '',
      JSON.stringify({ id: 'd', html: '' }),
      JSON.stringify({ id: 'e', text: SENTENCES }),
      '[]',
    ];
    const { status, out } = await cli(['read', '--jsonl'], `${lines.join('\n')}\n`);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(answers).toMatchObject([
      { id: 'a', title: 'The mill' },
      { id: null, error: { code: 'bad-line' } },
      { id: 'b', error: { code: 'bad-line' } },
      { id: 'c', error: { code: 'bad-line' } },
      { id: 'd', error: { code: 'empty' } },
      { id: 'e', text: SENTENCES.trim() },
      { id: null, error: { code: 'bad-line' } },
    ]);
  });

  test('takes the text of quotes as it is', async () => {
    const text = '  Advertisement\n“We will not grind again,” said Olga Brandt.\n\nEnd.';
    const { out } = await cli(['quotes', '--jsonl'], JSON.stringify({ id: 1, text, lang: 'en' }));
    const { quotes } = JSON.parse(out);
    expect(quotes).toHaveLength(1);
    expect(text.slice(quotes[0].start, quotes[0].end)).toBe(quotes[0].text);
    expect(quotes[0]).toMatchObject({ text: 'We will not grind again,', speaker: { name: 'Olga Brandt' } });
  });
});
