/** When advice has moved away from what was chosen, and how small a change would do. */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { check } from '../../../src/core/check/check.js';
import type { Detail, Finding } from '../../../src/core/finding.js';
import type { Answer, Profile, Rule } from '../../../src/core/model.js';
import type { Provider } from '../../../src/core/provider.js';
import {
  atLeast,
  avoid,
  type Cover,
  decidedOn,
  exclude,
  is,
  later,
  layer,
  not,
  number,
  offerings,
  pattern,
  patterns,
  patternUnless,
  pinned,
  prefer,
  profile,
  provider,
  ranked,
  require,
  rule,
  tinyCatalogue,
  trait,
  yesNo,
} from '../../support/tiny.js';

/** What is said of moved advice, once the answers are these. */
function moved(catalogue: Catalogue, before: Profile, answers: Readonly<Record<string, Answer>>): Finding[] {
  const { findings } = check(catalogue, later(before, answers), decidedOn);
  return findings.filter(({ detail }) => detail.code === 'advice-changed');
}

const detailOf = ([only]: readonly Finding[]): Detail | undefined => only?.detail;
const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id);

describe('the pattern', () => {
  /** At size 1 owning leads by one point, at 2 by two; both start level, and then the one with least to own is taken. */
  const rules = [
    rule('larger', prefer(patterns('own'), 'slight'), { when: atLeast('size', 1) }),
    rule('large', prefer(patterns('own'), 'slight'), { when: atLeast('size', 2) }),
  ];
  const shop = tinyCatalogue({ questions: [number('size')], patterns: ranked('platform', 'own', 'more'), rules });
  const decided = pinned(shop, profile({ size: 0 }));

  it('stays while another one leads by a single point: what is nearly level does not flap', () => {
    expect(moved(shop, decided, { size: 1 })).toEqual([]);
  });

  it('has moved when another one leads by two, and the rules that tip it are named', () => {
    expect(moved(shop, decided, { size: 2 })).toMatchObject([
      {
        id: 'advice-changed/pattern/own',
        severity: 'warning',
        layer: null,
        detail: { from: 'platform', to: 'own', points: 2 },
        reasons: [{ rule: 'large' }, { rule: 'larger' }],
        place: ['decision', 'pattern', 'chosen'],
      },
    ]);
  });

  it('has not moved when it is back at what it was', () => {
    expect(moved(shop, later(decided, { size: 9 }), { size: 0 })).toEqual([]);
  });

  it('that is now what people chose against the advice then has come to them', () => {
    const ahead = pinned(shop, profile({ size: 0 }), { pattern: 'own' });
    expect(moved(shop, ahead, { size: 2 })).toEqual([]);
  });

  it('that still says what people decided against says nothing new', () => {
    const against = pinned(shop, profile({ size: 2 }), { pattern: 'platform' });
    expect(moved(shop, against, { size: 9 })).toEqual([]);
  });

  it('does not flap for those who chose a third one, either: what was advised must trail by two itself', () => {
    const disliked = [...rules, rule('small', avoid(patterns('more'), 'strong'))];
    const shop = tinyCatalogue({
      questions: [number('size')],
      patterns: ranked('platform', 'own', 'more'),
      rules: disliked,
    });
    const third = pinned(shop, profile({ size: 0 }), { pattern: 'more' });
    expect(moved(shop, third, { size: 1 })).toEqual([]);
    expect(moved(shop, third, { size: 2 })).toMatchObject([{ detail: { from: 'more', to: 'own', points: 6 } }]);
  });

  it('that a hard rule takes away is a broken rule, with what would keep it', () => {
    const law = tinyCatalogue({
      ...{ questions: [number('size')], patterns: ranked('platform', 'own') },
      rules: [rule('law', exclude(patterns('platform')), { when: atLeast('size', 1) })],
    });
    const { findings } = check(law, later(pinned(law, profile({ size: 0 })), { size: 1 }), decidedOn);
    expect(findings).toMatchObject([
      {
        id: 'hard-rule-broken/pattern/law',
        severity: 'error',
        detail: { item: 'platform', runs: false, instead: 'own' },
        reasons: [{ rule: 'law', evidence: [{ fact: 'size', got: 1 }] }],
      },
    ]);
  });

  it('that cannot be covered any more is a broken rule where no other one can be, named by what rules it out', () => {
    const law = tinyCatalogue({
      ...{ questions: [yesNo('strict')], patterns: ranked('platform', 'own'), layers: [layer('database')] },
      providers: [provider('alpha', { database: {} })],
      rules: [rule('law', exclude(offerings('database')), { when: is('strict', true) })],
    });
    const { findings } = check(law, later(pinned(law, profile({ strict: false })), { strict: true }), decidedOn);
    expect(ids(findings)).toEqual(['hard-rule-broken/pattern/law', 'hard-rule-broken/database/law']);
    expect(findings[0]?.detail).toMatchObject({ item: 'platform', instead: null });
  });

  it('gives way when it is the one whose layers cannot be had: points do not decide then', () => {
    const allows = { database: ['managed' as const] };
    const narrow = tinyCatalogue({
      ...{ questions: [yesNo('strict')], layers: [layer('database')] },
      patterns: [pattern('platform', { order: 0, allows }), pattern('own', { order: 1 })],
      providers: [provider('alpha', { database: [{}, { approach: 'self-hosted', vendor: null }] })],
      rules: [
        rule('law', exclude(offerings('database', { approach: 'managed' })), { when: is('strict', true) }),
        rule('taste', prefer(patterns('platform'), 'strong')),
      ],
    });
    const before = pinned(narrow, profile({ strict: false }));
    expect(detailOf(moved(narrow, before, { strict: true }))).toMatchObject({ to: 'own', points: null });
  });

  it('is not advised on too few answers, so that nothing can have moved', () => {
    const essential = tinyCatalogue({ ...shop.data, questions: [number('size', { essential: true }), yesNo('more')] });
    const forced = pinned(essential, profile({ more: true }), { pattern: 'own' });
    expect(forced.decision?.pattern.advised).toBeNull();
    expect(check(essential, forced, decidedOn)).toEqual({ findings: [], steps: [] });
    expect(moved(essential, forced, { size: 0 })).toEqual([]);
    expect(moved(essential, pinned(essential, profile({ more: true }), { pattern: 'more' }), { size: 9 })).toHaveLength(
      1,
    );
  });
});

