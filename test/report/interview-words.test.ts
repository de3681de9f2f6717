/** What an interview says about itself: what a question can still decide, how far it went, what would settle it. */
import { describe, expect, it } from 'vitest';
import type { UsefulQuestion } from '../../src/core/explore/next-question.js';
import { askedInWords, decidesInWords } from '../../src/report/interview-words.js';
import { shipped } from '../support/catalogue.js';

const { catalogue } = shipped();
const question = (id: string) => {
  const found = catalogue.question.get(id);
  if (!found) throw new Error(`no question ${id}`);
  return found;
};
const useful = (id: string, more: Partial<UsefulQuestion>): UsefulQuestion => ({
  question: question(id),
  patterns: [],
  layers: [],
  decidesOn: null,
  ...more,
});
const decides = (...about: UsefulQuestion[]) => decidesInWords(catalogue, 'skills', { useful: about, speaking: [] });

describe('what a question can still decide', () => {
  it('names patterns by their plain words', () => {
    expect(decides(useful('skills', { patterns: ['baas-first', 'hybrid'] }))).toBe(
      'Which of these fits best: Platform first or Hybrid.',
    );
    expect(decides(useful('skills', { patterns: ['none'] }))).toBe('Whether "No backend" can be the answer.');
  });

  it('names layers, and cuts a long list', () => {
    expect(decides(useful('skills', { layers: ['search'] }))).toBe('What is taken for search.');
    expect(decides(useful('skills', { layers: ['auth', 'database'] }))).toBe('What is taken for sign-in and database.');
    expect(decides(useful('skills', { layers: ['auth', 'database', 'search', 'push', 'admin', 'hosting'] }))).toBe(
      'What is taken for sign-in, database, search, push messages and 2 more.',
    );
  });

  it('names the question that it decides on', () => {
    expect(decides(useful('skills', { decidesOn: question('data-region') }))).toBe(
      `Whether another question applies: "${question('data-region').ask}"`,
    );
  });

  it('says so when it is about the parts and the whole is still open, or about nothing any more', () => {
    expect(decides(useful('app-type', { patterns: ['none', 'hybrid'] }))).toMatch(/^Not which kind of backend fits;/);
    expect(decides(useful('queries', { layers: ['search'] }))).toBe(
      'Nothing any more: no answer to it changes the result.',
    );
    const waiting = { question: question('skills'), rules: ['risk/a'] };
    expect(decidesInWords(catalogue, 'skills', { useful: [], speaking: [waiting] })).toBe(
      'Not the result. 1 warning or step waits for it.',
    );
  });
});

describe('how far the shortest interview went', () => {
  it('counts what was asked, and says what the others are good for', () => {
    expect(askedInWords(17, 45, 7, true)).toBe(
      'Asked 17 of 45. The others cannot change the result; 7 of them could add warnings or steps.',
    );
    expect(askedInWords(44, 45, 0, true)).toBe('Asked 44 of 45. The other one cannot change the result.');
    expect(askedInWords(44, 45, 1, true)).toBe(
      'Asked 44 of 45. The other one cannot change the result, but could add warnings or steps.',
    );
    expect(askedInWords(5, 45, 0, false)).toBe(
      'Asked 5 of 45. There is not enough to go on, whatever the others are answered.',
    );
  });

  it('says nothing when everything was asked', () => {
    expect(askedInWords(45, 45, 0, true)).toBe('');
  });
});
