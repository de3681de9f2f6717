/** Laws that the advice keeps for every project, tried on the shipped rules with random answers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Catalogue, catalogueOf } from '../../src/core/catalogue.js';
import { judge, situationOf } from '../../src/core/condition.js';
import { judgeLayers } from '../../src/core/layer.js';
import type { Answer, Facts, Pattern, Question } from '../../src/core/model.js';
import { judgePatterns, type Tier } from '../../src/core/pattern.js';
import type { Recommendation } from '../../src/core/recommendation.js';
import { chooseStack } from '../../src/core/stack.js';
import { underPattern } from '../../src/core/verdict.js';
import { advise, type CatalogueData, loadCatalogue } from '../../src/index.js';
import { shipped, shippedRules } from '../support/catalogue.js';
import { frozenThrough } from '../support/frozen.js';
import { answersTo, isLegal, projects } from './answer-sets.js';

const { catalogue } = shipped();
const anyProject = projects(catalogue);

function changed(facts: Facts, id: string, answer: Answer): Facts {
  return new Map(facts).set(id, answer);
}

/** Whether no rule about patterns excludes it and every layer that it needs can be covered. */
function isFeasible(facts: Facts, pattern: Pattern): boolean {
  const judged = judgePatterns(catalogue, situationOf(facts, catalogue.signal), new Map());
  const tier = judged.find((each) => each.pattern === pattern)?.tier;
  return tier !== 'excluded' && chooseStack(catalogue, pattern, underPattern(catalogue, facts, pattern.id)).possible;
}

/** What the rules say of every offering under every pattern, by a name for both. */
function offeringTiers(facts: Facts): Map<string, Tier> {
  const tiers = new Map<string, Tier>();
  for (const pattern of catalogue.patterns)
    for (const { layer, candidates } of judgeLayers(
      catalogue,
      pattern,
      underPattern(catalogue, facts, pattern.id),
      null,
    ))
      for (const { offering, tier } of candidates)
        tiers.set([pattern.id, layer.id, offering.provider, offering.kind, offering.approach].join(' '), tier);
  return tiers;
}

/** Offerings that are excluded in one situation and judged but not excluded in the other. */
function excludedOnlyIn(one: Facts, other: Facts): string[] {
  const tiers = offeringTiers(other);
  return [...offeringTiers(one)].flatMap(([name, tier]) => {
    const then = tiers.get(name);
    return tier === 'excluded' && then !== undefined && then !== 'excluded' ? [name] : [];
  });
}

/** The patterns that take points; the one that stands alone has laws of its own. */
const contenders = catalogue.patterns.filter((pattern) => pattern.unless === null);

const anyAnswer: fc.Arbitrary<readonly [string, Answer]> = fc
  .constantFrom<Question>(...catalogue.questions)
  .chain((question) => answersTo(question, []).map((answer) => [question.id, answer] as const));

/** A project, and the same project with one more question answered. */
const oneMoreAnswer = fc
  .tuple(anyProject, anyAnswer)
  .filter(([facts, [id]]) => !facts.has(id))
  .map(([facts, [id, answer]]) => [facts, changed(facts, id, answer)] as const)
  .filter(([, after]) => isLegal(catalogue, after));

/** The same to the last character; where it is not, the difference is shown part by part. */
function expectSame(one: Recommendation | null, other: Recommendation): void {
  if (JSON.stringify(one) === JSON.stringify(other)) return;
  expect(one).toEqual(other);
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
}

