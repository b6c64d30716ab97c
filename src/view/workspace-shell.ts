import type { Article, RemovalKind, Span } from '../core/article.ts';
import type { Steps } from '../core/steps.ts';
import type { Copyable } from '../formats/copying.ts';
import type { KeptQuote } from '../formats/kept-quote.ts';
import type { TakeOptions } from '../formats/options.ts';
import type { DrawnBody } from './article-view.ts';
import type { IconName } from './icons.ts';
import type { MessageKey, Texts } from './texts.ts';

/** A button a shell adds to the foot: where else the article can be read. */
export interface ShellAction {
  icon: IconName;
  label: string;
  act(): void;
}

/** What a shell lends the workspace. */
export interface WorkspaceShell {
  document: Document;
  texts: Texts;
  images: boolean;
  /** The body of the article the workspace begins with, where it was drawn before, with these `images`. */
  drawn?: DrawnBody | undefined;
  /** Does long work while what shows the article goes on; without it, it is done at once. */
  inSlices?: (<Value>(steps: Steps<Value>) => Promise<Value>) | undefined;
  /** Quotes and removals are listed before anybody looks at them: where the browser may have no words for them later. */
  listsAtOnce?: boolean;
  /** The reader switched images on or off. */
  onImages(on: boolean): void;
  /** Puts it on the clipboard. @returns false when the browser refused. */
  copy(content: Copyable): Promise<boolean>;
  /** Scrolls the live page to these spans of the article as it was read, and marks them. @returns false when they are not there. */
  showInPage?(spans: readonly Span[], article: Article): Promise<boolean>;
  /** What the reader chose about copies: their form, and what goes along. */
  takeOptions?(): TakeOptions;
  /** The page's address, leading to these spans of the article as it was read; undefined when none can be made. */
  addressOf?(spans: readonly Span[], article: Article): Promise<string | undefined>;
  /** Puts a quote on the shelf. @returns what to tell the reader. */
  keep?(quote: KeptQuote): Promise<MessageKey>;
  actions: readonly ShellAction[];
  /** The article was made from what is selected in the page. */
  selection?: boolean;
  /** Reads the page anew, as it and the reader's choices are now. @returns the article, or what to tell the reader. */
  readAgain?: ((selection: boolean) => Promise<Article | MessageKey>) | undefined;
  /** Remembers what is decided for the site; each rejects when the browser stores nothing. Absent off the web. */
  choices?: SiteChoices | undefined;
}

export interface SiteChoices {
  site: string;
  keepKind(kind: RemovalKind): Promise<void>;
  removeLine(line: string): Promise<void>;
  allowLine(line: string): Promise<void>;
  /** Longest line that is remembered, in UTF-16 units. */
  longestLine: number;
}
