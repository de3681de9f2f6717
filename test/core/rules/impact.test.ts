/** Impact: what a change of the rules does to profiles, and which rules it comes from. */
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../src/core/catalogue.js';
import type { Answer, Rule } from '../../../src/core/model.js';
import type { Provider } from '../../../src/core/provider.js';
import { impactOf } from '../../../src/core/rules/impact.js';
import {
  is,
  layer,
  limit,
  number,
  patterns,
  prefer,
  profile,
  provider,
  ranked,
  rule,
  signal,
  signalled,
  tinyCatalogue,
  yesNo,
} from '../../support/tiny.js';

const twice = (name: string, answers: Readonly<Record<string, Answer>>) => {
  const one = profile(answers, { name });
  return { file: `${name}.yaml`, before: one, after: one };
};

function catalogueWith(rules: readonly Rule[], large = is('live', true)) {
  return tinyCatalogue({
    questions: [yesNo('live'), number('team')],
    signals: [signal('large', large)],
    patterns: ranked('rented', 'own'),
    rules,
  });
}

const [wants, other] = [
  rule('wants-own', prefer(patterns('own')), { when: is('live', true) }),
  rule('other', prefer(patterns('rented')), { when: is('live', false) }),
];

describe('impact', () => {
  it('tells which profiles are advised otherwise, and which differing rules apply to them', () => {
    const { added, removed, changed, profiles } = impactOf(
      catalogueWith([other]),
      catalogueWith([wants, other]),
      [twice('one', { live: true }), twice('two', { live: false })],
      '2026-11-26',
    );
    expect({ added, removed, changed }).toEqual({ added: ['wants-own'], removed: [], changed: [] });
    expect(profiles).toMatchObject([
      {
        name: 'one',
        file: 'one.yaml',
        advice: [{ layer: null, before: 'rented', after: 'own' }],
        because: ['wants-own'],
      },
      { name: 'two', advice: [], newFindings: [], goneFindings: [], because: [] },
    ]);
  });

  it('sees a rule as changed by its signals too, and not by its words', () => {
    const reads = rule('reads', prefer(patterns('own')), { when: signalled('large') });
    const changedBy = (after: ReturnType<typeof catalogueWith>) =>
      impactOf(catalogueWith([reads]), after, [], '2026-11-26').changed;
    expect(changedBy(catalogueWith([reads], is('live', false)))).toEqual(['reads']);
    expect(changedBy(catalogueWith([{ ...reads, because: 'Other words.' }]))).toEqual([]);
  });

  it('tells when only figures differ', () => {
    const one = catalogueWith([wants]);
    const { factsDiffer } = impactOf(one, catalogueOf({ ...one.data, factsDigest: 'other' }), [], '2026-11-26');
    expect(factsDiffer).toBe(true);
  });

  it('names products that came, went or are decided on otherwise', () => {
    const withProducts = (...providers: readonly Provider[]) => tinyCatalogue({ layers: [layer('data')], providers });
    const [one, two, other] = [provider('one', { data: {} }), provider('two', { data: {} }), provider('other', {})];
    const before = withProducts(one, two);
    const after = withProducts({ ...two, limits: [limit('users', 5)], says: 'Other words.' }, other);
    const { products } = impactOf(before, after, [], '2026-11-26');
    expect(products).toEqual({ added: ['other'], removed: ['one'], changed: ['two'] });
    expect(impactOf(before, withProducts(one, { ...two, says: 'Other words.' }), [], '2026-11-26').products).toEqual({
      ...{ added: [], removed: [], changed: [] },
    });
  });
});
