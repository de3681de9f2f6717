/** Conditions over what is known: three truth values, the operators, and the leaves that decide. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeInWords,
  decidedBy,
  factsRead,
  isSameAnswer,
  judge,
  situationOf,
  testInWords,
} from '../../src/core/condition.js';
import type { Answer, ChangeTest, Condition, Facts, Signal, Test, Truth } from '../../src/core/model.js';
import {
  all,
  always,
  any,
  atLeast,
  atLeastOf,
  fact,
  facts,
  includes,
  is,
  moved,
  never,
  not,
  signal,
  signalled,
} from '../support/tiny.js';

function truthOf(condition: Condition, known: Facts, signals: readonly Signal[] = []): Truth {
  return judge(condition, situation(known, signals));
}

function situation(known: Facts, signals: readonly Signal[] = []) {
  return situationOf(known, new Map(signals.map((each) => [each.id, each])));
}

describe('the truth of a condition with parts', () => {
  const known = facts({ answered: true });
  const part: Readonly<Record<Truth, Condition>> = {
    yes: is('answered', true),
    no: is('answered', false),
    unknown: is('not-answered', true),
  };

  it.each<[Truth, Truth, Truth, Truth]>([
    // a, b, all of both, any of both
    ['yes', 'yes', 'yes', 'yes'],
    ['yes', 'no', 'no', 'yes'],
    ['yes', 'unknown', 'unknown', 'yes'],
    ['no', 'yes', 'no', 'yes'],
    ['no', 'no', 'no', 'no'],
    ['no', 'unknown', 'no', 'unknown'],
    ['unknown', 'yes', 'unknown', 'yes'],
    ['unknown', 'no', 'no', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('%s and %s: all is %s, any is %s', (a, b, both, either) => {
    expect(truthOf(all(part[a], part[b]), known)).toBe(both);
    expect(truthOf(any(part[a], part[b]), known)).toBe(either);
  });

  it.each<[Truth, Truth]>([
    ['yes', 'no'],
    ['no', 'yes'],
    ['unknown', 'unknown'],
  ])('not %s is %s', (a, opposite) => {
    expect(truthOf(not(part[a]), known)).toBe(opposite);
  });

  it.each<[readonly Truth[], number, Truth]>([
    [['yes', 'yes', 'no'], 2, 'yes'],
    [['yes', 'yes', 'unknown'], 2, 'yes'],
    [['yes', 'unknown', 'no'], 2, 'unknown'],
    [['unknown', 'unknown', 'no'], 2, 'unknown'],
    [['yes', 'no', 'no'], 2, 'no'],
    [['unknown', 'no', 'no'], 2, 'no'],
  ])('of %j at least %i: %s', (parts, needed, expected) => {
    expect(truthOf(atLeastOf(needed, ...parts.map((each) => part[each])), known)).toBe(expected);
  });

  it('all of nothing is yes, any of nothing is no', () => {
    expect(truthOf(all(), known)).toBe('yes');
    expect(truthOf(any(), known)).toBe('no');
  });

  it('a signal is as true as its condition, and one that does not exist is unknown', () => {
    const signals = [signal('shouts', is('answered', true)), signal('whispers', not(signalled('shouts')))];
    expect(truthOf(signalled('shouts'), known, signals)).toBe('yes');
    expect(truthOf(signalled('whispers'), known, signals)).toBe('no');
    expect(truthOf(signalled('hums'), known, signals)).toBe('unknown');
  });
});

describe('the test of one answer', () => {
  const upTo = ['idea', 'mvp'];
  it.each<[string, Test, Answer, Truth]>([
    ['is', { op: 'is', value: 'mvp' }, 'mvp', 'yes'],
    ['is', { op: 'is', value: 'mvp' }, 'idea', 'no'],
    ['is (yes or no)', { op: 'is', value: false }, false, 'yes'],
    ['is-not', { op: 'is-not', value: 'mvp' }, 'idea', 'yes'],
    ['is-not', { op: 'is-not', value: 'mvp' }, 'mvp', 'no'],
    ['in', { op: 'in', values: upTo }, 'mvp', 'yes'],
    ['in', { op: 'in', values: upTo }, 'growth', 'no'],
    ['in (numbers)', { op: 'in', values: [1, 2] }, 2, 'yes'],
    ['not-in', { op: 'not-in', values: upTo }, 'growth', 'yes'],
    ['not-in', { op: 'not-in', values: upTo }, 'idea', 'no'],
    ['at-least', { op: 'at-least', value: 100_000 }, 100_000, 'yes'],
    ['at-least', { op: 'at-least', value: 100_000 }, 99_999, 'no'],
    ['at-most', { op: 'at-most', value: 9 }, 9, 'yes'],
    ['at-most', { op: 'at-most', value: 9 }, 10, 'no'],
    ['between (both ends count)', { op: 'between', from: 2, to: 9 }, 2, 'yes'],
    ['between (both ends count)', { op: 'between', from: 2, to: 9 }, 9, 'yes'],
    ['between', { op: 'between', from: 2, to: 9 }, 10, 'no'],
    ['includes', { op: 'includes', value: 'ios' }, ['web', 'ios'], 'yes'],
    ['includes', { op: 'includes', value: 'ios' }, [], 'no'],
    ['includes-any', { op: 'includes-any', values: ['ios', 'android'] }, ['android'], 'yes'],
    ['includes-any', { op: 'includes-any', values: ['ios', 'android'] }, ['web'], 'no'],
    ['includes-all', { op: 'includes-all', values: ['ios', 'android'] }, ['android', 'web', 'ios'], 'yes'],
    ['includes-all', { op: 'includes-all', values: ['ios', 'android'] }, ['ios'], 'no'],
    ['includes (one value in place of a list)', { op: 'includes', value: 'ios' }, 'ios', 'yes'],
  ])('%s: %j of %j is %s', (_, test, got, expected) => {
    expect(truthOf(fact('question', test), facts({ question: got }))).toBe(expected);
  });

  it.each<[Test, string, Truth]>([
    [{ op: 'at-least', value: 'mvp', allowed: ['mvp', 'launched', 'growth'] }, 'launched', 'yes'],
    [{ op: 'at-least', value: 'mvp', allowed: ['mvp', 'launched', 'growth'] }, 'idea', 'no'],
    [{ op: 'at-most', value: 'mvp', allowed: ['idea', 'mvp'] }, 'idea', 'yes'],
    [{ op: 'at-most', value: 'mvp', allowed: ['idea', 'mvp'] }, 'growth', 'no'],
    [{ op: 'between', from: 'mvp', to: 'launched', allowed: ['mvp', 'launched'] }, 'launched', 'yes'],
    [{ op: 'between', from: 'mvp', to: 'launched', allowed: ['mvp', 'launched'] }, 'growth', 'no'],
  ])('ordered choices compare by their place, not by their letters: %j of %s is %s', (test, got, expected) => {
    expect(truthOf(fact('stage', test), facts({ stage: got }))).toBe(expected);
  });

  it('without an answer every test is unknown, except whether it was answered', () => {
    for (const test of leafTests.map(([, each]) => each))
      expect(truthOf(fact('question', test), facts())).toBe('unknown');
    expect(truthOf(fact('question', { op: 'answered', value: true }), facts())).toBe('no');
    expect(truthOf(fact('question', { op: 'answered', value: false }), facts())).toBe('yes');
    expect(truthOf(fact('question', { op: 'answered', value: true }), facts({ question: 0 }))).toBe('yes');
  });

  it('a list that was given is complete: what it does not name is no', () => {
    expect(truthOf(includes('compliance', 'hipaa'), facts({ compliance: ['gdpr'] }))).toBe('no');
    expect(truthOf(includes('compliance', 'hipaa'), facts())).toBe('unknown');
  });
});

describe('the leaves that decided a condition', () => {
  const known = facts({ size: 12, live: true, list: ['a'] });
  const words = (condition: Condition, signals: readonly Signal[] = []) =>
    decidedBy(condition, situation(known, signals)).map(({ fact: id, test, got }) => `${id} ${test}: ${got}`);

  it('for yes: those that are yes', () => {
    expect(words(any(atLeast('size', 10), is('live', false), is('open', 1)))).toEqual(['size at-least 10: 12']);
  });

  it('for no: those that are no', () => {
    expect(words(all(atLeast('size', 10), is('live', false), is('open', 1)))).toEqual(['live is false: true']);
  });

  it('for unknown: those that are still open, with null for the answer', () => {
    expect(words(all(atLeast('size', 10), is('open', 1)))).toEqual(['open is 1: null']);
  });

  it('under "not" a leaf counts for the opposite', () => {
    expect(words(not(any(is('live', false), atLeast('size', 13))))).toEqual([
      'live is false: true',
      'size at-least 13: 12',
    ]);
  });

  it('each leaf says whether it holds itself: what a "not" is yes for does not', () => {
    const held = (condition: Condition) => decidedBy(condition, situation(known)).map(({ holds }) => holds);
    expect(held(all(atLeast('size', 10), not(is('live', false))))).toEqual(['yes', 'no']);
    expect(held(not(all(atLeast('size', 10), not(is('live', false)))))).toEqual(['yes', 'no']);
    expect(held(all(is('live', false), atLeast('size', 10)))).toEqual(['no']);
    expect(held(not(is('open', 1)))).toEqual(['unknown']);
  });

  it('through signals, each leaf once', () => {
    const signals = [signal('large', atLeast('size', 10))];
    expect(words(all(signalled('large'), atLeast('size', 10)), signals)).toEqual(['size at-least 10: 12']);
  });

  it('nothing decides what is always so', () => {
    expect(words(always)).toEqual([]);
    expect(words(never)).toEqual([]);
  });

  it.each<[Test, string]>([
    [{ op: 'at-least', value: 100_000 }, 'at-least 100000'],
    [{ op: 'in', values: ['fintech', 'healthcare'] }, 'in [fintech, healthcare]'],
    [{ op: 'between', from: 2, to: 9 }, 'between 2 and 9'],
    [{ op: 'answered', value: false }, 'answered false'],
  ])('a test is written as in a rule: %j', (test, expected) => {
    expect(testInWords(test)).toBe(expected);
  });
});

describe('a change since somebody decided', () => {
  const judged = (test: ChangeTest, was: Answer | undefined, now: Answer | undefined): Truth => {
    const known = new Map<string, Answer>();
    if (was !== undefined) known.set('was.it', was);
    if (now !== undefined) known.set('it', now);
    return truthOf(moved('it', test), known);
  };

  it.each<[ChangeTest, Answer, Answer, Truth]>([
    [{ op: 'changed', value: true }, 'shop', 'game', 'yes'],
    [{ op: 'changed', value: true }, 'shop', 'shop', 'no'],
    [{ op: 'changed', value: false }, 'shop', 'shop', 'yes'],
    [{ op: 'changed', value: true }, ['a', 'b'], ['b', 'a'], 'no'],
    [{ op: 'changed', value: true }, ['a'], ['a', 'b'], 'yes'],
    [{ op: 'changed', value: true }, 'a', ['a'], 'no'],
    [{ op: 'changed', value: true }, true, false, 'yes'],
    [{ op: 'grew-by', factor: 3 }, 10_000, 30_000, 'yes'],
    [{ op: 'grew-by', factor: 3 }, 10_000, 29_999, 'no'],
    [{ op: 'grew-by', factor: 3 }, 0, 1, 'yes'],
    [{ op: 'grew-by', factor: 3 }, 0, 0, 'no'],
    [{ op: 'shrank-by', factor: 2 }, 6, 3, 'yes'],
    [{ op: 'shrank-by', factor: 2 }, 6, 4, 'no'],
    [{ op: 'shrank-by', factor: 2 }, 0, 0, 'no'],
    [{ op: 'shrank-by', factor: 2 }, 5, 0, 'yes'],
    [{ op: 'gained', values: ['web', 'admin'] }, ['ios'], ['ios', 'web'], 'yes'],
    [{ op: 'gained', values: ['web'] }, ['web'], ['ios', 'web'], 'no'],
    [{ op: 'gained', values: ['web'] }, ['ios'], 'web', 'yes'],
    [{ op: 'lost', values: ['web'] }, ['ios', 'web'], ['ios'], 'yes'],
    [{ op: 'lost', values: ['web'] }, ['ios'], [], 'no'],
  ])('%j from %j to %j: %s', (test, was, now, expected) => {
    expect(judged(test, was, now)).toBe(expected);
  });

  it('is unknown while one of the two answers is missing: a first answer is no change', () => {
    const test: ChangeTest = { op: 'changed', value: true };
    expect(judged(test, undefined, 'game')).toBe('unknown');
    expect(judged(test, 'shop', undefined)).toBe('unknown');
    expect(judged({ op: 'gained', values: ['web'] }, undefined, ['web'])).toBe('unknown');
  });

  it('brings as evidence what it is, and what it was', () => {
    const known = new Map<string, Answer>([
      ['was.size', 1],
      ['size', 3],
    ]);
    expect(decidedBy(moved('size', { op: 'grew-by', factor: 3 }), situation(known, []))).toEqual([
      { fact: 'size', test: 'grew-by 3', holds: 'yes', got: 3, was: 1 },
    ]);
  });

  it.each<[ChangeTest, string]>([
    [{ op: 'changed', value: true }, 'changed true'],
    [{ op: 'shrank-by', factor: 2 }, 'shrank-by 2'],
    [{ op: 'gained', values: ['web', 'admin'] }, 'gained [web, admin]'],
  ])('is written as in a rule: %j', (test, expected) => {
    expect(changeInWords(test)).toBe(expected);
  });

  it('reads the fact by its own name', () => {
    expect(factsRead(moved('size', { op: 'changed', value: true }), new Map())).toEqual(new Set(['size']));
  });
});

describe('two answers', () => {
  it.each<[Answer, Answer]>([
    [3, 3],
    [[], []],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a', 'a'], ['a']],
    ['a', ['a']],
  ])('%j and %j say the same', (a, b) => {
    expect(isSameAnswer(a, b)).toBe(true);
  });

  it.each<[Answer, Answer]>([
    [3, 4],
    [1, true],
    ['1', 1],
    [['a'], []],
    [['a'], ['a', 'b']],
  ])('%j and %j do not', (a, b) => {
    expect(isSameAnswer(a, b)).toBe(false);
    expect(isSameAnswer(b, a)).toBe(false);
  });
});

describe('the facts that a condition reads', () => {
  it('are found through every kind of part and through signals, even ones that lead back to themselves', () => {
    const signals = [signal('a', any(is('one', 1), signalled('b'))), signal('b', all(is('two', 2), signalled('a')))];
    const condition = atLeastOf(1, not(is('three', 3)), signalled('a'), always);
    expect(factsRead(condition, new Map(signals.map((each) => [each.id, each])))).toEqual(
      new Set(['three', 'one', 'two']),
    );
  });
});

/** One leaf for each operator and each fact it makes sense for, and the answers that the facts may have. */
const leafTests: readonly (readonly [string, Test])[] = [
  ['live', { op: 'is', value: true }],
  ['stage', { op: 'is-not', value: 'idea' }],
  ['stage', { op: 'in', values: ['idea', 'growth'] }],
  ['stage', { op: 'not-in', values: ['growth'] }],
  ['stage', { op: 'at-least', value: 'mvp', allowed: ['mvp', 'growth'] }],
  ['size', { op: 'at-least', value: 3 }],
  ['size', { op: 'at-most', value: 1 }],
  ['size', { op: 'between', from: 2, to: 4 }],
  ['list', { op: 'includes', value: 'a' }],
  ['list', { op: 'includes-any', values: ['a', 'b'] }],
  ['list', { op: 'includes-all', values: ['b', 'c'] }],
];
const answers: Readonly<Record<string, fc.Arbitrary<Answer>>> = {
  live: fc.boolean(),
  stage: fc.constantFrom('idea', 'mvp', 'growth'),
  size: fc.integer({ min: 0, max: 5 }),
  list: fc.subarray(['a', 'b', 'c']),
};

