/** Classes of answers: every answer belongs to exactly one, and no condition tells it from the one that stands for it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Question } from '../../../src/core/model.js';
import { type Member, membersOf } from '../../../src/core/rules/answer-classes.js';
import { groupRules, joiningRules } from '../../../src/core/rules/rule-groups.js';
import {
  all,
  any,
  atLeast,
  atMost,
  choice,
  fact,
  includes,
  is,
  multi,
  number,
  signal,
  signalled,
  tinyCatalogue,
  yesNo,
} from '../../support/tiny.js';

function classesOf(question: Question, ...conditions: readonly Condition[]): string[] {
  const members = membersOf(tinyCatalogue({ questions: [question] }), conditions);
  return members.flatMap(({ id, option, classes }) => (option === null ? classes.map(({ says }) => says) : [id]));
}

describe('classes', () => {
  it('cut a number exactly where a condition does', () => {
    const question = number('team', { atLeast: 1, atMost: 100 });
    expect(classesOf(question, atLeast('team', 10), atMost('team', 1))).toEqual(['1', '2 to 9', '10 or more']);
    expect(classesOf(question, fact('team', { op: 'between', from: 1, to: 100 }))).toEqual(['1 or more']);
    expect(classesOf(question, fact('team', { op: 'in', values: [5] }))).toEqual(['1 to 4', '5', '6 or more']);
  });

  it('keep what lies between two fractions', () => {
    const question = number('budget', { whole: false });
    expect(classesOf(question, atMost('budget', 99))).toEqual(['0 to 99', 'more than 99']);
    expect(classesOf(question, atLeast('budget', 0.5), atMost('budget', 1))).toEqual([
      '0 to 0.25',
      '0.5 to 1',
      'more than 1',
    ]);
  });

  it('merge options that no condition tells apart', () => {
    const question = choice('kind', ['a', 'b', 'c', 'd']);
    expect(classesOf(question, fact('kind', { op: 'in', values: ['a', 'c'] }))).toEqual(['a or c', 'b or d']);
    expect(classesOf(question, is('kind', 'd'))).toEqual(['a or b or c', 'd']);
  });

  it('let each option of a question with several answers vary by itself, those that are read', () => {
    const question = multi('does', ['x', 'y', 'z']);
    expect(classesOf(question, includes('does', 'z'), includes('does', 'x'))).toEqual(['does: z', 'does: x']);
  });

  it('see through signals', () => {
    const catalogue = tinyCatalogue({ questions: [yesNo('live')], signals: [signal('so', is('live', true))] });
    expect(membersOf(catalogue, [signalled('so')]).map(({ id }) => id)).toEqual(['live']);
  });

  it('hold what is no question as far as the conditions name it', () => {
    const [member] = membersOf(tinyCatalogue({}), [is('advice.pattern', 'own')]);
    expect(member?.classes.map(({ says }) => says)).toEqual(['own', 'anything else']);
  });

  it('stand for every number of theirs', () => {
    const test = fc.oneof(
      fc.record({
        op: fc.constantFrom('at-least', 'at-most', 'is', 'is-not'),
        value: fc.integer({ min: -2, max: 12 }),
      }),
      fc.record({
        op: fc.constant('between'),
        from: fc.integer({ min: 0, max: 5 }),
        to: fc.integer({ min: 5, max: 11 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(test, { minLength: 1, maxLength: 4 }), (tests) => {
        const conditions = tests.map((each) => fact('team', each as Parameters<typeof fact>[1]));
        const [member] = membersOf(tinyCatalogue({ questions: [number('team', { atMost: 10 })] }), conditions);
        const ranges = rangesOf(member);
        expect(ranges.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      }),
    );
  });
});

/** The numbers of each class. */
function rangesOf(member: Member | undefined): number[][] {
  return (member?.classes ?? []).map(({ answer, most }) =>
    Array.from({ length: (most ?? 10) - Number(answer) + 1 }, (_, more) => Number(answer) + more),
  );
}

describe('groups of rules', () => {
  const rules = [
    { id: 'one', when: all(is('a', true), is('b', true)) },
    { id: 'two', when: is('c', true) },
    { id: 'three', when: any(is('b', true), signalled('so')) },
    { id: 'always', when: { kind: 'always' } as const },
  ];
  const signals = new Map([['so', signal('so', is('d', true))]]);

  it('share no question, the largest first; signals count as what they read', () => {
    expect(groupRules(rules, signals)).toEqual([
      { questions: ['a', 'b', 'd'], rules: ['one', 'three'] },
      { questions: ['c'], rules: ['two'] },
      { questions: [], rules: ['always'] },
    ]);
  });

  it('name the rules that hold the largest together', () => {
    const joined = [
      ...rules.filter(({ id }) => id !== 'always'),
      { id: 'joins', when: all(is('a', true), is('c', true)) },
    ];
    const [largest] = groupRules(joined, signals);
    expect(largest && joiningRules(largest, joined, signals)).toEqual([
      { rule: 'one', largestWithout: 2 },
      { rule: 'joins', largestWithout: 3 },
    ]);
  });
});
