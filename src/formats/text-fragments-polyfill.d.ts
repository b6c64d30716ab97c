declare module 'text-fragments-polyfill/dist/fragment-generation-utils.js' {
  import type { TextFragment } from './text-fragment.ts';

  export const GenerateFragmentStatus: {
    SUCCESS: 0;
    INVALID_SELECTION: 1;
    AMBIGUOUS: 2;
    TIMEOUT: 3;
    EXECUTION_FAILED: 4;
  };
  /** Moves the range's ends to word boundaries. */
  export function generateFragmentFromRange(range: Range): { status: number; fragment?: TextFragment };
  export function isValidRangeForFragmentGeneration(range: Range): boolean;
  /** @param ms for one fragment. */
  export function setTimeout(ms: number): void;
}
