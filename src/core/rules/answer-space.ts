/** The whole answer space of the pattern rules: which members vary, in which order, and which combinations cannot be. */

import type { Catalogue } from '../catalogue.js';
import { factsRead } from '../condition.js';
import { concerns, type Rule } from '../model.js';
import { type Extent, type Member, membersOf } from './answer-classes.js';
import { contradictionsAmong, illegalNodes, unrealNodes } from './contradictory-answers.js';
import type { Node } from './diagram.js';
import { membersRead, type NormalForm, normalFormOf } from './normal-form.js';
import { type Conditional, groupRules, type RuleGroup } from './rule-groups.js';

/** The space, ready to be walked. */
export interface AnswerSpace {
  readonly form: NormalForm;
  /** What decides: the rules about patterns, and what patterns stand or fall with. */
  readonly deciding: readonly Conditional[];
  readonly groups: readonly RuleGroup[];
  /** Combinations that no project can have, as nodes. */
  readonly illegal: readonly Node[];
  /** Combinations that are none, though members vary: options of a list that is not there. */
  readonly unreal: readonly Node[];
  /** How many combinations there are, contradictory ones among them. */
  readonly combinations: bigint;
}

/** The space of a catalogue's pattern rules: only what they read varies. Options of the questions in `apart` stay apart. */
export function answerSpaceOf(
  catalogue: Catalogue,
  extent: Extent = 'answered or not',
  apart: ReadonlySet<string> = new Set(),
): AnswerSpace {
  const deciding = [
    ...catalogue.rules.pattern.map(({ id, when }) => ({ id, when })),
    ...catalogue.patterns.flatMap(({ id, unless }) => (unless ? [{ id: `unless ${id}`, when: unless.when }] : [])),
  ];
  const conditions = deciding.map(({ when }) => when);
  const read = new Set(membersOf(catalogue, conditions, apart, extent).map(({ id }) => id));
  // Contradictions cut numbers and part options as well, but add nothing that varies.
  const facts = new Set(conditions.flatMap((when) => [...factsRead(when, catalogue.signal)]));
  const cut = membersOf(catalogue, [...conditions, ...contradictionsAmong(catalogue, facts)], apart, extent);
  const members = cut.filter(({ id }) => read.has(id));
  const form = normalFormOf(inOrder(catalogue, members, deciding), catalogue.signal);
  const groups = groupRules(deciding, catalogue.signal);
  return {
    form,
    deciding,
    groups,
    illegal: illegalNodes(catalogue, form),
    unreal: unrealNodes(form),
    combinations: combinationsOf(form),
  };
}

/**
 * What excludes comes first: who is out needs no count. Then the members go with the concerns in the order of precedence,
 * so that ties are settled early; within a concern the member that leaves the fewest conditions open comes next, so that
 * few combinations have to be told apart at once. One that ends several conditions and begins none comes at once,
 * whatever its concern. The result does not depend on the order, only the time and the memory.
 */
function inOrder(catalogue: Catalogue, members: readonly Member[], deciding: readonly Conditional[]): Member[] {
  const ids = new Set(members.map(({ id }) => id));
  const facts = new Set(members.map(({ fact }) => fact));
  const readBy = [...deciding.map(({ when }) => when), ...contradictionsAmong(catalogue, facts)].map(
    (when) => new Set([...membersRead(when, catalogue.signal)].filter((id) => ids.has(id))),
  );
  const stages = new Map(members.map(({ id }) => [id, stageOf(catalogue, id)]));
  // Whether there is a list at all comes right before its first option.
  const isList = (member: Member) => members.some(({ fact, option }) => fact === member.fact && option !== null);
  const lists = new Map(members.flatMap((each) => (each.option === null && isList(each) ? [[each.fact, each]] : [])));
  const waiting = members.filter((each) => lists.get(each.fact) !== each);
  const done = new Set<string>();
  const chosen: Member[] = [];
  while (waiting.length > 0) {
    const costs = waiting.map(({ id }) =>
      chosen.length > 0 && endsSeveral(readBy, done, id)
        ? -1
        : (stages.get(id) ?? 0) * (readBy.length + 1) + openAfter(readBy, done, id),
    );
    for (const member of waiting.splice(costs.indexOf(Math.min(...costs)), 1)) {
      const list = lists.get(member.fact);
      chosen.push(...(list && !chosen.includes(list) ? [list] : []), member);
      done.add(member.id);
    }
  }
  return chosen;
}

/** A list that is open is one combination, whatever its options. */
function combinationsOf({ members }: NormalForm): bigint {
  const product = (some: readonly Member[]) => some.reduce((all, { classes }) => all * BigInt(classes.length), 1n);
  const lists = new Set(members.flatMap(({ fact, option }) => (option === null ? [] : [fact])));
  const ofList = (fact: string) => {
    const options = members.filter((each) => each.fact === fact && each.option !== null);
    return product(options) + (members.some(({ id }) => id === fact) ? 1n : 0n);
  };
  return [...lists].reduce((all, fact) => all * ofList(fact), product(members.filter(({ fact }) => !lists.has(fact))));
}

/** The place of the first concern that a member matters to; 0 for what excludes, and for what gives no points. */
function stageOf(catalogue: Catalogue, id: string): number {
  const rules = catalogue.rules.pattern.filter(({ when }) => membersRead(when, catalogue.signal).has(id));
  if (rules.length === 0 || rules.some(excludesPatterns)) return 0;
  return Math.min(...rules.map(({ concern }) => concerns.indexOf(concern)));
}

function excludesPatterns({ effects }: Rule): boolean {
  return effects.some(({ kind, ...effect }) => {
    return (kind === 'exclude' || kind === 'require') && 'target' in effect && effect.target.on === 'pattern';
  });
}

/** How many conditions, contradictions among them, are open after a member: started and not finished; one that is finished counts a little less. */
function openAfter(readBy: readonly ReadonlySet<string>[], done: ReadonlySet<string>, id: string): number {
  return readBy.reduce((open, read) => {
    const left = [...read].filter((each) => each !== id && !done.has(each)).length;
    if (left > 0) return left < read.size ? open + 1 : open;
    return read.has(id) ? open - 0.1 : open;
  }, 0);
}

/** Whether a member ends several conditions that have begun, and begins none. */
function endsSeveral(readBy: readonly ReadonlySet<string>[], done: ReadonlySet<string>, id: string): boolean {
  const own = readBy.filter((read) => read.has(id) && read.size > 1);
  const left = own.map((read) => [...read].filter((each) => !done.has(each)).length);
  const begins = own.some((read, place) => left[place] === read.size);
  return !begins && left.filter((count) => count === 1).length > 1;
}
