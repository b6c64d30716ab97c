/** Copying from the context menu and by shortcut: nothing opens, the toolbar button says whether it worked. */
import type { Menus, Tabs } from 'webextension-polyfill';
import type { CleanPage } from '../core/article.ts';
import { parseTakeOptions, type TakeOptions } from '../formats/options.ts';
import type { PageCopy } from '../view/page-copy.ts';
import { browser } from './polyfill.ts';
import { loadSetting } from './settings.ts';
import { askTab, enterPage } from './tab.ts';
import { showCopied } from './toolbar.ts';

/** Menu entries and commands by what they copy; the names are those in the manifest. */
const COMMANDS: Readonly<Record<string, PageCopy | 'quotes'>> = {
  'copy-article': 'article',
  'copy-selection': 'selection',
  'copy-quotes': 'quotes',
};

const ENTRIES: readonly { id: string; message: string; contexts: Menus.ContextType[] }[] = [
  { id: 'copy-article', message: 'copyCleanArticle', contexts: ['page', 'action'] },
  { id: 'copy-quotes', message: 'copyQuotes', contexts: ['page'] },
  { id: 'copy-selection', message: 'copySelectionCited', contexts: ['selection'] },
];

/** Called once, while the background starts. Browsers on phones have neither menus nor commands. */
export function offerCopying(): void {
  const { contextMenus, commands } = browser as Partial<typeof browser>;
  browser.runtime.onInstalled.addListener(() => {
    for (const { id, message, contexts } of ENTRIES) {
      contextMenus?.create({ id, title: browser.i18n.getMessage(message), contexts });
    }
  });
  contextMenus?.onClicked.addListener(({ menuItemId }, tab) => void copyFrom(tab, COMMANDS[menuItemId]));
  commands?.onCommand.addListener((name, tab) => void copyFrom(tab, COMMANDS[name]));
}

async function copyFrom(tab: Tabs.Tab | undefined, what: PageCopy | 'quotes' | undefined): Promise<void> {
  if (tab?.id === undefined || !what) return;
  const [options, page] = await Promise.all([
    loadSetting('copyOptions', parseTakeOptions),
    enterPage(tab).then(() => askTab(tab, 'content.js', 'read', undefined)),
  ]);
  const answer = page.ok ? await copyFromPage(tab, page.value, what, options) : page;
  await showCopied(tab.id, answer.ok && answer.value.copied);
}

function copyFromPage(tab: Tabs.Tab, page: CleanPage, what: PageCopy | 'quotes', options: TakeOptions) {
  return what === 'quotes'
    ? askTab(tab, 'quoting.js', 'copyQuotes', { page, options })
    : askTab(tab, 'citing.js', 'copy', { page, what, options });
}
