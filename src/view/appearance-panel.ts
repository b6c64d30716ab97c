import { type Appearance, FONTS, LIMITS, THEMES } from './appearance.ts';
import { maker } from './dom.ts';
import type { MessageKey, Texts } from './texts.ts';

const THEME_NAMES: Readonly<Record<Appearance['theme'], MessageKey>> = {
  system: 'themeSystem',
  light: 'themeLight',
  sepia: 'themeSepia',
  dark: 'themeDark',
  contrast: 'themeContrast',
};
const FONT_NAMES: Readonly<Record<Appearance['font'], MessageKey>> = {
  serif: 'fontSerif',
  sans: 'fontSans',
  mono: 'fontMono',
  dyslexic: 'fontDyslexic',
};
const NUMBER_NAMES = { size: 'lookSize', width: 'lookWidth', leading: 'lookLeading' } as const satisfies Record<
  string,
  MessageKey
>;
const SWITCH_NAMES = {
  justify: 'lookJustify',
  hyphenate: 'lookHyphenate',
  images: 'images',
  marks: 'lookMarks',
  printQuotes: 'lookPrintQuotes',
  keys: 'lookKeys',
} as const satisfies Record<string, MessageKey>;

let panels = 0;

/**
 * A form for everything about the look. It keeps no state but the controls' own.
 * @param change told the whole appearance after each change, and whether it is settled: a slider that is dragged tells of every
 *   step, and browsers store only so much a minute.
 */
export function renderAppearancePanel(
  document: Document,
  texts: Texts,
  appearance: Appearance,
  change: (appearance: Appearance, settled: boolean) => void,
): HTMLElement {
  const h = maker(document);
  const group = ++panels;
  let now = appearance;
  const set = (part: Partial<Appearance>, settled = true): void => {
    now = { ...now, ...part };
    change(now, settled);
  };

  function choices<T extends string>(
    legend: MessageKey,
    name: string,
    values: readonly T[],
    names: Readonly<Record<T, MessageKey>>,
    chosen: T,
    choose: (value: T) => void,
  ): HTMLElement {
    return h(
      'fieldset',
      { class: `look__choices look__choices--${name}` },
      h('legend', {}, texts.text(legend)),
      ...values.map((value) =>
        h(
          'label',
          { class: 'look__choice', 'data-value': value },
          h('input', {
            class: 'look__radio',
            type: 'radio',
            name: `clean-copy-${name}-${group}`,
            value,
            checked: value === chosen,
            change: () => choose(value),
          }),
          h('span', {}, texts.text(names[value])),
        ),
      ),
    );
  }

  const number = (name: keyof typeof LIMITS): HTMLElement => {
    const { min, max, step } = LIMITS[name];
    return h(
      'label',
      { class: 'look__number' },
      h('span', {}, texts.text(NUMBER_NAMES[name])),
      h('input', {
        class: 'look__range',
        type: 'range',
        min,
        max,
        step,
        value: now[name],
        input: (event) => set({ [name]: Number((event.target as HTMLInputElement).value) }, false),
        change: () => set({}),
      }),
    );
  };

  const flag = (name: keyof typeof SWITCH_NAMES): HTMLElement =>
    h(
      'label',
      { class: 'switch' },
      h('span', {}, texts.text(SWITCH_NAMES[name])),
      h('input', {
        class: 'switch__box',
        type: 'checkbox',
        role: 'switch',
        checked: now[name],
        change: (event) => set({ [name]: (event.target as HTMLInputElement).checked }),
      }),
    );

  return h(
    'div',
    { class: 'look' },
    choices('lookTheme', 'theme', THEMES, THEME_NAMES, now.theme, (theme) => set({ theme })),
    choices('lookFont', 'font', FONTS, FONT_NAMES, now.font, (font) => set({ font })),
    h('div', { class: 'look__numbers' }, number('size'), number('width'), number('leading')),
    h('div', { class: 'look__switches' }, ...(Object.keys(SWITCH_NAMES) as (keyof typeof SWITCH_NAMES)[]).map(flag)),
  );
}
