/** Rules about revisiting: what they may read, and what the shipped ones say when an app, its crowd or its team changes. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/core/check/check.js';
import type { Finding } from '../../../src/core/finding.js';
import type { Answer, Condition, Profile } from '../../../src/core/model.js';
import { shipped, shippedProfile } from '../../support/catalogue.js';
import {
  decidedOn,
  fact,
  includes,
  is,
  later,
  layer,
  limit,
  moved,
  notice,
  number,
  patterns,
  pinned,
  prefer,
  profile,
  provider,
  ranked,
  revisit,
  rule,
  runs,
  stackOf,
  tinyCatalogue,
} from '../../support/tiny.js';

describe('a rule about revisiting', () => {
  const search = layer('search', { order: 1, needed: is('size', 99) });
  /** Whether a rule with this condition is heard, once the profile has changed. */
  function isHeard(
    when: Condition,
    answers: Readonly<Record<string, Answer>> = {},
    more: Partial<Profile> = {},
  ): boolean {
    const shop = tinyCatalogue({
      questions: [number('size', { stresses: ['database'] })],
      patterns: ranked('platform', 'own'),
      layers: [layer('database'), search],
      providers: [
        provider(
          'alpha',
          { database: [{ kind: 'tables' }, { kind: 'tables', approach: 'self-hosted' }] },
          { limits: [limit('size', 1000)] },
        ),
        provider('seek', { search: {} }),
      ],
      rules: [
        rule('r', revisit('cost'), { when }),
        rule('large', prefer(patterns('own'), 'strong'), { when: is('size', 7) }),
      ],
    });
    const { findings } = check(shop, later(pinned(shop, profile({ size: 1 })), answers, more), decidedOn);
    return findings.some(({ id }) => id === 'cost/pattern/cost');
  }

  it('may compare an answer with what it was', () => {
    const grew = moved('size', { op: 'grew-by', factor: 3 });
    expect([2, 3].map((size) => isHeard(grew, { size }))).toEqual([false, true]);
    expect(isHeard({ kind: 'all', of: [is('was.size', 1), is('size', 3)] }, { size: 3 })).toBe(true);
  });

  it('may read what was decided, and what the advice is now', () => {
    const parted: Condition = { kind: 'all', of: [is('decision.pattern', 'platform'), is('advice.pattern', 'own')] };
    expect([3, 7].map((size) => isHeard(parted, { size }))).toEqual([false, true]);
    expect(
      isHeard(
        {
          kind: 'all',
          of: [is('decision.database.kind', 'tables'), is('advice.search.kind', 'not-needed'), is('size', 3)],
        },
        { size: 3 },
      ),
    ).toBe(true);
  });

  it('may read what runs; where nobody says, what was chosen', () => {
    const self = is('stack.database.approach', 'self-hosted');
    const running = (approach: 'managed' | 'self-hosted') => ({
      stack: new Map([['database', runs('alpha', { approach })]]),
    });
    expect(isHeard(self, {}, running('self-hosted'))).toBe(true);
    expect(isHeard(self, {}, running('managed'))).toBe(false);
    expect(isHeard({ kind: 'all', of: [is('stack.database.provider', 'alpha'), is('size', 2)] }, { size: 2 })).toBe(
      true,
    );
    expect(isHeard({ kind: 'all', of: [is('stack.search.kind', 'not-needed'), is('size', 2)] }, { size: 2 })).toBe(
      true,
    );
  });

  it('reads no kind or approach of what could be several, or is not in the catalogue', () => {
    const anyWay = fact('stack.database.approach', { op: 'in', values: ['managed', 'self-hosted'] });
    expect(isHeard(anyWay, {}, { stack: stackOf({ database: 'other' }) })).toBe(false);
    expect(isHeard(is('stack.database.provider', 'other'), {}, { stack: stackOf({ database: 'other' }) })).toBe(true);
    expect(isHeard(is('stack.database.kind', 'tables'), {}, { stack: stackOf({ database: 'other' }) })).toBe(false);
  });

  it('may read whether a limit is near, in a layer or anywhere, and what vendors wrote', () => {
    for (const near of ['stack.limit-near', 'stack.database.limit-near'])
      expect([700, 900].map((size) => isHeard(is(near, true), { size }))).toEqual([false, true]);
    expect(isHeard(is('stack.search.limit-near', true), { size: 900 })).toBe(false);
    expect(
      isHeard(includes('vendor-events', 'acquisition'), {}, { vendorEvents: [notice('alpha', 'acquisition')] }),
    ).toBe(true);
  });

  it('tells one finding together with those of the same subject, as bad as the worst of them', () => {
    const grew = moved('size', { op: 'grew-by', factor: 3 });
    const shop = tinyCatalogue({
      ...{ questions: [number('size')], patterns: ranked('platform') },
      rules: [
        rule('a', revisit('traffic-changed', { severity: 'note', subject: 'growth' }), { when: grew }),
        rule('b', revisit('traffic-changed', { severity: 'warning', subject: 'growth', action: 'scale-layer' }), {
          when: grew,
        }),
      ],
    });
    expect(check(shop, later(pinned(shop, profile({ size: 1 })), { size: 3 }), decidedOn).findings).toMatchObject([
      {
        id: 'traffic-changed/pattern/growth',
        ...{ severity: 'warning', action: 'scale-layer', detail: { rule: 'b' }, place: ['answers', 'size'] },
        reasons: [{ because: 'b says so.', sources: ['somebody'], evidence: [{ fact: 'size', got: 3, was: 1 }] }],
      },
    ]);
  });
});

