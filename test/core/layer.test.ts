/** One layer at a time: who may cover it, what rules and traits make of each, and how full the limits are. */
import { describe, expect, it } from 'vitest';
import { type Catalogue, covers, traitOf } from '../../src/core/catalogue.js';
import { situationOf } from '../../src/core/condition.js';
import { type Candidate, checkLimits, judgeLayers, type LimitCheck } from '../../src/core/layer.js';
import type { Answer, Concern, Rule, Target } from '../../src/core/model.js';
import type { Limit } from '../../src/core/provider.js';
import {
  avoid,
  exclude,
  facts,
  is,
  layer,
  number,
  offerings,
  pattern,
  prefer,
  provider,
  require,
  rule,
  tinyCatalogue,
  trait,
} from '../support/tiny.js';

const plain = pattern('plain');
const unanswered = is('unanswered', true);

function situation(known: Readonly<Record<string, Answer>> = {}) {
  return situationOf(facts(known), new Map());
}

function candidatesOf(
  catalogue: Catalogue,
  known: Readonly<Record<string, Answer>> = {},
  putAside: Concern | null = null,
  under = plain,
): readonly Candidate[] {
  return judgeLayers(catalogue, under, situation(known), putAside).flatMap((each) => each.candidates);
}

function inWords(candidates: readonly Candidate[]): string[] {
  return candidates.map((each) => `${each.offering.provider} ${each.points} ${each.tier}`);
}

describe('the candidates of a layer', () => {
  const parts = {
    layers: [layer('files', { needed: is('uploads', true) })],
    providers: [provider('bucket', { files: {} }), provider('disk', { files: { approach: 'self-hosted' } })],
  };

  it('are its offerings, by provider, when the layer is needed', () => {
    const catalogue = tinyCatalogue({ ...parts, providers: [...parts.providers].reverse() });
    expect(inWords(candidatesOf(catalogue, { uploads: true }))).toEqual(['bucket 0 clear', 'disk 0 clear']);
  });

  it('are none when it is not needed, or when nobody knows yet', () => {
    const judged = (known: Readonly<Record<string, Answer>>) =>
      judgeLayers(tinyCatalogue(parts), plain, situation(known), null);
    expect(judged({ uploads: false })).toMatchObject([{ needed: 'no', candidates: [] }]);
    expect(judged({})).toMatchObject([{ needed: 'unknown', candidates: [] }]);
  });

  it('are only those whose approach the pattern allows; a layer that it does not list allows all', () => {
    const managed = pattern('managed', { allows: { files: ['managed'], search: ['library'] } });
    expect(inWords(candidatesOf(tinyCatalogue(parts), { uploads: true }, null, managed))).toEqual(['bucket 0 clear']);
  });

  it('are none under a pattern that stands alone: it runs nothing', () => {
    const nothing = pattern('nothing', { unless: { when: is('uploads', true), because: '', sources: [] } });
    expect(candidatesOf(tinyCatalogue(parts), { uploads: true }, null, nothing)).toEqual([]);
  });
});

describe('a soft rule', () => {
  const both = [provider('bucket', { files: {} }), provider('disk', { files: { approach: 'self-hosted' } })];
  const judged = (...rules: readonly Rule[]) =>
    inWords(candidatesOf(tinyCatalogue({ layers: [layer('files'), layer('search')], providers: both, rules })));

  it('gives points to every offering that all its selectors match', () => {
    expect(
      judged(
        rule('a', prefer(offerings('files'), 'slight')),
        rule('b', prefer(offerings('files', { approach: 'self-hosted' }), 'strong')),
        rule('c', avoid(offerings('files', { approach: 'self-hosted', provider: 'bucket' }), 'strong')),
        rule('d', avoid(offerings('files', { kind: 'plain', provider: 'bucket' }), 'moderate')),
      ),
    ).toEqual(['bucket -1 clear', 'disk 5 clear']);
  });

  it('of another layer, or that is still open, gives none', () => {
    expect(
      judged(
        rule('a', prefer(offerings('search'), 'strong')),
        rule('b', prefer(offerings('files'), 'strong'), { when: unanswered }),
      ),
    ).toEqual(['bucket 0 clear', 'disk 0 clear']);
  });
});

describe('a trait', () => {
  const catalogue = tinyCatalogue({
    layers: [layer('files')],
    traits: [trait('portable', 'unknown', { byApproach: { 'self-hosted': 'yes' } })],
    providers: [
      provider('says-nothing', { files: {} }),
      provider('says-no', { files: {} }, { traits: { portable: 'no' } }),
      provider('runs-anywhere', { files: { approach: 'self-hosted' } }, { traits: { portable: 'no' } }),
      provider('knows-better', { files: { approach: 'self-hosted', traits: { portable: 'no' } } }),
    ],
  });

  it.each([
    ['says-nothing', 'unknown', 'what holds for those that do not mention it'],
    ['says-no', 'no', "its provider's word"],
    ['runs-anywhere', 'yes', 'what follows from its approach, before what its provider says'],
    ['knows-better', 'no', 'its own word, before all'],
  ])('of "%s" is %s: %s', (id, expected) => {
    const offering = catalogue.offerings.get('files')?.find((each) => each.provider === id);
    if (offering === undefined) throw new Error(id);
    expect(traitOf(catalogue, offering, 'portable').is).toBe(expected);
    expect(covers(catalogue, offerings('files', { trait: 'portable' }), offering)).toBe(expected);
  });
});

