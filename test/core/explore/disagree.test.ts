/** Disagreements: whether one matters is tried by the engine, one answer at a time. */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { adviceOn, changedItems } from '../../../src/core/check/advised.js';
import { groundOf } from '../../../src/core/check/ground.js';
import { clashesIn } from '../../../src/core/clash.js';
import type { Ground } from '../../../src/core/decision.js';
import { disagreementsOf } from '../../../src/core/explore/disagree.js';
import type { Answer } from '../../../src/core/model.js';
import { shipped, shippedProfile } from '../../support/catalogue.js';
import {
  all,
  atLeast,
  facts,
  is,
  multi,
  number,
  patterns,
  prefer,
  ranked,
  rule,
  tinyCatalogue,
  warn,
  yesNo,
} from '../../support/tiny.js';

function ground(answers: Readonly<Record<string, Answer>>): Ground {
  return { facts: facts(answers), stack: new Map(), vendorEvents: [] };
}

const catalogue = tinyCatalogue({
  questions: [yesNo('dark-mode'), multi('clients', ['ios', 'web']), number('users')],
  patterns: ranked('own-less', 'own-more'),
  rules: [rule('many', prefer(patterns('own-more')), { when: atLeast('users', 100) })],
});

/** The ground of one person with one answer of another; null takes the answer away. */
function withAnswer(of: Ground, question: string, answer: Answer | null): Ground {
  const known = new Map(of.facts);
  known.delete(question);
  return { ...of, facts: answer === null ? known : known.set(question, answer) };
}

/** Tries every answer in everybody's place: a swing is told exactly where the advice is different and the answers can be. */
function expectSwings(rules: Catalogue, grounds: readonly Ground[]): void {
  for (const { question, answers, swings, untried } of disagreementsOf(rules, grounds).questions)
    grounds.forEach((each, of) => {
      answers.forEach((answer, withAnswerOf) => {
        const other = withAnswer(each, question, answer);
        const clashes = clashesIn(rules, other.facts);
        const changes = clashes.length > 0 ? [] : changedItems(rules, adviceOn(rules, each), adviceOn(rules, other));
        const said = JSON.stringify(answer);
        const first = answers.findIndex((one) => JSON.stringify(one) === said);
        const kept = untried.find((one) => one.of === of && one.withAnswerOf === first);
        expect(kept?.clashes ?? [], `${question} of ${of} with ${withAnswerOf}`).toEqual(clashes);
        const told = swings.find((swing) => swing.of === of && swing.withAnswerOf === first);
        expect(told?.changes ?? [], `${question} of ${of} with ${withAnswerOf}`).toEqual(changes);
      });
    });
}

describe('a disagreement', () => {
  const beside = { surfaces: [], vendors: [], risks: [], steps: [], controls: [] };

  it('that matters comes first, with what each would be advised; one that does not has no swing', () => {
    const grounds = [ground({ users: 99, 'dark-mode': true }), ground({ users: 100, 'dark-mode': false })];
    const { advised, questions } = disagreementsOf(catalogue, grounds);
    expect(advised.map(({ pattern }) => pattern)).toEqual(['own-less', 'own-more']);
    expect(questions).toEqual([
      {
        ...{ question: 'users', answers: [99, 100] },
        swings: [
          { of: 0, withAnswerOf: 1, changes: [{ layer: null, before: 'own-less', after: 'own-more' }], beside },
          { of: 1, withAnswerOf: 0, changes: [{ layer: null, before: 'own-more', after: 'own-less' }], beside },
        ],
        untried: [],
      },
      { question: 'dark-mode', answers: [true, false], swings: [], untried: [] },
    ]);
    expectSwings(catalogue, grounds);
  });

  it('that only brings a warning is told with it, after those that change a pick', () => {
    const warned = tinyCatalogue({
      questions: [yesNo('minors'), number('users')],
      patterns: ranked('own-less', 'own-more'),
      rules: [
        rule('many', prefer(patterns('own-more')), { when: atLeast('users', 100) }),
        rule('children', warn(), { when: is('minors', true) }),
      ],
    });
    const grounds = [ground({ users: 99, minors: true }), ground({ users: 100, minors: false })];
    const { questions } = disagreementsOf(warned, grounds);
    expect(questions.map(({ question }) => question)).toEqual(['users', 'minors']);
    expect(questions[1]?.swings).toMatchObject([
      { of: 0, changes: [], beside: { risks: [{ rule: 'children', change: 'gone' }] } },
      { of: 1, changes: [], beside: { risks: [{ rule: 'children', change: 'new' }] } },
    ]);
  });

  it('on the same side of a threshold does not matter', () => {
    const { questions } = disagreementsOf(catalogue, [ground({ users: 1 }), ground({ users: 99 })]);
    expect(questions).toEqual([{ question: 'users', answers: [1, 99], swings: [], untried: [] }]);
  });

  it('is one where only some have answered', () => {
    const grounds = [ground({ users: 100 }), ground({})];
    expect(disagreementsOf(catalogue, grounds).questions).toMatchObject([{ question: 'users', answers: [100, null] }]);
    expectSwings(catalogue, grounds);
  });

  it('of three is told once for each different answer', () => {
    const grounds = [ground({ users: 1 }), ground({ users: 100 }), ground({ users: 100 })];
    const [users] = disagreementsOf(catalogue, grounds).questions;
    expect(users?.swings.map(({ of, withAnswerOf }) => [of, withAnswerOf])).toEqual([
      [0, 1],
      [1, 0],
      [2, 0],
    ]);
    expectSwings(catalogue, grounds);
  });
});

