/** Limits of what is in place: near from four fifths on, over on one plan, and who may say so. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/core/check/check.js';
import type { InPlace } from '../../../src/core/decision.js';
import type { Finding } from '../../../src/core/finding.js';
import type { Limit } from '../../../src/core/provider.js';
import {
  type Cover,
  decidedOn,
  later,
  layer,
  limit,
  number,
  pinned,
  profile,
  provider,
  ranked,
  runs,
  tinyCatalogue,
} from '../../support/tiny.js';

const plans = [
  limit('size', 1000, { plan: 'free' }),
  limit('size', 5000, { plan: 'pro' }),
  limit('size', null, { plan: 'team' }),
];

/** What is said of limits when the app has grown to this size. */
function near(
  size: number,
  limits: readonly Limit[],
  runs: Partial<InPlace> = {},
  cover: Cover = {},
): readonly Finding[] {
  const shop = tinyCatalogue({
    ...{
      questions: [number('size', { stresses: ['database'] })],
      patterns: ranked('platform'),
      layers: [layer('database')],
    },
    providers: [provider('alpha', { database: cover }, { limits })],
  });
  const stack = new Map([['database', { provider: 'alpha', kind: null, approach: null, plan: null, ...runs }]]);
  const before = pinned(shop, profile({ size: 1 }, { stack }));
  return check(shop, later(before, { size }), decidedOn).findings;
}

describe('on a plan that is named', () => {
  const on = (plan: string) => ({ plan });

  it.each([799, 1])('a limit is comfortable below four fifths: %i of 1000', (size) => {
    expect(near(size, plans, on('free'))).toEqual([]);
  });

  it('it is near from four fifths on: a warning, with the plan that is wide enough', () => {
    expect(near(800, plans, on('free'))).toMatchObject([
      {
        id: 'limit-near/database/alpha/size',
        ...{ severity: 'warning', action: 'scale-layer', cause: 'answers', place: ['answers', 'size'] },
        detail: {
          provider: 'alpha',
          got: 800,
          at: 1000,
          plan: 'free',
          isOver: false,
          nextPlan: 'pro',
          isPlanKnown: true,
        },
        reasons: [{ rule: 'limit/alpha/size', sources: ['page'], evidence: [{ fact: 'size', got: 800 }] }],
      },
    ]);
  });

  it('it is passed above it: an error where the vendor stops there, a warning where it only slows down', () => {
    expect(near(1000, plans, on('free'))[0]?.detail).toMatchObject({ isOver: false });
    expect(near(1001, plans, on('free'))).toMatchObject([
      { severity: 'error', detail: { isOver: true, nextPlan: 'pro' } },
    ]);
    const soft = [limit('size', 1000, { plan: 'free', kind: 'soft' }), ...plans.slice(1)];
    expect(near(1001, soft, on('free'))).toMatchObject([{ severity: 'warning', detail: { isOver: true } }]);
  });

  it('other plans do not count', () => {
    expect(near(900, plans, on('pro'))).toEqual([]);
    expect(near(4000, plans, on('pro'))).toMatchObject([{ detail: { plan: 'pro', nextPlan: 'team' } }]);
    expect(near(1e6, plans, on('team'))).toEqual([]);
  });

  it('there may be no wider one', () => {
    expect(near(900, plans.slice(0, 1), on('free'))).toMatchObject([
      { severity: 'warning', detail: { nextPlan: null } },
    ]);
  });
});

describe('on a plan that nobody named', () => {
  it('a limit that another plan lifts is a note: it may be the one you are on', () => {
    expect(near(900, plans)).toMatchObject([
      { severity: 'note', detail: { isPlanKnown: false, plan: 'free', nextPlan: 'pro' } },
    ]);
    expect(near(1001, plans)).toMatchObject([{ severity: 'note', detail: { isOver: true, nextPlan: 'pro' } }]);
  });

  it('so it is on a plan that the catalogue does not know', () => {
    expect(near(900, plans, { plan: 'legacy' })).toMatchObject([{ severity: 'note', detail: { isPlanKnown: false } }]);
  });

  it('a limit without a wider plan is a warning', () => {
    expect(near(900, plans.slice(0, 1))).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('a limit that every plan keeps', () => {
  it('warns while it is near', () => {
    expect(near(900, [limit('size', 1000)])).toMatchObject([
      { id: 'limit-near/database/alpha/size', severity: 'warning', detail: { nextPlan: null } },
    ]);
  });

  it('is a broken rule once it is passed, told once', () => {
    expect(near(1001, [limit('size', 1000)]).map(({ id }) => id)).toContain(
      'hard-rule-broken/database/limit/alpha/size',
    );
    expect(near(1001, [limit('size', 1000)]).map(({ id }) => id)).not.toContain('limit-near/database/alpha/size');
  });

  it('hides no other limit of the layer that is near', () => {
    const shop = tinyCatalogue({
      ...{ patterns: ranked('platform'), layers: [layer('database')] },
      questions: [number('size', { stresses: ['database'] }), number('rows', { stresses: ['database'] })],
      providers: [
        provider('alpha', { database: {} }, { limits: [limit('size', 1000), limit('rows', 100)] }),
        provider('beta', { database: {} }),
      ],
    });
    const before = pinned(shop, profile({ size: 1, rows: 1 }), { database: 'alpha' });
    expect(check(shop, later(before, { size: 1001, rows: 90 }), decidedOn).findings.map(({ id }) => id)).toEqual([
      'hard-rule-broken/database/limit/alpha/size',
      'limit-near/database/alpha/rows',
    ]);
  });
});

describe('silent', () => {
  it('is a vendor’s limit on what you run yourself', () => {
    expect(near(1e6, plans, {}, { approach: 'self-hosted' })).toEqual([]);
  });

  it('is a limit in a unit that the layer does not feel', () => {
    const shop = tinyCatalogue({
      ...{
        questions: [number('size', { stresses: ['files'] })],
        patterns: ranked('platform'),
        layers: [layer('database')],
      },
      providers: [provider('alpha', { database: {} }, { limits: plans })],
    });
    expect(check(shop, later(pinned(shop, profile({ size: 1 })), { size: 900 }), decidedOn).findings).toEqual([]);
  });

  it('is what is not in the catalogue, or left out', () => {
    for (const provider of ['other', 'not-needed']) {
      const shop = tinyCatalogue({
        ...{
          questions: [number('size', { stresses: ['database'] })],
          patterns: ranked('platform'),
          layers: [layer('database')],
        },
        providers: [],
      });
      const stack = new Map([['database', runs(provider)]]);
      const before = pinned(shop, profile({ size: 1 }, { stack }), { pattern: 'platform' }, { because: 'so' });
      expect(
        check(shop, later(before, { size: 1e6 }), decidedOn).findings.filter(
          ({ detail }) => detail.code === 'limit-near',
        ),
      ).toEqual([]);
    }
  });
});
