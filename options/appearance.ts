/** How articles look, with a sample that shows it. Knows no browser API. */
import { type Appearance, applyAppearance } from '../src/view/appearance.ts';
import { renderAppearancePanel } from '../src/view/appearance-panel.ts';
import { maker } from '../src/view/dom.ts';
import type { Texts } from '../src/view/texts.ts';

export interface AppearanceHost {
  document: Document;
  texts: Texts;
  save(appearance: Appearance): void;
}

export interface AppearanceSection {
  root: HTMLElement;
  /** Shows a look that was chosen elsewhere, or loaded. */
  show(appearance: Appearance): void;
}

export function createAppearance({ document, texts, save }: AppearanceHost): AppearanceSection {
  const make = maker(document);
  const form = make('div');
  let shown = '';

  function choose(chosen: Appearance, settled: boolean): void {
    shown = JSON.stringify(chosen);
    applyAppearance(document.documentElement, chosen);
    if (settled) save(chosen);
  }

  return {
    root: make(
      'section',
      { class: 'options__section', 'aria-labelledby': 'look-heading' },
      make('h2', { class: 'options__heading', id: 'look-heading' }, texts.text('look')),
      make('p', { class: 'options__hint' }, texts.text('lookHint')),
      make(
        'div',
        { class: 'look-sample article' },
        make('div', { class: 'prose' }, make('p', {}, texts.text('lookSample'))),
      ),
      form,
    ),
    show(appearance) {
      // What the reader is just choosing here comes back as news; the controls stay, and keep the focus.
      if (JSON.stringify(appearance) === shown) return;
      shown = JSON.stringify(appearance);
      form.replaceChildren(renderAppearancePanel(document, texts, appearance, choose));
    },
  };
}
