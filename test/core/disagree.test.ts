/** Disagreements: whether one matters is tried by the engine, one answer at a time. */
import { describe, expect, it } from 'vitest';
import { adviceOn, changedItems } from '../../src/core/advised.js';
import type { Catalogue } from '../../src/core/catalogue.js';
import type { Ground } from '../../src/core/decision.js';
import { disagreementsOf } from '../../src/core/disagree.js';
import { groundOf } from '../../src/core/ground.js';
import type { Answer } from '../../src/core/model.js';
import { shipped, shippedProfile } from '../support/catalogue.js';
import {
  atLeast,
  facts,
  multi,
  number,
  patterns,
  prefer,
  ranked,
  rule,
  tinyCatalogue,
  yesNo,
} from '../support/tiny.js';

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

/** Tries every answer in everybody's place: a swing is told exactly where the advice is different. */
function expectSwings(rules: Catalogue, grounds: readonly Ground[]): void {
  for (const { question, answers, swings } of disagreementsOf(rules, grounds).questions)
    grounds.forEach((each, of) => {
      answers.forEach((answer, withAnswerOf) => {
        const changes = changedItems(rules, adviceOn(rules, each), adviceOn(rules, withAnswer(each, question, answer)));
        const said = JSON.stringify(answer);
        const first = answers.findIndex((one) => JSON.stringify(one) === said);
        const told = swings.find((swing) => swing.of === of && swing.withAnswerOf === first);
        expect(told?.changes ?? [], `${question} of ${of} with ${withAnswerOf}`).toEqual(changes);
      });
    });
}

describe('a disagreement', () => {
  it('that matters comes first, with what each would be advised; one that does not has no swing', () => {
    const grounds = [ground({ users: 99, 'dark-mode': true }), ground({ users: 100, 'dark-mode': false })];
    const { advised, questions } = disagreementsOf(catalogue, grounds);
    expect(advised.map(({ pattern }) => pattern)).toEqual(['own-less', 'own-more']);
    expect(questions).toEqual([
      {
        ...{ question: 'users', answers: [99, 100] },
        swings: [
          { of: 0, withAnswerOf: 1, changes: [{ layer: null, before: 'own-less', after: 'own-more' }] },
          { of: 1, withAnswerOf: 0, changes: [{ layer: null, before: 'own-more', after: 'own-less' }] },
        ],
      },
      { question: 'dark-mode', answers: [true, false], swings: [] },
    ]);
    expectSwings(catalogue, grounds);
  });

  it('on the same side of a threshold does not matter', () => {
    const { questions } = disagreementsOf(catalogue, [ground({ users: 1 }), ground({ users: 99 })]);
    expect(questions).toEqual([{ question: 'users', answers: [1, 99], swings: [] }]);
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
