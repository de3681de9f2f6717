/** Coverage: what profiles show of rules both ways, in the situation in which each rule is judged. */
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/core/rules/coverage.js';
import {
  all,
  atLeast,
  facts,
  is,
  layer,
  number,
  offerings,
  patterns,
  prefer,
  provider,
  ranked,
  rule,
  signal,
  signalled,
  tinyCatalogue,
  warn,
  yesNo,
} from '../../support/tiny.js';

const catalogue = tinyCatalogue({
  questions: [yesNo('live'), number('team')],
  signals: [signal('large', atLeast('team', 10))],
  patterns: ranked('rented', 'own'),
  layers: [layer('database')],
  providers: [provider('tern', { database: {} })],
  rules: [
    rule('a/always', prefer(patterns('rented'))),
    rule('b/both', prefer(patterns('own'), 'strong'), { when: all(is('live', true), signalled('large')) }),
    rule('c/layer', prefer(offerings('database')), { when: is('advice.pattern', 'own') }),
    rule('d/speech', warn(), { when: is('advice.database.provider', 'tern') }),
  ],
});

const of = (...projects: readonly Parameters<typeof facts>[0][]) => {
  const { conditions, percent, profiles } = coverageOf(catalogue, projects.map(facts));
  return { percent, profiles, seen: new Map(conditions.map((each) => [each.id, each])) };
};

describe('coverage', () => {
  it('tells what was never yes and never no, rule by rule and test by test', () => {
    const { seen } = of({ live: true, team: 3 });
    expect(seen.get('b/both')).toEqual({
      ...{ id: 'b/both', kind: 'rule', yes: false, no: true, isAlways: false },
      leaves: [
        { test: 'live is true', yes: true, no: false },
        { test: 'signal large', yes: false, no: true },
      ],
    });
    expect(seen.get('large')?.leaves).toEqual([{ test: 'team at-least 10', yes: false, no: true }]);
  });

  it('counts what is not answered as neither', () => {
    const { seen } = of({ team: 10 });
    expect(seen.get('b/both')?.leaves[0]).toEqual({ test: 'live is true', yes: false, no: false });
  });

  it('judges rules about layers under the pick, and those that speak with the whole advice', () => {
    const { seen } = of({ live: true, team: 10 }, { live: false, team: 1 });
    expect(seen.get('c/layer')).toMatchObject({ yes: true, no: true });
    expect(seen.get('d/speech')).toMatchObject({ yes: true, no: false });
  });

  it('is a share of both sides of every condition and test; what always applies has one', () => {
    // a: 1 of 1; b: 2 of 2 and 4 of 4; c: 2 of 2 and 2 of 2; d: 1 of 2 and 1 of 2; large: 2 of 2 and 2 of 2.
    expect(of({ live: true, team: 10 }, { live: false, team: 1 }).percent).toBeCloseTo((100 * 17) / 19);
    expect(of().percent).toBe(0);
  });
});
