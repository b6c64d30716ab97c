import messages from '../../src/_locales/en/messages.json';
import { makeTexts, type Texts } from '../../src/view/texts.ts';

/** The English interface, filled in as `browser.i18n.getMessage` does it. */
export function englishTexts(): Texts {
  return makeTexts((key, values) =>
    ((messages as Record<string, { message: string }>)[key]?.message ?? '').replace(
      /\$(\d)/g,
      (_, at) => values[Number(at) - 1] ?? '',
    ),
  );
}
