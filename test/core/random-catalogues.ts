/** Small catalogues by chance: a few questions of every type, rules about patterns, signals, contradictions, a ceiling. */
import fc from 'fast-check';
import type { Catalogue } from '../../src/core/catalogue.js';
import {
  type Answer,
  type Condition,
  concerns,
  type Effect,
  type Facts,
  type Question,
  type Rule,
  type Test,
} from '../../src/core/model.js';
import {
  all,
  any,
  atLeastOf,
  avoid,
  choice,
  exclude,
  fact,
  multi,
  not,
  number,
  pattern,
  patterns,
  patternUnless,
  prefer,
  require,
  rule,
  signal,
  signalled,
  tinyCatalogue,
  yesNo,
} from '../support/tiny.js';

const names = ['rented', 'mixed', 'own'];

/** Tests that fit the questions below. */
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  test('team', fc.record({ op: fc.constantFrom('at-least', 'at-most'), value: fc.integer({ min: 1, max: 4 }) })),
  test(
    'people',
    fc.record({ op: fc.constantFrom('at-least', 'at-most', 'is'), value: fc.integer({ min: 0, max: 4 }) }),
  ),
  test(
    'people',
    fc.record({ op: fc.constant('between'), from: fc.integer({ min: 0, max: 2 }), to: fc.integer({ min: 2, max: 4 }) }),
  ),
  test(
    'kind',
    fc.record({ op: fc.constantFrom('in', 'not-in'), values: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }) }),
  ),
  test(
    'logic',
    fc.constantFrom(
      { op: 'at-least', value: 'some', allowed: ['some', 'complex'] },
      { op: 'at-least', value: 'complex', allowed: ['complex'] },
    ),
  ),
  test('live', fc.record({ op: fc.constantFrom('is', 'is-not'), value: fc.boolean() })),
  test(
    'does',
    fc.record({
      op: fc.constantFrom('includes-any', 'includes-all'),
      values: fc.subarray(['x', 'y', 'z'], { minLength: 1 }),
    }),
  ),
  test('does', fc.record({ op: fc.constant('includes'), value: fc.constantFrom('x', 'y', 'z') })),
  fc.constant(signalled('shared')),
);

function test(id: string, tests: fc.Arbitrary<unknown>): fc.Arbitrary<Condition> {
  return tests.map((each) => fact(id, each as Test));
}

/** Conditions of two levels at most. */
export const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  { weight: 2, arbitrary: fc.array(leaf, { minLength: 1, maxLength: 3 }).map((parts) => all(...parts)) },
  { weight: 2, arbitrary: fc.array(leaf, { minLength: 1, maxLength: 3 }).map((parts) => any(...parts)) },
  { weight: 1, arbitrary: leaf.map(not) },
  { weight: 1, arbitrary: fc.array(leaf, { minLength: 2, maxLength: 4 }).map((parts) => atLeastOf(2, ...parts)) },
);

const effect: fc.Arbitrary<Effect> = fc
  .tuple(
    fc.constantFrom('prefer', 'prefer', 'prefer', 'avoid', 'avoid', 'exclude', 'require'),
    fc.subarray(names, { minLength: 1, maxLength: 2 }),
    fc.constantFrom('slight', 'moderate', 'strong'),
  )
  .map(([kind, of, strength]) => {
    if (kind === 'prefer') return prefer(patterns(...of), strength);
    if (kind === 'avoid') return avoid(patterns(...of), strength);
    return kind === 'exclude' ? exclude(patterns(...of)) : require(patterns(...of));
  });

const anyRule: fc.Arbitrary<Omit<Rule, 'id'>> = fc
  .tuple(anyCondition, fc.array(effect, { minLength: 1, maxLength: 2 }), fc.constantFrom(...concerns))
  .map(([when, effects, concern]) => rule('', effects, { when, concern }));

const logic = ['thin', 'some', 'complex'];

/** The questions of every catalogue, with a contradiction and a ceiling. */
function questionsWith(contradiction: Condition): Question[] {
  return [
    number('team', { atLeast: 1, atMost: 6 }),
    number('people', { atMost: 'team', contradicts: [{ when: contradiction, because: 'It cannot be.' }] }),
    choice('kind', ['a', 'b', 'c', 'd']),
    choice('logic', logic, { ordered: true }),
    yesNo('live'),
    multi('does', ['x', 'y', 'z', 'never-read']),
  ];
}

/** A catalogue of three patterns that compete, and in most cases one that stands alone. */
export const anyCatalogue: fc.Arbitrary<Catalogue> = fc
  .record({
    rules: fc.array(anyRule, { maxLength: 6 }),
    alone: fc.option(anyCondition),
    shared: fc.oneof(
      fc.constant(fact('live', { op: 'is', value: true })),
      fc.constant(fact('team', { op: 'at-least', value: 3 })),
    ),
    contradiction: fc.tuple(leaf, leaf).map(([one, other]) => all(one, other)),
  })
  .map(({ rules, alone, shared, contradiction }) => {
    const catalogue = tinyCatalogue({
      questions: questionsWith(contradiction),
      signals: [signal('shared', shared)],
      patterns: [
        ...(alone ? [patternUnless('nothing', alone)] : []),
        ...names.map((id, order) => pattern(id, { order })),
      ],
      rules: rules.map((each, index) => ({ ...each, id: `rule-${index}` })),
    });
    // What a failing test shows: the rest is the same for all.
    const told = JSON.stringify({ rules, alone, shared, contradiction }, (key, value) =>
      key === 'because' || key === 'origin' || key === 'sources' || key === 'missing' ? undefined : value,
    );
    return Object.assign(catalogue, { [fc.toStringMethod]: () => told });
  });

/** All answers to each question of the small catalogues. */
const answersTo: Readonly<Record<string, readonly Answer[]>> = {
  team: [1, 2, 3, 4, 5, 6],
  people: [0, 1, 2, 3, 4, 5, 6],
  kind: ['a', 'b', 'c', 'd'],
  logic,
  live: [false, true],
  does: [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ['x', 'y', 'z'].filter((_, place) => (bits & (1 << place)) !== 0)),
};

/** All that projects can say to some questions of the small catalogues, with some or all of them left open. */
export function everythingSaid(questions: readonly string[]): Facts[] {
  let said: Facts[] = [new Map()];
  for (const id of questions)
    said = said.flatMap((facts) => [facts, ...(answersTo[id] ?? []).map((answer) => new Map(facts).set(id, answer))]);
  return said.filter((facts) => Number(facts.get('people') ?? 0) <= Number(facts.get('team') ?? 6));
}

/** All answers to all questions of the small catalogues. */
export const everyAnswer: readonly Facts[] = everythingSaid(Object.keys(answersTo)).filter(
  (facts) => facts.size === Object.keys(answersTo).length,
);
