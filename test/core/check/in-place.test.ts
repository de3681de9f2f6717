/** What is in place: what was chosen, overlaid by what runs, judged in the way that least speaks against it. */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { candidateOf, inPlaceOf, isProduct, offeringsOf, withVendorEvents } from '../../../src/core/check/in-place.js';
import { situationOf } from '../../../src/core/condition.js';
import type { InPlace } from '../../../src/core/decision.js';
import { judgeLayers } from '../../../src/core/layer.js';
import {
  always,
  exclude,
  layer,
  notice,
  offerings,
  pattern,
  pinned,
  prefer,
  profile,
  provider,
  ranked,
  rule,
  runs,
  stackOf,
  tinyCatalogue,
} from '../../support/tiny.js';

const layers = [layer('database', { order: 0 }), layer('files', { order: 1 })];
const shop = tinyCatalogue({
  patterns: ranked('platform'),
  layers,
  providers: [
    provider('alpha', { database: {}, files: {} }),
    provider('beta', { database: [{ kind: 'tables' }, { kind: 'tables', approach: 'self-hosted' }] }),
  ],
});

describe('what is in place', () => {
  const { decision } = pinned(shop, profile({}));

  it('is what was chosen, where nobody says what runs', () => {
    expect(inPlaceOf(decision, new Map())).toEqual(stackOf({ database: 'alpha', files: 'alpha' }));
  });

  it('is what runs, where somebody says so', () => {
    expect(inPlaceOf(decision, stackOf({ database: 'beta' })).get('database')?.provider).toBe('beta');
    expect(inPlaceOf(null, stackOf({ database: 'beta' }))).toEqual(stackOf({ database: 'beta' }));
  });

  it('runs in the way that was chosen, until somebody says another', () => {
    const chosen = runs('beta', { kind: 'tables', approach: 'self-hosted' });
    const decided = decision && {
      ...decision,
      layers: new Map([['database', { advised: 'alpha', chosen, because: 'ours' }]]),
    };
    const running = (what: InPlace) => inPlaceOf(decided, new Map([['database', what]])).get('database');
    expect(running(runs('beta', { plan: 'pro' }))).toEqual({ ...chosen, plan: 'pro' });
    expect(running(runs('beta', { approach: 'managed' }))?.approach).toBe('managed');
    expect(running(runs('alpha'))).toEqual(runs('alpha'));
  });

  it('can be judged where it is a product: not where it is left out, or unknown to the catalogue', () => {
    expect(['alpha', 'not-needed', 'other'].map((each) => isProduct(runs(each)))).toEqual([true, false, false]);
  });
});

describe('the ways in which it may run', () => {
  const ways = (what: InPlace, allows = {}) =>
    offeringsOf(shop, 'database', what, pattern('p', { allows })).map(({ approach }) => approach);

  it('are all that the product has, narrowed by what is said', () => {
    expect(ways(runs('beta'))).toEqual(['managed', 'self-hosted']);
    expect(ways(runs('beta', { approach: 'self-hosted' }))).toEqual(['self-hosted']);
    expect(ways(runs('beta', { kind: 'documents' }))).toEqual([]);
  });

  it('are those that the pattern allows, and all of them where it allows none: it runs all the same', () => {
    expect(ways(runs('beta'), { database: ['managed'] })).toEqual(['managed']);
    expect(ways(runs('beta'), { database: ['platform'] })).toEqual(['managed', 'self-hosted']);
  });
});

describe('what is in place, judged', () => {
  const candidate = (catalogue: Catalogue, what: InPlace) => {
    const [shape] = catalogue.patterns;
    const situation = situationOf(new Map(), new Map());
    const [judged] = shape ? judgeLayers(catalogue, shape, situation, null) : [];
    return judged && shape ? candidateOf(catalogue, judged, what, shape, situation) : null;
  };
  const withRules = (...rules: Parameters<typeof rule>[1][]) =>
    tinyCatalogue({ ...shop.data, rules: rules.map((effects, index) => rule(`r${index}`, effects, { when: always })) });

  it('is accused of nothing that only another of its ways breaks', () => {
    const law = withRules(exclude(offerings('database', { approach: 'managed' })));
    expect(candidate(law, runs('beta'))).toMatchObject({ tier: 'clear', offering: { approach: 'self-hosted' } });
    expect(candidate(law, runs('beta', { approach: 'managed' }))?.tier).toBe('excluded');
  });

  it('counts with the points of its best way', () => {
    const taste = withRules(prefer(offerings('database', { approach: 'self-hosted' }), 'strong'));
    expect(candidate(taste, runs('beta'))?.points).toBe(4);
    expect(candidate(taste, runs('beta', { approach: 'managed' }))?.points).toBe(0);
  });

  it('is nothing where the catalogue does not know it', () => {
    expect(candidate(shop, runs('other'))).toBeNull();
    expect(candidate(shop, runs('gone'))).toBeNull();
  });
});

describe('the catalogue as notices leave it', () => {
  const status = (catalogue: Catalogue) => catalogue.provider.get('alpha')?.status;

  it('has a product that its vendor ends as ended, since the day of the notice', () => {
    expect(status(withVendorEvents(shop, [notice('alpha', 'sunset')]))).toMatchObject({
      is: 'sunset',
      on: '2026-03-01',
    });
    expect(status(shop)).toMatchObject({ is: 'active', on: null });
  });

  it.each(['price-change', 'acquisition', 'stagnation'] as const)('is the very same after a notice of %s', (kind) => {
    expect(withVendorEvents(shop, [notice('alpha', kind)])).toBe(shop);
  });

  it('does not learn of products that it does not have', () => {
    expect([...withVendorEvents(shop, [notice('gone', 'sunset')]).provider.keys()]).toEqual(['alpha', 'beta']);
  });
});
