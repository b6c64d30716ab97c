import type { Make } from './dom.ts';
import type { Texts } from './texts.ts';

let forms = 0;

/** A field for the name of a speaker. @param known names to choose from. */
export function speakerForm(
  h: Make,
  texts: Texts,
  name: string,
  known: readonly string[],
  answer: { save(name: string): void; cancel(): void },
): HTMLElement {
  const list = `speakers-${++forms}`;
  const input = h('input', {
    class: 'field',
    name: 'speaker',
    value: name,
    list,
    'aria-label': texts.text('speakerName'),
    autocomplete: 'off',
  });
  return h(
    'form',
    {
      class: 'speaker-form',
      submit: (event) => {
        event.preventDefault();
        answer.save((input as HTMLInputElement).value.trim());
      },
      keydown: (event) => {
        if ((event as KeyboardEvent).key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        answer.cancel();
      },
    },
    input,
    h('datalist', { id: list }, ...known.map((one) => h('option', { value: one }))),
    h('button', { class: 'button button--primary', type: 'submit' }, texts.text('save')),
    h('button', { class: 'button', type: 'button', click: answer.cancel }, texts.text('cancel')),
  );
}
