/** Is this answer legal: the one check behind profiles, flags, examples and the interview. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/core/model.js';
import { checkAnswer } from '../../src/load/answers.js';
import { baseCatalogue } from './base-catalogue.js';

const { question: questions } = baseCatalogue();

function question(id: string): Question {
  const found = questions.get(id);
  if (found === undefined) throw new Error(`no question ${id}`);
  return found;
}

describe('legal answers', () => {
  test.each([
    ['a yes', 'sensitive-rules', true, true],
    ['a no', 'sensitive-rules', false, false],
    ['an option', 'data-model', 'document', 'document'],
    ['the smallest number', 'team-size', 1, 1],
    ['the largest number', 'team-size', 100_000, 100_000],
    ['nobody, where nobody is possible', 'backend-engineers', 0, 0],
    ['a fraction, where fractions are', 'budget-usd-month', 99.5, 99.5],
    ['options', 'compliance', ['gdpr', 'hipaa'], ['gdpr', 'hipaa']],
    ['none of the options, which is an answer too', 'compliance', [], []],
    ['one option without a list around it', 'compliance', 'gdpr', ['gdpr']],
    ['an option twice, which counts once', 'compliance', ['gdpr', 'gdpr'], ['gdpr']],
  ])('%s', (_, id, raw, answer) => {
    expect(checkAnswer(question(id), raw)).toEqual({ ok: true, answer });
  });

  test('a number whose ceiling is another answer: the two are compared when both are known', () => {
    expect(checkAnswer(question('backend-engineers'), 100_001).ok).toBe(true);
  });
});

describe('mistakes', () => {
  test.each([
    ['sensitive-rules', 'yes', 'wrong-type', '"sensitive-rules" wants true or false, not the text "yes"', 'write true'],
    ['sensitive-rules', 'No', 'wrong-type', '"sensitive-rules" wants true or false, not the text "No"', 'write false'],
    ['sensitive-rules', 'perhaps', 'wrong-type', '"sensitive-rules" wants true or false, not the text "perhaps"', null],
    ['sensitive-rules', 1, 'wrong-type', '"sensitive-rules" wants true or false, not 1', null],
    ['team-size', 0, 'out-of-range', '0 is too small for "team-size"', 'at least 1'],
    ['team-size', 100_001, 'out-of-range', '100001 is too large for "team-size"', 'at most 100000'],
    ['team-size', 2.5, 'wrong-value', '"team-size" wants a whole number, not 2.5', null],
    ['team-size', Number.NaN, 'wrong-type', '"team-size" wants a number of people, not NaN', null],
    ['team-size', Infinity, 'wrong-type', '"team-size" wants a number of people, not Infinity', null],
    [
      ...(['team-size', '3', 'wrong-type', '"team-size" wants a number of people, not the text "3"'] as const),
      'write it without quotes',
    ],
    ['team-size', [3], 'wrong-type', '"team-size" wants a number of people, not a list', null],
    ['data-model', 'relationl', 'unknown-id', '"relationl" is no option of "data-model"', 'did you mean "relational"?'],
    ['data-model', 'graph', 'unknown-id', '"graph" is no option of "data-model"', 'use one of: relational, document'],
    [
      ...(['data-model', ['document'], 'wrong-type', '"data-model" wants one option, not a list'] as const),
      'use one of: relational, document',
    ],
    [
      ...(['data-model', null, 'wrong-type', '"data-model" wants one option, not nothing'] as const),
      'use one of: relational, document',
    ],
    ['compliance', ['gdpr', 'hippa'], 'unknown-id', '"hippa" is no option of "compliance"', 'did you mean "hipaa"?'],
    [
      ...(['compliance', { gdpr: true }, 'wrong-type', '"compliance" wants a list of options, not a map'] as const),
      'use one of: gdpr, hipaa, pci-dss',
    ],
  ])('%s: %j', (id, raw, code, message, help) => {
    expect(checkAnswer(question(id), raw)).toEqual({ ok: false, code, message, help });
  });
});

test('whatever is given, the check says yes or tells what is wrong; and what it accepts, it accepts again', () => {
  const anything = fc.anything({ withBigInt: false, maxDepth: 2 });
  fc.assert(
    fc.property(fc.constantFrom(...questions.values()), anything, (asked, raw) => {
      const checked = checkAnswer(asked, raw);
      if (checked.ok) expect(checkAnswer(asked, checked.answer)).toEqual(checked);
      else expect(checked.message).toContain(`"${asked.id}"`);
    }),
  );
});