describe('the shipped rules', () => {
  const { catalogue } = shipped();
  const quiet = { 'pain-points': [], 'cost-trend': 'fine', 'planned-capabilities': [], compliance: [] };
  const simple = shippedProfile('matrix-1-simple-mvp');
  const running = {
    ...simple,
    answers: new Map<string, Answer>([
      ...simple.answers,
      ...Object.entries(quiet),
      ['stage', 'launched'],
      ['users-year-one', 10_000],
    ]),
  };
  const before = pinned(catalogue, running);

  /** What the triggers say after this change: by code, with severity and action. */
  function said(change: Readonly<Record<string, Answer>>, of = before, more: Partial<Profile> = {}): string[] {
    const { findings } = check(catalogue, later(of, change, more), decidedOn);
    return findings.filter(isTrigger).map(({ detail, severity, action }) => `${detail.code}: ${severity}, ${action}`);
  }
  const isTrigger = ({ detail }: Finding) =>
    'rule' in detail || detail.code === 'limit-near' || detail.code === 'vendor-event';

  it('say nothing of a project that has not changed', () => {
    expect(said({})).toEqual([]);
  });

  it('call growth alone a note, and keep the stack (claim 203, lesson 2)', () => {
    expect(said({ 'users-year-one': 30_000 })).toEqual(['traffic-changed: note, keep']);
    expect(said({ 'users-year-one': 29_999 })).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, Answer>>]>([
    ['a pain point', { 'pain-points': ['developer-experience'] }],
    ['a rising bill', { 'cost-trend': 'rising' }],
    ['a law', { compliance: ['gdpr'] }],
  ])('make it a warning beside %s', (_, company) => {
    expect(said({ 'users-year-one': 30_000, ...company })).toContain('traffic-changed: warning, scale-layer');
    expect(said(company)).not.toContain('traffic-changed: warning, scale-layer');
  });

  describe('beside a limit of what runs', () => {
    const realtime = { realtime: 'live-updates', 'peak-connections': 10 };
    const live = { ...running, answers: new Map<string, Answer>([...running.answers, ...Object.entries(realtime)]) };
    const on = (plan: string | null) =>
      pinned(catalogue, { ...live, stack: new Map([['realtime', runs('pusher', { plan })]]) }, {}, { because: 'so' });
    const grown = { 'users-year-one': 30_000, 'peak-connections': 480 };

    it('make it a warning where the plan is named and its limit is near', () => {
      expect(said(grown, on('startup'))).toEqual(
        expect.arrayContaining(['limit-near: warning, scale-layer', 'traffic-changed: warning, scale-layer']),
      );
    });

    it('leave it a note where that is the limit of a plan that may not be yours', () => {
      expect(said(grown, on(null))).toEqual(
        expect.arrayContaining(['limit-near: note, scale-layer', 'traffic-changed: note, keep']),
      );
      expect(said(grown, on(null)).filter((each) => each.includes('warning'))).toEqual([]);
    });
  });

  it.each<[string, Readonly<Record<string, Answer>>, string]>([
    ['the app became another kind of app (claim 202)', { 'app-type': 'game' }, 'app-type-changed: note, keep'],
    ['the crowd comes in rushes (claim 203)', { 'traffic-shape': ['burst'] }, 'traffic-changed: note, keep'],
    ['the team doubled (claim 204)', { 'team-size': 8 }, 'team-changed: note, keep'],
    ['a website came (claim 205)', { clients: ['ios', 'android', 'web'] }, 'client-added: note, add-managed-component'],
    [
      'lookups fail again and again (claim 206)',
      { 'pain-points': ['query-limits'] },
      'recurring-limits: warning, scale-layer',
    ],
    ['the bill is alarming', { 'cost-trend': 'alarming' }, 'cost: warning, replace-layer'],
    ['a law came', { compliance: ['gdpr'] }, 'compliance-changed: warning, keep'],
  ])('speak when %s', (_, change, expected) => {
    expect(said(change)).toContain(expected);
  });

  it('name the layer that is enough: about half of those who outgrew documents went to tables (lesson 6)', () => {
    const documents = pinned(catalogue, running, { database: 'firestore' });
    expect(said({ 'pain-points': ['query-limits'] }, documents)).toContain('recurring-limits: warning, replace-layer');
  });

  it('speak when a vendor ends what runs, and when its price meets a bill without room', () => {
    const runsOn = before.decision?.layers.get('database')?.chosen?.provider ?? '';
    const events = (kind: 'sunset' | 'price-change') => ({ vendorEvents: [notice(runsOn, kind)] });
    expect(said({}, before, events('sunset'))).toEqual(['vendor-event: warning, replace-layer']);
    expect(said({}, before, events('price-change'))).toEqual(['vendor-event: note, keep']);
    expect(said({ 'cost-predictability': 'must-be-capped' }, before, events('price-change'))).toContain(
      'cost: warning, replace-layer',
    );
  });

  it('can say: own less (lesson 7)', () => {
    const own = new Map([['hosting', runs('fly-io', { approach: 'containers' })]]);
    const heavy = pinned(
      catalogue,
      { ...running, answers: new Map([...running.answers, ['team-size', 6]]), stack: own },
      {},
      { because: 'so' },
    );
    expect(said({ 'team-size': 3 }, heavy)).toContain('team-changed: warning, own-less');
  });

  it('propose a rewrite only on evidence that delivery is blocked (claim 209)', () => {
    const limits = ['query-limits', 'job-limits', 'permission-limits'];
    expect(said({ stage: 'growth', 'pain-points': limits }).filter((each) => each.endsWith('replatform'))).toEqual([]);
    expect(said({ stage: 'growth', 'pain-points': [...limits, 'developer-experience'] })).toContain(
      'recurring-limits: warning, replatform',
    );
  });
});
