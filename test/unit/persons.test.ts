import { describe, expect, test } from '@jest/globals';
import type { Speaker } from '../../src/core/article.ts';
import { findQuotes } from '../../src/core/quotes.ts';
import { rulesFor } from '../../src/rules/index.ts';
import { sourceOf } from './source-of.ts';

/** The speakers of an English text's quotations; each line is a paragraph. */
function speakersIn(text: string): (Speaker | undefined)[] {
  return findQuotes(sourceOf(text), rulesFor('en').speech).quotes.map(({ speaker }) => speaker);
}

/** The last quotation's speaker, by the fullest name. */
function personIn(text: string): string | undefined {
  const speaker = speakersIn(text).at(-1);
  return speaker?.resolvedName ?? speaker?.name;
}

describe('one name, one person', () => {
  test('a surname is the person who bears it, not the house that has it for its first word', () => {
    const text =
      'The old Varga Plaza closed in May, and with it a piece of the harbour.\nHundreds lost their jobs when Emil Varga sold it.\n“Ask the council why it all went wrong,” Varga said on Friday.';
    expect(personIn(text)).toBe('Emil Varga');
  });

  test('the same when the house is all the text had named before', () => {
    const text =
      'Workers left the Varga Plaza at noon. “It is a sad day,” Varga said.\nThe house had belonged to Emil Varga since 1998.';
    expect(personIn(text)).toBe('Emil Varga');
  });

  test('what tells father and son apart is not the surname', () => {
    const text =
      'Adm. Henry B. Larsen Jr. makes no apologies for his words.\nAdmiral Larsen came home last week.\n“It is my job to tell them,” Larsen said.';
    expect(personIn(text)).toMatch(/^Henry B\. Larsen/);
  });

  test('an initial after the field of an office belongs to the name', () => {
    const text = 'Secretary of State Walter F. Moss came at noon. “The talks go on,” Moss said.';
    expect(personIn(text)).toBe('Walter F. Moss');
  });

  test('who was something then keeps the name alone', () => {
    const text = 'It was then-Secretary of State Norma Fields who wrote it. “I would do it again,” Fields said.';
    expect(personIn(text)).toBe('Norma Fields');
  });
});

describe('one surname, several who bear it', () => {
  test('who is named first has it alone', () => {
    const text =
      'Dorothea Wick lost her husband in the flood. He was Captain Theo Wick of the coast guard.\n“I was upset about it,” Wick told the paper.';
    expect(personIn(text)).toBe('Dorothea Wick');
  });

  test('unless what stands before the surname is no first name', () => {
    const text =
      'Calm Ortega raises hopes in the harbour.\nThomas Ortega came to the harbour on Monday.\n“We will build again,” Ortega said.';
    expect(personIn(text)).toBe('Thomas Ortega');
  });
});

describe('what "it" and "they" stand for', () => {
  test.each([
    [
      'a document',
      'The campaign sent an email on Monday. The email warned of new fees. It said that the fees are “a tax on fishing.”',
      'The email',
    ],
    [
      'a body by its name',
      'The Harbour Council met on Monday. It called the plan “a tax on fishing.”',
      'The Harbour Council',
    ],
    ['people', 'The protesters walked to the harbour. They chanted “no port, no peace.”', 'The protesters'],
  ])('%s', (_, text, name) => {
    expect(personIn(text)?.replace(/^the /i, '')).toBe(name.replace(/^The /, ''));
  });

  test('is not known where nothing of the kind is the subject before it', () => {
    const [speaker] = speakersIn('Emil Varga came home. They chanted “no port, no peace.”');
    expect(speaker?.resolvedName).toBeUndefined();
  });
});

describe('whom a pronoun stands for', () => {
  test.each([
    ['Wendy Sherwood had met Denis McRae in the hall. “The plane is late,” she said.', 'Wendy Sherwood'],
    ['Denis McRae had met Wendy Sherwood in the hall. “The plane is late,” he said.', 'Denis McRae'],
    ['Gareth Pole was introduced by Siobhan Keane. “We are glad to be here,” she said.', 'Siobhan Keane'],
  ])('first names tell: %s', (text, name) => {
    expect(personIn(text)).toBe(name);
  });

  test('a place is nobody', () => {
    const text =
      'Attorney General Owen Pratt asked the court for haste. Michigan was only doing what forty others do, he wrote.\nMichigan has no such law yet. “Voters can still choose,” he wrote.';
    expect(personIn(text)).toBe('Owen Pratt');
  });

  test('"the businessman" is somebody with a name', () => {
    const text =
      'Carl Brandt spoke for an hour to people who had paid for their dinner.\nInstead of an answer, the businessman asked for patience. “I want to wait until we have met,” he said.';
    expect(personIn(text)).toBe('Carl Brandt');
  });

  test('"a reporter" may be all that is known', () => {
    const text =
      'People ran through the streets. A reporter for the evening paper saw it all. “They were screaming,” he said.';
    expect(personIn(text)).toMatch(/^(?:A reporter|he)/);
  });
});
