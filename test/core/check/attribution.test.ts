/** Where a change comes from: one cause a step, and the steps together explain everything. */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { check } from '../../../src/core/check/check.js';
import type { Cause, Checked } from '../../../src/core/finding.js';
import type { Profile } from '../../../src/core/model.js';
import {
  atLeast,
  decidedOn,
  exclude,
  is,
  later,
  layer,
  moved,
  notice,
  number,
  offerings,
  patterns,
  pinned,
  prefer,
  profile,
  provider,
  ranked,
  reviewBy,
  revisit,
  rule,
  stackOf,
  tinyCatalogue,
  yesNo,
} from '../../support/tiny.js';

const overdue = '2027-02-11';

const parts = {
  questions: [number('size'), yesNo('strict')],
  patterns: ranked('platform'),
  layers: [layer('database')],
  providers: [
    provider('alpha', { database: {} }),
    provider('beta', { database: {} }),
    provider('gamma', { database: {} }),
  ],
  rules: [
    rule('beta-for-many', prefer(offerings('database', { provider: 'beta' }), 'strong'), { when: atLeast('size', 10) }),
    rule('law', exclude(offerings('database', { provider: 'gamma' })), { when: is('strict', true) }),
    rule('growth', revisit('traffic-changed', { severity: 'note' }), {
      when: moved('size', { op: 'grew-by', factor: 3 }),
    }),
    rule('growth-and-law', revisit('traffic-changed', { severity: 'warning' }), {
      when: { kind: 'all', of: [moved('size', { op: 'grew-by', factor: 3 }), is('strict', true)] },
    }),
  ],
};
const shop = tinyCatalogue(parts);
const before = pinned(shop, profile({ size: 1, strict: false }));

/** Each finding with its cause. */
const causes = ({ findings }: Checked) => findings.map(({ id, cause }) => `${id}: ${cause}`);
const steps = ({ steps }: Checked) => steps.map(({ cause, appeared }) => `${cause}: ${appeared.join(' ')}`);

describe('each cause', () => {
  /** For every cause there is, a change that comes from it alone, and what is then found. */
  const cases = {
    rules: [
      tinyCatalogue({
        ...{ ...parts, rulesDigest: 'newer rules' },
        rules: [...parts.rules, rule('news', prefer(offerings('database', { provider: 'gamma' }), 'strong'))],
      }),
      before,
      decidedOn,
      'advice-changed/database/gamma',
    ],
    facts: [
      tinyCatalogue({
        ...{ ...parts, factsDigest: 'newer facts' },
        providers: [
          ...parts.providers.slice(1),
          provider(
            'alpha',
            { database: { vendor: 'beta' } },
            { status: { is: 'maintenance', on: null, source: '', note: null } },
          ),
        ],
      }),
      before,
      decidedOn,
      'vendor-event/database/alpha-stagnation',
    ],
    vendor: [
      shop,
      later(before, {}, { vendorEvents: [notice('alpha', 'acquisition')] }),
      decidedOn,
      'vendor-event/database/alpha-acquisition',
    ],
    answers: [shop, later(before, { size: 10 }), decidedOn, 'advice-changed/database/beta'],
    stack: [
      shop,
      later(before, {}, { stack: stackOf({ database: 'beta' }) }),
      decidedOn,
      'stack-differs/database/beta',
    ],
    calendar: [shop, before, overdue, 'review-overdue/pattern'],
  } as const satisfies Record<Cause, readonly [Catalogue, Profile, string, string]>;

  it.each(Object.entries(cases))(
    '%s: what comes from it alone has it, in one step',
    (cause, [catalogue, profile, today, id]) => {
      const checked = check(catalogue, profile, today);
      expect(causes(checked)).toContain(`${id}: ${cause}`);
      expect(new Set(checked.findings.map((each) => each.cause))).toEqual(new Set([cause]));
      expect(checked.steps.map((each) => each.cause)).toEqual([cause]);
    },
  );

  it('is rules where rules and facts both moved: the two cannot be told apart', () => {
    const [both] = cases.rules;
    const checked = check(tinyCatalogue({ ...both.data, factsDigest: 'newer facts' }), before, decidedOn);
    expect(causes(checked)).toEqual(['advice-changed/database/gamma: rules']);
  });

  it('has its own findings where all changed at once, in the one order', () => {
    const [both] = cases.rules;
    const all = later(
      before,
      { size: 10 },
      { stack: stackOf({ database: 'beta' }), vendorEvents: [notice('beta', 'price-change')] },
    );
    expect(steps(check(both, all, overdue))).toEqual([
      'rules: advice-changed/database/gamma',
      'answers: advice-changed/database/beta traffic-changed/pattern/traffic-changed',
      // The notice was there before, but about nothing in place.
      'stack: stack-differs/database/beta vendor-event/database/beta-price-change',
      'calendar: review-overdue/pattern',
    ]);
  });
});

