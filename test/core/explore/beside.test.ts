/** What differs beside the picks: held against two whole recommendations. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { advise } from '../../../src/core/advise.js';
import { adviceInFull } from '../../../src/core/check/advised.js';
import { besideChanges, isSameBeside } from '../../../src/core/explore/beside.js';
import { compare } from '../../../src/core/explore/comparison.js';
import type { Answer, Facts } from '../../../src/core/model.js';
import { shipped } from '../../support/catalogue.js';
import { projects } from '../answer-sets.js';

const { catalogue } = shipped();
const full = (facts: Facts) => adviceInFull(catalogue, { facts, stack: new Map(), vendorEvents: [] });

it('is nothing between a project and itself', () => {
  fc.assert(
    fc.property(projects(catalogue), (facts) => {
      expect(isSameBeside(besideChanges(full(facts), full(facts)))).toBe(true);
    }),
    { numRuns: 10 },
  );
});

it('leads from what one recommendation says to what the other says, and back with the signs turned', () => {
  fc.assert(
    fc.property(projects(catalogue), projects(catalogue), (one, other) => {
      const [before, after] = [advise(catalogue, one), advise(catalogue, other)];
      const there = besideChanges(full(one), full(other));
      const lead = (
        from: readonly string[],
        changes: readonly { readonly change: 'new' | 'gone' }[],
        key: (each: never) => string,
      ) => {
        const of = (change: string) =>
          changes.filter((each) => each.change === change).map((each) => key(each as never));
        return new Set([...from.filter((each) => !of('gone').includes(each)), ...of('new')]);
      };
      const rules = (all: readonly { readonly rule: string }[]) => all.map(({ rule }) => rule);
      expect(lead(before.vendors, there.vendors, ({ vendor }) => vendor)).toEqual(new Set(after.vendors));
      expect(lead(rules(before.risks), there.risks, ({ rule }) => rule)).toEqual(new Set(rules(after.risks)));
      const steps = (all: readonly { readonly step: string }[]) => all.map(({ step }) => step);
      expect(lead(steps(before.plan), there.steps, ({ step }) => step)).toEqual(new Set(steps(after.plan)));
      const back = besideChanges(full(other), full(one));
      expect(back.controls.filter(({ change }) => change === 'new').map(({ control }) => control)).toEqual(
        there.controls.filter(({ change }) => change === 'gone').map(({ control }) => control),
      );
    }),
    { numRuns: 15 },
  );
});

it('tells a web app that moves to another host although no pick changes', () => {
  const facts: Facts = new Map(Object.entries({ 'app-type': 'consumer-app', clients: ['ios', 'web'] }));
  const [before, after] = [full(facts), full(new Map(facts).set('clients', ['ios']))];
  expect(besideChanges(before, after).surfaces).toContainEqual(
    expect.objectContaining({ surface: 'web', after: null }),
  );
});

it('is nothing between two whole comparisons that differ in answers alone', () => {
  const facts: Facts = new Map<string, Answer>(Object.entries({ 'app-type': 'consumer-app', 'data-gb': 0.2 }));
  const ground = (known: Facts) => ({ facts: known, stack: new Map(), vendorEvents: [] });
  const comparison = compare(catalogue, ground(facts), ground(new Map(facts).set('data-gb', 0.3)));
  expect(comparison.answers).toHaveLength(1);
  expect(isSameBeside(comparison)).toBe(true);
});
