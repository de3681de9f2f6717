/** What the advice is compared with: the closest worked example, the smallest stack, every shape, and the ways out. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/core/advise.js';
import { type ClosestExample, type Context, closestExample, contextOf } from '../../src/core/context.js';
import type { WorkedExample } from '../../src/core/knowledge.js';
import type { Answer, CatalogueData } from '../../src/core/model.js';
import type { WayOut } from '../../src/core/provider.js';
import {
  avoid,
  claim,
  dimension,
  exclude,
  facts,
  is,
  layer,
  offerings,
  patterns,
  patternUnless,
  prefer,
  provider,
  ranked,
  rule,
  tinyCatalogue,
  worked,
  yesNo,
} from '../support/tiny.js';

const three = ranked('platform', 'functions', 'own');

function contextWith(parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}): Context {
  const catalogue = tinyCatalogue({ patterns: three, ...parts });
  return contextOf(catalogue, facts(known), advise(catalogue, facts(known)));
}

describe('the closest worked example', () => {
  const closest = (
    workedExamples: readonly WorkedExample[],
    known: Readonly<Record<string, Answer>>,
  ): ClosestExample | null => closestExample(tinyCatalogue({ workedExamples }), facts(known));

  it('is the one with the largest share of alike answers, and says what differs', () => {
    const shop = worked('shop', { app: 'shop', live: false, team: 3 }, { order: 1 });
    const game = worked('game', { app: 'game', live: true, team: 3 }, { order: 2, pattern: 'own' });
    expect(closest([shop, game], { app: 'game', live: true, team: 9 })).toEqual({
      ...{ id: 'game', name: 'game', says: 'game is an app.', pattern: 'own', alike: 2, compared: 3 },
      differs: [{ question: 'team', here: 9, there: 3 }],
    });
  });

  it('shares a list by how much is in both, of what is in either', () => {
    const few = worked('few', { features: ['chat'] }, { order: 1 });
    const some = worked('some', { features: ['chat', 'photos', 'payments'] }, { order: 2 });
    const many = worked('many', { features: ['chat', 'photos', 'maps', 'mail', 'feeds', 'jobs'] }, { order: 3 });
    // 1 of 2, 2 of 3, 2 of 6.
    expect(closest([few, some, many], { features: ['photos', 'chat'] })).toMatchObject({ id: 'some', alike: 0 });
    // 1 of 4, 2 of 5, 3 of 7.
    expect(closest([few, some, many], { features: ['photos', 'chat', 'maps', 'search'] })?.id).toBe('many');
    // 1 of 3, 1 of 5, 1 of 8: what is asked for and missing counts as much as what is there and not asked for.
    expect(closest([few, some, many], { features: ['chat', 'search', 'videos'] })?.id).toBe('few');
  });

  it('takes lists as equal in any order, empty ones too', () => {
    const example = worked('shop', { features: ['chat', 'photos'], laws: [] });
    expect(closest([example], { features: ['photos', 'chat'], laws: [] })).toMatchObject({ alike: 2, differs: [] });
  });

  it('weighs a shared part of a list against whole answers', () => {
    const half = worked('half', { app: 'shop', features: ['chat', 'maps'] }, { order: 1 });
    const whole = worked('whole', { app: 'game', features: ['chat'] }, { order: 2 });
    // "half" shares nothing of the app and half of the list; "whole" the whole list.
    expect(closest([half, whole], { app: 'other', features: ['chat'] })?.id).toBe('whole');
  });

  it('is the first by its place when several are equally close, whatever the order of files', () => {
    const later = worked('later', { app: 'shop' }, { order: 2 });
    const sooner = worked('sooner', { app: 'shop' }, { order: 1 });
    expect(closest([later, sooner], { app: 'shop' })?.id).toBe('sooner');
  });

  it('leaves out what is not answered: it neither counts nor differs', () => {
    const shop = worked('shop', { app: 'shop', live: false, team: 3 });
    expect(closest([shop], { app: 'shop', team: 5, budget: 100 })).toMatchObject({
      ...{ alike: 1, compared: 2 },
      differs: [{ question: 'team', here: 5, there: 3 }],
    });
  });

  it('takes "no" and 0 for answers', () => {
    const shop = worked('shop', { live: false, engineers: 0 });
    expect(closest([shop], { live: false, engineers: 0 })).toMatchObject({ alike: 2, compared: 2 });
  });

  it('is nothing when no answer can be compared, or there is no example', () => {
    expect(closest([worked('shop', { app: 'shop' })], { live: true })).toBeNull();
    expect(closest([], { app: 'shop' })).toBeNull();
  });

  it('may be far away: it is still the closest', () => {
    expect(closest([worked('shop', { app: 'shop' })], { app: 'game' })).toMatchObject({ alike: 0, compared: 1 });
  });
});

describe('the smallest stack', () => {
  const wish = rule('wish', prefer(patterns('own'), 'strong'));

  it('is the pick when the pick owns least, with the bills and own layers of the advice', () => {
    const { smallest } = contextWith({
      layers: [layer('files'), layer('work')],
      providers: [
        provider('bucket', { files: {} }),
        provider('code', { work: { approach: 'functions', vendor: 'cloud' } }),
      ],
    });
    expect(smallest).toEqual({
      ...{ pattern: 'platform', behind: 0, vendors: ['bucket', 'cloud'], owned: ['work'], givesUp: [] },
    });
  });

  it('is the pick when every smaller pattern is excluded', () => {
    const law = rule('law', exclude(patterns('platform', 'functions')));
    expect(contextWith({ rules: [wish, law] }).smallest).toMatchObject({ pattern: 'own', behind: 0, givesUp: [] });
  });

  it('is the pattern with least to own otherwise, however far behind', () => {
    const near = rule('near', prefer(patterns('functions'), 'moderate'));
    expect(contextWith({ rules: [wish, near] }).smallest).toMatchObject({ pattern: 'platform', behind: 4 });
  });

  it('passes over a pattern that a rule excludes', () => {
    const law = rule('law', exclude(patterns('platform')));
    expect(contextWith({ rules: [wish, law] }).smallest).toMatchObject({ pattern: 'functions', behind: 4 });
  });

  it('passes over a pattern under which a layer cannot be covered', () => {
    const smaller = three.map((each) =>
      each.id === 'platform' ? { ...each, allows: { files: ['platform' as const] } } : each,
    );
    const parts = { layers: [layer('files')], providers: [provider('bucket', { files: {} })], patterns: smaller };
    // The runner-up would be found impossible while advising; this one nobody has looked at yet.
    const near = rule('near', prefer(patterns('functions'), 'moderate'));
    expect(contextWith({ ...parts, rules: [wish, near] }).smallest?.pattern).toBe('functions');
  });

  it('is never the pattern without a backend', () => {
    const withNone = [patternUnless('nothing', is('shares-data', true)), ...three];
    const known = { 'shares-data': true };
    expect(contextWith({ patterns: withNone, rules: [wish] }, known).smallest?.pattern).toBe('platform');
  });

  it('gives up what speaks for the pick and against itself, strongest first, three at most', () => {
    const rules = [
      rule('d-slight', prefer(patterns('own'), 'slight')),
      rule('c-moderate', prefer(patterns('own'), 'moderate')),
      rule('b-against', avoid(patterns('platform'), 'strong')),
      rule('a-slight', avoid(patterns('platform'), 'slight')),
    ];
    const { smallest } = contextWith({ rules });
    expect(smallest).toMatchObject({ pattern: 'platform', behind: 3 - -5 });
    expect(smallest?.givesUp.map((reason) => reason.rule)).toEqual(['b-against', 'c-moderate', 'a-slight']);
  });

  it('does not give up what speaks for itself, or against the pick', () => {
    const rules = [
      wish,
      rule('for-it', prefer(patterns('platform'), 'slight')),
      rule('against-the-pick', avoid(patterns('own'), 'slight')),
    ];
    expect(contextWith({ rules }).smallest?.givesUp.map((reason) => reason.rule)).toEqual(['wish']);
  });

  it('names a rule once that speaks against it and for the pick', () => {
    const both = rule('both', [avoid(patterns('platform'), 'moderate'), prefer(patterns('own'), 'slight')]);
    expect(contextWith({ rules: [both] }).smallest?.givesUp.map((reason) => reason.rule)).toEqual(['both']);
  });

  it('says who would send a bill, and in which layers something of your own would run under it', () => {
    const rented = rule('rented', prefer(offerings('files', { provider: 'bucket' }), 'strong'), {
      when: is('advice.pattern', 'platform'),
    });
    const { smallest } = contextWith({
      rules: [wish, rented],
      layers: ['files', 'jobs', 'search', 'site'].map((id, order) => layer(id, { order })),
      providers: [
        provider('bucket', { files: {} }),
        provider('disk', { files: { approach: 'self-hosted', vendor: null } }),
        provider('worker', { jobs: { approach: 'functions', vendor: 'cloud' } }),
        provider('finder', { search: { approach: 'containers', vendor: 'cloud' } }),
        provider('pages', { site: { approach: 'library', vendor: null } }),
      ],
    });
    expect(smallest).toMatchObject({
      pattern: 'platform',
      vendors: ['bucket', 'cloud'],
      owned: ['jobs', 'search'],
    });
  });
});

describe('the comparison', () => {
  const claims = [
    claim('claim-1', { trust: 'seed-number-unverified' }),
    claim('claim-2', { trust: 'seed-rule' }),
    claim('claim-3', { trust: 'derived' }),
  ];
  const compared = (parts: Partial<CatalogueData>) => contextWith({ claims, ...parts }).comparison;

  it('has every line in its place, whatever the order of files', () => {
    const dimensions = [dimension('price', { order: 2 }), dimension('speed', { order: 1 })];
    expect(compared({ dimensions }).map((each) => each.id)).toEqual(['speed', 'price']);
  });

  it('brings what each line says of each pattern', () => {
    const values = { platform: { says: 'hours', derived: false }, own: { says: 'weeks', derived: true } };
    const dimensions = [dimension('speed', { values, quantity: 'time', milestone: 'first feature', note: 'Roughly.' })];
    expect(compared({ dimensions })).toEqual([
      {
        ...{ id: 'speed', name: 'speed', quantity: 'time', milestone: 'first feature', note: 'Roughly.', values },
        ...{ sources: [], unverified: false },
      },
    ]);
  });

  it('is unverified where one of its sources is a claim that nobody could trace', () => {
    const dimensions = [['claim-2', 'claim-1'], ['claim-2', 'claim-3', 'page'], []].map((sources, order) =>
      dimension(`line-${order}`, { order, sources }),
    );
    expect(compared({ dimensions }).map((each) => each.unverified)).toEqual([true, false, false]);
  });
});

describe('leaving', () => {
  const released = '2026-06-01';
  const wayOut = (says: string, more: Partial<WayOut> = {}): WayOut => ({
    ...{ says, source: 'their-page', on: null, confidence: 'high', expires: null },
    ...more,
  });
  const leavingWith = (parts: Partial<CatalogueData>) => contextWith({ released, ...parts }).leaving;

  it('says of each pick what ties you to it and how the data gets out', () => {
    const lockIn = [{ part: 'its rules language', weight: 'high' as const }];
    const bucket = provider('bucket', { files: {} }, { lockIn, wayOut: [wayOut('copy the files')] });
    expect(leavingWith({ layers: [layer('files')], providers: [bucket] })).toEqual([
      {
        ...{ layer: 'files', pick: 'bucket', lockIn, status: { is: 'active', on: null, note: null } },
        wayOut: [{ says: 'copy the files', source: 'their-page', doubts: [] }],
      },
    ]);
  });

  it('says how long the pick will be there', () => {
    const status = { is: 'maintenance' as const, on: '2027-01-31', source: 'their-page', note: 'Fixes until then.' };
    const bucket = provider('bucket', { files: {} }, { status, wayOut: [wayOut('copy the files')] });
    expect(leavingWith({ layers: [layer('files')], providers: [bucket] })).toMatchObject([
      { status: { is: 'maintenance', on: '2027-01-31', note: 'Fixes until then.' } },
    ]);
  });

  it('is silent about picks with nothing to say, and about what is not picked', () => {
    const layers = [layer('files'), layer('search'), layer('mail', { needed: is('mail', true) })];
    const talkative = { wayOut: [wayOut('export it')] };
    const providers = [
      provider('bucket', { files: {} }),
      provider('crate', { files: {} }, talkative),
      provider('finder', { search: {} }, talkative),
      provider('post', { mail: {} }, talkative),
    ];
    expect(leavingWith({ layers, providers }).map(({ layer, pick }) => `${layer} ${pick}`)).toEqual(['search finder']);
  });

  it('says of a pick also only what ties you to it', () => {
    const bucket = provider('bucket', { files: {} }, { lockIn: [{ part: 'its format', weight: 'low' }] });
    expect(leavingWith({ layers: [layer('files')], providers: [bucket] })).toMatchObject([{ wayOut: [] }]);
  });

  it('says what is doubtful on the day of release, never by a clock', () => {
    const ways = [
      wayOut('good to the day', { expires: '2026-06-01' }),
      wayOut('too old', { expires: '2026-05-31' }),
      wayOut('not sure', { confidence: 'low', source: null }),
      wayOut('both', { confidence: 'low', expires: '2026-05-31' }),
    ];
    const bucket = provider('bucket', { files: {} }, { wayOut: ways });
    const [only] = leavingWith({ layers: [layer('files')], providers: [bucket] });
    expect(only?.wayOut.map(({ says, doubts }) => [says, ...doubts])).toEqual([
      ['good to the day'],
      ['too old', 'expired'],
      ['not sure', 'unverified'],
      ['both', 'expired', 'unverified'],
    ]);
  });
});

describe('advice without a backend', () => {
  const parts = {
    questions: [yesNo('shares-data')],
    patterns: [patternUnless('nothing', is('shares-data', true)), ...three],
    layers: [layer('files')],
    providers: [provider('bucket', { files: {} }, { lockIn: [{ part: 'its format', weight: 'low' as const }] })],
    dimensions: [dimension('speed')],
    workedExamples: [worked('shop', { 'shares-data': true })],
  };

  it('is compared with nothing: there is no shape, no smaller stack and nothing to leave', () => {
    expect(contextWith(parts, { 'shares-data': false })).toMatchObject({
      ...{ closestExample: null, smallest: null, comparison: [], leaving: [] },
    });
  });

  it('because nothing meets all demands, neither', () => {
    const law = rule('law', exclude(patterns('platform', 'functions', 'own')));
    expect(contextWith({ ...parts, rules: [law] }, { 'shares-data': true })).toMatchObject({
      ...{ closestExample: null, smallest: null, comparison: [], leaving: [] },
    });
  });

  it('while with one there is all of it', () => {
    expect(contextWith(parts, { 'shares-data': true })).toMatchObject({
      closestExample: { id: 'shop', alike: 1 },
      ...{ smallest: { pattern: 'platform' }, comparison: [{ id: 'speed' }], leaving: [{ pick: 'bucket' }] },
    });
  });
});

describe('the smallest stack beside a pick that leads', () => {
  it('does not give up what it has as well: a rule that speaks alike for it and for the pick', () => {
    const rules = [
      rule('for-both', prefer(patterns('platform', 'own'), 'strong')),
      rule('for-the-pick', prefer(patterns('own'), 'slight')),
      rule('against-both', avoid(patterns('platform', 'own'), 'moderate')),
    ];
    expect(contextWith({ rules }).smallest?.givesUp.map((each) => each.rule)).toEqual(['for-the-pick']);
  });

  it('may even lead in points, when an open rule holds it back', () => {
    const rules = [
      rule('wish', prefer(patterns('platform'), 'strong')),
      rule('gate', exclude(patterns('platform')), { when: is('unanswered', true) }),
    ];
    expect(contextWith({ rules }).smallest).toMatchObject({ pattern: 'platform', behind: -4, givesUp: [] });
  });

  it('lists own layers in the order of the layers, as the pick does', () => {
    const layers = [layer('work', { order: 1 }), layer('api', { order: 2 })];
    const providers = [provider('code', { work: { approach: 'functions' }, api: { approach: 'functions' } })];
    const wish = rule('wish', prefer(patterns('own')));
    expect(contextWith({ layers, providers }).smallest?.owned).toEqual(['work', 'api']);
    expect(contextWith({ layers, providers, rules: [wish] }).smallest?.owned).toEqual(['work', 'api']);
  });
});

it('a pick that its vendor no longer develops says so, even where nothing is known of ties and ways out', () => {
  const status = { is: 'maintenance' as const, on: '2027-01-31', source: 'p', note: null };
  const parts = { layers: [layer('files')], providers: [provider('bucket', { files: {} }, { status })] };
  expect(contextWith(parts).leaving).toMatchObject([{ pick: 'bucket', status: { is: 'maintenance' } }]);
});

it('an example of which less than half is shared is not shown', () => {
  const far = worked('far', { app: 'shop', live: true, team: 1 });
  const near = (known: Readonly<Record<string, Answer>>) =>
    contextWith({ workedExamples: [far] }, known).closestExample;
  expect(near({ app: 'shop', live: true, team: 9 })).toMatchObject({ id: 'far', alike: 2 });
  expect(near({ app: 'shop', live: false, team: 9 })).toBeNull();
});
