/** Figures that a decision leans on, and that nobody has looked at for too long. */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { catalogueOf } from '../../../src/core/catalogue.js';
import { check } from '../../../src/core/check/check.js';
import type { Answer } from '../../../src/core/model.js';
import type { Provider } from '../../../src/core/provider.js';
import { withoutDetails } from '../../../src/load/compile.js';
import { shipped } from '../../support/catalogue.js';
import {
  type Cover,
  decidedOn,
  is,
  layer,
  limit,
  number,
  offerings,
  pinned,
  profile,
  provider,
  ranked,
  require,
  rule,
  tinyCatalogue,
  trait,
  yesNo,
} from '../../support/tiny.js';

/** One product that signs agreements, as far as was known until the end of June. */
function shopWith(limits: Provider['limits'] = [], cover: Cover = {}): Catalogue {
  const alpha = provider('alpha', { database: cover }, { limits });
  const shop = tinyCatalogue({
    questions: [yesNo('strict'), number('size', { stresses: ['database'] }), number('files')],
    traits: [trait('signs', 'unknown', { says: 'the vendor signs' })],
    ...{ patterns: ranked('platform'), layers: [layer('database')] },
    providers: [{ ...alpha, traits: { signs: { is: 'yes', expires: '2026-06-30' } } }],
    rules: [rule('law', require(offerings('database', { trait: 'signs' })), { when: is('strict', true) })],
  });
  return shop;
}

const expired = (catalogue: Catalogue, today: string, answers: Readonly<Record<string, Answer>>) =>
  check(catalogue, pinned(catalogue, profile(answers)), today).findings;

describe('a trait', () => {
  it('that a hard rule leans on is a warning from the day after it expires', () => {
    expect(expired(shopWith(), '2026-06-30', { strict: true })).toEqual([]);
    expect(expired(shopWith(), '2026-07-01', { strict: true })).toMatchObject([
      {
        id: 'facts-expired/database/alpha',
        ...{ severity: 'warning', action: 'keep', cause: 'calendar', place: ['decision', 'layers', 'database'] },
        detail: { provider: 'alpha', figures: [{ says: 'the vendor signs', expires: '2026-06-30' }] },
      },
    ]);
  });

  it('that nothing leans on may be as old as it likes', () => {
    expect(expired(shopWith(), '2027-01-01', { strict: false })).toEqual([]);
  });

  it('that had expired when people decided is known', () => {
    const late = pinned(shopWith(), profile({ strict: true }), {}, { on: '2026-08-01' });
    expect(check(shopWith(), late, '2026-09-01').findings).toEqual([]);
  });
});

describe('a limit', () => {
  const dated = [limit('size', 1e6, { expires: '2026-06', plan: 'free' }), limit('files', 1e6, { expires: '2026-06' })];

  it('that was counted is a note from the day after its last day, which a month has too', () => {
    expect(expired(shopWith(dated), '2026-06-30', { size: 1 })).toEqual([]);
    expect(expired(shopWith(dated), '2026-07-01', { size: 1, files: 1 })).toMatchObject([
      { severity: 'note', detail: { figures: [{ says: 'size on the plan free', expires: '2026-06' }] } },
    ]);
  });

  it('that nobody counts is silent: without an answer, or on what you run yourself', () => {
    expect(expired(shopWith(dated), '2026-07-01', { files: 1 })).toEqual([]);
    expect(expired(shopWith(dated, { approach: 'self-hosted', vendor: null }), '2026-07-01', { size: 1 })).toEqual([]);
  });

  it('beside a trait makes one finding of the layer, as bad as the worse of them', () => {
    const both = expired(shopWith(dated), '2026-07-01', { size: 1, strict: true });
    expect(both).toMatchObject([
      { severity: 'warning', detail: { figures: [{ says: 'the vendor signs' }, { expires: '2026-06' }] } },
    ]);
  });
});

describe('the part of the catalogue that is enough to check', () => {
  it('finds the same expired figures as all of it: what a hard rule leans on keeps its day', () => {
    const { catalogue } = shipped();
    const lean = catalogueOf(withoutDetails(catalogue.data));
    const answers = { 'app-type': 'healthcare', 'team-size': 8, compliance: ['hipaa'], 'data-classes': ['health'] };
    const clinic = pinned(catalogue, profile({ ...answers, features: ['accounts'] }), { database: 'neon' });
    const found = (of: Catalogue) =>
      check(of, clinic, '2099-01-01').findings.filter(({ detail }) => detail.code === 'facts-expired');
    expect(found(lean)).toEqual(found(catalogue));
    expect(found(lean).map(({ severity }) => severity)).toContain('warning');
  });

  it('keeps no other day', () => {
    const { data } = shipped().catalogue;
    const days = (of: typeof data) =>
      of.providers
        .flatMap(({ traits, offerings }) => [traits, ...offerings.map((each) => each.traits)])
        .flatMap((traits) => Object.entries(traits))
        .filter(([, { expires }]) => expires);
    const required = new Set(
      data.rules.flatMap(({ effects }) =>
        effects.flatMap((each) => (each.kind === 'require' && each.target.on === 'layer' ? [each.target.trait] : [])),
      ),
    );
    const leanDays = days(withoutDetails(data));
    expect(leanDays.length).toBe(days(data).filter(([id, { is }]) => required.has(id) && is === 'yes').length);
    expect(leanDays.length).toBeLessThan(days(data).length);
  });
});

it('on the day of the decision nothing has expired that was not known', () => {
  expect(expired(shopWith(), decidedOn, { strict: true, size: 1 })).toEqual([]);
});
