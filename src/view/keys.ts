/** Single keys that do something while nothing is being typed. Tab, and keys with modifiers, are never taken. */
export type KeyActions = Readonly<Record<string, () => void>>;

const TYPING = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]';

/**
 * @param frame where keys are listened for.
 * @param enabled asked at each key; WCAG 2.1.4 wants single keys to be switched off when they are in the way.
 */
export function listenForKeys(frame: HTMLElement, actions: KeyActions, enabled: () => boolean): void {
  frame.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.composedPath()[0];
    if (!enabled() || (target instanceof Element && target.matches(TYPING))) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  });
}
