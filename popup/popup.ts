/** The popup: reads the active tab and puts the article view into its frame. */
import { copy } from '../src/browser/clipboard.ts';
import type { ErrorCode } from '../src/browser/messages.ts';
import { browser } from '../src/browser/polyfill.ts';
import { setting } from '../src/browser/settings.ts';
import { activeTab, readTab, toggleReader } from '../src/browser/tab.ts';
import type { Article } from '../src/core/article.ts';
import { type Appearance, applyAppearance, parseAppearance } from '../src/view/appearance.ts';
import { renderFailure, renderProgress } from '../src/view/states.ts';
import { makeTexts } from '../src/view/texts.ts';
import { addTools, type Tools } from '../src/view/tools.ts';
import { createWorkspace } from '../src/view/workspace.ts';
import { FAILURES } from './failures.ts';

/** No window that shows anything is smaller, in CSS pixels. */
const SMALLEST = 100;

const frame = document.documentElement;
const stored = setting('appearance', parseAppearance, localStorage);
let appearance = stored.remembered() ?? parseAppearance(undefined);
let tools: Tools | undefined;
applyAppearance(frame, appearance);

const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
frame.lang = texts.locale;
frame.dir = texts.dir;

/** Narrower and lower where the browser gives less than the style sheet asks for: a phone, a menu, a small screen. */
function fitWindow(): void {
  const { innerWidth, innerHeight } = window;
  // Before a popup has its size it is 25 pixels wide.
  if (innerWidth < SMALLEST || innerHeight < SMALLEST) return;
  if (innerWidth < frame.offsetWidth) frame.style.setProperty('--popup-width', `${innerWidth}px`);
  if (innerHeight < frame.offsetHeight) frame.style.setProperty('--popup-height', `${innerHeight}px`);
}

async function read(): Promise<void> {
  document.body.replaceChildren(renderProgress(document, texts));
  const loaded = stored.load();
  const answer = await readTab(await activeTab());
  appearance = await loaded;
  applyAppearance(frame, appearance);
  if (answer.ok) show(answer.value);
  else fail(answer.error.code);
}

function fail(code: ErrorCode): void {
  const { again, ...words } = FAILURES[code];
  document.body.replaceChildren(renderFailure(document, texts, words, again ? () => void read() : undefined));
}

function show(article: Article): void {
  const workspace = createWorkspace(article, {
    document,
    texts,
    images: appearance.images,
    onImages: (images) => choose({ ...appearance, images }),
    copy: async (content) => (await copy(content)).ok,
    actions: [{ icon: 'reader', label: texts.text('openReader'), act: () => void readInPage() }],
  });
  document.body.replaceChildren(workspace.root);
  workspace.focus();
  tools = addTools(workspace, { document, texts, frame, appearance, onAppearance: remember });
}

async function readInPage(): Promise<void> {
  const opened = await toggleReader(await activeTab());
  if (opened.ok) window.close();
  else fail(opened.error.code);
}

function remember(chosen: Appearance): void {
  appearance = chosen;
  void stored.save(chosen);
}

function choose(chosen: Appearance): void {
  remember(chosen);
  tools?.setAppearance(chosen);
}

addEventListener('resize', fitWindow);
fitWindow();
void read();