describe('the pattern without a backend', () => {
  const rules = [rule('taste', prefer(patterns('own'), 'slight'))];
  const shop = tinyCatalogue({
    ...{ questions: [yesNo('shares')], layers: [layer('database')], rules },
    patterns: [patternUnless('none', is('shares', true)), ...ranked('platform', 'own')],
    providers: [provider('alpha', { database: {} })],
  });

  it('gives way as soon as something must be shared: points do not decide', () => {
    const before = pinned(shop, profile({ shares: false }));
    expect([...(before.decision?.layers ?? [])].map(([, { chosen }]) => chosen?.provider)).toEqual(['not-needed']);
    expect(moved(shop, before, { shares: true })).toMatchObject([
      {
        id: 'advice-changed/pattern/own',
        action: 'add-managed-component',
        detail: { from: 'none', points: null },
        reasons: [{ rule: 'pattern/none', evidence: [{ fact: 'shares', got: true }] }],
      },
    ]);
  });

  it('is owning less when nothing has to be shared any more', () => {
    const before = pinned(shop, profile({ shares: true }));
    expect(moved(shop, before, { shares: false })).toMatchObject([
      { id: 'advice-changed/pattern/none', action: 'own-less', reasons: [{ because: 'Nothing asks for more.' }] },
    ]);
  });
});

/** One layer, `database`, with products that rules like the more the larger the app is. */
function databases(products: Readonly<Record<string, Cover>>, rules: readonly Rule[], more: readonly Provider[] = []) {
  return tinyCatalogue({
    questions: [number('size'), yesNo('strict')],
    traits: [trait('signs', 'unknown')],
    patterns: ranked('platform'),
    layers: [
      layer('database'),
      ...new Set(more.flatMap((each) => each.offerings.map((one) => layer(one.layer, { order: 1 })))),
    ],
    providers: [...Object.entries(products).map(([id, cover]) => provider(id, { database: cover })), ...more],
    rules,
  });
}

const likes = (product: string, points: 'slight' | 'moderate' | 'strong', from: number) =>
  rule(`${product}-from-${from}`, prefer(offerings('database', { provider: product }), points), {
    when: atLeast('size', from),
  });

