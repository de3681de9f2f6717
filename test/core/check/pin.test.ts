/** A recommendation and people's choices, made into a decision. */
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/core/check/check.js';
import { pin } from '../../../src/core/check/pin.js';
import type { Profile } from '../../../src/core/model.js';
import {
  atLeast,
  decidedOn,
  exclude,
  is,
  later,
  layer,
  notice,
  number,
  offerings,
  patterns,
  pinned,
  prefer,
  profile,
  provider,
  ranked,
  request,
  reviewBy,
  rule,
  runs,
  stackOf,
  tinyCatalogue,
  yesNo,
} from '../../support/tiny.js';

const shop = tinyCatalogue({
  questions: [number('size'), yesNo('search'), yesNo('strict')],
  patterns: ranked('platform', 'own'),
  layers: [layer('database', { order: 0 }), layer('search', { order: 1, needed: is('search', true) })],
  providers: [
    provider('alpha', { database: {} }),
    provider('beta', { database: [{ approach: 'managed' }, { approach: 'self-hosted', vendor: null }] }),
    provider('seek', { search: {} }),
  ],
  rules: [
    rule('alpha', prefer(offerings('database', { provider: 'alpha' }), 'moderate')),
    rule('large', prefer(patterns('own'), 'strong'), { when: atLeast('size', 10) }),
    rule('beta-for-many', prefer(offerings('database', { provider: 'beta', approach: 'self-hosted' }), 'strong'), {
      when: atLeast('size', 10),
    }),
    rule('law', exclude(patterns('platform', 'own')), { when: is('strict', true) }),
  ],
});
const small = profile({ size: 1, search: false, strict: false });
const chosen = ({ decision }: Profile) =>
  Object.fromEntries([...(decision?.layers ?? [])].map(([id, each]) => [id, each.chosen?.provider ?? null]));

describe('a decision', () => {
  it('is what is advised, where nobody asks for something else', () => {
    expect(pinned(shop, small).decision).toMatchObject({
      ...{
        on: decidedOn,
        by: ['ana'],
        reviewBy,
        rules: 'rules',
        facts: 'facts',
        known: [],
        open: [],
        review: null,
        history: [],
      },
      pattern: { advised: 'platform', chosen: 'platform', because: null },
      layers: new Map([
        ['database', { advised: 'alpha', chosen: runs('alpha'), because: null }],
        ['search', { advised: 'not-needed', chosen: runs('not-needed'), because: null }],
      ]),
    });
  });

  it('keeps the ground that it stands on: answers overlaid by what was measured, what ran, what vendors wrote', () => {
    const news = [notice('alpha', 'acquisition')];
    const ground = {
      ...small,
      observed: new Map([['size', 3]]),
      stack: stackOf({ database: 'alpha' }),
      vendorEvents: news,
    };
    expect(pinned(shop, ground).decision?.ground).toEqual({
      facts: new Map(Object.entries({ size: 3, search: false, strict: false })),
      stack: stackOf({ database: 'alpha' }),
      vendorEvents: news,
    });
  });

  it('names the questions that had no answer, and leaves open what waits for one', () => {
    const { decision } = pinned(shop, profile({ size: 1 }));
    expect(decision?.open).toEqual(['search', 'strict']);
    expect(decision?.layers.get('search')).toEqual({ advised: null, chosen: null, because: null });
  });

  it('says in which way a product covers the layer, where it has several', () => {
    const { decision } = pinned(shop, profile({ size: 10, search: false, strict: false }));
    expect(decision?.layers.get('database')?.chosen).toEqual(runs('beta', { approach: 'self-hosted' }));
  });

  it('holds the outcome of a review', () => {
    const review = { action: 'keep' as const, because: 'All is well.' };
    expect(pinned(shop, small, {}, { review }).decision?.review).toEqual(review);
  });
});

describe('a choice', () => {
  it('stands beside the advice, with its reason', () => {
    const { decision } = pinned(shop, small, { pattern: 'own', database: 'beta', search: 'other' });
    expect(decision?.pattern).toEqual({ advised: 'platform', chosen: 'own', because: 'We like it.' });
    expect(decision?.layers.get('database')).toEqual({
      advised: 'alpha',
      chosen: runs('beta'),
      because: 'We like it.',
    });
    expect(decision?.layers.get('search')).toMatchObject({ advised: 'not-needed', chosen: { provider: 'other' } });
  });

  it('needs a reason where it differs, its own or one for all', () => {
    const choices = [{ about: 'database', chosen: 'beta', approach: null, because: null }];
    expect(pin(shop, small, request({}, { choices }))).toEqual({
      problems: [{ what: 'no-reason', about: 'database', advised: 'alpha', chosen: 'beta' }],
    });
    const { decision } = pinned(shop, small, {}, { choices, because: 'Budget.' });
    expect(decision?.layers.get('database')?.because).toBe('Budget.');
  });

  it('that is what is advised needs no reason, and keeps none', () => {
    expect(pinned(shop, small, { database: 'alpha' }).decision?.layers.get('database')?.because).toBeNull();
  });

  it('moves the layers: they are advised under the pattern that was chosen', () => {
    const own = rule('own', prefer(offerings('database', { provider: 'beta' }), 'strong'), {
      when: is('advice.pattern', 'own'),
    });
    const tied = tinyCatalogue({ ...shop.data, rules: [...shop.data.rules, own] });
    expect(pinned(tied, small).decision?.layers.get('database')?.advised).toBe('alpha');
    expect(pinned(tied, small, { pattern: 'own' }).decision?.layers.get('database')?.advised).toBe('beta');
  });
});

