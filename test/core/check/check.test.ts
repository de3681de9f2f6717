/** Does a decision still fit? What is told, what stays silent, and what becomes of findings that people live with. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/core/check/check.js';
import { type FindingCode, findingCodes, ruleTriggers } from '../../../src/core/finding.js';
import type { CatalogueData, Profile } from '../../../src/core/model.js';
import { shipped, shippedProfile } from '../../support/catalogue.js';
import {
  atLeast,
  decidedOn,
  exclude,
  is,
  later,
  layer,
  limit,
  moved,
  notice,
  number,
  offerings,
  pinned,
  prefer,
  profile,
  provider,
  ranked,
  require,
  reviewBy,
  revisit,
  rule,
  stackOf,
  tinyCatalogue,
  trait,
  yesNo,
} from '../../support/tiny.js';

const parts = {
  questions: [number('size', { stresses: ['database'] }), yesNo('strict')],
  traits: [trait('signs', 'unknown')],
  patterns: ranked('platform'),
  layers: [layer('database')],
  providers: [
    provider(
      'alpha',
      { database: {} },
      { limits: [limit('size', 1000, { plan: 'free' }), limit('size', null, { plan: 'pro' })] },
    ),
    provider('beta', { database: {} }),
    provider('gamma', { database: {} }, { traits: { signs: 'no' } }),
  ],
  rules: [
    rule('law', require(offerings('database', { trait: 'signs' })), { when: is('strict', true) }),
    rule('beta-for-many', prefer(offerings('database', { provider: 'beta' }), 'strong'), {
      when: atLeast('size', 5000),
    }),
    ...ruleTriggers.map((trigger) =>
      rule(`tells-${trigger}`, revisit(trigger, { severity: 'note' }), {
        when: moved('size', { op: 'grew-by', factor: 3 }),
      }),
    ),
  ],
} satisfies Partial<CatalogueData>;
const shop = tinyCatalogue(parts);
const before = pinned(shop, profile({ size: 100, strict: false }));

const ids = (profile: Profile, today = decidedOn, catalogue = shop) =>
  check(catalogue, profile, today).findings.map(({ id }) => id);

describe('every code', () => {
  const found = (code: FindingCode, profile: Profile, today = decidedOn, catalogue = shop) =>
    check(catalogue, profile, today).findings.find(({ detail }) => detail.code === code);
  const grown = later(before, { size: 300 });
  const newer = (more: Partial<CatalogueData>) => tinyCatalogue({ ...parts, rulesDigest: 'newer', ...more });
  const platform = provider('cloud', { database: { approach: 'platform' } });
  const own = provider('mine', { database: { approach: 'self-hosted', vendor: null } });

  /** For every code there is, the plainest way to it. */
  const cases = {
    'app-type-changed': () => found('app-type-changed', grown),
    'traffic-changed': () => found('traffic-changed', grown),
    'team-changed': () => found('team-changed', grown),
    'client-added': () => found('client-added', grown),
    'recurring-limits': () => found('recurring-limits', grown),
    'compliance-changed': () => found('compliance-changed', grown),
    cost: () => found('cost', grown),
    // A rule may say so; so does advice that a new catalogue moved to something simpler to own.
    'new-tools': () => {
      const catalogue = tinyCatalogue({ ...parts, providers: [own], rules: [] });
      const tool = newer({
        providers: [own, platform],
        rules: [rule('new', prefer(offerings('database', { provider: 'cloud' }), 'strong'))],
      });
      return found('new-tools', pinned(catalogue, profile({})), decidedOn, tool);
    },
    'limit-near': () => found('limit-near', later(before, { size: 900 })),
    'vendor-event': () => found('vendor-event', later(before, {}, { vendorEvents: [notice('alpha', 'price-change')] })),
    'stack-differs': () => found('stack-differs', later(before, {}, { stack: stackOf({ database: 'beta' }) })),
    'review-overdue': () => found('review-overdue', before, '2027-02-11'),
    'hard-rule-broken': () =>
      found('hard-rule-broken', later(pinned(shop, profile({ size: 1 }), { database: 'gamma' }), { strict: true })),
    'advice-changed': () => found('advice-changed', later(before, { size: 5000 })),
    'answer-missing': () =>
      found('answer-missing', before, decidedOn, newer({ questions: [...parts.questions, yesNo('new')] })),
    'acceptance-ended': () =>
      found('acceptance-ended', {
        ...before,
        accepted: [{ finding: 'cost/pattern/cost', until: '2026-12-31', because: 'so' }],
      }),
    'facts-expired': () => {
      const old = [provider('alpha', { database: {} }, { limits: [limit('size', 9e6, { expires: '2026-06-30' })] })];
      const catalogue = tinyCatalogue({ ...parts, providers: old });
      return found('facts-expired', pinned(catalogue, profile({ size: 1 })), '2026-07-01', catalogue);
    },
    'not-pinned': () => found('not-pinned', profile({})),
  } satisfies Record<FindingCode, () => ReturnType<typeof found>>;

  it.each(findingCodes)('%s is found', (code) => {
    expect(cases[code]()).toBeDefined();
  });
});

