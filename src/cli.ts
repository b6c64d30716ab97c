/** The command line: the same core over a file, an address or standard input. */
import { once } from 'node:events';
import { type Command, parseCommand, USAGE } from './cli/arguments.ts';
import { isError } from './cli/errors.ts';
import { load } from './cli/input.ts';
import { answerLines } from './cli/lines.ts';
import { format } from './cli/output.ts';
import { articleOf } from './cli/reading.ts';
import { DOUBTFUL_COVERAGE } from './view/article-head.ts';

declare const VERSION: string;

const FAILED = 1;
const WRONG_USAGE = 2;

async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

async function runOne({ source, url, mode, format: name }: Extract<Command, { kind: 'one' }>): Promise<number> {
  const input = await load(source, url);
  const article = isError(input) ? input : articleOf(input);
  if (isError(article)) {
    console.error(article.error.message);
    return FAILED;
  }
  if (mode === 'read' && article.coverage < DOUBTFUL_COVERAGE) {
    const share = Math.round(article.coverage * 100);
    console.error(`Only ${share}% of the page's running text is here: part of the article may be missing.`);
  }
  await write(await format(article, mode, name));
  return 0;
}

async function run(command: Command): Promise<number> {
  if (command.kind === 'help') await write(USAGE);
  else if (command.kind === 'version') await write(VERSION);
  else if (command.kind === 'lines') await answerLines(command.mode, process.stdin, write);
  else return runOne(command);
  return 0;
}

// `clean-copy … | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : FAILED));

const command = parseCommand(process.argv.slice(2));
if ('wrong' in command) {
  console.error(`${command.wrong}\n\n${USAGE}`);
  process.exitCode = WRONG_USAGE;
} else {
  process.exitCode = await run(command);
}
