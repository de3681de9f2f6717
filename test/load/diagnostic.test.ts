/** "Did you mean", and the order in which mistakes are told. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, nearest, sortDiagnostics, suggest } from '../../src/load/diagnostic.js';

describe('nearest', () => {
  const words = ['database', 'data-model', 'relational', 'realtime', 'is', 'is-not', 'no', 'yes'];

  test.each([
    ['a letter too many', 'databasse', 'database'],
    ['a letter too few', 'databse', 'database'],
    ['a wrong letter', 'dotabase', 'database'],
    ['two letters in the wrong order, which counts once', 'yse', 'yes'],
    ['capital letters', 'DATABASE', 'database'],
    ['a wrong separator', 'data_model', 'data-model'],
    ['a word that was cut short, when only one starts so', 'rela', 'relational'],
  ])('finds %s', (_, word, expected) => {
    expect(nearest(word, words)).toBe(expected);
  });

  test.each([
    ['a word that is like none', 'favourite-colour'],
    ['a short word in which every letter counts', 'or'],
    ['a single letter', 'y'],
    ['a beginning that several words share', 'dat'],
    ['the empty word', ''],
  ])('finds nothing for %s', (_, word) => {
    expect(nearest(word, words)).toBeNull();
  });

  test('takes the nearer of two, and the first by the alphabet when they are as near', () => {
    expect(nearest('turms', ['turns', 'terms'])).toBe('terms');
    expect(nearest('turms', ['terns', 'turns'])).toBe('turns');
  });

  test('finds any word with one slip in it, whatever the order of the list', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefghij-'), minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(word, fc.nat(), fc.array(word), (meant, at, others) => {
        const slip = meant.slice(0, at % meant.length) + meant.slice((at % meant.length) + 1);
        expect(nearest(slip, [meant])).toBe(meant);
        expect(nearest(slip, [meant, ...others])).toBe(nearest(slip, [...others, meant].reverse()));
      }),
    );
  });
});

describe('suggest', () => {
  test('asks whether the nearest word was meant', () => {
    expect(suggest('relationl', ['relational', 'document'])).toBe('did you mean "relational"?');
  });

  test('else lists what there is, while it fits on a line', () => {
    expect(suggest('graph', ['relational', 'document'])).toBe('use one of: relational, document');
    expect(suggest('graph', [])).toBe('there is none yet');
    const many = Array.from({ length: 25 }, (_, index) => `question-${index}`);
    expect(suggest('graph', many)).toMatch(/^one of \d+, such as (?:[^,]+, ){4}[^,]+$/);
  });
});

describe('sortDiagnostics', () => {
  const at = (file: string, line: number, column: number, message = ''): Diagnostic => ({
    ...{ code: 'unknown-id', message, origin: { file, line, column }, length: 1 },
    ...{ sourceLine: null, help: null, related: null },
  });
  const sorted = [
    { ...at('', 0, 0), origin: null },
    at('a.yaml', 2, 9),
    at('a.yaml', 10, 1),
    at('a.yaml', 10, 3, 'one'),
    at('a.yaml', 10, 3, 'two'),
    at('b.yaml', 1, 1),
  ];

  test('reads from top to bottom, file by file; what belongs to no file comes first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), (shuffled) => {
        expect(sortDiagnostics(shuffled)).toEqual(sorted);
      }),
    );
  });
});
