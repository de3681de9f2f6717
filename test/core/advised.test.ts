/** Advice in short, read off a recommendation or judged by itself: the same. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { advise } from '../../src/core/advise.js';
import { adviceOn, advisedBy } from '../../src/core/advised.js';
import { factsOf } from '../../src/core/facts.js';
import type { Facts } from '../../src/core/model.js';
import { profileNames, shipped, shippedProfile } from '../support/catalogue.js';
import { projects } from './answer-sets.js';

const { catalogue } = shipped();

function expectSame(facts: Facts): void {
  const ground = { facts, stack: new Map(), vendorEvents: [] };
  expect(advisedBy(advise(catalogue, facts))).toEqual(adviceOn(catalogue, ground));
}

it('says the same of every shipped profile', () => {
  for (const name of profileNames()) expectSame(factsOf(shippedProfile(name)));
});

it('says the same of random projects, and of too few answers', () => {
  expectSame(new Map());
  fc.assert(fc.property(projects(catalogue), expectSame), { numRuns: 100 });
});
