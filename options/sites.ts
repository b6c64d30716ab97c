/** The sites where Clean Copy cleans by itself: a list to edit, a tester, import and export. Knows no browser API. */
import {
  type AutoMode,
  type PatternError,
  patternFrom,
  type SiteRule,
  type Verdict,
  verdictFor,
} from '../src/browser/site-rules.ts';
import { type Make, maker } from '../src/view/dom.ts';
import type { MessageKey, Texts } from '../src/view/texts.ts';

export interface SitesHost {
  document: Document;
  texts: Texts;
  /** Keeps the rules as they are. */
  save(rules: readonly SiteRule[]): Promise<void>;
  /** Asks the browser for the sites of a rule, within the click that calls it. @returns whether they were granted. */
  grant(rule: SiteRule): Promise<boolean>;
  remove(rule: SiteRule): Promise<void>;
  /** Says a sentence where it is seen and heard. */
  say(text: string, error?: boolean): void;
}

export interface SitesSection {
  root: HTMLElement;
  /** Draws the rules anew; called whenever they change. */
  show(rules: readonly SiteRule[], mode: AutoMode): void;
}

const ERRORS: Readonly<Record<PatternError, MessageKey>> = {
  empty: 'patternEmpty',
  'not-a-web-address': 'patternNotWeb',
  'bad-host': 'patternBadHost',
  'every-site': 'patternEverySite',
  'not-a-pattern': 'patternNotOne',
};

/** @param onMode the reader chose what happens on sites without a choice of their own. */
export function createSites(host: SitesHost, onMode: (mode: AutoMode) => void): SitesSection {
  const make = maker(host.document);
  const { texts } = host;
  let rules: readonly SiteRule[] = [];

  const list = make('ul', { class: 'rules' });
  const empty = make('p', { class: 'options__hint' }, texts.text('sitesNone'));
  const result = make('p', { class: 'options__status', role: 'status' });
  const address = make('input', {
    class: 'field',
    type: 'url',
    placeholder: 'https://example.com/news/story',
    'aria-label': texts.text('sitesTestLabel'),
    input: () => test(),
  }) as HTMLInputElement;
  const modes = modeChoice(make, texts, 'auto-mode', onMode);

  function test(): void {
    const url = address.value.trim();
    result.textContent = url === '' ? '' : verdictText(texts, verdictFor(url, rules));
  }

  const adding = ruleForm(make, host, undefined, () => adding.reset());
  return {
    root: make(
      'section',
      { class: 'options__section', 'aria-labelledby': 'sites-heading' },
      make('h2', { class: 'options__heading', id: 'sites-heading' }, texts.text('sitesHeading')),
      make('p', { class: 'options__hint' }, texts.text('sitesHint')),
      modes.root,
      empty,
      list,
      make(
        'details',
        { class: 'rule' },
        make('summary', { class: 'rule__summary' }, make('span', { class: 'rule__name' }, texts.text('sitesAdd'))),
        adding.root,
      ),
      make(
        'div',
        { class: 'labelled' },
        make('span', { class: 'labelled__name' }, texts.text('sitesTest')),
        address,
        result,
      ),
    ),
    show(now, mode) {
      rules = now;
      modes.set(mode);
      empty.hidden = now.length > 0;
      list.replaceChildren(...now.map((rule) => ruleItem(make, host, rule, now)));
      test();
    },
  };
}

/** "This address matches because…", "…does not, because…". */
function verdictText(texts: Texts, verdict: Verdict): string {
  switch (verdict.because) {
    case 'matches':
      return texts.text('verdictMatches', verdict.pattern);
    case 'excluded':
      return texts.text('verdictExcluded', verdict.pattern);
    case 'rule-off':
      return texts.text('verdictOff', verdict.pattern);
    case 'no-match':
      return texts.text('verdictNoMatch');
    case 'not-a-web-address':
      return texts.text('verdictNotWeb');
  }
}

function stateText(texts: Texts, { off, mode }: SiteRule): string {
  if (off === 'no-access') return texts.text('siteNoAccess');
  if (off === 'by-reader') return texts.text('siteOff');
  return texts.text(mode === 'tidy' ? 'modeTidy' : mode === 'reader' ? 'modeReader' : 'modeDefault');
}

function ruleItem(make: Make, host: SitesHost, rule: SiteRule, all: readonly SiteRule[]): HTMLElement {
  const { texts } = host;
  const others = all.filter((other) => other !== rule);
  const form = ruleForm(make, host, { rule, others }, () => undefined);
  return make(
    'li',
    {},
    make(
      'details',
      { class: 'rule' },
      make(
        'summary',
        { class: 'rule__summary' },
        make('span', { class: 'rule__name' }, rule.matches.join(', ')),
        make('span', { class: 'rule__state' }, stateText(texts, rule)),
      ),
      form.root,
    ),
  );
}

