import type { Removal } from '../core/article.ts';
import { maker } from './dom.ts';
import { icon } from './icons.ts';
import { removalSummary } from './removals-view.ts';
import type { WorkspaceShell } from './workspace-shell.ts';

/** The row below the article: what was removed, and what else can be done with it. */
export interface WorkspaceFoot {
  root: HTMLElement;
  /** @param images whether they are shown. */
  show(removals: readonly Removal[], images: boolean): void;
  /** The paragraph that is marked, which may be removed from the site for good; none: ''. */
  setLine(line: string): void;
}

interface Doings {
  showRemovals(): void;
  switchImages(): void;
  removeLine(line: string): void;
}

export function createWorkspaceFoot(
  { document, texts, choices, actions }: WorkspaceShell,
  { showRemovals, switchImages, removeLine }: Doings,
): WorkspaceFoot {
  const h = maker(document);
  let currentLine = '';
  const summary = h('button', { class: 'summary', type: 'button', click: showRemovals });
  const imagesButton = h(
    'button',
    { class: 'chip', type: 'button', title: texts.text('imagesHint'), click: switchImages },
    icon(document, 'image'),
    texts.text('images'),
  );
  const lineLabel = choices && texts.text('removeLineHere', choices.site);
  const lineButton = h(
    'button',
    {
      class: 'icon-button',
      type: 'button',
      hidden: true,
      'aria-label': lineLabel,
      title: lineLabel,
      click: () => removeLine(currentLine),
    },
    icon(document, 'strike'),
  );
  const actionButtons = actions.map(({ label, icon: name, act }) =>
    h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': label, title: label, click: () => act() },
      icon(document, name),
    ),
  );
  return {
    root: h(
      'div',
      { class: 'workspace__foot' },
      summary,
      h('span', { class: 'actions' }, lineButton, imagesButton, ...actionButtons),
    ),
    show: (removals, images) => {
      imagesButton.setAttribute('aria-pressed', String(images));
      summary.textContent = removalSummary(removals, texts);
      summary.title = summary.textContent;
    },
    setLine: (line) => {
      currentLine = line;
      lineButton.hidden = !choices || line === '' || line.length > choices.longestLine;
    },
  };
}
