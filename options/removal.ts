/** What is removed from articles: the kinds, captions, and what was chosen for single sites. Knows no browser API. */
import type { PageChoices, SiteChoices } from '../src/browser/choices.ts';
import { REMOVAL_KINDS, type RemovalKind } from '../src/core/article.ts';
import { type Make, maker } from '../src/view/dom.ts';
import { KINDS } from '../src/view/removals-view.ts';
import type { MessageKey, Texts } from '../src/view/texts.ts';

export interface RemovalHost {
  document: Document;
  texts: Texts;
  savePages(choices: PageChoices): Promise<void>;
  saveSites(choices: readonly SiteChoices[]): Promise<void>;
}

export interface RemovalSection {
  root: HTMLElement;
  /** Draws the choices anew; called whenever they change. */
  show(everywhere: PageChoices, sites: readonly SiteChoices[]): void;
}

const CAPTIONS: readonly (readonly [PageChoices['captions'], MessageKey])[] = [
  ['remove', 'captionsRemove'],
  ['with-image', 'captionsWithImage'],
  ['keep', 'captionsKeep'],
];
/** The other two have a choice of their own. */
const SWITCHED: readonly RemovalKind[] = REMOVAL_KINDS.filter((kind) => kind !== 'caption' && kind !== 'credit');

export function createRemoval(host: RemovalHost): RemovalSection {
  const make = maker(host.document);
  const { texts } = host;
  let everywhere: PageChoices | undefined;

  const switches = SWITCHED.map((kind) => ({
    kind,
    box: make('input', { type: 'checkbox', value: kind, change: () => saveKinds() }) as HTMLInputElement,
  }));
  const captions = CAPTIONS.map(([policy, label]) => ({
    policy,
    label,
    box: make('input', {
      type: 'radio',
      name: 'captions',
      value: policy,
      change: () => void (everywhere && host.savePages({ ...everywhere, captions: policy })),
    }) as HTMLInputElement,
  }));
  const list = make('ul', { class: 'rules' });
  const none = make('p', { class: 'options__hint' }, texts.text('siteChoicesNone'));

  function saveKinds(): void {
    if (!everywhere) return;
    const own = everywhere.keepKinds.filter((kind) => !SWITCHED.includes(kind));
    const kept = switches.filter(({ box }) => !box.checked).map(({ kind }) => kind);
    void host.savePages({ ...everywhere, keepKinds: [...own, ...kept] });
  }

  const choice = (box: HTMLElement, label: MessageKey): HTMLElement =>
    make('label', { class: 'choice' }, box, make('span', {}, texts.text(label)));

  return {
    root: make(
      'section',
      { class: 'options__section', 'aria-labelledby': 'removal-heading' },
      make('h2', { class: 'options__heading', id: 'removal-heading' }, texts.text('removalHeading')),
      make('p', { class: 'options__hint' }, texts.text('removalHint')),
      make(
        'fieldset',
        { class: 'choices choices--columns' },
        make('legend', { class: 'visually-hidden' }, texts.text('removalHeading')),
        ...switches.map(({ kind, box }) => choice(box, KINDS[kind].reason)),
      ),
      make(
        'fieldset',
        { class: 'choices' },
        make('legend', { class: 'labelled__name' }, texts.text('captionsHeading')),
        ...captions.map(({ box, label }) => choice(box, label)),
      ),
      make('h3', { class: 'labelled__name options__subheading' }, texts.text('siteChoicesHeading')),
      none,
      list,
    ),
    show(now, sites) {
      everywhere = now;
      for (const { kind, box } of switches) box.checked = !now.keepKinds.includes(kind);
      for (const { policy, box } of captions) box.checked = policy === now.captions;
      none.hidden = sites.length > 0;
      const replace = (old: SiteChoices, next: SiteChoices): void =>
        void host.saveSites(sites.map((other) => (other === old ? next : other)));
      list.replaceChildren(...sites.map((site) => siteItem(make, texts, site, (next) => replace(site, next))));
    },
  };
}

function siteItem(make: Make, texts: Texts, choices: SiteChoices, save: (next: SiteChoices) => void): HTMLElement {
  const { site, keepKinds, alwaysRemove } = choices;
  const kinds = keepKinds.map((kind) => ({
    words: texts.text('siteKeepsKind', texts.text(KINDS[kind].reason)),
    without: { ...choices, keepKinds: keepKinds.filter((other) => other !== kind) },
  }));
  const lines = alwaysRemove.map((line) => ({
    words: texts.text('siteRemovesLine', line),
    without: { ...choices, alwaysRemove: alwaysRemove.filter((other) => other !== line) },
  }));
  return make(
    'li',
    { class: 'rule site-choices' },
    make('span', { class: 'rule__name' }, site),
    ...[...kinds, ...lines].map(({ words, without }) =>
      make(
        'div',
        { class: 'site-choices__one' },
        make('span', { dir: 'auto' }, words),
        make(
          'button',
          {
            class: 'button',
            type: 'button',
            'aria-label': `${texts.text('siteRemove')}: ${words}`,
            click: () => save(without),
          },
          texts.text('siteRemove'),
        ),
      ),
    ),
  );
}
