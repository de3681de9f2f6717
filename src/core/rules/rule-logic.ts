/** What is wrong with the logic of rules themselves: conditions that nothing or everything meets, and rules that add nothing. */

import type { Catalogue } from '../catalogue.js';
import { factsRead } from '../condition.js';
import type { Condition, Effect, Rule } from '../model.js';
import { membersOf } from './answer-classes.js';
import { contradictionsAmong, illegalNodes } from './contradictory-answers.js';
import { both, implies, type Node, no, opposite, yes } from './diagram.js';
import { type NormalForm, nodeOf, normalFormOf } from './normal-form.js';

/** The way into a condition, as it is written: `['all', 1, 'not']`. */
export type Steps = readonly (string | number)[];

/** What is wrong with a condition or with a part of it. */
export interface LogicFault {
  readonly kind:
    | 'dead'
    /** Its parts are never yes together, or only for answers that contradict each other. */
    | 'contradictory'
    | 'always-true'
    /** A part beside it says it already. */
    | 'needless';
  readonly at: Steps;
}

/** A rule that adds nothing: whenever it fires, another fires with the same effect. */
export interface Subsumed {
  readonly rule: string;
  readonly by: string;
  /** True when both always fire together. */
  readonly isSame: boolean;
}

/** All conditions of a catalogue in one form, and the combinations that no project can have. */
export interface Logic {
  readonly form: NormalForm;
  readonly illegal: readonly Node[];
}

/** The logic of a catalogue: every condition of its rules, signals and patterns. */
export function logicOf(catalogue: Catalogue): Logic {
  const { rules, signals, patterns } = catalogue.data;
  const conditions = [...rules, ...signals, ...patterns.flatMap(({ unless }) => unless ?? [])].map(({ when }) => when);
  const read = new Set(membersOf(catalogue, conditions).map(({ id }) => id));
  const facts = new Set(conditions.flatMap((when) => [...factsRead(when, catalogue.signal)]));
  const cut = membersOf(catalogue, [...conditions, ...contradictionsAmong(catalogue, facts)]);
  const form = normalFormOf(
    cut.filter(({ id }) => read.has(id)),
    catalogue.signal,
  );
  return { form, illegal: illegalNodes(catalogue, form) };
}

/** The faults of a condition, each at the innermost part that is to blame. Method: set algebra on diagrams, no samples. */
export function faultsOf({ form, illegal }: Logic, condition: Condition): LogicFault[] {
  const found = faultsIn(form, condition, []);
  if (found.length > 0) return found;
  const legal = illegal.reduce(
    (left, each) => both(form.diagrams, left, opposite(form.diagrams, each)),
    nodeOf(form, condition),
  );
  return legal === no ? [{ kind: 'contradictory', at: [] }] : [];
}

function faultsIn(form: NormalForm, condition: Condition, at: Steps): LogicFault[] {
  const node = nodeOf(form, condition);
  const inside = partsOf(condition);
  const nodes = inside.map(({ part }) => nodeOf(form, part));
  if (node === yes) return condition.kind === 'always' ? [] : [{ kind: 'always-true', at }];
  const blamed = inside.filter((_, index) => nodes[index] === no || nodes[index] === yes);
  if (node === no && (condition.kind !== 'all' || blamed.length === 0))
    return [{ kind: condition.kind === 'all' ? 'contradictory' : 'dead', at }];
  if (blamed.length > 0) return blamed.flatMap(({ part, steps }) => faultsIn(form, part, [...at, ...steps]));
  const needless = needlessPart(form, condition, nodes);
  if (needless >= 0) return [{ kind: 'needless', at: [...at, ...(inside[needless]?.steps ?? [])] }];
  return inside.flatMap(({ part, steps }) => faultsIn(form, part, [...at, ...steps]));
}

/** The parts of a condition with the way to each; what a signal says is looked at where the signal stands. */
function partsOf(condition: Condition): { readonly part: Condition; readonly steps: Steps }[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.map((part, index) => ({ part, steps: [condition.kind, index] }));
    case 'count':
      return condition.of.map((part, index) => ({ part, steps: ['count', 'of', index] }));
    case 'not':
      return [{ part: condition.of, steps: ['not'] }];
    default:
      return [];
  }
}

/**
 * The last part that one beside it says already; -1 when there is none. What only several parts together imply is left
 * alone: written out, it reads better and names the answer in the evidence.
 */
function needlessPart({ diagrams }: NormalForm, { kind }: Condition, nodes: readonly Node[]): number {
  if (kind !== 'all' && kind !== 'any') return -1;
  const isCovered = (node: Node, by: Node) =>
    kind === 'all' ? implies(diagrams, by, node) : implies(diagrams, node, by);
  return nodes.findLastIndex((node, index) => nodes.some((other, place) => place !== index && isCovered(node, other)));
}

/**
 * Rules that add nothing. A hard effect adds nothing where another with the same target has fired; a soft effect is
 * meant to add up, so only one that always fires together with its like is told.
 */
export function subsumedRules({ form }: Logic, rules: readonly Rule[]): Subsumed[] {
  const deciding = rules.flatMap((rule) =>
    rule.effects.flatMap((effect) => (keyOf(effect) === null ? [] : [{ rule, key: keyOf(effect) }])),
  );
  const found = new Map<string, Subsumed>();
  deciding.forEach(({ rule, key }, index) => {
    const isHard = rule.effects.some(({ kind }) => kind === 'require' || kind === 'exclude');
    const node = nodeOf(form, rule.when);
    const by = deciding.find((other, place) => {
      if (other.key !== key || other.rule === rule || found.has(other.rule.id)) return false;
      const theirs = nodeOf(form, other.rule.when);
      return node === theirs ? place < index : isHard && implies(form.diagrams, node, theirs);
    });
    const isWhole = rule.effects.length === 1;
    if (by !== undefined && isWhole)
      found.set(rule.id, { rule: rule.id, by: by.rule.id, isSame: node === nodeOf(form, by.rule.when) });
  });
  return [...found.values()];
}

/** What an effect does, apart from how it is told; null for effects that only tell. */
function keyOf(effect: Effect): string | null {
  if (!('target' in effect)) return null;
  return JSON.stringify([effect.kind, 'strength' in effect ? effect.strength : null, effect.target]);
}
