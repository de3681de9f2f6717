/** Operators that look back, as rule authors write them: what fits which answer, and what is told when it does not. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeTest } from '../../src/core/model.js';
import { isChange, readChange } from '../../src/load/change-syntax.js';
import type { FactType } from '../../src/load/fact-types.js';
import { changesOf, type TestMistake } from '../../src/load/test-syntax.js';

const types = {
  choice: { type: 'choice', options: ['none', 'some'], ordered: true },
  multi: { type: 'multi', options: ['gdpr', 'hipaa'] },
  'yes-no': { type: 'yes-no' },
  number: { type: 'number', atLeast: 0, atMost: null },
} as const satisfies Record<string, FactType>;
const operators = ['changed', 'grew-by', 'shrank-by', 'gained', 'lost'] as const;

function read(op: ChangeTest['op'], raw: unknown, type: keyof typeof types) {
  const mistakes: TestMistake[] = [];
  const subject = { fact: 'a', type: types[type], mayAskWhetherAnswered: false, mayLookBack: true, isAnswer: true };
  return { test: readChange(op, raw, ['when', op], subject, (each) => mistakes.push(each)), mistakes };
}

test('which operators look back', () => {
  expect(operators.filter(isChange)).toEqual(operators);
  expect(['is', 'grew', 'constructor', 'toString', ''].filter(isChange)).toEqual([]);
});

test('which fit which type', () => {
  expect(Object.fromEntries(Object.entries(types).map(([name, type]) => [name, changesOf(type)]))).toEqual({
    choice: ['changed'],
    multi: ['changed', 'gained', 'lost'],
    'yes-no': ['changed'],
    number: ['changed', 'grew-by', 'shrank-by'],
  });
});

describe('what is told', () => {
  test.each([
    ['grew-by', 1, 'number', 'wrong-value', '"grew-by" wants how many times as much, a number above 1, not 1'],
    ['grew-by', '3', 'number', 'wrong-value', '"grew-by" wants how many times as much, a number above 1, not "3"'],
    [
      'shrank-by',
      Number.NaN,
      'number',
      'wrong-value',
      '"shrank-by" wants how many times as much, a number above 1, not NaN',
    ],
    [
      'shrank-by',
      Infinity,
      'number',
      'wrong-value',
      '"shrank-by" wants how many times as much, a number above 1, not Infinity',
    ],
    ['gained', [], 'multi', 'wrong-type', '"gained" wants an option, or a list of them'],
    ['gained', null, 'multi', 'unknown-id', 'nothing is no option of "a"'],
    ['lost', { gdpr: true }, 'multi', 'unknown-id', 'a map is no option of "a"'],
    ['lost', { toString: 0 }, 'multi', 'unknown-id', 'a map is no option of "a"'],
    ['lost', ['gdpr', 7], 'multi', 'unknown-id', '7 is no option of "a"'],
    ['lost', [['gdpr']], 'multi', 'unknown-id', 'a list is no option of "a"'],
    ['changed', 'yes', 'choice', 'wrong-type', '"changed" wants true or false, not "yes"'],
    ['gained', 'some', 'choice', 'wrong-operator', '"gained" does not fit "a", which is an ordered choice'],
    ['grew-by', 2, 'multi', 'wrong-operator', '"grew-by" does not fit "a", which is a list of options'],
  ] as const)('%s: %j on a %s', (op, raw, type, code, message) => {
    const { test: got, mistakes } = read(op, raw, type);
    expect(got).toBeNull();
    expect(mistakes.map((each) => [each.code, each.message])).toEqual([[code, message]]);
  });

  test('of a list, at the item that is wrong', () => {
    expect(read('gained', ['gdpr', 'hippa'], 'multi').mistakes[0]).toMatchObject({
      path: ['when', 'gained', 1],
      help: 'did you mean "hipaa"?',
    });
  });
});

test('whatever is written, either a test comes out or one mistake, never both', () => {
  const raw = fc.oneof(fc.anything({ maxDepth: 1 }), fc.constantFrom('gdpr', ['hipaa'], true, 3, 1.01));
  const name = fc.constantFrom(...(Object.keys(types) as (keyof typeof types)[]));
  fc.assert(
    fc.property(fc.constantFrom(...operators), raw, name, (op, given, type) => {
      const { test: got, mistakes } = read(op, given, type);
      expect(mistakes).toHaveLength(got === null ? 1 : 0);
      for (const { help, message } of mistakes) expect(`${help} ${message}`).not.toMatch(/undefined|\[object/);
    }),
    { numRuns: 500 },
  );
});
