/** Why a page that can be read has no text, or little of it. */

export type Elsewhere = 'in-frame' | 'for-subscribers';

/** Articles of fewer words may be the beginning that is shown to everybody. */
export const SHORT_ARTICLE = 250;

/**
 * Runs in the page, put there as a function: it may use nothing from outside of it.
 * @returns where the text is instead: kept for subscribers, as the page's own data says (schema.org `isAccessibleForFree`), or
 *   in a frame that fills much of the window; null when nothing tells.
 */
export function textElsewhere(): Elsewhere | null {
  const paid = /"isAccessibleForFree"\s*:\s*(?:false\b|"false")/i;
  const data = [...document.querySelectorAll('script[type="application/ld+json"]')];
  if (
    data.some(({ textContent }) => paid.test(textContent ?? '')) ||
    document.querySelector('[itemprop=isAccessibleForFree]:is([content=false i], [href$=False])')
  ) {
    return 'for-subscribers';
  }
  // A window that asks for consent lies over the page and is not its text.
  const floats = (element: Element | null): boolean =>
    element !== null && (getComputedStyle(element).position === 'fixed' || floats(element.parentElement));
  const framed = [...document.querySelectorAll('iframe, frame')].some((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return width * height > 0.4 * innerWidth * innerHeight && !floats(frame);
  });
  return framed ? 'in-frame' : null;
}