describe('a profile that was just pinned', () => {
  it('has nothing to tell', () => {
    expect(check(shop, before, decidedOn)).toEqual({ findings: [], steps: [] });
  });

  it('keeps silent on what was known on that day', () => {
    const known = pinned(
      shop,
      profile({ size: 900 }, { vendorEvents: [notice('alpha', 'acquisition')], stack: stackOf({ database: 'alpha' }) }),
    );
    expect(known.decision?.known.map(({ finding }) => finding).sort()).toEqual([
      'limit-near/database/alpha/size',
      'vendor-event/database/alpha-acquisition',
    ]);
    expect(ids(known)).toEqual([]);
    expect(ids(known, reviewBy)).toEqual([]);
  });

  it('is told of a broken hard rule all the same, on every day until somebody accepts it', () => {
    const broken = pinned(shop, profile({ size: 1, strict: true }), { database: 'gamma' });
    for (const today of [decidedOn, '2026-12-01'])
      expect(ids(broken, today)).toEqual(['hard-rule-broken/database/law']);
  });
});

describe('what was known', () => {
  it('is told again when it gets worse', () => {
    const plan = (size: number) =>
      profile(
        { size },
        { stack: new Map([['database', { provider: 'alpha', kind: null, approach: null, plan: 'free' }]]) },
      );
    const near = pinned(shop, plan(900));
    expect(near.decision?.known).toEqual([{ finding: 'limit-near/database/alpha/size', severity: 'warning' }]);
    expect(ids(later(near, { size: 950 }))).toEqual([]);
    expect(check(shop, later(near, { size: 1001 }), decidedOn).findings).toMatchObject([
      { id: 'limit-near/database/alpha/size', severity: 'error' },
    ]);
  });

  it('that another product runs than was chosen does not cover a third one', () => {
    const differs = pinned(shop, profile({ size: 1 }, { stack: stackOf({ database: 'beta' }) }), { database: 'alpha' });
    expect(ids(differs)).toEqual([]);
    expect(ids(later(differs, {}, { stack: stackOf({ database: 'gamma' }) }))).toEqual([
      'stack-differs/database/gamma',
    ]);
    expect(ids(later(differs, {}, { stack: stackOf({ database: 'alpha' }) }))).toEqual([]);
  });
});

describe('a finding', () => {
  it('stands where it comes from: at the answer, at what was measured, at what runs', () => {
    const place = (profile: Profile) =>
      check(shop, profile, decidedOn).findings.find(({ id }) => id.startsWith('cost/') || id.startsWith('stack-'))
        ?.place;
    expect(place(later(before, { size: 300 }))).toEqual(['answers', 'size']);
    expect(place(later(before, {}, { observed: new Map([['size', 300]]) }))).toEqual(['observed', 'size', 'value']);
    expect(place(later(before, {}, { stack: stackOf({ database: 'beta' }) }))).toEqual(['stack', 'database']);
  });

  it('comes worst first, then the whole before its parts', () => {
    const sore = later(
      pinned(shop, profile({ size: 100 }), { database: 'gamma' }),
      { strict: true, size: 300 },
      { stack: stackOf({ database: 'gamma' }) },
    );
    const severities = check(shop, sore, '2027-02-11').findings.map(({ severity }) => severity);
    expect(severities).toEqual(
      [...severities].sort((a, b) => ['error', 'warning', 'note'].indexOf(a) - ['error', 'warning', 'note'].indexOf(b)),
    );
    expect(severities[0]).toBe('error');
    expect(severities.at(-1)).toBe('note');
  });

  it('about what runs and what was chosen alike is told once, at what runs', () => {
    const both = pinned(shop, profile({ size: 1, strict: true }, { stack: stackOf({ database: 'gamma' }) }), {
      database: 'gamma',
    });
    expect(check(shop, both, decidedOn).findings).toMatchObject([
      { id: 'hard-rule-broken/database/law', detail: { runs: true }, place: ['stack', 'database'] },
    ]);
  });

  it('has the same id whatever the profile is called', () => {
    expect(ids({ ...later(before, { size: 300 }), name: 'another' })).toEqual(ids(later(before, { size: 300 })));
  });
});

