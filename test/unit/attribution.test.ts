import { describe, expect, test } from '@jest/globals';
import type { Quote } from '../../src/core/article.ts';
import { attribute } from '../../src/core/attribution.ts';
import { findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

/** Attributes every stretch between “ and ” of a text; each line is a paragraph. */
function attributed(text: string, lang = 'en'): Quote[] {
  const quotes = [...text.matchAll(/“([^”]+)”/g)].map((match) => {
    const said = match[1] ?? '';
    return { text: said, start: match.index + 1, end: match.index + 1 + said.length };
  });
  return attribute(quotes, sourceOf(text), rulesFor(lang).speech);
}

const namesIn = (text: string): (string | undefined)[] => attributed(text).map(({ speaker }) => speaker?.name);
const personsIn = (text: string): (string | undefined)[] =>
  attributed(text).map(({ speaker }) => speaker?.resolvedName ?? speaker?.name);

describe('a reporting verb beside the quote', () => {
  test.each([
    ['subject and verb after it', '“The bridge is safe,” Marta Lindqvist said on Monday.', 'Marta Lindqvist'],
    ['inverted', '“The bridge is safe,” said Marta Lindqvist, who inspected it.', 'Marta Lindqvist'],
    ['before it', 'Marta Lindqvist said: “The bridge is safe.”', 'Marta Lindqvist'],
    ['before it, with who was told', 'Marta Lindqvist told the council, “The bridge is safe.”', 'Marta Lindqvist'],
    [
      'a long apposition between name and verb',
      'Marta Lindqvist, the chief engineer of the regional road agency, warned, “The bridge will not last.”',
      'Marta Lindqvist',
    ],
    [
      'a relative clause between name and verb',
      'Marta Lindqvist, who has inspected bridges since 1998, said “the steel is tired.”',
      'Marta Lindqvist',
    ],
    ['an adverb between', '“The bridge is safe,” Marta Lindqvist later insisted.', 'Marta Lindqvist'],
    ['tweeted', '“The bridge is open again,” tweeted Marta Lindqvist on Tuesday.', 'Marta Lindqvist'],
    ['a role without a name', '“The bridge is safe,” a spokeswoman said.', 'a spokeswoman'],
    ['a document', 'The report said “the steel is tired” and asked for money.', 'The report'],
    ['a group', '“We were not asked,” the ministry said in a statement.', 'the ministry'],
    ['another person beside the verb', '“The bridge is safe,” Marta Lindqvist told Peter Voss.', 'Marta Lindqvist'],
  ])('%s', (_, text, name) => {
    expect(namesIn(text)).toEqual([name]);
  });
});

describe('what stands beside a name or a noun and is nobody of its own', () => {
  test.each([
    [
      'a body before the role of a name',
      '“The bridge is safe,” Road Board press secretary Marta Lindqvist told reporters.',
      'Road Board press secretary Marta Lindqvist',
    ],
    [
      'a body with a role in no list',
      '“It is safe,” said Riverton co-organiser Marta Lindqvist.',
      'Riverton co-organiser Marta Lindqvist',
    ],
    [
      'adjectives with a comma between',
      '“It is safe,” the tireless, 71-year-old diplomat said.',
      'the tireless, 71-year-old diplomat',
    ],
    ['an adverb inside', '“It is safe,” the former first lady said.', 'The former first lady'],
    [
      'a noun in no list behind one that is',
      '“It is safe,” the liberal heavyweights wrote.',
      'the liberal heavyweights',
    ],
    [
      'a noun that may be a verb',
      'One sweeping question asks whether it is “safe for the next ten years.”',
      'One sweeping question',
    ],
    [
      'a state behind its town',
      'Marta Lindqvist of Columbia, South Carolina says the bridge is “safe for now.”',
      'Marta Lindqvist',
    ],
    [
      'what somebody speaks for',
      '“It is safe,” a spokesman for committee Democrats said.',
      'a spokesman for committee Democrats',
    ],
    ['a paper named after a day', '“It is safe,” the editor told USA Today.', 'the editor'],
    [
      'a verb between a body and its officer',
      '“It is safe,” the Road Board press secretary, Marta Lindqvist, said.',
      'the Road Board press secretary',
    ],
    ['the same without a name', '“It is safe,” the city police press officer said.', 'the city police press officer'],
    ['a verb before a role', 'Marta Lindqvist told host Peter Voss the bridge is “safe for now.”', 'Marta Lindqvist'],
  ])('%s', (_, text, name) => {
    expect(namesIn(text).map((each) => each?.toLowerCase())).toEqual([name.toLowerCase()]);
  });
});

describe('other ways to name a speaker', () => {
  test('a participle whose subject stands further left', () => {
    const text = 'Marta Lindqvist defended the plan on Monday, saying “the steel is tired.”';
    expect(attributed(text)[0]?.speaker).toMatchObject({ name: 'Marta Lindqvist', via: 'clause' });
  });

  test('a frame', () => {
    const text = 'The bridge is “beyond repair,” according to Marta Lindqvist, an engineer.';
    expect(attributed(text)[0]).toMatchObject({
      cue: 'according to',
      speaker: { name: 'Marta Lindqvist', via: 'frame' },
    });
  });

  test('a conversation with names before colons', () => {
    const text = 'Marta Lindqvist: “Why is the bridge closed?”\nPeter Voss: “Because the steel is tired.”';
    expect(attributed(text).map(({ speaker }) => [speaker?.name, speaker?.via])).toEqual([
      ['Marta Lindqvist', 'colon'],
      ['Peter Voss', 'colon'],
    ]);
  });

  test('a headline that names only the surname', () => {
    const text = 'Voss: “Bridge is beyond repair”\nPeter Voss has inspected the bridge.';
    expect(attributed(text)[0]?.speaker).toMatchObject({ name: 'Voss', resolvedName: 'Peter Voss' });
  });

  test('the cue is the word the article has', () => {
    expect(attributed('“The bridge is safe,” argued Marta Lindqvist.')[0]?.cue).toBe('argued');
  });

  test('a fragment inside reported speech', () => {
    expect(namesIn('Marta Lindqvist said on Monday that the bridge was “beyond repair” and would be closed.')).toEqual([
      'Marta Lindqvist',
    ]);
  });

  test('two pieces round the clause, and the sentence after', () => {
    const text = '“The bridge,” said Marta Lindqvist, “is not safe.” “We will close it.”';
    expect(personsIn(text)).toEqual(['Marta Lindqvist', 'Marta Lindqvist', 'Marta Lindqvist']);
  });

  test('pieces of one group share their speaker', () => {
    const text = 'Marta Lindqvist said: “The bridge is not safe.\n“We will close it.\n“That is all.”';
    const starts = [...text.matchAll(/“/g)].map(({ index }) => index + 1);
    const quotes = starts.map((start) => {
      const end = start + (/[^”\n]+/.exec(text.slice(start))?.[0].length ?? 0);
      return { text: text.slice(start, end), start, end, group: 1 };
    });
    const names = attribute(quotes, sourceOf(text), rulesFor('en').speech).map(({ speaker }) => speaker?.name);
    expect(names).toEqual(['Marta Lindqvist', 'Marta Lindqvist', 'Marta Lindqvist']);
  });
});

describe('two subjects between two quotations', () => {
  const speakersIn = (text: string): (string | undefined)[] =>
    findQuotes(sourceOf(text), rulesFor('en').speech).quotes.map(({ speaker }) => speaker?.name);

  test.each([
    ['“There is much to do here,” Lindqvist said as a heckler yelled: “You have done nothing!”', 'a heckler'],
    ['“There is much to do here,” Lindqvist said while a guard shouted, “You have done nothing!”', 'a guard'],
    ['“I am tired,” Lindqvist told the crowd, and her husband added, “She works day and night.”', 'her husband'],
    ['“I am tired,” Lindqvist said when Peter Voss asked: “Why do you not go home then?”', 'Peter Voss'],
  ])('%s', (text, name) => {
    expect(speakersIn(text)).toEqual(['Lindqvist', name]);
  });

  test.each([
    '“I do not know,” Lindqvist said when a reporter asked, “and I never will.”',
    '“I do not know,” Lindqvist said as the crowd roared, and declared: “I never will.”',
    '“I do not know,” said Lindqvist, a lawyer and mother of two, who added: “I never will.”',
  ])('one who goes on: %s', (text) => {
    expect(speakersIn(text)).toEqual(['Lindqvist', 'Lindqvist']);
  });
});

describe('one person through the article', () => {
  test('a surname and a title stand for the full name', () => {
    const text =
      'Marta Lindqvist inspected the bridge on Monday.\n“It is not safe,” Lindqvist said.\n“We close it,” Ms. Lindqvist added.';
    expect(personsIn(text)).toEqual(['Marta Lindqvist', 'Marta Lindqvist']);
    expect(namesIn(text)).toEqual(['Lindqvist', 'Ms. Lindqvist']);
  });

  test('a pronoun stands for the person its gender fits', () => {
    const text =
      'Mary Lindqvist said the bridge was old. Her deputy, Peter Voss, was away.\n“It is not safe,” she said on Monday.';
    expect(attributed(text)[0]?.speaker).toMatchObject({ name: 'she', resolvedName: 'Mary Lindqvist' });
  });

  test('a pronoun and the name it stands for are not two who may have spoken', () => {
    const text =
      'Peter Lang lost the vote on Sunday. At the party, Lang must be supported by those who he called “fair fighters” in the last days.';
    const [quote] = attributed(text);
    expect(quote?.speaker).toMatchObject({ name: 'he', resolvedName: 'Peter Lang' });
    expect(quote?.speaker?.confidence).toBeGreaterThan(0.95);
  });

  test('a pronoun that the text leaves open says so', () => {
    expect(attributed('“The bridge is safe,” she said.')[0]?.speaker).toMatchObject({ name: 'she', unresolved: true });
    const known = attributed('Mary Lindqvist came on Monday. “The bridge is safe,” she said.')[0]?.speaker;
    expect(known).toMatchObject({ resolvedName: 'Mary Lindqvist' });
    expect(known?.unresolved).toBeUndefined();
  });

  test('a resolved name is absent when it would be the name itself', () => {
    expect(attributed('“The bridge is safe,” Marta Lindqvist said.')[0]?.speaker?.resolvedName).toBeUndefined();
  });
});

describe('the whole noun phrase is shown', () => {
  const named = (text: string): string | undefined => attributed(text)[0]?.speaker?.name;

  test.each([
    ['“The bridge is safe,” said a person close to the mayor.', 'a person close to the mayor'],
    [
      '“The bridge is safe,” said a spokeswoman for the city of Riverton on Monday.',
      'a spokeswoman for the city of Riverton',
    ],
    [
      "A source familiar with the council's plans said, “The bridge is safe.”",
      "A source familiar with the council's plans",
    ],
    ['One Lindqvist adviser said: “The bridge is safe.”', 'One Lindqvist adviser'],
    ['“The bridge is safe,” said one Lindqvist confidant. “It stays.”', 'one Lindqvist confidant'],
    [
      '“The bridge is safe,” said a moderate Riverton Democrat who asked not to be named.',
      'a moderate Riverton Democrat',
    ],
    [
      'Peter Voss, the mayor, lost the vote. On Monday Voss met reporters and said that he found it “rather odd”.',
      'Voss',
    ],
    ['As the head of the council put it, “the bridge stays”.', 'the head of the council'],
    ["“The bridge is safe,” Marta Lindqvist's new lawyer said.", "Marta Lindqvist's new lawyer"],
    ["According to Marta Lindqvist's memoir, “the bridge was never safe for anybody.”", "Marta Lindqvist's memoir"],
    ['“The bridge was never safe,” according to Mr. Lindqvist’s diary.', 'Mr. Lindqvist’s diary'],
    ["“The bridge was never safe,” Marta Lindqvist's autobiography says.", "Marta Lindqvist's autobiography"],
    ['The office looked into the report. “The bridge is safe,” the office said.', 'the office'],
  ])('%s', (text, name) => {
    expect(named(text)).toBe(name);
  });
});

describe('who holds an office', () => {
  const resolved = (text: string): string | undefined => attributed(text)[0]?.speaker?.resolvedName;
  const met = 'President Anna Kowalska met the vice president, Peter Voss, and former President Karin Holm. ';

  test.each([
    ['The president said: “The bridge is safe.”', 'Anna Kowalska'],
    ['The vice president said: “The bridge is safe.”', 'Peter Voss'],
    ['The former president said: “The bridge is safe.”', 'Karin Holm'],
  ])('%s', (text, name) => {
    expect(resolved(met + text)).toBe(name);
  });

  test.each([
    ['“It is a good bill,” Speaker of the House Rep. Paul Lindqvist (R-WI) said on Monday.', 'Paul Lindqvist'],
    ['“It is a good bill,” said Minister of the Interior Dr. Anna Kowalska.', 'Anna Kowalska'],
    ['“It is a good bill,” Secretary of the Treasury Anna Kowalska said.', 'Anna Kowalska'],
    ['“It is a good bill,” the Director of the Federal Election Commission said.', undefined],
  ])('an office with its body before the name: %s', (text, name) => {
    expect(resolved(text)).toBe(name);
  });

  test('a body is not one of its people', () => {
    const text = 'Campaign manager Peter Voss left early. “The bridge is safe,” the campaign said.';
    expect(resolved(text)).toBeUndefined();
  });

  test('an apostrophe ends a name', () => {
    const text = "Jonas' Riverton office was open. “The bridge is safe,” Jonas said.";
    expect(attributed(text)[0]?.speaker?.name).toBe('Jonas');
    expect(resolved(text)).toBeUndefined();
  });
});

describe('unknown rather than guessed', () => {
  test.each([
    'Aides to Mr. Lindqvist',
    'Lawyers for Carl Lindqvist',
    'Supporters of Lindqvist',
    'People close to Mr. Lindqvist',
  ])('%s are not who they belong to', (name) => {
    const text = `Carl Lindqvist spoke in Riverton on Monday. ${name} said “he never saw the letter that was sent.”`;
    expect(attributed(text)[0]?.speaker).toMatchObject({ name });
    expect(attributed(text)[0]?.speaker?.resolvedName).toBeUndefined();
  });

  test('a team is not the person it is named after', () => {
    expect(personsIn('Voss lost the vote, said Team Voss. “It is over,” Voss said.')).toEqual(['Voss']);
  });

  test('no word about anybody', () => {
    expect(attributed('It rained all day. “The bridge is safe.” It rained on.')[0]?.speaker).toBeUndefined();
  });

  test('who is not sure enough is offered as a candidate, surest first', () => {
    const text = 'There was talk of “no bridge” between Marta Lindqvist, Peter Voss and Anna Holm.';
    const [quote] = attributed(text);
    expect(quote?.speaker).toBeUndefined();
    const confidences = quote?.candidates?.map(({ confidence }) => confidence) ?? [];
    expect(confidences.length).toBeGreaterThan(1);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  });
});
