import type { ClutterRules } from '../schema.ts';

export const en: ClutterRules = {
  lang: 'en',
  adWords: [
    'advertisement',
    'advertising',
    'sponsored',
    'story continues below',
    'article continues below',
    'scroll to continue',
  ],
  creditCues: ['photo', 'photograph', 'image', 'picture', 'credit', 'image copyright'],
  relatedCues: ['read more', 'related', 'see also'],
};
