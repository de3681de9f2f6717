/** The review routine (claim 208): planned capabilities, the layers they strain, what hurts; then the smallest move. */
import { describe, expect, it } from 'vitest';
import {
  mostPlanned,
  plannedIn,
  reviewOf,
  reviewQuestions,
  strainsOf,
  withAnswers,
} from '../../../src/core/check/review.js';
import type { Effect, Profile } from '../../../src/core/model.js';
import { shipped } from '../../support/catalogue.js';
import {
  atLeast,
  choice,
  decidedOn,
  facts,
  includes,
  is,
  later,
  layer,
  multi,
  patterns,
  pinned,
  prefer,
  profile,
  provider,
  ranked,
  revisit,
  rule,
  tinyCatalogue,
  yesNo,
} from '../../support/tiny.js';

const planned = multi('planned-capabilities', []);
const options = [
  { id: 'search', says: 'search', stresses: ['search', 'database'] },
  { id: 'chat', says: 'chat', stresses: ['live'] },
  { id: 'money', says: 'money', stresses: [] },
  { id: 'none', says: 'none' },
];

function shopWith(...effects: readonly Effect[]) {
  return tinyCatalogue({
    questions: [
      { ...planned, options },
      multi('features', ['search', 'money']),
      choice('realtime', ['none', 'chat']),
      yesNo('hurts'),
    ],
    patterns: ranked('platform', 'own'),
    layers: [
      layer('database', { order: 0 }),
      layer('search', { order: 1, needed: includes('features', 'search') }),
      layer('live', { order: 2, needed: is('realtime', 'chat') }),
    ],
    providers: [provider('alpha', { database: {} }), provider('seek', { search: {} }), provider('wire', { live: {} })],
    rules: [
      rule('money', prefer(patterns('own'), 'strong'), { when: includes('features', 'money') }),
      ...effects.map((each, index) => rule(`hurt-${index}`, each, { when: is('hurts', true) })),
    ],
  });
}
const shop = shopWith();
const today = { features: [], realtime: 'none', hurts: false, 'planned-capabilities': ['none'] };
const planning = (...capabilities: readonly string[]): Profile =>
  later(pinned(shop, profile(today)), { 'planned-capabilities': capabilities });
const hurting = (...effects: readonly Effect[]) => {
  const sore = shopWith(...effects);
  return reviewOf(sore, later(pinned(sore, profile(today)), { hurts: true }), decidedOn);
};

describe('what is planned', () => {
  it('is what the profile names; "none" is no capability', () => {
    expect(plannedIn(facts({ 'planned-capabilities': ['none'] }))).toEqual([]);
    expect(plannedIn(facts({ 'planned-capabilities': ['chat', 'search'] }))).toEqual(['chat', 'search']);
    expect(plannedIn(facts())).toEqual([]);
  });

  it('strains layers, told in their order with what strains them', () => {
    expect(strainsOf(shop, ['search', 'chat', 'money', 'unheard-of'])).toEqual([
      { layer: 'database', capabilities: ['search'] },
      { layer: 'search', capabilities: ['search'] },
      { layer: 'live', capabilities: ['chat'] },
    ]);
  });

  it('strains some layer in the shipped catalogue, whatever it is', () => {
    const { catalogue } = shipped();
    const question = catalogue.question.get('planned-capabilities');
    const all = question && 'options' in question ? question.options.map(({ id }) => id) : [];
    expect(all.length).toBeGreaterThan(mostPlanned);
    expect(all.filter((each) => each !== 'none' && strainsOf(catalogue, [each]).length === 0)).toEqual([]);
    for (const each of reviewQuestions) expect(catalogue.question.has(each)).toBe(true);
  });

  it('is looked at as if it were there: a feature, or a kind of live data', () => {
    expect(reviewOf(shop, planning('search', 'chat'), decidedOn).ahead).toEqual([
      { layer: 'search', before: 'not-needed', after: 'seek' },
      { layer: 'live', before: 'not-needed', after: 'wire' },
    ]);
  });
});

describe('a review comes to', () => {
  it('keep, when nothing is planned and nothing hurts', () => {
    expect(reviewOf(shop, planning('none'), decidedOn)).toEqual({
      strains: [],
      findings: [],
      ahead: [],
      evidence: [],
      action: 'keep',
    });
  });

  it('a component to add, when a plan needs one', () => {
    expect(reviewOf(shop, planning('search'), decidedOn).action).toBe('add-managed-component');
  });

  it('a service to extract, when a plan asks for more of your own', () => {
    expect(reviewOf(shop, planning('money', 'search'), decidedOn)).toMatchObject({
      action: 'extract-service',
      ahead: [{ layer: null, before: 'platform', after: 'own' }, {}],
    });
  });

  it('what is enough for everything that hurts most today; notes press nobody', () => {
    expect(
      hurting(revisit('cost', { action: 'replace-layer' }), revisit('team-changed', { action: 'consolidate' })).action,
    ).toBe('replace-layer');
    expect(hurting(revisit('cost', { action: 'replace-layer', severity: 'note' })).action).toBe('keep');
    expect(hurting(revisit('cost', { action: 'keep' })).action).toBe('keep');
  });

  it('a rewrite only on evidence, and only where nothing smaller is proposed', () => {
    const rewrite = revisit('recurring-limits', { action: 'replatform' });
    expect(hurting(rewrite)).toMatchObject({ action: 'replatform', evidence: [{ detail: { rule: 'hurt-0' } }] });
    expect(hurting(rewrite, revisit('cost', { action: 'scale-layer' })).action).toBe('scale-layer');
    expect(hurting(revisit('cost', { action: 'replace-layer' })).evidence).toEqual([]);
  });
});

describe('a review', () => {
  it('sees also what was known when people decided', () => {
    const sore = shopWith(revisit('cost'));
    const known = pinned(sore, profile({ ...today, hurts: true }));
    expect(known.decision?.known).toHaveLength(1);
    expect(reviewOf(sore, known, decidedOn).findings.map(({ id }) => id)).toEqual(['cost/pattern/cost']);
  });

  it('can be the first: without a decision the advice is what is reviewed', () => {
    const sore = shopWith(revisit('cost', { action: 'scale-layer' }));
    expect(reviewOf(sore, profile({ ...today, hurts: true }), decidedOn).action).toBe('scale-layer');
  });

  it('finds nothing where nothing can be advised yet', () => {
    const essential = tinyCatalogue({
      ...shop.data,
      questions: [yesNo('hurts'), yesNo('more', { essential: true })],
      rules: [rule('r', revisit('cost'), { when: atLeast('size', 1) })],
    });
    expect(reviewOf(essential, profile({ hurts: true, size: 3 }), decidedOn)).toMatchObject({
      findings: [],
      ahead: [],
      action: 'keep',
    });
  });

  it('leaves answers in the profile, beside those that were there', () => {
    const { answers } = withAnswers(profile({ hurts: false, realtime: 'none' }), facts({ hurts: true }));
    expect(answers).toEqual(facts({ hurts: true, realtime: 'none' }));
  });
});