describe('what runs', () => {
  const running = (what: string) => later(before, {}, { stack: stackOf({ database: what }) });

  it('is compared with what was chosen, also where it is left out or not in the catalogue', () => {
    expect(ids(running('alpha'))).toEqual([]);
    expect(ids(running('other'))).toEqual(['stack-differs/database/other']);
    expect(ids(running('not-needed'))).toEqual(['stack-differs/database/not-needed']);
  });

  it('may be the same product in another way', () => {
    const ways = tinyCatalogue({
      ...parts,
      providers: [provider('alpha', { database: [{}, { approach: 'self-hosted', vendor: null }] })],
      rules: [],
    });
    const managed = pinned(
      ways,
      profile(
        { size: 1 },
        { stack: new Map([['database', { provider: 'alpha', kind: null, approach: 'managed', plan: null }]]) },
      ),
      {},
      { because: 'so' },
    );
    const self = new Map([
      ['database', { provider: 'alpha', kind: null, approach: 'self-hosted' as const, plan: null }],
    ]);
    expect(check(ways, later(managed, {}, { stack: self }), decidedOn).findings).toMatchObject([
      {
        id: 'stack-differs/database/alpha',
        detail: { chosen: 'alpha', runs: 'alpha', ways: { chosen: 'managed', runs: 'self-hosted' } },
      },
    ]);
  });

  it('is not compared where the layer was left open', () => {
    const open = tinyCatalogue({ ...parts, layers: [layer('database', { needed: is('later', true) })] });
    const undecided = pinned(open, profile({ size: 1 }));
    expect(ids(later(undecided, {}, { stack: stackOf({ database: 'beta' }) }), decidedOn, open)).toEqual([]);
  });
});

describe('an accepted finding', () => {
  const grown = later(before, { size: 300 });
  const accepting = (until: string, finding = 'cost/pattern/cost'): Profile => ({
    ...grown,
    accepted: [{ finding, until, because: 'It is seasonal.' }],
  });
  const cost = (profile: Profile, today: string) =>
    check(shop, profile, today).findings.filter(({ id }) => id.includes('cost'));

  it('is told as accepted, up to and on its last day', () => {
    for (const today of [decidedOn, '2026-12-31'])
      expect(cost(accepting('2026-12-31'), today)).toMatchObject([
        { id: 'cost/pattern/cost', accepted: { until: '2026-12-31', because: 'It is seasonal.' } },
      ]);
  });

  it('comes back the day after, beside the word that the acceptance has ended', () => {
    expect(cost(accepting('2026-12-31'), '2027-01-01')).toMatchObject([
      {
        id: 'acceptance-ended/pattern/cost/pattern/cost',
        detail: { why: 'ended' },
        cause: 'calendar',
        place: ['accepted', 0],
      },
      { id: 'cost/pattern/cost', accepted: null },
    ]);
  });

  it('that is not found any more leaves an acceptance that should go', () => {
    const gone = later(accepting('2026-12-31'), { size: 100 });
    expect(check(shop, gone, decidedOn).findings).toMatchObject([
      { detail: { code: 'acceptance-ended', why: 'stale' }, severity: 'note', cause: 'answers' },
    ]);
  });

  it('that was known when somebody pinned is silent, and its acceptance is still good', () => {
    const known = pinned(shop, {
      ...profile({ size: 900 }),
      accepted: [{ finding: 'limit-near/database/alpha/size', until: '2026-12-31', because: 'so' }],
    });
    expect(ids(known)).toEqual([]);
  });

  it('is told again before its day when it gets worse than what was accepted', () => {
    const plan = { stack: new Map([['database', { provider: 'alpha', kind: null, approach: null, plan: 'free' }]]) };
    const lived = { finding: 'limit-near/database/alpha/size', until: '2026-12-31', because: 'so' };
    const accepted = [{ ...lived, severity: 'warning' as const }];
    const worse = later(pinned(shop, profile({ size: 1 }, plan)), { size: 2 }, { accepted });
    const near = (size: number) =>
      check(shop, later(worse, { size }), decidedOn).findings.find(({ id }) => id.startsWith('limit-near'));
    expect(near(900)).toMatchObject({ severity: 'warning', accepted: { until: '2026-12-31' } });
    expect(near(1001)).toMatchObject({ severity: 'error', accepted: null });
    // Whoever writes it by hand, without a severity, lives with it whatever it is.
    const byHand = later(worse, { size: 1001 }, { accepted: [lived] });
    expect(check(shop, byHand, decidedOn).findings).toContainEqual(
      expect.objectContaining({
        id: lived.finding,
        severity: 'error',
        accepted: { until: '2026-12-31', because: 'so' },
      }),
    );
  });

  it('about a layer is filed under that layer when its acceptance ends', () => {
    const stale = {
      ...before,
      accepted: [{ finding: 'limit-near/database/alpha/size', until: '2026-12-31', because: 'so' }],
    };
    expect(check(shop, stale, decidedOn).findings).toMatchObject([
      { id: 'acceptance-ended/database/limit-near/database/alpha/size', layer: 'database' },
    ]);
  });
});

