/** Says what was found in storage and could not be understood, and offers what was kept of it. Knows no browser API. */
import { maker } from '../src/view/dom.ts';
import type { Texts } from '../src/view/texts.ts';

export interface AsideHost {
  document: Document;
  texts: Texts;
  /** Saves a file through the browser. */
  save(text: string): void;
  forget(): Promise<void>;
}

export function createAside({ document, texts, save, forget }: AsideHost): {
  root: HTMLElement;
  /**
   * @param strange whether there is still something in its old place that cannot be understood.
   * @param kept what was kept aside, by the key it was stored under.
   */
  show(strange: boolean, kept: Readonly<Record<string, unknown>>): void;
} {
  const make = maker(document);
  const root = make('section', { class: 'options__aside', role: 'alert', hidden: true });
  return {
    root,
    show: (strange, kept) => {
      const held = Object.keys(kept).length > 0;
      root.hidden = !strange && !held;
      const button = (key: 'asideSave' | 'asideDelete', click: () => void): HTMLElement =>
        make('button', { class: 'button', type: 'button', click }, texts.text(key));
      root.replaceChildren(
        make('p', {}, texts.text('keptAside')),
        ...(held
          ? [
              button('asideSave', () => save(`${JSON.stringify(kept, null, 2)}\n`)),
              button('asideDelete', () => void forget()),
            ]
          : []),
      );
    },
  };
}
