/** What agencies are called in other letters than Latin, by the language that does. */
import type { AgencyRules } from './schema.ts';

export const ar: AgencyRules = {
  pictures: [],
  news: ['رويترز', 'أ ف ب'],
};

export const he: AgencyRules = {
  pictures: [],
  news: ['רויטרס'],
};

export const ja: AgencyRules = {
  pictures: [],
  news: ['共同', '共同通信', '時事', 'ロイター'],
};

export const ko: AgencyRules = {
  pictures: [],
  news: ['연합뉴스', '뉴시스'],
};

export const ru: AgencyRules = {
  pictures: [],
  news: ['ТАСС', 'РИА Новости'],
};

export const uk: AgencyRules = {
  pictures: [],
  news: ['Укринформ', 'УНИАН'],
};

export const zh: AgencyRules = {
  pictures: ['视觉中国'],
  news: ['新华社', '中新社'],
};
