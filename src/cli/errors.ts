import type { ReadErrorCode } from '../core/article.ts';

export type CliErrorCode = ReadErrorCode | 'not-found' | 'unreachable' | 'timeout' | 'unsupported' | 'bad-line'; // a line of --jsonl that is not what it should be

/** In the shape the lines of `--jsonl` answer. `message` is one English sentence. */
export interface CliError {
  error: { code: CliErrorCode; message: string };
}

export function cliError(code: CliErrorCode, message: string): CliError {
  return { error: { code, message } };
}

export function isError(value: object): value is CliError {
  return 'error' in value;
}