describe('advice that a new catalogue moved', () => {
  const own = provider('mine', { database: { approach: 'self-hosted', vendor: null } });
  const cloud = provider('cloud', { database: { approach: 'platform' } });
  const liking = (product: string, more: Partial<CatalogueData> = {}) =>
    tinyCatalogue({
      ...parts,
      providers: [own, cloud],
      rules: [rule('taste', prefer(offerings('database', { provider: product }), 'strong'))],
      rulesDigest: product,
      ...more,
    });
  const found = (from: string, to: string) => check(liking(to), pinned(liking(from), profile({})), decidedOn).findings;

  it('to something simpler to own is a new tool, and a note: nothing presses', () => {
    expect(found('mine', 'cloud')).toMatchObject([
      {
        id: 'new-tools/database/cloud',
        severity: 'note',
        cause: 'rules',
        action: 'own-less',
        detail: { from: 'mine', to: 'cloud' },
      },
    ]);
  });

  it('is told by that name in the steps as well, and can be accepted by it', () => {
    const tool = pinned(liking('mine'), profile({}));
    const { steps, findings } = check(
      liking('cloud'),
      { ...tool, accepted: [{ finding: 'new-tools/database/cloud', until: reviewBy, because: 'so' }] },
      decidedOn,
    );
    expect(steps).toMatchObject([{ appeared: ['new-tools/database/cloud'] }]);
    expect(findings).toMatchObject([{ accepted: { because: 'so' } }]);
  });

  it('to something that is more to own is moved advice, and a warning', () => {
    expect(found('cloud', 'mine')).toMatchObject([
      { id: 'advice-changed/database/mine', severity: 'warning', cause: 'rules' },
    ]);
  });

  it('is no new tool where the answers moved it', () => {
    const both = liking('mine', {
      rules: [
        rule('small', prefer(offerings('database', { provider: 'mine' }), 'moderate')),
        rule('large', prefer(offerings('database', { provider: 'cloud' }), 'strong'), { when: is('strict', true) }),
        rule('larger', prefer(offerings('database', { provider: 'cloud' }), 'moderate'), { when: is('strict', true) }),
      ],
    });
    const tool = later(pinned(both, profile({ strict: false })), { strict: true });
    expect(check(both, tool, decidedOn).findings).toMatchObject([
      { id: 'advice-changed/database/cloud', cause: 'answers', action: 'own-less' },
    ]);
  });
});

