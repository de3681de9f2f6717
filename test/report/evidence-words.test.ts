/** The answers behind a statement: what does not hold is never told as if it did. */
import { describe, expect, it } from 'vitest';
import { evidenceInWords, leafInWords } from '../../src/report/evidence-words.js';
import { shipped } from '../support/catalogue.js';

const { catalogue } = shipped();

describe('an answer in words', () => {
  it('is the test, with what was answered', () => {
    expect(leafInWords(catalogue, { fact: 'team-size', test: 'at-most 9', holds: 'yes', got: 5 })).toBe(
      'team-size at-most 9 (5 people)',
    );
    expect(leafInWords(catalogue, { fact: 'team-size', test: 'at-most 9', holds: 'unknown', got: null })).toBe(
      'team-size at-most 9 (not answered)',
    );
  });

  it('says that a test does not hold', () => {
    expect(leafInWords(catalogue, { fact: 'realtime', test: 'is-not none', holds: 'no', got: 'none' })).toBe(
      'realtime is-not none: no (Nothing)',
    );
    expect(leafInWords(catalogue, { fact: 'sensitive-rules', test: 'is true', holds: 'no', got: false })).toBe(
      'sensitive-rules is true: no',
    );
    const skills = { fact: 'skills', test: 'includes devops', got: ['javascript', 'sql'] } as const;
    expect(leafInWords(catalogue, { ...skills, holds: 'no' })).toBe(
      'skills includes devops: no (JavaScript or TypeScript, Databases with tables)',
    );
  });

  it('leaves out a long list, in which what is looked for would be lost', () => {
    const features = { fact: 'features', test: 'includes video', got: ['accounts', 'chat', 'content', 'profiles'] };
    expect(leafInWords(catalogue, { ...features, holds: 'no' })).toBe('features includes video: no');
    expect(leafInWords(catalogue, { ...features, test: 'includes chat', holds: 'yes' })).toBe('features includes chat');
  });

  it('tells of a change what it was and what it is', () => {
    const grown = { fact: 'team-size', test: 'grew-by 3', holds: 'yes', got: 6 } as const;
    expect(leafInWords(catalogue, { ...grown, was: 1 })).toBe('team-size grew-by 3 (1 person → 6 people)');
    expect(evidenceInWords(catalogue, [{ ...grown, holds: 'unknown', was: null }, grown])).toBe(
      'team-size grew-by 3: not known (6 people); team-size grew-by 3 (6 people)',
    );
  });
});
