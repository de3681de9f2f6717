/** The interview without a screen: which question is next, branches, typed numbers, quick picks and suggestions. */
import { describe, expect, it } from 'vitest';
import {
  answersNotAsked,
  applicableQuestions,
  bandsOf,
  type InterviewState,
  nextQuestion,
  numberFromText,
  progressOf,
  suggestionOf,
  unansweredQuestions,
} from '../../src/core/questionnaire.js';
import { choice, fact, facts, is, number, tinyCatalogue, yesNo } from '../support/tiny.js';

const catalogue = tinyCatalogue({
  questions: [
    number('team', { order: 3, quick: true }),
    yesNo('running', { order: 1, quick: true }),
    yesNo('hurts', { order: 2, askWhen: is('running', true) }),
    choice('place', ['here', 'there'], { order: 4, askWhen: fact('hurts', { op: 'answered', value: true }) }),
  ],
});

function state(answers: Parameters<typeof facts>[0] = {}, more: Partial<InterviewState> = {}): InterviewState {
  return { mode: 'full', answers: facts(answers), passed: new Set(), ...more };
}

function ids(questions: readonly { readonly id: string }[]): string[] {
  return questions.map((question) => question.id);
}

describe('the next question', () => {
  it('is the first in order that was neither answered nor passed', () => {
    expect(nextQuestion(catalogue, state())?.id).toBe('running');
    expect(nextQuestion(catalogue, state({ running: true }))?.id).toBe('hurts');
    expect(nextQuestion(catalogue, state({ running: true }, { passed: new Set(['hurts']) }))?.id).toBe('team');
  });

  it('passes over a branch that does not apply', () => {
    expect(nextQuestion(catalogue, state({ running: false }))?.id).toBe('team');
  });

  it('asks a question whose condition is not known yet', () => {
    expect(ids(unansweredQuestions(catalogue, state({}, { passed: new Set(['running']) })))).toEqual(['hurts', 'team']);
  });

  it('opens a branch once a question was answered at all', () => {
    expect(ids(applicableQuestions(catalogue, state({ hurts: false })))).toContain('place');
  });

  it('in quick mode comes from the quick questions only', () => {
    expect(ids(applicableQuestions(catalogue, state({}, { mode: 'quick' })))).toEqual(['running', 'team']);
  });

  it('is none at the end', () => {
    expect(nextQuestion(catalogue, state({ running: false, team: 2 }))).toBeNull();
  });
});

describe('progress', () => {
  const team = catalogue.question.get('team') ?? yesNo('missing');

  it('counts the questions that apply now, so the total moves while branches open and close', () => {
    expect(progressOf(catalogue, state({ running: true }), team)).toEqual({ at: 3, of: 3 });
    expect(progressOf(catalogue, state({ running: false }), team)).toEqual({ at: 2, of: 2 });
    expect(progressOf(catalogue, state({ running: true, hurts: true }), team)).toEqual({ at: 3, of: 4 });
  });
});

describe('answers to questions that no longer apply', () => {
  it('are named; answers to no question at all are not', () => {
    expect(
      answersNotAsked(catalogue, facts({ running: false, hurts: true, team: 1, 'advice.pattern': 'own' })),
    ).toEqual(['hurts']);
  });
});

describe('a typed number', () => {
  it.each([
    ['12000', 12_000],
    ['12,000', 12_000],
    ["12'000", 12_000],
    ['12 000', 12_000],
    ['1_000_000', 1_000_000],
    ['12k', 12_000],
    ['12 K', 12_000],
    ['1.5M', 1_500_000],
    ['1.1k', 1100],
    ['2b', 2_000_000_000],
    ['0.3', 0.3],
    [' 7 ', 7],
    ['0', 0],
    ['-1', -1],
    ['-1.5k', -1500],
    ['-0', 0],
  ])('%j is %d', (text, value) => {
    expect(numberFromText(text)).toBe(value);
  });

  it.each(['', 'many', '12,00', '1,2345', '--3', '- 3', '1e6', '.5', '12kk', '5 apples', '1.5.2'])(
    '%j is none',
    (text) => {
      expect(numberFromText(text)).toBeNull();
    },
  );
});

describe('quick picks', () => {
  const bands = [1, 5, 15].map((value) => ({ value, says: `about ${value}` }));
  const values = (question: Parameters<typeof bandsOf>[0], answers: Parameters<typeof facts>[0]) =>
    bandsOf(question, facts(answers)).map((band) => band.value);

  it('above the answer that caps the question are left out', () => {
    const engineers = number('engineers', { bands, atMost: 'team' });
    expect(values(engineers, { team: 5 })).toEqual([1, 5]);
    expect(values(engineers, {})).toEqual([1, 5, 15]);
  });

  it('above a fixed ceiling are left out', () => {
    expect(values(number('share', { bands, atMost: 10 }), {})).toEqual([1, 5]);
  });
});

describe('the suggestion of the helper', () => {
  const suggests = (...options: readonly string[]) => options.map((each) => ({ says: each, suggests: each }));
  const helper = { ask: 'What do you recognise?', choices: suggests('rows', 'rows', 'docs', 'docs', 'keys') };
  const question = choice('data', ['rows', 'docs', 'keys', 'mixed'], { helper });

  it('is the option that most of the recognised examples point to', () => {
    expect(suggestionOf(question, [0, 1, 2])).toBe('rows');
    expect(suggestionOf(question, [4])).toBe('keys');
  });

  it('is "mixed" when two lead, where the question has that option', () => {
    expect(suggestionOf(question, [0, 2])).toBe('mixed');
    expect(suggestionOf(choice('data', ['rows', 'docs'], { helper }), [0, 2])).toBeNull();
  });

  it('is none when nothing was recognised, or there is no helper', () => {
    expect(suggestionOf(question, [])).toBeNull();
    expect(suggestionOf(question, [99])).toBeNull();
    expect(suggestionOf(choice('data', ['rows', 'mixed']), [0])).toBeNull();
  });
});
