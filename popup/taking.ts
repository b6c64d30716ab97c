/** What our own pages lend the article view for citing, keeping and saving. */
import type { Tabs } from 'webextension-polyfill';
import { copy } from '../src/browser/clipboard.ts';
import { openShelf } from '../src/browser/places.ts';
import { setting } from '../src/browser/settings.ts';
import { putQuotes } from '../src/browser/shelf.ts';
import { askTab } from '../src/browser/tab.ts';
import type { Article, Span } from '../src/core/article.ts';
import { passageOf } from '../src/formats/find-passage.ts';
import type { KeptQuote } from '../src/formats/kept-quote.ts';
import { type CopyOptions, parseCopyOptions } from '../src/formats/options.ts';
import { withTextFragment } from '../src/formats/text-fragment.ts';
import { renderTakeAlong } from '../src/view/take-along.ts';
import type { MessageKey, Texts } from '../src/view/texts.ts';
import type { Workspace } from '../src/view/workspace.ts';
import { download } from './download.ts';
import { SHELF_FAILURES } from './failures.ts';

const stored = setting('copyOptions', parseCopyOptions, localStorage);
let options: CopyOptions = stored.remembered() ?? parseCopyOptions(undefined);
void stored.load().then((loaded) => {
  options = loaded;
});

/** What goes along with every copy. */
export const copyOptions = (): CopyOptions => options;

/** @returns the address with a text fragment; undefined when the page can no longer be asked or none can be made. */
export async function addressOf(
  tab: Tabs.Tab | undefined,
  spans: readonly Span[],
  article: Article,
): Promise<string | undefined> {
  // Of a quote in pieces the first leads there.
  const passages = spans.slice(0, 1).map((span) => passageOf(article, span));
  const answer = await askTab(tab, 'citing.js', 'fragments', { passages });
  const fragment = answer.ok ? answer.value[0] : undefined;
  return fragment ? withTextFragment(article.url, fragment) : undefined;
}

/** @returns what to tell the reader. */
export async function keep(quote: KeptQuote): Promise<MessageKey> {
  const answer = await putQuotes([quote]);
  return answer.ok ? 'quoteKept' : SHELF_FAILURES[answer.error.code];
}

export function takeAlong(workspace: Workspace, texts: Texts): HTMLElement {
  return renderTakeAlong({
    document,
    texts,
    article: workspace.article,
    options,
    onOptions: (chosen) => {
      options = chosen;
      void stored.save(chosen);
    },
    copy: async (content) => workspace.announce(texts.text((await copy(content)).ok ? 'copied' : 'copyFailed')),
    save: (name, type, text) => download(new Blob([text], { type }), name),
    share: 'share' in navigator ? (data) => void share(data, texts, workspace) : undefined,
    openShelf: () => void openShelf(),
  });
}

async function share(data: ShareData, texts: Texts, workspace: Workspace): Promise<void> {
  try {
    await navigator.share(data);
  } catch (error) {
    // A reader who closes the dialog needs no message.
    if (!(error instanceof DOMException && error.name === 'AbortError')) workspace.announce(texts.text('shareFailed'));
  }
}
