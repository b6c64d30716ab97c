/** Put into a page when the reader wants to read there: opens the in-page reader, or closes it when it is open. */
import { FAILURES } from '../popup/failures.ts';
import { siteChoices } from '../popup/site-choices.ts';
import { copy } from '../src/browser/clipboard.ts';
import { type ErrorCode, FONT_NAMES, type FontName, type LeftOut, sendToBackground } from '../src/browser/messages.ts';
import { browser } from '../src/browser/polyfill.ts';
import * as quoteFinder from '../src/browser/quote-finder.ts';
import { setting } from '../src/browser/settings.ts';
import { inSlicesToShow } from '../src/browser/slices.ts';
import { SHORT_ARTICLE, textElsewhere } from '../src/browser/text-elsewhere.ts';
import type { Article, CleanPage } from '../src/core/article.ts';
import { unhidden } from '../src/core/clobbering.ts';
import { type Appearance, parseAppearance } from '../src/view/appearance.ts';
import { drawBody } from '../src/view/article-view.ts';
import { makeTexts } from '../src/view/texts.ts';
import { open, type Reader } from './reader.ts';
import { readerTaking } from './reader-taking.ts';

declare global {
  /** Opens the reader over this page, or closes it. */
  var cleanCopyToggleReader: (() => Promise<void>) | undefined;
  /** Opens it on a site where that happens by itself; one that is open over another address of the page is made new. */
  var cleanCopyOpenReader: (() => Promise<void>) | undefined;
  /** The background wants the second. */
  var cleanCopyOpensByItself: true | undefined;
}

const page = unhidden(document);
/** How often the background is asked, and after how many ms again. */
const ATTEMPTS = 4;
const AGAIN = 300;

let reader: Reader | undefined;
let opening: Promise<void> | undefined;
/** Ended by who asks for the reader once more while it is on its way. */
let reading = new AbortController();
let renewing = false;
let shownAddress = '';

async function toggle(): Promise<void> {
  if (opening) reading.abort();
  if (reader || opening) reader?.close();
  else await begin(false);
}

async function openByItself(): Promise<void> {
  await opening;
  if (reader && shownAddress === location.href) return;
  await renew(true);
}

async function renew(byItself: boolean): Promise<void> {
  renewing = true;
  reader?.close();
  renewing = false;
  await begin(byItself);
}

async function begin(byItself: boolean): Promise<void> {
  reading = new AbortController();
  opening = show(byItself).finally(() => {
    opening = undefined;
  });
  await opening;
}

/** The browser may end the background in the middle of an answer, so it is asked again. */
async function insist(ask: () => ReturnType<typeof sendToBackground<'readerClosed'>>): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS && !(await ask()).ok; attempt++)
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
}

function leaveOut(what: LeftOut): void {
  reader?.close();
  void insist(() => sendToBackground('leaveOut', { what }));
}

async function articleOf(clean: CleanPage): Promise<Article> {
  void sendToBackground('cleaned', { removed: clean.removals.length });
  const article = await quoteFinder.articleOf(clean);
  const short = article.wordCount < SHORT_ARTICLE;
  return { ...article, forSubscribers: short && textElsewhere() === 'for-subscribers' };
}

function whyNot(code: ErrorCode): ErrorCode {
  return code === 'not-an-article' || code === 'empty' ? (textElsewhere() ?? code) : code;
}

async function show(byItself: boolean): Promise<void> {
  const wanted = new Set<FontName>();
  const wantFont = ({ font }: Appearance): void => {
    const ours = FONT_NAMES.find((name) => name === font);
    if (!ours || wanted.has(ours)) return;
    wanted.add(ours);
    void sendToBackground('font', { font: ours });
  };
  const stored = setting('appearance', parseAppearance);
  const address = location.href;
  const { signal } = reading;
  const [answer, appearance] = await Promise.all([globalThis.cleanCopyRead?.(undefined, signal), stored.load()]);
  if (!answer) return;
  const content = answer.ok ? await articleOf(answer.value) : FAILURES[whyNot(answer.error.code)];
  if (signal.aborted) return;
  const texts = makeTexts(lastingWords());
  const drawn = 'html' in content ? await inSlicesToShow(drawBody(content, page, texts, appearance.images)) : undefined;
  if (signal.aborted) return;
  const forget = stored.onChange((changed) => {
    wantFont(changed);
    reader?.setAppearance(changed);
  });
  wantFont(appearance);
  // Of before the reading: when the page has gone elsewhere meanwhile, its article is still to come.
  shownAddress = address;
  reader = open(page, content, {
    texts,
    appearance,
    drawn,
    inSlices: inSlicesToShow,
    onAppearance: (chosen) => stored.save(chosen),
    copy: async (content) => (await copy(content)).ok,
    readAgain: async (selection) => {
      const again = await globalThis.cleanCopyRead?.({ selection }).catch(() => undefined);
      if (!again) return FAILURES['no-answer'].next;
      return again.ok ? articleOf(again.value) : FAILURES[whyNot(again.error.code)].next;
    },
    choices: siteChoices(location.href),
    taking: readerTaking(document, texts),
    ...(byItself && { leaveOut }),
    ...('again' in content && content.again && { again: () => void renew(byItself) }),
    onClose: () => {
      forget();
      for (const face of globalThis.cleanCopyFonts ?? []) page.fonts.delete(face);
      globalThis.cleanCopyFonts = undefined;
      reader = undefined;
      if (!renewing) void insist(() => sendToBackground('readerClosed', undefined));
    },
  });
}

/**
 * After an update the browser gives the old script no words any more. It goes on with those it has used, and for the rest says
 * what has happened.
 */
function lastingWords(): (key: string, values: string[]) => string {
  const known = new Map<string, string>();
  const words = (key: string, values: string[] = []): string => {
    const name = [key, ...values].join('\n');
    try {
      const message = browser.i18n.getMessage(key, values);
      known.set(name, message);
      return message;
    } catch {
      return known.get(name) ?? known.get('updated') ?? '';
    }
  };
  for (const key of ['updated', 'copied', 'copyFailed']) words(key);
  return words;
}

// An element of this name, which a page may have, is no field of the global object.
const has = (name: string): boolean => Object.hasOwn(globalThis, name);
if (!has('cleanCopyToggleReader')) {
  globalThis.cleanCopyToggleReader = toggle;
  globalThis.cleanCopyOpenReader = openByItself;
}
const byItself = has('cleanCopyOpensByItself');
Reflect.deleteProperty(globalThis, 'cleanCopyOpensByItself');
void (byItself ? globalThis.cleanCopyOpenReader : globalThis.cleanCopyToggleReader)?.();
