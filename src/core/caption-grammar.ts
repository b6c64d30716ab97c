import type { PageRules } from '../rules/schema.ts';
import { type Openings, openings, type Phrases, phraseList } from './phrases.ts';

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
  const words = phraseList<Sense>();
  const captionCues = phraseList<string>();
  const notes = phraseList<string>();
  const opens = openings();
  for (const { pictures, news } of rules.agencies) {
    words.add(pictures, { role: 'agency', lang: 'und' });
    words.add(news, { role: 'reporter', lang: 'und' });
    opens.add([...pictures, ...news]);
  }
  const lists = { cue: 'creditCues', control: 'mediaControls', link: 'creditLinks', joiner: 'adJoiners' } as const;
  for (const role of ['cue', 'control', 'link', 'joiner'] as const) {
    for (const { lang, [lists[role]]: list } of rules.clutter) {
      words.add(list, { role, lang });
      if (role === 'cue') opens.add(list);
    }
  }
  for (const language of rules.clutter) {
    captionCues.add(language.captionCues, language.lang);
    notes.add(language.noteCues, language.lang);
  }
  return { words, openings: opens, captionCues, notes };
}
