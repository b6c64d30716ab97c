import type { PageRules } from '../rules/schema.ts';
import { Openings, Phrases } from './phrases.ts';

type Role = 'cue' | 'link' | 'agency' | 'reporter' | 'control' | 'joiner';
interface Sense {
  role: Role;
  lang: string;
}

/** What opens and makes captions and credits, in all languages. */
export interface Grammar {
  words: Phrases<Sense>;
  /** Of what may open a credit: text without any ends in none. */
  openings: Openings;
  captionCues: Phrases<string>;
  notes: Phrases<string>;
}

const grammars = new WeakMap<PageRules, Grammar>();

/** @returns the rules as tables, compiled once. */
export function grammarOf(rules: PageRules): Grammar {
  let grammar = grammars.get(rules);
  if (!grammar) {
    grammar = compile(rules);
    grammars.set(rules, grammar);
  }
  return grammar;
}

function compile(rules: PageRules): Grammar {
  const words = new Phrases<Sense>();
  const captionCues = new Phrases<string>();
  const notes = new Phrases<string>();
  const openings = new Openings();
  for (const { pictures, news } of rules.agencies) {
    words.add(pictures, { role: 'agency', lang: 'und' });
    words.add(news, { role: 'reporter', lang: 'und' });
    openings.add([...pictures, ...news]);
  }
  const lists = { cue: 'creditCues', control: 'mediaControls', link: 'creditLinks', joiner: 'adJoiners' } as const;
  for (const role of ['cue', 'control', 'link', 'joiner'] as const) {
    for (const { lang, [lists[role]]: list } of rules.clutter) {
      words.add(list, { role, lang });
      if (role === 'cue') openings.add(list);
    }
  }
  for (const language of rules.clutter) {
    captionCues.add(language.captionCues, language.lang);
    notes.add(language.noteCues, language.lang);
  }
  return { words, openings, captionCues, notes };
}