/** The form of one rule; without `known`, of a new one. */
function ruleForm(
  make: Make,
  host: SitesHost,
  known: { rule: SiteRule; others: readonly SiteRule[] } | undefined,
  onSaved: () => void,
): { root: HTMLElement; reset(): void } {
  const { texts } = host;
  const rule = known?.rule;
  const error = make('p', { class: 'rule__error', role: 'alert' });
  const matches = patternField(make, texts.text('siteMatches'), rule?.matches ?? []);
  const excludes = patternField(make, texts.text('siteExcludes'), rule?.excludes ?? []);
  const mode = make(
    'select',
    { class: 'field' },
    ...(['default', 'reader', 'tidy'] as const).map((value) =>
      make(
        'option',
        { value, selected: value === (rule?.mode ?? 'default') },
        texts.text(value === 'default' ? 'modeDefault' : value === 'reader' ? 'modeReader' : 'modeTidy'),
      ),
    ),
  ) as HTMLSelectElement;

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const where = patternsIn(matches.field.value);
    const except = patternsIn(excludes.field.value);
    const wrong = [...where, ...except].find((one) => 'error' in one);
    if (wrong && 'error' in wrong) {
      error.textContent = `${wrong.line}: ${texts.text(ERRORS[wrong.error])}`;
      return;
    }
    if (where.length === 0) {
      error.textContent = texts.text('patternEmpty');
      return;
    }
    error.textContent = '';
    const made: SiteRule = {
      matches: where.flatMap((one) => ('pattern' in one ? [one.pattern] : [])),
      excludes: except.flatMap((one) => ('pattern' in one ? [one.pattern] : [])),
      ...(mode.value !== 'default' && { mode: mode.value as AutoMode }),
    };
    // Asked first: whatever is awaited before would lose the click's right to ask.
    const granted = await host.grant(made);
    if (!granted) {
      host.say(texts.text('siteRefused'), true);
      return;
    }
    if (rule && rule.matches.join(' ') !== made.matches.join(' ')) await host.remove(rule);
    host.say(texts.text('siteSaved'));
    onSaved();
  };

  const root = make(
    'form',
    { class: 'rule__form', submit: (event: Event) => void save(event) },
    matches.root,
    excludes.root,
    make('label', { class: 'labelled' }, make('span', { class: 'labelled__name' }, texts.text('siteMode')), mode),
    error,
    make(
      'div',
      { class: 'options__row' },
      make('button', { class: 'button button--primary', type: 'submit' }, texts.text('siteSave')),
      known && switchButton(make, host, known),
      rule &&
        make(
          'button',
          {
            class: 'button',
            type: 'button',
            click: () => void host.remove(rule).then(() => host.say(texts.text('siteRemoved'))),
          },
          texts.text('siteRemove'),
        ),
    ),
  ) as HTMLFormElement;
  return { root, reset: () => root.reset() };
}

function switchButton(
  make: Make,
  host: SitesHost,
  { rule, others }: { rule: SiteRule; others: readonly SiteRule[] },
): HTMLElement {
  const { off, ...on } = rule;
  const next: SiteRule = off ? on : { ...on, off: 'by-reader' };
  const press = async (): Promise<void> => {
    if (off === 'no-access') await host.grant(on);
    else await host.save([...others, next]);
  };
  return make(
    'button',
    { class: 'button', type: 'button', click: () => void press() },
    host.texts.text(off ? 'siteTurnOn' : 'siteTurnOff'),
  );
}

function patternField(
  make: Make,
  name: string,
  patterns: readonly string[],
): { root: HTMLElement; field: HTMLTextAreaElement } {
  const field = make(
    'textarea',
    { class: 'field', rows: 2, spellcheck: 'false', autocapitalize: 'off' },
    patterns.join('\n'),
  ) as HTMLTextAreaElement;
  return { root: make('label', { class: 'labelled' }, make('span', { class: 'labelled__name' }, name), field), field };
}

function patternsIn(text: string): ({ line: string } & ReturnType<typeof patternFrom>)[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ line, ...patternFrom(line) }));
}

function modeChoice(
  make: Make,
  texts: Texts,
  name: string,
  onMode: (mode: AutoMode) => void,
): { root: HTMLElement; set(mode: AutoMode): void } {
  const inputs = (['reader', 'tidy'] as const).map(
    (mode) => make('input', { type: 'radio', name, value: mode, change: () => onMode(mode) }) as HTMLInputElement,
  );
  return {
    root: make(
      'fieldset',
      { class: 'choices' },
      make('legend', { class: 'labelled__name' }, texts.text('modeHeading')),
      ...inputs.map((input) =>
        make(
          'label',
          { class: 'choice' },
          input,
          make('span', {}, texts.text(input.value === 'tidy' ? 'modeTidyLong' : 'modeReaderLong')),
        ),
      ),
    ),
    set: (mode) => {
      for (const input of inputs) input.checked = input.value === mode;
    },
  };
}
