/** The popup: reads the active tab and puts the article view into its frame. */
import { copy } from '../src/browser/clipboard.ts';
import { browser } from '../src/browser/polyfill.ts';
import { activeTab, readTab } from '../src/browser/tab.ts';
import type { Article } from '../src/core/article.ts';
import { renderFailure, renderProgress } from '../src/view/states.ts';
import { makeTexts } from '../src/view/texts.ts';
import { createWorkspace } from '../src/view/workspace.ts';
import { FAILURES } from './failures.ts';

/** No window that shows anything is smaller, in CSS pixels. */
const SMALLEST = 100;

const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
document.documentElement.lang = texts.locale;
document.documentElement.dir = texts.dir;

/** Narrower and lower where the browser gives less than the style sheet asks for: a phone, a menu, a small screen. */
function fitWindow(): void {
  const { style } = document.documentElement;
  const { innerWidth, innerHeight } = window;
  // Before a popup has its size it is 25 pixels wide.
  if (innerWidth < SMALLEST || innerHeight < SMALLEST) return;
  if (innerWidth < document.documentElement.offsetWidth) style.setProperty('--popup-width', `${innerWidth}px`);
  if (innerHeight < document.documentElement.offsetHeight) style.setProperty('--popup-height', `${innerHeight}px`);
}

async function read(): Promise<void> {
  document.body.replaceChildren(renderProgress(document, texts));
  const answer = await readTab(await activeTab());
  if (answer.ok) {
    show(answer.value);
  } else {
    const { again, ...words } = FAILURES[answer.error.code];
    document.body.replaceChildren(renderFailure(document, texts, words, again ? () => void read() : undefined));
  }
}

function show(article: Article): void {
  const workspace = createWorkspace(article, {
    document,
    texts,
    images: false,
    onImages: (on) => workspace.setImages(on),
    copy: async (content) => (await copy(content)).ok,
    actions: [],
  });
  document.body.replaceChildren(workspace.root);
}

addEventListener('resize', fitWindow);
fitWindow();
void read();