describe('a step', () => {
  it('says how the advice moved, under the chosen pattern', () => {
    expect(check(shop, later(before, { size: 10 }), decidedOn).steps).toEqual([
      {
        cause: 'answers',
        pattern: null,
        layers: { database: { from: 'alpha', to: 'beta' } },
        appeared: ['advice-changed/database/beta', 'traffic-changed/pattern/traffic-changed'],
        gone: [],
      },
    ]);
  });

  it('says how the pattern moved', () => {
    const shapes = tinyCatalogue({
      ...{ questions: [number('size')], patterns: ranked('platform', 'own') },
      rules: [rule('large', prefer(patterns('own'), 'slight'), { when: atLeast('size', 2) })],
    });
    const changed = later(pinned(shapes, profile({ size: 0 })), { size: 2 });
    // By one point only: the advice moved, and nothing is worth a finding.
    expect(check(shapes, changed, decidedOn)).toMatchObject({
      findings: [],
      steps: [{ cause: 'answers', pattern: { from: 'platform', to: 'own' }, appeared: [] }],
    });
  });

  it('says what is gone, too: what was known then, and holds no longer', () => {
    const known = pinned(shop, profile({ size: 1, strict: false }, { vendorEvents: [notice('alpha', 'acquisition')] }));
    const [step] = check(shop, later(known, {}, { vendorEvents: [] }), decidedOn).steps;
    expect(step).toMatchObject({ cause: 'vendor', appeared: [], gone: ['vendor-event/database/alpha-acquisition'] });
  });

  it('that changed nothing is left out', () => {
    expect(check(shop, later(before, { size: 2 }), '2026-12-31')).toEqual({ findings: [], steps: [] });
  });

  it('names a layer that a newer catalogue no longer has', () => {
    const fewer = tinyCatalogue({ ...parts, rulesDigest: 'newer', layers: [], providers: [] });
    expect(check(fewer, before, decidedOn).steps).toMatchObject([
      { layers: { database: { from: 'alpha', to: null } } },
    ]);
  });
});

describe('a finding', () => {
  it('has the cause of the step on which it came to stay, not of one on which it came and went', () => {
    // The notice ends alpha, the new answers rule out gamma, and what runs is beta: only that is left to tell.
    const all = later(
      before,
      { strict: true },
      { vendorEvents: [notice('alpha', 'stagnation')], stack: stackOf({ database: 'beta' }) },
    );
    const checked = check(shop, all, decidedOn);
    expect(checked.steps.map(({ cause, appeared, gone }) => [cause, appeared, gone])).toEqual([
      ['vendor', ['vendor-event/database/alpha-stagnation'], []],
      ['stack', ['stack-differs/database/beta'], ['vendor-event/database/alpha-stagnation']],
    ]);
    expect(causes(checked)).toEqual(['stack-differs/database/beta: stack']);
  });

  it('that was known has the cause that made it worse, and that step tells it', () => {
    const hurts = (severity: 'note' | 'warning', size: number) =>
      rule(`hurts-from-${size}`, revisit('recurring-limits', { severity }), { when: atLeast('size', size) });
    const sore = tinyCatalogue({ ...parts, rules: [hurts('note', 3), hurts('warning', 5)] });
    const known = pinned(sore, profile({ size: 3 }));
    expect(check(sore, later(known, { size: 4 }), overdue).findings).toMatchObject([{ id: 'review-overdue/pattern' }]);
    const worse = check(sore, later(known, { size: 5 }), overdue);
    expect(steps(worse)).toEqual([
      'answers: recurring-limits/pattern/recurring-limits',
      'calendar: review-overdue/pattern',
    ]);
    expect(causes(worse)).toContain('recurring-limits/pattern/recurring-limits: answers');
    expect(worse.findings[0]?.severity).toBe('warning');
  });

  it('that the decision itself brings is blamed on no later step: a rule that was broken from the start', () => {
    const broken = pinned(shop, profile({ size: 1, strict: true }), { database: 'gamma' });
    const onTheDay = check(shop, broken, decidedOn);
    expect(causes(onTheDay)).toEqual(['hard-rule-broken/database/law: answers']);
    expect(causes(check(shop, broken, '2026-06-01'))).toEqual(causes(onTheDay));
    const moved = check(shop, later(broken, {}, { vendorEvents: [notice('gamma', 'acquisition')] }), overdue);
    expect(steps(moved)).toEqual([
      'answers: hard-rule-broken/database/law',
      'vendor: vendor-event/database/gamma-acquisition',
      'calendar: review-overdue/pattern',
    ]);
    expect(causes(moved)[0]).toBe('hard-rule-broken/database/law: answers');
  });

  it('that somebody edited into the decision by hand comes from there, whatever else has changed', () => {
    const { decision } = before;
    if (!decision) throw new Error('nothing is decided');
    const layers = new Map(decision.layers).set('database', { advised: null, chosen: null, because: null });
    const edited = { ...before, decision: { ...decision, layers } };
    for (const today of [decidedOn, reviewBy])
      expect(check(shop, edited, today)).toMatchObject({
        findings: [{ id: 'advice-changed/database/alpha', cause: 'answers' }],
        steps: [{ cause: 'answers', layers: { database: { from: null, to: 'alpha' } } }],
      });
  });
});
