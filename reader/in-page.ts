/** Put into a page when the reader wants to read there: opens the in-page reader, or closes it when it is open. */
import { FAILURES } from '../popup/failures.ts';
import { siteChoices } from '../popup/site-choices.ts';
import { copy } from '../src/browser/clipboard.ts';
import { FONT_NAMES, type FontName, sendToBackground } from '../src/browser/messages.ts';
import { browser } from '../src/browser/polyfill.ts';
import { setting } from '../src/browser/settings.ts';
import { unhidden } from '../src/core/clobbering.ts';
import { withQuotes } from '../src/core/read-article.ts';
import { speechRulesFor } from '../src/rules/index.ts';
import { type Appearance, parseAppearance } from '../src/view/appearance.ts';
import { makeTexts } from '../src/view/texts.ts';
import { open, type Reader } from './reader.ts';
import { readerTaking } from './reader-taking.ts';

declare global {
  /** Opens the reader over this page, or closes it. */
  var cleanCopyToggleReader: (() => Promise<void>) | undefined;
  /** Shows the page as it is now, when the reader is open over what it was. @returns whether it was open. */
  var cleanCopyRenewReader: (() => Promise<boolean>) | undefined;
}

const page = unhidden(document);
let reader: Reader | undefined;
let opening = false;
let renewing = false;

async function toggle(): Promise<void> {
  if (reader || opening) {
    reader?.close();
    return;
  }
  opening = true;
  try {
    await show();
  } finally {
    opening = false;
  }
}

async function show(): Promise<void> {
  const wanted = new Set<FontName>();
  const wantFont = ({ font }: Appearance): void => {
    const ours = FONT_NAMES.find((name) => name === font);
    if (!ours || wanted.has(ours)) return;
    wanted.add(ours);
    void sendToBackground('font', { font: ours });
  };
  const stored = setting('appearance', parseAppearance);
  const [answer, appearance] = await Promise.all([globalThis.cleanCopyRead?.(), stored.load()]);
  if (!answer) return;
  const content = answer.ok ? withQuotes(answer.value, speechRulesFor(answer.value.lang)) : FAILURES[answer.error.code];
  const forget = stored.onChange((changed) => {
    wantFont(changed);
    reader?.setAppearance(changed);
  });
  wantFont(appearance);
  const texts = makeTexts((key, values) => browser.i18n.getMessage(key, values));
  reader = open(page, content, {
    texts,
    appearance,
    onAppearance: (chosen) => void stored.save(chosen),
    copy: async (content) => (await copy(content)).ok,
    readAgain: async (selection) => {
      const again = await globalThis.cleanCopyRead?.({ selection });
      if (!again) return FAILURES['no-answer'].next;
      return again.ok ? withQuotes(again.value, speechRulesFor(again.value.lang)) : FAILURES[again.error.code].next;
    },
    choices: siteChoices(location.href),
    taking: readerTaking(document, texts),
    onClose: () => {
      forget();
      for (const face of globalThis.cleanCopyFonts ?? []) page.fonts.delete(face);
      globalThis.cleanCopyFonts = undefined;
      reader = undefined;
      if (!renewing) void sendToBackground('readerClosed', undefined);
    },
  });
}

async function renew(): Promise<boolean> {
  if (!reader) return false;
  renewing = true;
  reader.close();
  renewing = false;
  await show();
  return true;
}

// An element of this name, which a page may have, is no field of the global object.
if (!Object.hasOwn(globalThis, 'cleanCopyToggleReader')) {
  globalThis.cleanCopyToggleReader = toggle;
  globalThis.cleanCopyRenewReader = renew;
}
void globalThis.cleanCopyToggleReader?.();
