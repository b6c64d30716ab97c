import { type Appearance, applyAppearance } from './appearance.ts';
import { renderAppearancePanel } from './appearance-panel.ts';
import { maker } from './dom.ts';
import { highlight } from './highlight.ts';
import { type IconName, icon } from './icons.ts';
import { listenForKeys } from './keys.ts';
import { renderOutline } from './outline.ts';
import { type ReadAloud, readAloud } from './speech.ts';
import type { MessageKey, Texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

export interface ToolsShell {
  document: Document;
  texts: Texts;
  /** The outermost element of ours, which the look is set on. */
  frame: HTMLElement;
  appearance: Appearance;
  /** The reader chose another look; to be remembered. */
  onAppearance(appearance: Appearance): void;
  /** What the article can be taken along as; made anew at each opening. Absent where the shell offers none. */
  takeAlong?: () => HTMLElement;
  /** Prints what is shown; absent where the shell cannot. */
  print?: () => void;
}

export interface Tools {
  /** Takes over a look that was chosen elsewhere. */
  setAppearance(appearance: Appearance): void;
  close(): void;
}

const KEYS: readonly (readonly [keys: string, what: MessageKey])[] = [
  ['j k', 'keyParagraph'],
  ['n p', 'keyQuote'],
  ['c', 'keyCopy'],
  ['?', 'keyHelp'],
  ['Esc', 'keyClose'],
];

/** Adds outline, look, reading aloud, printing, keys and their help to a workspace. */
export function addTools(workspace: Workspace, shell: ToolsShell): Tools {
  const { document, texts, frame } = shell;
  const h = maker(document);
  let { appearance } = shell;

  function button(name: IconName, label: MessageKey, act?: () => void): HTMLButtonElement {
    const text = texts.text(label);
    const attributes = { class: 'icon-button', type: 'button', 'aria-label': text, title: text };
    const made = h('button', attributes, icon(document, name)) as HTMLButtonElement;
    if (act) made.addEventListener('click', act);
    return made;
  }

  /** A button that opens a small panel under itself; made anew at each opening. */
  function panel(name: IconName, label: MessageKey, fill: () => HTMLElement | undefined): HTMLButtonElement {
    const opener = button(name, label);
    const sheet = h('div', { class: 'sheet', popover: 'auto', role: 'dialog', 'aria-label': texts.text(label) });
    opener.popoverTargetElement = sheet;
    sheet.addEventListener('beforetoggle', (event) => {
      if ((event as ToggleEvent).newState !== 'open') return;
      sheet.replaceChildren(fill() ?? h('p', {}, texts.text('outlineNone')));
      const place = opener.getBoundingClientRect();
      const end = texts.dir === 'rtl' ? place.left : (document.defaultView?.innerWidth ?? 0) - place.right;
      sheet.style.insetBlockStart = `${place.bottom + 6}px`;
      sheet.style.insetInlineEnd = `${Math.max(end, 8)}px`;
    });
    workspace.root.append(sheet);
    return opener;
  }

  function setAppearance(next: Appearance): void {
    const images = next.images !== appearance.images;
    appearance = next;
    applyAppearance(frame, next);
    if (images) workspace.setImages(next.images);
    else workspace.placeMarks();
  }

  const outline = panel('outline', 'outline', () =>
    renderOutline(document, texts, workspace.view().headings, (heading) => {
      outline.popoverTargetElement instanceof HTMLElement && outline.popoverTargetElement.hidePopover();
      workspace.goTo(heading);
    }),
  );
  const look = panel('look', 'look', () =>
    renderAppearancePanel(document, texts, appearance, (chosen, settled) => {
      setAppearance(chosen);
      if (settled) shell.onAppearance(chosen);
    }),
  );
  const help = panel('help', 'keys', () =>
    h(
      'dl',
      { class: 'keys' },
      ...KEYS.flatMap(([keys, what]) => [
        h('dt', {}, ...keys.split(' ').map((key) => h('kbd', {}, key))),
        h('dd', {}, texts.text(what)),
      ]),
    ),
  );

  let voice: ReadAloud | undefined;
  const speaker = button('speak', 'readAloud', () => {
    if (voice) {
      voice.stop();
      return;
    }
    const { text, lang } = workspace.article();
    const window = document.defaultView;
    voice =
      window === null
        ? undefined
        : readAloud(window, text, lang, (sentence) => {
            const range = sentence && workspace.view().rangeOf(sentence);
            highlight(document, 'clean-copy-spoken', range ? [range] : []);
            if (range) workspace.keepInSight(range);
            if (!sentence) voice = undefined;
            showSpeaking(sentence !== undefined);
          });
    if (voice) voice.start(workspace.offsetInSight());
    else workspace.announce(texts.text('readAloudNone'));
  });
  function showSpeaking(on: boolean): void {
    const label = texts.text(on ? 'readAloudStop' : 'readAloud');
    speaker.replaceChildren(icon(document, on ? 'stop' : 'speak'));
    speaker.setAttribute('aria-label', label);
    speaker.title = label;
  }

  workspace.tools.append(outline, look, speaker);
  if (shell.takeAlong) workspace.tools.append(panel('save', 'takeAlong', shell.takeAlong));
  if (shell.print) workspace.tools.append(button('print', 'print', shell.print));
  workspace.tools.append(help);
  applyAppearance(frame, appearance);

  listenForKeys(
    workspace.root,
    {
      j: () => workspace.stepBlock(1),
      k: () => workspace.stepBlock(-1),
      n: () => workspace.stepQuote(1),
      p: () => workspace.stepQuote(-1),
      c: () => void workspace.copy(),
      '?': () => help.click(),
    },
    () => appearance.keys,
  );

  return {
    setAppearance,
    close: () => voice?.stop(),
  };
}