const someFacts: fc.Arbitrary<Facts> = fc
  .record(Object.fromEntries(Object.entries(answers).map(([id, each]) => [id, fc.option(each, { nil: null })])))
  .map((each) => new Map(Object.entries(each).flatMap(([id, got]) => (got === null ? [] : [[id, got]]))));

/** Random conditions, three deep, with two signals that both read facts. */
const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition; parts: Condition[] }>((tie) => ({
  parts: fc.array(tie('condition'), { maxLength: 3 }),
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'condition' },
    fc.constantFrom(...leafTests).map(([id, test]) => fact(id, test)),
    fc.constantFrom(signalled('large'), signalled('lively'), always),
    tie('parts').map((parts) => all(...parts)),
    tie('parts').map((parts) => any(...parts)),
    fc.tuple(fc.integer({ min: 1, max: 3 }), tie('parts')).map(([needed, parts]) => atLeastOf(needed, ...parts)),
    tie('condition').map(not),
  ),
})).condition;

const signals = [signal('large', atLeast('size', 4)), signal('lively', all(is('live', true), not(signalled('large'))))];

describe('laws of every condition', () => {
  const runs = { numRuns: 2000 };

  it('not not c judges as c', () => {
    fc.assert(
      fc.property(conditions, someFacts, (condition, known) => {
        expect(truthOf(not(not(condition)), known, signals)).toBe(truthOf(condition, known, signals));
      }),
      runs,
    );
  });

  it('not all is any not (De Morgan)', () => {
    fc.assert(
      fc.property(fc.array(conditions, { maxLength: 3 }), someFacts, (parts, known) => {
        expect(truthOf(not(all(...parts)), known, signals)).toBe(truthOf(any(...parts.map(not)), known, signals));
      }),
      runs,
    );
  });

  it('answering one more question never turns yes into no, or no into yes', () => {
    const oneMore = fc
      .constantFrom(...Object.keys(answers))
      .chain((id) => fc.tuple(fc.constant(id), answers[id] ?? fc.constant(0)));
    fc.assert(
      fc.property(conditions, someFacts, oneMore, (condition, known, [id, answer]) => {
        fc.pre(!known.has(id));
        const before = truthOf(condition, known, signals);
        const after = truthOf(condition, new Map(known).set(id, answer), signals);
        if (before !== 'unknown') expect(after).toBe(before);
      }),
      runs,
    );
  });

  it('the leaves that decided it are enough to decide it', () => {
    fc.assert(
      fc.property(conditions, someFacts, (condition, known) => {
        const truth = truthOf(condition, known, signals);
        const leaves = decidedBy(condition, situation(known, signals));
        if (truth === 'unknown') {
          expect(leaves.length).toBeGreaterThan(0);
          for (const leaf of leaves) expect(leaf.got).toBeNull();
        } else {
          const alone = new Map([...known].filter(([id]) => leaves.some((leaf) => leaf.fact === id)));
          expect(truthOf(condition, alone, signals)).toBe(truth);
        }
      }),
      runs,
    );
  });

  it('answering every question that an unknown condition waits for settles it', () => {
    fc.assert(
      fc.property(conditions, someFacts, fc.record(answers), (condition, known, given) => {
        const waitsFor = decidedBy(condition, situation(known, signals)).filter((leaf) => leaf.got === null);
        const settled = new Map(known);
        for (const { fact: id } of waitsFor) settled.set(id, given[id] ?? 0);
        expect(truthOf(condition, settled, signals)).not.toBe('unknown');
      }),
      runs,
    );
  });
});
