/** Conditions in one normal form: diagrams over the classes of answers, where equal conditions are the same node. */

import { judgeTest } from '../condition.js';
import type { Condition, Signal, Test } from '../model.js';
import { type Leaf, leavesOf, looseId, type Member, openClass, optionId } from './answer-classes.js';
import { atLeast, both, branch, type Diagrams, diagramsOver, either, type Node, no, opposite, yes } from './diagram.js';

/** The members in the order of the diagrams' levels, and what turns conditions into nodes. */
export interface NormalForm {
  readonly members: readonly Member[];
  readonly diagrams: Diagrams;
  readonly levelOf: ReadonlyMap<string, number>;
  readonly signals: ReadonlyMap<string, Signal>;
  /** Signals that were turned into nodes already, by reading and id; one that leads back to itself is never yes. */
  readonly named: Map<string, Node>;
}

/**
 * What a node says of a condition: where it is yes, or where it is not no. Without "I don't know" both are the same; two
 * nodes hold the three truth values of Kleene's logic.
 */
export type Reading = 'yes' | 'not no';

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

/** The node of a condition: yes exactly where the condition is, or, read as "not no", where it is yes or unknown. */
export function nodeOf(form: NormalForm, condition: Condition, reading: Reading = 'yes'): Node {
  const { diagrams } = form;
  const parts = (conditions: readonly Condition[]) => conditions.map((each) => nodeOf(form, each, reading));
  switch (condition.kind) {
    case 'always':
      return yes;
    case 'all':
      return atLeast(diagrams, condition.of.length, parts(condition.of));
    case 'any':
      return parts(condition.of).reduce((any, part) => either(diagrams, any, part), no);
    case 'count':
      return atLeast(diagrams, condition.atLeast, parts(condition.of));
    case 'not':
      return opposite(diagrams, nodeOf(form, condition.of, reading === 'yes' ? 'not no' : 'yes'));
    case 'signal':
      return signalNode(form, condition.signal, reading);
    case 'fact':
    case 'change':
      return leafNode(form, condition, reading);
    default:
      return condition satisfies never;
  }
}

function signalNode(form: NormalForm, id: string, reading: Reading): Node {
  const key = `${reading} ${id}`;
  const known = form.named.get(key);
  if (known !== undefined) return known;
  form.named.set(key, no);
  const signal = form.signals.get(id);
  const node = signal ? nodeOf(form, signal.when, reading) : no;
  form.named.set(key, node);
  return node;
}

function leafNode(form: NormalForm, leaf: Leaf, reading: Reading): Node {
  const loose = looseId(leaf);
  if (loose !== null && form.levelOf.has(loose)) return whether(form, loose);
  if (leaf.kind === 'change') return no;
  const { test, fact } = leaf;
  if (test.op === 'answered') return test.value ? opposite(form.diagrams, openNode(form, fact)) : openNode(form, fact);
  const { diagrams } = form;
  const options = (values: readonly string[]) => values.map((value) => whether(form, optionId(fact, value)));
  if (test.op === 'includes') return ofList(form, fact, options([test.value])[0] ?? no, reading);
  if (test.op === 'includes-any') {
    const any = options(test.values).reduce((found, option) => either(diagrams, found, option), no);
    return ofList(form, fact, any, reading);
  }
  if (test.op === 'includes-all')
    return ofList(form, fact, atLeast(diagrams, test.values.length, options(test.values)), reading);
  return classesThatPass(form, fact, test, reading);
}

/** What is asked of a list is unknown as long as there is no list. */
function ofList(form: NormalForm, fact: string, node: Node, reading: Reading): Node {
  const isOpen = openNode(form, fact);
  if (reading === 'not no') return either(form.diagrams, isOpen, node);
  return both(form.diagrams, opposite(form.diagrams, isOpen), node);
}

/** Yes where a fact is not answered. */
export function openNode({ diagrams, members, levelOf }: NormalForm, fact: string): Node {
  const level = levelOf.get(fact) ?? -1;
  const member = members[level];
  if (member === undefined) return no;
  const open = openClass(member);
  return branch(
    diagrams,
    level,
    member.classes.map((_, index) => (index === open ? yes : no)),
  );
}

function classesThatPass(form: NormalForm, fact: string, test: Test, reading: Reading): Node {
  const level = form.levelOf.get(fact);
  if (level === undefined) return no;
  const classes = form.members[level]?.classes ?? [];
  const branches = classes.map(({ answer }) => {
    const truth = judgeTest(test, answer ?? undefined);
    return truth === 'yes' || (truth === 'unknown' && reading === 'not no') ? yes : no;
  });
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