describe('one layer', () => {
  const shop = databases({ alpha: {}, beta: {}, gamma: {} }, [likes('beta', 'slight', 1), likes('beta', 'slight', 2)]);
  const decided = pinned(shop, profile({ size: 0, strict: false }));

  it('stays while another product leads by a single point', () => {
    expect(moved(shop, decided, { size: 1 })).toEqual([]);
  });

  it('has moved when another one leads by two', () => {
    expect(moved(shop, decided, { size: 2 })).toMatchObject([
      {
        id: 'advice-changed/database/beta',
        ...{ severity: 'warning', layer: 'database', action: 'replace-layer' },
        detail: { from: 'alpha', to: 'beta', points: 2, together: [] },
        reasons: [{ rule: 'beta-from-1' }, { rule: 'beta-from-2' }],
        place: ['decision', 'layers', 'database', 'chosen'],
      },
    ]);
  });

  it('that moved to what people chose, or says what they decided against, is silent', () => {
    expect(moved(shop, pinned(shop, profile({ size: 0 }), { database: 'beta' }), { size: 9 })).toEqual([]);
    expect(moved(shop, pinned(shop, profile({ size: 2 }), { database: 'alpha' }), { size: 9 })).toEqual([]);
  });

  it('does not flap for those who chose a third product: what was advised must trail by two itself', () => {
    const third = pinned(shop, profile({ size: 0 }), { database: 'gamma' });
    const disliked = databases({ alpha: {}, beta: {}, gamma: {} }, [
      ...[likes('beta', 'slight', 1), likes('beta', 'slight', 2)],
      rule('old', avoid(offerings('database', { provider: 'gamma' }), 'strong')),
    ]);
    expect(moved(disliked, third, { size: 1 })).toEqual([]);
    expect(moved(disliked, third, { size: 2 })).toMatchObject([{ detail: { from: 'gamma', to: 'beta', points: 6 } }]);
  });

  it('that is not in the catalogue cannot be compared', () => {
    expect(moved(shop, pinned(shop, profile({ size: 0 }), { database: 'other' }), { size: 9 })).toEqual([]);
  });

  it('that breaks a rule is told as that, not as moved advice', () => {
    const law = databases({ alpha: {}, beta: {} }, [
      rule('law', exclude(offerings('database', { provider: 'alpha' })), { when: is('strict', true) }),
    ]);
    const { findings } = check(law, later(pinned(law, profile({ strict: false })), { strict: true }), decidedOn);
    expect(findings).toMatchObject([
      { id: 'hard-rule-broken/database/law', action: 'replace-layer', detail: { item: 'alpha', instead: 'beta' } },
    ]);
  });

  it('trails for another reason than points where only the other product is confirmed', () => {
    const traits = { signs: 'yes' as const };
    const law = [rule('law', require(offerings('database', { trait: 'signs' })), { when: is('strict', true) })];
    const unsure = databases({ alpha: {}, beta: { traits: { signs: 'unknown' } } }, law);
    const sure = databases({ alpha: {}, beta: { traits } }, law);
    const before = pinned(unsure, profile({ strict: true, size: 0 }));
    expect(before.decision?.layers.get('database')?.advised).toBe('alpha');
    expect(detailOf(moved(sure, before, {}))).toMatchObject({ from: 'alpha', to: 'beta', points: null });
  });

  it('has moved also from one product that nobody has confirmed to another', () => {
    const law = rule('law', require(offerings('database', { trait: 'signs' })));
    const unsure = databases({ alpha: {}, beta: {} }, [law, likes('beta', 'moderate', 1)]);
    expect(detailOf(moved(unsure, pinned(unsure, profile({ size: 0 })), { size: 1 }))).toMatchObject({ points: 2 });
  });
});

describe('a layer that comes and goes', () => {
  const search = layer('search', { order: 1, needed: is('strict', true), says: 'Find things.' });
  const shop = (cover: Cover) =>
    tinyCatalogue({
      ...{ questions: [yesNo('strict')], patterns: ranked('platform'), layers: [layer('database'), search] },
      providers: [provider('alpha', { database: {} }), provider('seek', { search: cover })],
    });

  it('is a component to add, where somebody else runs it', () => {
    expect(moved(shop({}), pinned(shop({}), profile({ strict: false })), { strict: true })).toMatchObject([
      {
        id: 'advice-changed/search/seek',
        ...{ severity: 'warning', action: 'add-managed-component' },
        detail: { from: null, to: 'seek', points: null },
        reasons: [{ rule: 'needed/search', because: 'Find things.', evidence: [{ fact: 'strict', got: true }] }],
      },
    ]);
  });

  it('is a service to extract, where it would be one of your own', () => {
    const own = shop({ approach: 'containers', vendor: null });
    expect(moved(own, pinned(own, profile({ strict: false })), { strict: true })[0]?.action).toBe('extract-service');
  });

  it('is told as well where it waited for an answer then', () => {
    const before = pinned(shop({}), profile({}));
    expect(before.decision?.layers.get('search')).toEqual({ advised: null, chosen: null, because: null });
    expect(ids(moved(shop({}), before, { strict: true }))).toEqual(['advice-changed/search/seek']);
  });

  it('is left over when nothing asks for it any more: less to own, and no more than a note', () => {
    expect(moved(shop({}), pinned(shop({}), profile({ strict: true })), { strict: false })).toMatchObject([
      {
        id: 'advice-changed/search/not-needed',
        ...{ severity: 'note', action: 'own-less' },
        detail: { from: 'seek', to: null },
        reasons: [{ because: 'Nobody needs it.' }],
      },
    ]);
  });

  it('that people took without need is their choice', () => {
    expect(moved(shop({}), pinned(shop({}), profile({ strict: false }), { search: 'seek' }), {})).toEqual([]);
  });

  it('that people did without against the advice is their choice', () => {
    expect(moved(shop({}), pinned(shop({}), profile({ strict: true }), { search: 'not-needed' }), {})).toEqual([]);
  });
});

