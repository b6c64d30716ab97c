/** How the reader wants articles to look: small, remembered on all of the reader's machines. */

export const THEMES = ['system', 'light', 'sepia', 'dark', 'contrast'] as const;
export const FONTS = ['serif', 'sans', 'mono', 'dyslexic'] as const;

export interface Appearance {
  theme: (typeof THEMES)[number];
  font: (typeof FONTS)[number];
  /** Of the article's text, in rem. */
  size: number;
  /** Longest line, in rem. */
  width: number;
  /** Line height as a multiple of the size. */
  leading: number;
  justify: boolean;
  hyphenate: boolean;
  images: boolean;
  /** Marks in the margin where something was removed. */
  marks: boolean;
  /** The quotes are printed after the article. */
  printQuotes: boolean;
  /** Single keys (j, k, n, p, c, ?) do something. */
  keys: boolean;
}

export const DEFAULT_APPEARANCE: Readonly<Appearance> = {
  theme: 'system',
  font: 'serif',
  size: 1.125,
  width: 36,
  leading: 1.6,
  justify: false,
  hyphenate: false,
  images: false,
  marks: true,
  printQuotes: false,
  keys: true,
};

/** Least, most and step of each number. */
export const LIMITS = {
  size: { min: 0.875, max: 2, step: 0.0625 },
  width: { min: 24, max: 60, step: 2 },
  leading: { min: 1.3, max: 2.2, step: 0.1 },
} as const;

/** @param stored of whatever shape. @returns a complete appearance: what is missing or not allowed has its default. */
export function parseAppearance(stored: unknown): Appearance {
  const given: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const choice = <T extends string>(name: string, choices: readonly T[], otherwise: T): T =>
    choices.find((one) => one === given[name]) ?? otherwise;
  const number = (name: keyof typeof LIMITS): number => {
    const value = given[name];
    if (typeof value !== 'number' || !Number.isFinite(value)) return DEFAULT_APPEARANCE[name];
    return Math.min(Math.max(value, LIMITS[name].min), LIMITS[name].max);
  };
  const flag = (name: 'justify' | 'hyphenate' | 'images' | 'marks' | 'printQuotes' | 'keys'): boolean => {
    const value = given[name];
    return typeof value === 'boolean' ? value : DEFAULT_APPEARANCE[name];
  };
  return {
    theme: choice('theme', THEMES, DEFAULT_APPEARANCE.theme),
    font: choice('font', FONTS, DEFAULT_APPEARANCE.font),
    size: number('size'),
    width: number('width'),
    leading: number('leading'),
    justify: flag('justify'),
    hyphenate: flag('hyphenate'),
    images: flag('images'),
    marks: flag('marks'),
    printQuotes: flag('printQuotes'),
    keys: flag('keys'),
  };
}

/** @param frame the outermost element of ours, the one with `class="clean-copy"`. */
export function applyAppearance(frame: HTMLElement, appearance: Appearance): void {
  const { theme, font, size, width, leading, justify, hyphenate, marks, printQuotes } = appearance;
  if (theme === 'system') delete frame.dataset.theme;
  else frame.dataset.theme = theme;
  frame.dataset.font = font;
  frame.toggleAttribute('data-justify', justify);
  frame.toggleAttribute('data-hyphenate', hyphenate);
  frame.toggleAttribute('data-marks', marks);
  frame.toggleAttribute('data-print-quotes', printQuotes);
  // In pages that are not ours `rem` is the page's; the shadow tree there has its own in `--rem`.
  frame.style.setProperty('--size', `calc(${size} * var(--rem, 1rem))`);
  frame.style.setProperty('--measure', `calc(${width} * var(--rem, 1rem))`);
  frame.style.setProperty('--leading', String(leading));
}
