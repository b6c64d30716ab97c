/** What happens by itself on the site of the tab: a small sheet over the popup. Knows no browser API. */
import { siteName } from '../src/browser/page-address.ts';
import { type AutoMode, pagePattern, type SiteRule, type Verdict, verdictFor } from '../src/browser/site-rules.ts';
import { maker } from '../src/view/dom.ts';
import type { Texts } from '../src/view/texts.ts';

export interface SiteSheetHost {
  document: Document;
  texts: Texts;
  /** The tab's address. */
  url: string;
  sites(): Promise<SiteRule[]>;
  /** Asks the browser for the site, within the click that calls it. @returns whether it was granted. */
  turnOn(mode: AutoMode): Promise<boolean>;
  save(sites: readonly SiteRule[]): Promise<void>;
  remove(rule: SiteRule): Promise<void>;
  /** Nothing happens by itself on this site any more. */
  leaveOutSite(): Promise<void>;
  /** Hides clutter in the page in place now, or shows it again. @returns how many pieces are hidden. */
  tidy(on: boolean): Promise<number>;
}

/** @returns a dialog that is not open yet, or undefined when the tab is not on a web site. */
export async function createSiteSheet(host: SiteSheetHost): Promise<HTMLElement | undefined> {
  const { document, texts, url } = host;
  const site = siteName(url);
  const thisPage = pagePattern(url);
  if (site === undefined || thisPage === undefined) return undefined;
  const h = maker(document);
  const status = h('p', { class: 'site-sheet__status', role: 'status' });
  const body = h('div');
  const sheet = h(
    'div',
    { class: 'sheet site-sheet', popover: 'auto', role: 'dialog', 'aria-label': texts.text('siteSheet') },
    body,
    status,
  );
  let sites = await host.sites();
  let tidied = false;

  /** Storage can be full: then nothing is changed, and the sheet says so. */
  async function change(action: Promise<unknown>, said = ''): Promise<void> {
    status.textContent = await action.then(
      () => said,
      () => texts.text('optionsNotSaved'),
    );
    sites = await host.sites();
    draw();
  }

  function replace(rule: SiteRule, next: SiteRule): Promise<void> {
    return change(host.save(sites.map((other) => (other === rule ? next : other))));
  }

  async function turnOn(mode: AutoMode): Promise<void> {
    // Called in the click, before anything is awaited.
    const granted = await host.turnOn(mode);
    await change(Promise.resolve(), granted ? '' : texts.text('siteRefused'));
  }

  function draw(): void {
    const verdict = verdictFor(url, sites);
    const rule = ruleOf(verdict);
    const mode = rule?.mode ?? 'reader';
    const on = rule !== undefined && rule.off === undefined;
    const box = h('input', {
      type: 'checkbox',
      role: 'switch',
      checked: on,
      change: () => void (rule && on ? change(host.remove(rule)) : turnOn(mode)),
    });
    body.replaceChildren(
      h(
        'div',
        { class: 'site-sheet__body' },
        h('label', { class: 'site-sheet__switch' }, box, h('span', {}, texts.text('siteSwitch', site ?? ''))),
        on &&
          h(
            'fieldset',
            { class: 'site-sheet__modes' },
            h('legend', {}, texts.text('siteMode')),
            ...(['reader', 'tidy'] as const).map((choice) =>
              h(
                'label',
                { class: 'site-sheet__switch' },
                h('input', {
                  type: 'radio',
                  name: 'site-mode',
                  checked: choice === mode,
                  change: () => void (rule && replace(rule, { ...rule, mode: choice })),
                }),
                h('span', {}, texts.text(choice === 'reader' ? 'modeReader' : 'modeTidy')),
              ),
            ),
          ),
        h(
          'div',
          { class: 'site-sheet__actions' },
          h(
            'button',
            { class: 'button', type: 'button', click: () => void tidyNow() },
            texts.text(tidied ? 'tidyUndo' : 'tidyNow'),
          ),
          on && rule && exceptButton(verdict, rule),
          on &&
            h(
              'button',
              { class: 'button', type: 'button', click: () => void change(host.leaveOutSite()) },
              texts.text('siteNotThisSite'),
            ),
        ),
      ),
    );
  }

  function exceptButton(verdict: Verdict, rule: SiteRule): HTMLElement {
    const excepted = verdict.because === 'excluded' && rule.excludes.includes(thisPage ?? '');
    const excludes = excepted
      ? rule.excludes.filter((pattern) => pattern !== thisPage)
      : [...rule.excludes, thisPage ?? ''];
    return h(
      'button',
      { class: 'button', type: 'button', click: () => void replace(rule, { ...rule, excludes }) },
      texts.text(excepted ? 'siteThisPageToo' : 'siteNotThisPage'),
    );
  }

  async function tidyNow(): Promise<void> {
    const hidden = await host.tidy(!tidied).catch(() => undefined);
    if (hidden === undefined) status.textContent = texts.text('tidyFailed');
    else {
      tidied = !tidied;
      status.textContent = tidied ? texts.count('tidyHidden', hidden) : '';
    }
    draw();
  }

  draw();
  return sheet;
}

const ruleOf = (verdict: Verdict): SiteRule | undefined => ('rule' in verdict ? verdict.rule : undefined);
