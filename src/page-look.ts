/**
 * Puts the look the reader chose on a page of ours, before anything of it is painted and whenever it changes. A classic
 * script in the head, because modules wait until the page is there.
 */
import { pageMemory, setting } from './browser/settings.ts';
import { applyAppearance, DEFAULT_APPEARANCE, parseAppearance } from './view/appearance.ts';

const frame = document.documentElement;
const stored = setting('appearance', parseAppearance, pageMemory());

applyAppearance(frame, stored.remembered() ?? DEFAULT_APPEARANCE);
// It may have been changed since where nothing of ours was open: in the reader over a page, on another machine.
void stored.load().then((appearance) => applyAppearance(frame, appearance));
stored.onChange((appearance) => applyAppearance(frame, appearance));