describe('a catalogue that has moved on', () => {
  it('asks what it did not ask then: a note, since an unanswered question is no fault', () => {
    const newer = tinyCatalogue({ ...parts, rulesDigest: 'newer', questions: [...parts.questions, yesNo('new')] });
    expect(check(newer, before, decidedOn).findings).toMatchObject([
      {
        id: 'answer-missing/pattern/new',
        severity: 'note',
        cause: 'rules',
        detail: { question: 'new', isNew: true },
        place: ['answers'],
      },
    ]);
    expect(ids(later(before, { new: false }), decidedOn, newer)).toEqual([]);
  });

  it('does not ask for what does not concern the project', () => {
    const newer = tinyCatalogue({
      ...parts,
      rulesDigest: 'newer',
      questions: [...parts.questions, yesNo('new', { askWhen: is('strict', true) })],
    });
    expect(ids(before, decidedOn, newer)).toEqual([]);
  });

  it('misses an answer that was taken away, and not one that was never given', () => {
    const { size: _, ...rest } = { size: 1, strict: false };
    expect(check(shop, { ...before, answers: new Map(Object.entries(rest)) }, decidedOn).findings).toMatchObject([
      { id: 'answer-missing/pattern/size', cause: 'answers', detail: { isNew: false } },
    ]);
    expect(ids(pinned(shop, profile({ size: 1 })))).toEqual([]);
  });

  it('can do without questions that were answered then, and products that were advised then', () => {
    const fewer = tinyCatalogue({
      ...parts,
      rulesDigest: 'newer',
      questions: [yesNo('strict')],
      providers: parts.providers.slice(1),
      rules: [],
    });
    const against = pinned(shop, profile({ size: 100, strict: false }), { database: 'beta' });
    expect(against.decision?.layers.get('database')?.advised).toBe('alpha');
    expect(ids(against, decidedOn, fewer)).toEqual([]);
  });
});

describe('a profile that nobody has decided on', () => {
  const unpinned = (stack: Readonly<Record<string, string>>, strict = true) =>
    profile({ size: 1, strict }, { stack: stackOf(stack) });

  it('is told so, in a note', () => {
    expect(check(shop, unpinned({}), decidedOn)).toMatchObject({
      findings: [{ id: 'not-pinned/pattern', severity: 'note', cause: 'answers', place: ['name'] }],
      steps: [],
    });
  });

  it('is told of hard rules that what runs breaks, and of nothing else', () => {
    expect(check(shop, unpinned({ database: 'gamma' }), '2030-01-01').findings).toMatchObject([
      { id: 'hard-rule-broken/database/law', cause: 'stack', detail: { item: 'gamma', runs: true } },
      { id: 'not-pinned/pattern' },
    ]);
    expect(ids(unpinned({ database: 'beta' }))).toEqual(['not-pinned/pattern']);
    expect(ids(unpinned({ database: 'other' }))).toEqual(['not-pinned/pattern']);
  });

  it('is told of them also where no stack at all could be had, or too little is answered', () => {
    const impossible = tinyCatalogue({
      ...parts,
      rules: [rule('law', exclude(offerings('database')), { when: is('strict', true) })],
    });
    expect(ids(unpinned({ database: 'gamma' }), decidedOn, impossible)).toContain('hard-rule-broken/database/law');
    const essential = tinyCatalogue({
      ...parts,
      questions: [yesNo('strict'), number('size'), yesNo('more', { essential: true })],
    });
    expect(ids(unpinned({ database: 'gamma' }), decidedOn, essential)).toContain('hard-rule-broken/database/law');
  });
});

describe('growth alone, on the shipped rules', () => {
  const start = pinned(shipped().catalogue, shippedProfile('consumer-mvp'));
  const grown = later(start, { 'users-year-one': 160_000 });

  it('is worth notes and no more, also where it makes a layer needed', () => {
    const { findings } = check(shipped().catalogue, grown, decidedOn);
    expect(findings.map(({ id }) => id)).toContain('advice-changed/cache-cdn/cloudflare-cdn');
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('is a warning with something that hurts', () => {
    const sore = later(grown, { stage: 'launched', 'pain-points': ['latency'] });
    const { findings } = check(shipped().catalogue, sore, decidedOn);
    expect(findings.find(({ id }) => id === 'advice-changed/cache-cdn/cloudflare-cdn')?.severity).toBe('warning');
  });
});