describe('the smallest change', () => {
  it('is owning less, where your own machine would become somebody else’s', () => {
    const shop = databases({ alpha: {}, mine: { approach: 'self-hosted', vendor: null } }, [
      likes('alpha', 'strong', 1),
    ]);
    const before = pinned(shop, profile({ size: 0 }));
    expect(before.decision?.layers.get('database')?.chosen?.provider).toBe('mine');
    expect(moved(shop, before, { size: 1 })[0]?.action).toBe('own-less');
  });

  it('is one bill less, where a vendor that is paid anyway can do it', () => {
    const files = provider('crate', { files: { vendor: 'acme' } });
    const shop = databases(
      { table: { vendor: 'acme' }, solo: {} },
      [likes('solo', 'moderate', 0), likes('table', 'strong', 1)],
      [files],
    );
    const before = pinned(shop, profile({ size: 0 }));
    expect(before.decision?.layers.get('database')?.chosen?.provider).toBe('solo');
    expect(moved(shop, before, { size: 1 })).toMatchObject([
      { action: 'consolidate', detail: { to: 'table', points: 3 } },
    ]);
  });
});

describe('layers that hang together', () => {
  const same = { layer: 'database', vendor: 'same' as const, provider: null, approach: null, trait: null };
  /** Each platform has sign-in over its own data only, so that neither layer can move by itself. */
  const pair = (id: string) => provider(id, { database: {}, auth: { needs: [same] } });
  const tied = (rules: readonly Rule[], more: readonly Provider[] = []) =>
    tinyCatalogue({
      ...{ questions: [number('size'), yesNo('strict')], patterns: ranked('platform'), rules },
      layers: [
        layer('auth', { order: 0 }),
        layer('database', { order: 1 }),
        layer('search', { order: 2, needed: not(is('strict', true)) }),
      ],
      providers: [pair('acme'), pair('bolt'), provider('seek', { search: {} }), ...more],
    });
  const shop = tied([likes('bolt', 'moderate', 1)]);
  const before = pinned(shop, profile({ size: 0, strict: false }));

  it('are told once, at the one that the others depend on', () => {
    expect(moved(shop, before, { size: 1 })).toMatchObject([
      { id: 'advice-changed/database/bolt', detail: { from: 'acme', to: 'bolt', points: 2, together: ['auth'] } },
    ]);
  });

  it('are told beside a layer that is left over: that is no smaller change', () => {
    expect(ids(moved(shop, before, { size: 1, strict: true }))).toEqual([
      'advice-changed/database/bolt',
      'advice-changed/search/not-needed',
    ]);
  });

  it('stay while together they gain a single point', () => {
    const slight = tied([likes('bolt', 'slight', 1)]);
    expect(moved(slight, pinned(slight, profile({ size: 0, strict: false })), { size: 1 })).toEqual([]);
  });

  it('are not told where one of them could move alone: that is smaller', () => {
    const shop = tied(
      [likes('bolt', 'moderate', 1), likes('solo', 'strong', 1)],
      [provider('solo', { database: {}, auth: {} })],
    );
    const before = pinned(shop, profile({ size: 0, strict: false }), { database: 'acme', auth: 'solo' });
    expect(moved(shop, before, { size: 1 })).toMatchObject([
      { id: 'advice-changed/database/solo', detail: { together: [] } },
    ]);
  });

  it('are not told where what people chose for a third would not get on with them', () => {
    const over = (layer: string) => [{ ...same, layer }];
    const like = (layer: string, provider: string, from = 0) =>
      rule(`${layer}-${provider}-${from}`, prefer(offerings(layer, { provider }), 'strong'), {
        when: atLeast('size', from),
      });
    const chain = (data: string) => {
      const shop = tinyCatalogue({
        ...{ questions: [number('size')], patterns: ranked('platform') },
        layers: ['database', 'auth', 'live'].map((id, order) => layer(id, { order })),
        providers: [
          provider('acme', { database: {}, auth: {}, live: {} }),
          provider('bolt', { database: {}, auth: { needs: over('database') }, live: { needs: over('auth') } }),
        ],
        rules: [
          like('database', 'bolt'),
          like('auth', 'acme'),
          ...[1, 2].flatMap((from) => [like('auth', 'bolt', from), like('live', 'bolt', from)]),
        ],
      });
      return moved(shop, pinned(shop, profile({ size: 0 }), { database: data }), { size: 2 });
    };
    expect(chain('bolt')).toMatchObject([{ id: 'advice-changed/auth/bolt' }]);
    // They took acme for their data against the advice, which says of it what it said: sign-in by bolt is not to be had.
    expect(chain('acme')).toEqual([]);
  });
});
