import { maker } from '../src/view/dom.ts';
import type { Texts } from '../src/view/texts.ts';

interface Command {
  name?: string;
  description?: string;
  shortcut?: string;
}

/** The shortcuts as the browser has them now, and where to change them. */
export function createShortcuts(document: Document, texts: Texts, commands: readonly Command[]): HTMLElement {
  const make = maker(document);
  return make(
    'section',
    { class: 'options__section', 'aria-labelledby': 'shortcuts-heading' },
    make('h2', { class: 'options__heading', id: 'shortcuts-heading' }, texts.text('shortcutsHeading')),
    make(
      'dl',
      { class: 'shortcuts' },
      ...commands.flatMap(({ name, description, shortcut }) => [
        make('dt', {}, name === '_execute_action' ? texts.text('shortcutOpen') : (description ?? name)),
        make('dd', {}, make('kbd', { class: 'key' }, shortcut || texts.text('shortcutNone'))),
      ]),
    ),
    make('p', { class: 'options__hint' }, texts.text('shortcutsHint')),
  );
}