describe('the same project always gets the same advice', () => {
  /** The shipped data with everything in another order; what is inside one item stays as it was written. */
  function shuffled(seed: number): Catalogue {
    const mixed = <T>(items: readonly T[]): readonly T[] =>
      fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { numRuns: 1, seed })[0] ?? [];
    const { data } = catalogue;
    const providers = mixed(data.providers).map((each) => ({ ...each, offerings: mixed(each.offerings) }));
    return catalogueOf({
      ...data,
      providers,
      questions: mixed(data.questions),
      signals: mixed(data.signals),
      traits: mixed(data.traits),
      patterns: mixed(data.patterns),
      layers: mixed(data.layers),
      rules: mixed(data.rules),
      sources: mixed(data.sources),
    } satisfies CatalogueData);
  }

  it('whatever the order of rules, providers, layers and answers', () => {
    const others = fc.constantFrom(...[1, 2, 3, 4, 5].map(shuffled));
    fc.assert(
      fc.property(anyProject, others, (facts, other) => {
        expectSame(advise(other, new Map([...facts].reverse())), advise(catalogue, facts));
      }),
      { numRuns: 60 },
    );
  });

  it('whatever the order of the rule files', () => {
    const backwards = loadCatalogue(shippedRules().reverse()).catalogue;
    expect(backwards).not.toBeNull();
    fc.assert(
      fc.property(anyProject, (facts) => {
        expectSame(backwards && advise(backwards, facts), advise(catalogue, facts));
      }),
      { numRuns: 40 },
    );
  });

  it('and nothing that goes in is ever changed', () => {
    const frozen = frozenThrough(catalogueOf(structuredClone(catalogue.data)));
    fc.assert(
      fc.property(anyProject, (facts) => {
        const given = frozenThrough(new Map(facts));
        const once = advise(frozen, given);
        expectSame(once, advise(catalogue, facts));
        expectSame(advise(frozen, given), once);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the pick', () => {
  it('is never excluded: neither the pattern, nor what covers a layer', () => {
    fc.assert(
      fc.property(anyProject, (facts) => {
        const advice = advise(catalogue, facts);
        const { pick, ranking } = advice.pattern;
        expect(ranking.filter((each) => each.excluded).map((each) => each.pattern)).not.toContain(pick);
        const tiers = offeringTiers(facts);
        for (const [layer, { pick: picked, kind, approach, status }] of Object.entries(advice.layers)) {
          if (picked === null) continue;
          const tier = tiers.get([pick, layer, picked, kind, approach].join(' '));
          expect(tier).toBe(status === 'open' ? 'open' : 'clear');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leads a runner-up that could really be had', () => {
    fc.assert(
      fc.property(anyProject, (facts) => {
        const { pick, margin, ranking } = advise(catalogue, facts).pattern;
        if (pick === null || margin === null) return;
        const rivals = ranking.filter((each) => each.pattern !== pick && !each.excluded);
        const lead = ranking.find((each) => each.pattern === pick)?.points ?? 0;
        const runnersUp = rivals.filter((each) => lead - each.points === margin);
        const possible = runnersUp.map(({ pattern: id }) => {
          const pattern = catalogue.pattern.get(id);
          return pattern && chooseStack(catalogue, pattern, underPattern(catalogue, facts, id)).possible;
        });
        expect(possible).toContain(true);
      }),
      { numRuns: 120 },
    );
  });

  it('is missing exactly when the advice is insufficient or infeasible, and what is infeasible names its conflict', () => {
    fc.assert(
      fc.property(anyProject, (facts) => {
        const { pattern, layers } = advise(catalogue, facts);
        expect(pattern.pick === null).toBe(pattern.status === 'insufficient' || pattern.status === 'infeasible');
        if (pattern.pick === null) expect(Object.values(layers).every((layer) => layer.pick === null)).toBe(true);
        if (pattern.status !== 'infeasible') expect(pattern.conflict).toEqual([]);
        else {
          expect(pattern.conflict.length).toBeGreaterThan(0);
          for (const conflict of pattern.conflict) expect(conflict.rules.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('is no backend at all exactly when nothing leaves the device for certain', () => {
    const alone = catalogue.patterns.find((pattern) => pattern.unless !== null);
    const needed = (facts: Facts) =>
      alone?.unless ? judge(alone.unless.when, situationOf(facts, catalogue.signal)) : 'yes';
    fc.assert(
      fc.property(anyProject, (facts) => {
        const { pattern } = advise(catalogue, facts);
        if (pattern.status === 'insufficient') return;
        expect(pattern.pick === alone?.id).toBe(needed(facts) === 'no');
      }),
      { numRuns: 70 },
    );
  });
});

describe('answering one more question', () => {
  it('never brings back a pattern that could not be had', () => {
    fc.assert(
      fc.property(oneMoreAnswer, ([before, after]) => {
        for (const pattern of contenders)
          if (!isFeasible(before, pattern)) expect(isFeasible(after, pattern)).toBe(false);
      }),
      { numRuns: 70 },
    );
  });

  it('never brings back an offering that was excluded, whatever the pattern', () => {
    fc.assert(
      fc.property(oneMoreAnswer, ([before, after]) => {
        expect(excludedOnlyIn(before, after)).toEqual([]);
      }),
      { numRuns: 70 },
    );
  });

  // That nothing may be left at all is not foreseen: an answer about the law can still make a settled project infeasible.
  it('never puts another pattern first when confidence is high', () => {
    fc.assert(
      fc.property(oneMoreAnswer, ([before, after]) => {
        const { pick, confidence } = advise(catalogue, before).pattern;
        fc.pre(confidence === 'high');
        expect([pick, null]).toContain(advise(catalogue, after).pattern.pick);
      }),
      { numRuns: 40 },
    );
  });

  it('is not sure of a pattern whose stack still hangs on an answer: residency takes this hybrid away', () => {
    const before: Facts = new Map<string, Answer>([
      ['features', []],
      ['team-size', 8],
      ['backend-engineers', 2],
      ['ops-capability', 'some'],
      ['platform-owner', true],
      ['special-compute', ['gpu', 'custom-protocol']],
      ['offline', 'offline-first'],
      ['business-logic', 'thin'],
      ['deadline', 'quarter'],
      ['budget-usd-month', 100],
      ['platform-conventions', false],
      ['portability', 'unimportant'],
      ['control', 'some'],
      ['existing-backend', ['own-backend']],
    ]);
    expect(advise(catalogue, before).pattern).toMatchObject({ pick: 'hybrid', confidence: 'medium' });
    expect(advise(catalogue, changed(before, 'residency', 'none')).pattern.pick).toBe('baas-first');
  });
});

describe('more people and more skill', () => {
  /** The same project with more backend engineers, more operations skill, or both; the team grows when it has to. */
  const stronger = fc
    .tuple(anyProject, fc.integer({ min: 0, max: 6 }), fc.constantFrom('none', 'some', 'on-call'), fc.boolean())
    .map(([before, more, skill, devops]) => {
      const after = new Map(before);
      const [team, engineers, operations, skills] = ['team-size', 'backend-engineers', 'ops-capability', 'skills'].map(
        (id) => before.get(id),
      );
      if (typeof engineers === 'number') {
        after.set('backend-engineers', engineers + more);
        if (typeof team === 'number') after.set('team-size', Math.max(team, engineers + more));
      }
      const rank = ['none', 'some', 'on-call'];
      if (operations !== undefined && rank.indexOf(skill) > rank.indexOf(String(operations)))
        after.set('ops-capability', skill);
      if (devops && Array.isArray(skills) && !skills.includes('devops')) after.set('skills', [...skills, 'devops']);
      return [before, after] as const;
    });

  it('never exclude a pattern that could be had', () => {
    fc.assert(
      fc.property(stronger, ([before, after]) => {
        for (const pattern of contenders)
          if (isFeasible(before, pattern)) expect(isFeasible(after, pattern)).toBe(true);
      }),
      { numRuns: 70 },
    );
  });

  it('never exclude an offering, whatever the pattern', () => {
    fc.assert(
      fc.property(stronger, ([before, after]) => {
        expect(excludedOnlyIn(after, before)).toEqual([]);
      }),
      { numRuns: 70 },
    );
  });

  it('never leave a project without advice that had some', () => {
    fc.assert(
      fc.property(stronger, ([before, after]) => {
        if (advise(catalogue, before).pattern.pick !== null)
          expect(advise(catalogue, after).pattern.pick).not.toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

describe('one more regime to comply with', () => {
  const question = catalogue.question.get('compliance');
  const regimes = question?.type === 'multi' ? question.options.map((option) => option.id) : [];
  const stricter = fc
    .tuple(anyProject, fc.subarray(regimes), fc.constantFrom(...regimes))
    .filter(([, met, regime]) => !met.includes(regime))
    .map(([facts, met, regime]) => {
      const before = changed(facts, 'compliance', met);
      return [before, changed(facts, 'compliance', [...met, regime])] as const;
    });

  it('never makes an excluded offering eligible', () => {
    fc.assert(
      fc.property(stricter, ([before, after]) => {
        expect(excludedOnlyIn(before, after)).toEqual([]);
      }),
      { numRuns: 70 },
    );
  });

  it('never makes a pattern possible that was not', () => {
    fc.assert(
      fc.property(stricter, ([before, after]) => {
        for (const pattern of contenders)
          if (!isFeasible(before, pattern)) expect(isFeasible(after, pattern)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('more business logic, all else equal', () => {
  const step = fc.constantFrom(['thin', 'some'] as const, ['some', 'complex'] as const);

  /** Where the pick stands between least and most ownership; null when it is none of the contenders. */
  function ownership(facts: Facts): number | null {
    const { pick } = advise(catalogue, facts).pattern;
    return contenders.find((pattern) => pattern.id === pick)?.order ?? null;
  }

  it('never moves the pick towards less ownership', () => {
    fc.assert(
      fc.property(anyProject, step, (facts, [less, more]) => {
        const before = ownership(changed(facts, 'business-logic', less));
        const after = ownership(changed(facts, 'business-logic', more));
        if (before !== null && after !== null) expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 90 },
    );
  });
});

describe('a tension between soft rules', () => {
  const soft = new Set(
    catalogue.data.rules
      .filter((rule) => rule.effects.every((effect) => effect.kind === 'prefer' || effect.kind === 'avoid'))
      .map((rule) => rule.id),
  );
  const picks = ({ pattern, layers }: Recommendation) =>
    JSON.stringify([pattern.pick, Object.values(layers).map(({ pick, kind, approach }) => [pick, kind, approach])]);

  it('is shown only when without the rule that won something else would be first', () => {
    fc.assert(
      fc.property(anyProject, (facts) => {
        const advice = advise(catalogue, facts);
        for (const { won } of advice.tensions) {
          if (!soft.has(won)) continue;
          const rules = catalogue.data.rules.filter((rule) => rule.id !== won);
          const without = catalogueOf({ ...catalogue.data, rules });
          const [first] = judgePatterns(without, situationOf(facts, catalogue.signal), new Map());
          if (first?.pattern.id === advice.pattern.pick) expect(picks(advise(without, facts))).not.toBe(picks(advice));
        }
      }),
      { numRuns: 50 },
    );
  });
});
