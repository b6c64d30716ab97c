/** The page of kept quotes. */
import { SHELF_FAILURES } from '../popup/failures.ts';
import { copy } from '../src/browser/clipboard.ts';
import { browser } from '../src/browser/polyfill.ts';
import {
  deleteQuotes,
  eraseShelf,
  keptQuotes,
  newestQuotes,
  putQuotes,
  type ShelfAnswer,
} from '../src/browser/shelf.ts';
import { createShelfView, SHELF_PAGE } from '../src/view/shelf-view.ts';
import { renderFailure } from '../src/view/states.ts';
import { type MessageKey, makeTexts } from '../src/view/texts.ts';

/** Asked for first: the page is built while the database answers. */
const newest = newestQuotes(SHELF_PAGE);

const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
document.documentElement.lang = texts.locale;
document.documentElement.dir = texts.dir;
document.title = texts.text('shelfTitle');

const view = createShelfView({
  document,
  texts,
  keep: async (quotes) => failureOf(await putQuotes(quotes)),
  remove: async (ids) => failureOf(await deleteQuotes(ids)),
  erase: async () => failureOf(await eraseShelf()),
  copy: async (content) => (await copy(content)).ok,
  save: async (quotes, format) => (await import('./shelf-files.ts')).saveQuotes(quotes, format),
  load: async (file) => (await import('./shelf-files.ts')).addQuotes(file, texts),
  reload: () => void show(),
});

function failureOf(answer: ShelfAnswer<unknown>): MessageKey | undefined {
  return answer.ok ? undefined : SHELF_FAILURES[answer.error.code];
}

async function show(): Promise<void> {
  const answer = await keptQuotes();
  if (answer.ok) {
    view.show(answer.value);
    if (!view.root.isConnected) document.body.replaceChildren(view.root);
  } else {
    const words = { title: 'shelfErrorTitle', next: SHELF_FAILURES[answer.error.code] } as const;
    const main = document.createElement('main');
    main.append(renderFailure(document, texts, words, () => void show()));
    document.body.replaceChildren(main);
  }
}

async function open(): Promise<void> {
  const answer = await newest;
  if (answer.ok) {
    view.show(answer.value, true);
    document.body.replaceChildren(view.root);
    // Reading ten thousand keeps a browser busy; the first are to be on the screen before.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
  await show();
}

// Quotes may have been kept elsewhere while the page was in the background.
document.addEventListener('visibilitychange', () => {
  const editing = document.querySelector('.kept__form');
  if (document.visibilityState === 'visible' && !editing) void show();
});
void open();