describe('a hard rule about a trait', () => {
  const catalogueWith = (...rules: readonly Rule[]) =>
    tinyCatalogue({
      layers: [layer('files')],
      traits: [trait('agreement', 'unknown')],
      providers: [
        provider('never', { files: { traits: { agreement: 'no' } } }),
        provider('perhaps', { files: {} }),
        provider('signs', { files: { traits: { agreement: 'yes' } } }),
      ],
      rules,
    });
  const target: Target = offerings('files', { trait: 'agreement' });

  it('that requires it: yes stays clear, unknown must be confirmed, no is excluded', () => {
    const candidates = candidatesOf(catalogueWith(rule('law', require(target))));
    expect(inWords(candidates)).toEqual(['never 0 excluded', 'perhaps 0 open', 'signs 0 clear']);
    expect(candidates.map((each) => each.heldBack)).toEqual([false, true, false]);
    expect(candidates.map((each) => each.unconfirmed.length)).toEqual([0, 1, 0]);
  });

  it('that excludes it: the other way round', () => {
    expect(inWords(candidatesOf(catalogueWith(rule('law', exclude(target)))))).toEqual([
      'never 0 clear',
      'perhaps 0 open',
      'signs 0 excluded',
    ]);
  });

  it('that nobody has asked for yet leaves the rest open, and holds nothing back', () => {
    const candidates = candidatesOf(catalogueWith(rule('law', require(target), { when: unanswered })));
    expect(inWords(candidates)).toEqual(['never 0 open', 'perhaps 0 open', 'signs 0 clear']);
    expect(candidates.some((each) => each.heldBack || each.unconfirmed.length > 0)).toBe(false);
  });

  it('on capacity that is still open holds back what the team has not said it can run', () => {
    const law = rule('gate', exclude(target), { when: unanswered, concern: 'capacity' });
    const held = candidatesOf(catalogueWith(law)).filter((each) => each.heldBack);
    expect(held.map((each) => each.offering.provider)).toEqual(['perhaps', 'signs']);
  });

  it('may be put aside by its concern', () => {
    const law = rule('gate', exclude(target), { concern: 'capacity' });
    expect(candidatesOf(catalogueWith(law), {}, 'capacity').every((each) => each.tier === 'clear')).toBe(true);
    expect(candidatesOf(catalogueWith(law), {}, 'data').every((each) => each.tier === 'clear')).toBe(false);
  });
});

describe('a limit', () => {
  const limit = (at: number | null, planned: string, kind: Limit['kind'] = 'soft'): Limit => ({
    ...{ fact: 'connections', at, plan: planned, kind },
    ...{ source: 'their-page', on: '2026-01-01', confidence: 'high', expires: null },
  });
  const checkOf = (limits: readonly Limit[], got: Answer | null, stresses = ['live']): LimitCheck | null => {
    const channels = provider('channels', { live: {} }, { limits });
    const catalogue = tinyCatalogue({ questions: [number('connections', { stresses })], providers: [channels] });
    return checkLimits(catalogue, channels, 'live', situation(got === null ? {} : { connections: got }))[0] ?? null;
  };
  const plans = [limit(200, 'free'), limit(500, 'pro'), limit(10_000, 'team')];

  it.each([
    [159, null],
    [160, { state: 'near', nextPlan: 'pro' }],
    [200, { state: 'near', nextPlan: 'pro' }],
    [201, { state: 'over', nextPlan: 'pro' }],
    [450, { state: 'over', nextPlan: 'team' }],
    [9000, { state: 'over', nextPlan: null }],
    [10_001, { state: 'over', nextPlan: null }],
  ])('of 200, 500 and 10,000 on three plans: %i', (got, expected) => {
    const check = checkOf(plans, got);
    expect(check && { state: check.state, nextPlan: check.nextPlan }).toEqual(expected);
  });

  it('that no plan lifts is near from 80 % and exceeded above it', () => {
    const everywhere = [limit(1000, 'all', 'hard')];
    expect(checkOf(everywhere, 799)).toBeNull();
    expect(checkOf(everywhere, 1000)).toMatchObject({ state: 'near', nextPlan: null });
    expect(checkOf(everywhere, 1001)).toMatchObject({ state: 'exceeded', nextPlan: null });
  });

  it('is not checked against what is not known, or for a layer that the question does not stress', () => {
    expect(checkOf(plans, null)).toBeNull();
    expect(checkOf(plans, 450, ['database'])).toBeNull();
  });

  it('exceeded on every plan excludes the offering, unless you run it yourself', () => {
    const limits = [limit(1000, 'all', 'hard')];
    const catalogue = tinyCatalogue({
      questions: [number('connections', { stresses: ['live'] })],
      layers: [layer('live')],
      providers: [
        provider('hosted', { live: {} }, { limits }),
        provider('own', { live: { vendor: null } }, { limits }),
      ],
    });
    const [hosted, own] = candidatesOf(catalogue, { connections: 1001 });
    expect(hosted).toMatchObject({ tier: 'excluded', hard: [{ rule: { id: 'limit/hosted/connections' } }] });
    expect(own).toMatchObject({ tier: 'clear' });
  });
});
