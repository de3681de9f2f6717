/** How firmly a verdict stands: every variation of every rule tried on the explained path, and the grades themselves. */
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../src/core/catalogue.js';
import { compile } from '../../../src/core/compiled/compile.js';
import { type Stability, stabilityOf, type Variation } from '../../../src/core/explore/stability.js';
import { factsOf } from '../../../src/core/facts.js';
import type { Condition, Effect, Rule, Strength } from '../../../src/core/model.js';
import { shipped, shippedProfile } from '../../support/catalogue.js';
import { choice, facts, is, patterns, prefer, ranked, rule, tinyCatalogue } from '../../support/tiny.js';
import { explained } from '../explained.js';

const steps: readonly Strength[] = ['slight', 'moderate', 'strong'];

/** A rule varied as the doc comment of the grades says, written down a second time. */
function varied(given: Rule, way: Variation['way']): Rule {
  const effects = given.effects.flatMap((effect): Effect[] => {
    if (effect.kind !== 'prefer' && effect.kind !== 'avoid') return [effect];
    const at = steps.indexOf(effect.strength);
    const to = way === 'off' ? -1 : way === 'up' ? Math.min(at + 1, 2) : at - 1;
    const strength = steps[to];
    return strength ? [{ ...effect, strength }] : [];
  });
  return { ...given, effects };
}

describe('on a shipped profile', () => {
  const { catalogue } = shipped();
  const known = factsOf(shippedProfile('knife-edge'));
  const stability = stabilityOf(compile(catalogue), known) as Stability;

  it('names exactly the variations of rules that change the pattern or a layer', () => {
    const was = explained(catalogue, known);
    const topics = new Map<string, string[]>();
    const note = (topic: string, variation: string) => topics.set(topic, [...(topics.get(topic) ?? []), variation]);
    for (const given of [...catalogue.rules.pattern, ...catalogue.rules.layer])
      for (const way of ['up', 'down', 'off'] as const) {
        const other = varied(given, way);
        if (JSON.stringify(other.effects) === JSON.stringify(given.effects)) continue;
        const rules = catalogue.data.rules.map((each) => (each.id === given.id ? other : each));
        const is = explained(catalogueOf({ ...catalogue.data, rules }), known);
        if (is.pattern !== was.pattern) note('pattern', `${given.id} ${way}`);
        for (const [layer, outcome] of is.layers)
          if (JSON.stringify(outcome) !== JSON.stringify(was.layers.get(layer))) note(layer, `${given.id} ${way}`);
      }
    const named = ({ variations }: { readonly variations: readonly Variation[] }) =>
      variations.map((each) => `${each.rule} ${each.way}`).sort();
    expect(named(stability.pattern)).toEqual((topics.get('pattern') ?? []).sort());
    for (const [layer, found] of stability.layers)
      expect(named(found), layer).toEqual((topics.get(layer) ?? []).sort());
  });

  it('is on a knife edge where one step of one rule would change it', () => {
    expect(stability.pattern.grade).toBe('knife-edge');
  });

  it('ranks the answers by how many others would change the verdict, then by how much', () => {
    const { influence } = stability;
    expect(influence.length).toBeGreaterThan(5);
    for (const [index, { flips, of, changes }] of influence.entries()) {
      const before = influence[index - 1];
      expect(flips).toBeLessThanOrEqual(of);
      if (before) expect(before.flips > flips || (before.flips === flips && before.changes >= changes)).toBe(true);
    }
  });
});

describe('a pattern', () => {
  const both = (first: Strength, second: Strength | null, more: readonly Condition[] = []) =>
    tinyCatalogue({
      questions: [choice('a', ['x', 'y']), choice('b', ['x', 'y'])],
      patterns: ranked('own-less', 'own-more'),
      rules: [
        rule('first', prefer(patterns('own-more'), first), { when: { kind: 'any', of: [is('a', 'x'), ...more] } }),
        ...(second ? [rule('second', prefer(patterns('own-less'), second))] : []),
      ],
    });
  const gradeOf = (...given: Parameters<typeof both>) =>
    stabilityOf(compile(both(...given)), facts({ a: 'x', b: 'x' }))?.pattern.grade;

  it('is robust when no rule and few answers change it', () => {
    const { data } = both('slight', 'strong');
    const backed = catalogueOf({
      ...data,
      rules: [...data.rules, rule('third', prefer(patterns('own-less'), 'strong'))],
    });
    expect(stabilityOf(compile(backed), facts({ a: 'x', b: 'x' }))?.pattern.grade).toBe('robust');
  });

  it('is sensitive when leaving out one rule changes it, but no single step does', () => {
    expect(gradeOf('strong', 'slight', [is('b', 'x')])).toBe('sensitive');
  });

  it('is sensitive when many answers change it', () => {
    expect(gradeOf('strong', null)).toBe('sensitive');
  });

  it('is on a knife edge when one step does', () => {
    expect(gradeOf('strong', 'moderate')).toBe('knife-edge');
  });

  it('has no stability before there are answers for any advice', () => {
    const catalogue = tinyCatalogue({ questions: [choice('a', ['x'], { essential: true })], patterns: ranked('one') });
    expect(stabilityOf(compile(catalogue), facts())).toBeNull();
  });
});
