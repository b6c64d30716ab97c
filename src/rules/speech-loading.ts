import { once } from './once.ts';
import type { SpeechRules } from './schema.ts';
import { en } from './speech/en.ts';
import { speechWith } from './speech-with.ts';

/** Each in a file of its own, which an article in another language does not wait for. */
const LOADERS: ReadonlyMap<string, () => Promise<SpeechRules>> = new Map(
  Object.entries({
    ar: async () => (await import('./speech/ar.ts')).ar,
    bn: async () => (await import('./speech/bn.ts')).bn,
    cs: async () => (await import('./speech/cs.ts')).cs,
    da: async () => (await import('./speech/da.ts')).da,
    de: async () => (await import('./speech/de.ts')).de,
    el: async () => (await import('./speech/el.ts')).el,
    en: async () => en,
    es: async () => (await import('./speech/es.ts')).es,
    fa: async () => (await import('./speech/fa.ts')).fa,
    fi: async () => (await import('./speech/fi.ts')).fi,
    fr: async () => (await import('./speech/fr.ts')).fr,
    he: async () => (await import('./speech/he.ts')).he,
    hi: async () => (await import('./speech/hi.ts')).hi,
    hu: async () => (await import('./speech/hu.ts')).hu,
    id: async () => (await import('./speech/id.ts')).id,
    it: async () => (await import('./speech/it.ts')).it,
    ja: async () => (await import('./speech/ja.ts')).ja,
    ko: async () => (await import('./speech/ko.ts')).ko,
    nb: async () => (await import('./speech/no.ts')).no,
    nl: async () => (await import('./speech/nl.ts')).nl,
    nn: async () => (await import('./speech/no.ts')).no,
    no: async () => (await import('./speech/no.ts')).no,
    pl: async () => (await import('./speech/pl.ts')).pl,
    pt: async () => (await import('./speech/pt.ts')).pt,
    ro: async () => (await import('./speech/ro.ts')).ro,
    ru: async () => (await import('./speech/ru.ts')).ru,
    sk: async () => (await import('./speech/sk.ts')).sk,
    sv: async () => (await import('./speech/sv.ts')).sv,
    tr: async () => (await import('./speech/tr.ts')).tr,
    uk: async () => (await import('./speech/uk.ts')).uk,
    ur: async () => (await import('./speech/ur.ts')).ur,
    vi: async () => (await import('./speech/vi.ts')).vi,
    zh: async () => (await import('./speech/zh.ts')).zh,
  }),
);

/**
 * How the article's language reports speech, loaded when it is asked for; see `speechRulesFor`.
 * @returns the same object for the same language. Rejects where its file is gone, as after an update of the extension; who asks again
 *   has it loaded again.
 */
export const loadSpeechRules: (lang?: string) => Promise<SpeechRules> = /* @__PURE__ */ once(async (primary) =>
  speechWith(primary, await LOADERS.get(primary)?.()),
);
