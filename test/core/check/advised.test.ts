/** Advice in short, with what stands beside the picks: what the whole recommendation says. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { advise } from '../../../src/core/advise.js';
import { adviceInFull, adviceOn } from '../../../src/core/check/advised.js';
import { factsOf } from '../../../src/core/facts.js';
import type { Facts } from '../../../src/core/model.js';
import { profileNames, shipped, shippedProfile } from '../../support/catalogue.js';
import { projects } from '../answer-sets.js';

const { catalogue } = shipped();

function expectSame(facts: Facts): void {
  const ground = { facts, stack: new Map(), vendorEvents: [] };
  const { pattern, layers, vendors, risks, plan, controls } = advise(catalogue, facts);
  const picks = Object.entries(layers).map(
    ([layer, { status, pick }]) => [layer, status === 'not-needed' ? 'not-needed' : pick] as const,
  );
  // Layers of a pattern that failed are told in a recommendation, but nothing is advised for them.
  const whole = { pattern: pattern.pick, layers: new Map(pattern.pick === null ? [] : picks) };
  expect(adviceOn(catalogue, ground)).toEqual(whole);
  const surfaces = new Map(Object.values(layers).flatMap((layer) => Object.entries(layer.surfaces)));
  expect(adviceInFull(catalogue, ground)).toEqual({ ...whole, vendors, risks, plan, controls, surfaces });
}

it('says the same of every shipped profile', () => {
  for (const name of profileNames()) expectSame(factsOf(shippedProfile(name)));
});

it('says the same of random projects, and of too few answers', () => {
  expectSame(new Map());
  fc.assert(fc.property(projects(catalogue), expectSame), { numRuns: 100 });
});
