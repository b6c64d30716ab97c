import { maker } from './dom.ts';
import { icon } from './icons.ts';
import type { MessageKey, Texts } from './texts.ts';

/** What a failure says: what is the matter, and what to do next. */
export interface FailureWords {
  title: MessageKey;
  next: MessageKey;
}

/**
 * A failure as the whole content of a shell, which gives it its landmark.
 * @param again offers to try again; absent where that cannot help.
 * @param useSelection offers to make the article from what is selected in the page.
 * @param anyway offers to show whatever there is to read.
 */
export function renderFailure(
  document: Document,
  texts: Texts,
  words: FailureWords,
  again?: () => void,
  useSelection?: () => void,
  anyway?: () => void,
): HTMLElement {
  const h = maker(document);
  return h(
    'div',
    { class: 'state', role: 'alert', lang: texts.locale, dir: texts.dir },
    h('span', { class: 'state__icon' }, icon(document, 'warning')),
    h('h1', { class: 'state__title' }, texts.text(words.title)),
    h('p', { class: 'state__next' }, texts.text(words.next)),
    h(
      'div',
      { class: 'state__actions' },
      again && h('button', { class: 'button button--primary', type: 'button', click: again }, texts.text('tryAgain')),
      useSelection && h('button', { class: 'button', type: 'button', click: useSelection }, texts.text('useSelection')),
      anyway && h('button', { class: 'button', type: 'button', click: anyway }, texts.text('cleanAnyway')),
    ),
  );
}

/**
 * The shape of an article, shown while the page is read.
 * @param stop offers to stop reading; absent while that is not worth a button.
 */
export function renderProgress(document: Document, texts: Texts, stop?: () => void): HTMLElement {
  const h = maker(document);
  const line = (name: string): HTMLElement => h('span', { class: `skeleton__line skeleton__line--${name}` });
  return h(
    'div',
    { class: 'skeleton', lang: texts.locale, dir: texts.dir, 'aria-busy': 'true' },
    h('h1', { class: 'skeleton__status', role: 'status' }, texts.text('reading')),
    stop && h('button', { class: 'button skeleton__stop', type: 'button', click: stop }, texts.text('cancel')),
    ...['title', 'title', 'facts', 'full', 'full', 'long', 'full', 'short'].map(line),
  );
}
