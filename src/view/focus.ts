/** Puts the focus on something that is no control. */
export function focusQuietly(element: Element | undefined): void {
  if (!element || !('focus' in element)) return;
  if (!element.hasAttribute('tabindex')) element.setAttribute('tabindex', '-1');
  (element as HTMLElement).focus({ preventScroll: true });
}
