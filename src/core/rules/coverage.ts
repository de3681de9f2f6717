/** Which rules, and which of their tests, given profiles show both ways: what was never yes or never no, nothing has tried. */
import { advise } from '../advise.js';
import type { Catalogue, Stratum } from '../catalogue.js';
import { judge, type Situation, testInWords } from '../condition.js';
import type { Condition, Facts, Rule } from '../model.js';
import { by } from '../order.js';
import { situationsOf } from '../situations.js';
import { looseId } from './answer-classes.js';

/** Whether something was ever yes, and ever no. Unknown is neither. */
export interface Seen {
  readonly yes: boolean;
  readonly no: boolean;
}

/** A test in a condition, as it is written: `team-size at-least 10`, or `signal solo`. */
export interface SeenLeaf extends Seen {
  readonly test: string;
}

/** A rule or a signal, with the tests that its own condition makes. */
export interface SeenCondition extends Seen {
  readonly id: string;
  readonly kind: 'rule' | 'signal';
  /** True when it always applies: then it cannot be no. */
  readonly isAlways: boolean;
  readonly leaves: readonly SeenLeaf[];
}

export interface Coverage {
  readonly profiles: number;
  /** Rules by id, then signals by id. */
  readonly conditions: readonly SeenCondition[];
  /** How many of the two sides of every condition and test were seen, in percent from 0 to 100. */
  readonly percent: number;
  /** Rules about revisiting read a decision and are not judged here. */
  readonly notJudged: number;
}

/** Judges every rule and signal for every profile, each rule in the situation that it meets in a recommendation. */
export function coverageOf(catalogue: Catalogue, profiles: readonly Facts[]): Coverage {
  const situations = profiles.map((facts) => situationsOf(catalogue, facts, advise(catalogue, facts)));
  const revisit = new Set(catalogue.rules.revisit.map(({ id }) => id));
  const judged = [...catalogue.data.rules].filter(({ id }) => !revisit.has(id)).sort(by(({ id }) => id));
  const conditions = [
    ...judged.map((rule): SeenCondition => {
      const stratum = stratumOfRule(catalogue, rule);
      const met = situations.map((each) => each[stratum]);
      return { id: rule.id, kind: 'rule', ...seenIn(rule.when, met) };
    }),
    ...[...catalogue.data.signals].sort(by(({ id }) => id)).map((signal): SeenCondition => {
      return {
        id: signal.id,
        kind: 'signal',
        ...seenIn(
          signal.when,
          situations.map(({ pattern }) => pattern),
        ),
      };
    }),
  ];
  return { profiles: profiles.length, conditions, percent: percentOf(conditions), notJudged: revisit.size };
}

/** The latest stratum that a rule acts in: there everything that it reads is known. */
function stratumOfRule({ rules }: Catalogue, { id }: Rule): 'pattern' | 'layer' | 'speech' {
  const acts = (stratum: Stratum) => rules[stratum].some((rule) => rule.id === id);
  return acts('pattern') ? 'pattern' : acts('layer') ? 'layer' : 'speech';
}

function seenIn(when: Condition, situations: readonly Situation[]): Omit<SeenCondition, 'id' | 'kind'> {
  const leaves = new Map(ownLeaves(when).map((leaf) => [leafInWords(leaf), leaf]));
  return {
    ...seen(when, situations),
    isAlways: when.kind === 'always',
    leaves: [...leaves].map(([test, leaf]) => ({ test, ...seen(leaf, situations) })),
  };
}

function seen(condition: Condition, situations: readonly Situation[]): Seen {
  const truths = new Set(situations.map((situation) => judge(condition, situation)));
  return { yes: truths.has('yes'), no: truths.has('no') };
}

/** The tests that a condition makes itself; what a signal tests belongs to the signal. */
function ownLeaves(condition: Condition): Condition[] {
  if (condition.kind === 'not') return ownLeaves(condition.of);
  if ('of' in condition) return condition.of.flatMap(ownLeaves);
  return condition.kind === 'always' ? [] : [condition];
}

function leafInWords(leaf: Condition): string {
  if (leaf.kind === 'signal') return `signal ${leaf.signal}`;
  if (leaf.kind === 'change') return looseId(leaf) ?? leaf.fact;
  return leaf.kind === 'fact' ? `${leaf.fact} ${testInWords(leaf.test)}` : leaf.kind;
}

function percentOf(conditions: readonly SeenCondition[]): number {
  const sides = conditions.flatMap(({ yes, no, isAlways, leaves }) => [
    ...(isAlways ? [yes] : [yes, no]),
    ...leaves.flatMap((leaf) => [leaf.yes, leaf.no]),
  ]);
  return sides.length === 0 ? 100 : (100 * sides.filter(Boolean).length) / sides.length;
}