describe('an answer that cannot stand in another profile', () => {
  const idle = { when: all(is('live', false), atLeast('open', 1)), because: 'Nothing live, nothing open.' };
  const tight = tinyCatalogue({
    questions: [
      number('team'),
      number('engineers', { atMost: 'team' }),
      yesNo('live'),
      number('open', { contradicts: [idle] }),
      yesNo('dark-mode'),
    ],
    patterns: ranked('own-less', 'own-more'),
    rules: [
      rule('two', prefer(patterns('own-more'), 'strong'), { when: atLeast('engineers', 2) }),
      rule('many', prefer(patterns('own-less'), 'slight'), { when: atLeast('open', 1) }),
    ],
  });
  const of = (question: string, ...grounds: readonly Ground[]) =>
    disagreementsOf(tight, grounds).questions.find((each) => each.question === question);

  it('because another answer is its ceiling, is not tried; the other way round it is', () => {
    const grounds = [ground({ team: 1, engineers: 0 }), ground({ team: 5, engineers: 2 })];
    const above = { kind: 'above', question: 'engineers', ceiling: 'team' };
    expect(of('engineers', ...grounds)).toMatchObject({
      swings: [{ of: 1, withAnswerOf: 0, changes: [{ layer: null, before: 'own-more', after: 'own-less' }] }],
      untried: [{ of: 0, withAnswerOf: 1, clashes: [above] }],
    });
    expect(of('team', ...grounds)).toMatchObject({
      swings: [],
      untried: [{ of: 1, withAnswerOf: 0, clashes: [above] }],
    });
    expectSwings(tight, grounds);
  });

  it('because it contradicts another, is not tried, and comes before what does not matter', () => {
    const grounds = [
      ground({ live: false, open: 0, 'dark-mode': true }),
      ground({ live: true, open: 9, 'dark-mode': false }),
    ];
    const clashes = [{ kind: 'contradiction', question: 'open', between: ['live', 'open'], because: idle.because }];
    expect(disagreementsOf(tight, grounds).questions).toMatchObject([
      { question: 'live', swings: [], untried: [{ of: 1, withAnswerOf: 0, clashes }] },
      { question: 'open', swings: [], untried: [{ of: 0, withAnswerOf: 1, clashes }] },
      { question: 'dark-mode', swings: [], untried: [] },
    ]);
    expectSwings(tight, grounds);
  });

  it('is not blamed for what contradicts itself there already', () => {
    const odd = [ground({ live: false, open: 1, team: 1 }), ground({ live: false, open: 1, team: 2 })];
    expect(of('team', ...odd)).toMatchObject({ swings: [], untried: [] });
  });
});

describe('equal profiles', () => {
  it('disagree on nothing; the order of a list says nothing', () => {
    const same = [ground({ clients: ['ios', 'web'], users: 5 }), ground({ users: 5, clients: ['web', 'ios'] })];
    expect(disagreementsOf(catalogue, same).questions).toEqual([]);
    const twice = groundOf(shippedProfile('booking-marketplace'));
    expect(disagreementsOf(shipped().catalogue, [twice, twice]).questions).toEqual([]);
  });
});

describe('on shipped profiles', () => {
  it.each([
    ['booking-marketplace', 'consumer-mvp', 'no-backend'],
    ['matrix-1-simple-mvp', 'infeasible-residency', 'knife-edge'],
  ])('every swing is so, and every silence: %s, %s, %s', (...names) => {
    expectSwings(
      shipped().catalogue,
      names.map((name) => groundOf(shippedProfile(name))),
    );
  });
});
