import { maker } from './dom.ts';

export interface Tab {
  id: string;
  label: string;
  panel: HTMLElement;
}

export interface Tabs {
  /** The row of tabs (WAI-ARIA Authoring Practices, "tabs with automatic activation"). */
  list: HTMLElement;
  selected(): string;
  select(id: string): void;
  /** Shows a number behind a tab's label; undefined takes it away. */
  setCount(id: string, count: string | undefined): void;
}

/**
 * @param prefix makes the ids unique in the tree the tabs are put into.
 * @param onSelect told after a tab was chosen.
 */
export function createTabs(
  document: Document,
  prefix: string,
  label: string,
  tabs: readonly Tab[],
  onSelect: (id: string) => void,
): Tabs {
  const h = maker(document);
  const buttons = tabs.map(({ id, label: name, panel }) => {
    panel.id = `${prefix}-${id}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('tabindex', '0');
    panel.setAttribute('aria-labelledby', `${prefix}-tab-${id}`);
    return h(
      'button',
      {
        class: 'tab',
        type: 'button',
        role: 'tab',
        id: `${prefix}-tab-${id}`,
        'aria-controls': panel.id,
        click: () => select(id),
      },
      name,
      h('span', { class: 'tab__count', hidden: true }),
    );
  });
  let selected = '';

  function select(id: string): void {
    if (id === selected) return;
    selected = id;
    tabs.forEach((tab, at) => {
      const chosen = tab.id === id;
      tab.panel.hidden = !chosen;
      buttons[at]?.setAttribute('aria-selected', String(chosen));
      buttons[at]?.setAttribute('tabindex', chosen ? '0' : '-1');
    });
    onSelect(id);
  }

  function onKey(event: Event): void {
    const { key } = event as KeyboardEvent;
    const list = event.currentTarget as HTMLElement;
    const forward = list.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const at = tabs.findIndex((tab) => tab.id === selected);
    const goals: Record<string, number> = { [forward]: at + 1, [back]: at - 1, Home: 0, End: tabs.length - 1 };
    const goal = goals[key];
    if (goal === undefined) return;
    event.preventDefault();
    const next = (goal + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab) select(tab.id);
    buttons[next]?.focus();
  }

  return {
    list: h('div', { class: 'tabs', role: 'tablist', 'aria-label': label, keydown: onKey }, ...buttons),
    selected: () => selected,
    select,
    setCount: (id, count) => {
      const badge = buttons[tabs.findIndex((tab) => tab.id === id)]?.querySelector<HTMLElement>('.tab__count');
      if (!badge) return;
      badge.textContent = count ?? '';
      badge.hidden = count === undefined;
    },
  };
}
