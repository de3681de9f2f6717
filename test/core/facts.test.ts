/** What is known about a project: answers, overlaid by what was measured since. */
import { expect, it } from 'vitest';
import { factsOf, withFact } from '../../src/core/facts.js';
import { facts } from '../support/tiny.js';

it('a measured value wins over an answer, and answers a question that nobody answered', () => {
  const answers = facts({ users: 2000, stage: 'mvp' });
  const observed = facts({ users: 140_000, connections: 80 });
  expect(factsOf({ answers, observed })).toEqual(facts({ users: 140_000, stage: 'mvp', connections: 80 }));
});

it('changing one fact leaves the others, and the facts that came in, as they were', () => {
  const before = facts({ users: 2000, stage: 'mvp' });
  expect(withFact(before, 'users', 5)).toEqual(facts({ users: 5, stage: 'mvp' }));
  expect(withFact(before, 'users', undefined)).toEqual(facts({ stage: 'mvp' }));
  expect(before).toEqual(facts({ users: 2000, stage: 'mvp' }));
});