describe('what runs', () => {
  it('is what was chosen, where nothing else was asked for; it needs a reason where the advice differs', () => {
    const running = { ...small, stack: stackOf({ database: 'beta' }) };
    expect(pin(shop, running, request()).problems).toMatchObject([{ what: 'no-reason', chosen: 'beta' }]);
    expect(chosen(pinned(shop, running, {}, { because: 'It runs.' }))).toMatchObject({ database: 'beta' });
    expect(chosen(pinned(shop, running, { database: 'alpha' }))).toMatchObject({ database: 'alpha' });
    expect(chosen(pinned(shop, running, {}, { takeAdvice: true }))).toMatchObject({ database: 'alpha' });
  });
});

describe('nothing can be pinned', () => {
  it('on too few answers, unless somebody chooses', () => {
    const essential = tinyCatalogue({
      ...shop.data,
      questions: [number('size', { essential: true }), yesNo('search')],
    });
    expect(pin(essential, profile({ search: true }), request())).toEqual({ problems: [{ what: 'insufficient' }] });
    expect(pinned(essential, profile({ search: true }), { pattern: 'own' }).decision?.pattern).toEqual({
      advised: null,
      chosen: 'own',
      because: 'We like it.',
    });
  });

  it('where no pattern meets all demands, unless somebody chooses; the broken rule is told then', () => {
    const strict = profile({ size: 1, search: false, strict: true });
    expect(pin(shop, strict, request())).toEqual({ problems: [{ what: 'no-pattern' }] });
    const forced = pinned(shop, strict, { pattern: 'own' });
    expect(check(shop, forced, decidedOn).findings.map(({ id }) => id)).toEqual(['hard-rule-broken/pattern/law']);
  });
});

describe('pinning again', () => {
  const first = pinned(shop, small, { pattern: 'own', database: 'beta' });
  const again = (of: Profile, chosen: Readonly<Record<string, string>> = {}, more = {}) =>
    pinned(shop, of, chosen, { on: '2026-09-01', ...more });

  it('keeps what was chosen, with its reasons', () => {
    const { decision } = again(first);
    expect(decision?.pattern).toMatchObject({ chosen: 'own', because: 'We like it.' });
    expect(decision?.layers.get('database')).toMatchObject({ chosen: { provider: 'beta' }, because: 'We like it.' });
  });

  it('keeps no reason for something else than it was given for', () => {
    const choices = (about: string, chosen: string) => ({
      choices: [{ about, chosen, approach: null, because: null }],
    });
    const three = tinyCatalogue({ ...shop.data, patterns: ranked('platform', 'own', 'more') });
    const before = pinned(three, small, { pattern: 'own', database: 'beta' });
    expect(pin(three, before, request({}, choices('pattern', 'more'))).problems).toEqual([
      { what: 'no-reason', about: 'pattern', advised: 'platform', chosen: 'more' },
    ]);
    expect(pin(three, before, request({}, choices('database', 'other'))).problems).toMatchObject([
      { about: 'database', chosen: 'other' },
    ]);
  });

  it('drops a reason that is no longer needed, since the advice has come to what was chosen', () => {
    const grown = again(later(first, { size: 10 }));
    expect(grown.decision?.pattern).toEqual({ advised: 'own', chosen: 'own', because: null });
  });

  it('takes the advice where somebody asks for that', () => {
    expect(chosen(again(first, {}, { takeAdvice: true }))).toEqual({ database: 'alpha', search: 'not-needed' });
  });

  it('covers a layer that came to be needed, and leaves out one that no longer is', () => {
    const searching = again(later(first, { search: true }));
    expect(chosen(searching)).toMatchObject({ search: 'seek' });
    expect(chosen(again(later(searching, { search: false })))).toMatchObject({ search: 'not-needed' });
  });

  it('moves a layer that follows the advice with a reason only', () => {
    // Taking what was advised then is a choice as well: it stays until somebody moves it.
    const grown = later(pinned(shop, small), { size: 10 });
    expect(pin(shop, grown, request()).problems).toMatchObject([
      { about: 'pattern', advised: 'own', chosen: 'platform' },
      { about: 'database', advised: 'beta', chosen: 'alpha' },
    ]);
  });

  it('keeps those who decided, unless others do', () => {
    expect(again(first, {}, { by: null }).decision?.by).toEqual(['ana']);
    expect(again(first, {}, { by: ['bo'] }).decision?.by).toEqual(['bo']);
  });

  it('keeps a short history, newest first, five decisions long', () => {
    let profile = first;
    for (const month of ['03', '04', '05', '06', '07', '08', '09'])
      profile = pinned(shop, profile, {}, { on: `2026-${month}-01` });
    expect(profile.decision?.history.map(({ on }) => on)).toEqual(
      ['08', '07', '06', '05', '04'].map((month) => `2026-${month}-01`),
    );
    expect(again(first).decision?.history).toEqual([
      { on: decidedOn, by: ['ana'], pattern: 'own', layers: { database: 'beta', search: 'not-needed' } },
    ]);
  });
});
