import type { Article, Removal, RemovalKind } from '../core/article.ts';
import { MANY, type Make, maker } from './dom.ts';
import { icon } from './icons.ts';
import type { MessageKey, Texts } from './texts.ts';

/** How a kind is counted ("3 ad markers") and why such a thing is taken out. */
export const KINDS: Readonly<Record<RemovalKind, { count: MessageKey; reason: MessageKey }>> = {
  'ad-marker': { count: 'removedAdMarkers', reason: 'reasonAdMarker' },
  'ad-box': { count: 'removedAdBoxes', reason: 'reasonAdBox' },
  caption: { count: 'removedCaptions', reason: 'reasonCaption' },
  credit: { count: 'removedCredits', reason: 'reasonCredit' },
  related: { count: 'removedRelated', reason: 'reasonRelated' },
  promotion: { count: 'removedPromotions', reason: 'reasonPromotion' },
  share: { count: 'removedShare', reason: 'reasonShare' },
  byline: { count: 'removedBylines', reason: 'reasonByline' },
  date: { count: 'removedDates', reason: 'reasonDate' },
  headline: { count: 'removedHeadlines', reason: 'reasonHeadline' },
  'pull-quote': { count: 'removedPullQuotes', reason: 'reasonPullQuote' },
  bio: { count: 'removedBios', reason: 'reasonBio' },
  tags: { count: 'removedTags', reason: 'reasonTags' },
  comments: { count: 'removedComments', reason: 'reasonComments' },
  cookie: { count: 'removedCookies', reason: 'reasonCookie' },
  media: { count: 'removedMedia', reason: 'reasonMedia' },
  navigation: { count: 'removedNavigation', reason: 'reasonNavigation' },
  boilerplate: { count: 'removedBoilerplate', reason: 'reasonBoilerplate' },
};

/** "Removed: 3 ad markers, 1 caption". */
export function removalSummary(removals: readonly Removal[], texts: Texts): string {
  if (removals.length === 0) return texts.text('removedNothing');
  const counts = new Map<RemovalKind, number>();
  for (const { kind } of removals) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => texts.count(KINDS[kind].count, count));
  return texts.text('removedSummary', texts.list(parts));
}

/** The rule of what the reader chose to remove. */
const BY_READER = 'reader';

/** What the reader may decide for all pages of the article's site. */
export interface SiteDecisions {
  /** The site as it is called to the reader. */
  site: string;
  keepKind(kind: RemovalKind): void;
  /** What the reader chose to remove here is removed no longer. */
  allowLine(line: string): void;
}

export interface RemovalsViewActions {
  document: Document;
  texts: Texts;
  /** Scrolls to where the removal with this index stood. */
  showPlace(at: number): void;
  /** Puts the removal with this index back into the text, or takes it out again. */
  putBack(at: number, back: boolean): void;
  /** Absent where nothing can be remembered. */
  decisions?: SiteDecisions | undefined;
}

/**
 * The list of what was taken out: kind, words, reason and place of each.
 * @param article as it was read; the indexes of its removals are what the actions get.
 * @param restored the indexes that are back in the text.
 */
export function renderRemovals(
  article: Article,
  restored: ReadonlySet<number>,
  actions: RemovalsViewActions,
): HTMLElement {
  const { document, texts } = actions;
  const h = maker(document);
  if (article.removals.length === 0) return h('p', { class: 'notice' }, texts.text('removedNothing'));
  return h(
    'ol',
    { class: article.removals.length > MANY ? 'removals removals--long' : 'removals' },
    ...article.removals.map((removal, at) => {
      const back = restored.has(at);
      const label = texts.text(back ? 'takeOut' : 'putBack');
      return h(
        'li',
        { class: back ? 'removal removal--back' : 'removal' },
        h(
          'h2',
          { class: 'removal__kind' },
          texts.text(removal.rule === BY_READER ? 'reasonReader' : KINDS[removal.kind].reason),
        ),
        h('blockquote', { class: 'removal__text', lang: article.lang, dir: 'auto' }, removal.text),
        h(
          'div',
          { class: 'removal__foot' },
          h('span', {}, placeOf(removal, article, texts), ' · ', h('code', {}, removal.rule)),
          h(
            'span',
            { class: 'actions' },
            h(
              'button',
              {
                class: 'icon-button',
                type: 'button',
                'aria-label': texts.text('showInArticle'),
                title: texts.text('showInArticle'),
                click: () => actions.showPlace(at),
              },
              icon(document, 'jump'),
            ),
            h(
              'button',
              { class: 'button', type: 'button', 'data-removal': at, click: () => actions.putBack(at, !back) },
              icon(document, back ? 'close' : 'restore'),
              label,
            ),
          ),
        ),
        actions.decisions && siteMenu(removal, actions.decisions, texts, h),
      );
    }),
  );
}

function siteMenu(removal: Removal, decisions: SiteDecisions, texts: Texts, h: Make): HTMLElement {
  const byReader = removal.rule === BY_READER;
  const decide = (): void => (byReader ? decisions.allowLine(removal.text) : decisions.keepKind(removal.kind));
  return h(
    'details',
    { class: 'removal__site' },
    h('summary', {}, texts.text('forThisSite')),
    h(
      'button',
      { class: 'button', type: 'button', click: decide },
      texts.text(byReader ? 'allowLineHere' : 'keepKindHere', decisions.site),
    ),
  );
}

function placeOf(removal: Removal, article: Article, texts: Texts): string {
  if (removal.at >= article.blocks.length) return texts.text('placeEnd');
  const number = texts.number(removal.at + 1);
  return texts.text(removal.offset === undefined ? 'placeBefore' : 'placeInside', number);
}
