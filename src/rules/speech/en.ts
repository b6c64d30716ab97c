import type { SpeechRules } from '../schema.ts';

export const en: SpeechRules = {
  lang: 'en',
  verbs: ['said', 'says', 'told', 'tells', 'added', 'adds', 'warned', 'warns', 'wrote', 'writes', 'asked', 'asks'],
  frames: ['according to', 'in the words of'],
  pronouns: { masculine: ['he'], feminine: ['she'], plural: ['they'] },
  titles: ['mr', 'mrs', 'ms', 'dr', 'president', 'senator', 'minister'],
};
