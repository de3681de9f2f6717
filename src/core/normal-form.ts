/** Conditions in one normal form: diagrams over the classes of answers, where equal conditions are the same node. */
import { type Leaf, leavesOf, looseId, type Member, optionId } from './answer-classes.js';
import { judgeTest } from './condition.js';
import { atLeast, branch, type Diagrams, diagramsOver, either, type Node, no, opposite, yes } from './diagram.js';
import type { Condition, Signal, Test } from './model.js';

/** The members in the order of the diagrams' levels, and what turns conditions into nodes. */
export interface NormalForm {
  readonly members: readonly Member[];
  readonly diagrams: Diagrams;
  readonly levelOf: ReadonlyMap<string, number>;
  readonly signals: ReadonlyMap<string, Signal>;
  /** Signals that were turned into nodes already; a signal that leads back to itself is never yes. */
  readonly named: Map<string, Node>;
}

/** The normal form over members in this order; every condition given to it later may read only these. */
export function normalFormOf(members: readonly Member[], signals: ReadonlyMap<string, Signal>): NormalForm {
  return {
    members,
    diagrams: diagramsOver(members.map(({ classes }) => classes.length)),
    levelOf: new Map(members.map(({ id }, level) => [id, level])),
    signals,
    named: new Map(),
  };
}

/** The node of a condition: yes exactly where the condition is, for projects that answer every question. */
export function nodeOf(form: NormalForm, condition: Condition): Node {
  const { diagrams } = form;
  switch (condition.kind) {
    case 'always':
      return yes;
    case 'all':
      return atLeast(diagrams, condition.of.length, parts(form, condition.of));
    case 'any':
      return parts(form, condition.of).reduce((any, part) => either(diagrams, any, part), no);
    case 'count':
      return atLeast(diagrams, condition.atLeast, parts(form, condition.of));
    case 'not':
      return opposite(diagrams, nodeOf(form, condition.of));
    case 'signal':
      return signalNode(form, condition.signal);
    case 'fact':
    case 'change':
      return leafNode(form, condition);
    default:
      return condition satisfies never;
  }
}

function parts(form: NormalForm, conditions: readonly Condition[]): Node[] {
  return conditions.map((condition) => nodeOf(form, condition));
}

function signalNode(form: NormalForm, id: string): Node {
  const known = form.named.get(id);
  if (known !== undefined) return known;
  form.named.set(id, no);
  const signal = form.signals.get(id);
  const node = signal ? nodeOf(form, signal.when) : no;
  form.named.set(id, node);
  return node;
}

function leafNode(form: NormalForm, leaf: Leaf): Node {
  const loose = looseId(leaf);
  if (loose !== null) return whether(form, loose);
  if (leaf.kind === 'change') return no;
  const { test, fact } = leaf;
  const option = (value: string) => whether(form, optionId(fact, value));
  if (test.op === 'includes') return option(test.value);
  if (test.op === 'includes-any')
    return test.values.reduce((any, value) => either(form.diagrams, any, option(value)), no);
  if (test.op === 'includes-all') return atLeast(form.diagrams, test.values.length, test.values.map(option));
  return classesThatPass(form, fact, test);
}

function classesThatPass(form: NormalForm, fact: string, test: Test): Node {
  const level = form.levelOf.get(fact);
  if (level === undefined) return no;
  const classes = form.members[level]?.classes ?? [];
  const branches = classes.map(({ answer }) => (judgeTest(test, answer) === 'yes' ? yes : no));
  return branch(form.diagrams, level, branches);
}

function whether(form: NormalForm, id: string): Node {
  const level = form.levelOf.get(id);
  return level === undefined ? no : branch(form.diagrams, level, [no, yes]);
}

/** The members that a condition reads. */
export function membersRead(condition: Condition, signals: ReadonlyMap<string, Signal>): Set<string> {
  const ids = leavesOf([condition], signals).flatMap((leaf): readonly string[] => {
    const loose = looseId(leaf);
    if (loose !== null || leaf.kind === 'change') return [loose ?? leaf.fact];
    const { fact, test } = leaf;
    if (test.op === 'includes') return [optionId(fact, test.value)];
    const several = test.op === 'includes-any' || test.op === 'includes-all';
    return several ? test.values.map((value) => optionId(fact, value)) : [fact];
  });
  return new Set(ids);
}
