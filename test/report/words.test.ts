/** Answers in words: a number has its unit, and a single one the word for one. */
import { expect, it } from 'vitest';
import { answerInWords, layerInSentence } from '../../src/report/words.js';
import { shipped } from '../support/catalogue.js';
import { number, tinyCatalogue } from '../support/tiny.js';

it('puts the word for one behind 1, and behind no other number', () => {
  const { catalogue } = shipped();
  const words = [0, 1, 2, 1.5, 1000].map((each) => answerInWords(catalogue, 'team-size', each));
  expect(words).toEqual(['0 people', '1 person', '2 people', '1.5 people', '1,000 people']);
  expect(answerInWords(catalogue, 'data-gb', 1)).toBe('1 GB');
});

it('stays with the unit where a question of your own has no such word', () => {
  expect(answerInWords(tinyCatalogue({ questions: [number('size')] }), 'size', 1)).toBe('1 things');
});

it('writes a layer inside a sentence small, and leaves abbreviations alone', () => {
  const { catalogue } = shipped();
  const words = ['auth', 'api', 'compute'].map((each) => layerInSentence(catalogue, each));
  expect(words).toEqual(['sign-in', 'API', 'own code']);
});
