/** The whole answer space of the pattern rules: which members vary, in which order, and which combinations cannot be. */
import { type Member, membersOf } from './answer-classes.js';
import type { Catalogue } from './catalogue.js';
import { factsRead } from './condition.js';
import { contradictionsAmong, illegalNodes } from './contradictory-answers.js';
import type { Node } from './diagram.js';
import { concerns, type Rule } from './model.js';
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
}

/** The space of a catalogue's pattern rules: only what they read varies. Options of the questions in `apart` stay apart. */
export function answerSpaceOf(catalogue: Catalogue, apart: ReadonlySet<string> = new Set()): AnswerSpace {
  const deciding = [
    ...catalogue.rules.pattern.map(({ id, when }) => ({ id, when })),
    ...catalogue.patterns.flatMap(({ id, unless }) => (unless ? [{ id: `unless ${id}`, when: unless.when }] : [])),
  ];
  const conditions = deciding.map(({ when }) => when);
  const read = new Set(membersOf(catalogue, conditions).map(({ id }) => id));
  // Contradictions cut numbers and part options as well, but add nothing that varies.
  const facts = new Set(conditions.flatMap((when) => [...factsRead(when, catalogue.signal)]));
  const cut = membersOf(catalogue, [...conditions, ...contradictionsAmong(catalogue, facts)], apart);
  const members = cut.filter(({ id }) => read.has(id));
  const form = normalFormOf(inOrder(catalogue, members, deciding), catalogue.signal);
  const groups = groupRules(deciding, catalogue.signal);
  return { form, deciding, groups, illegal: illegalNodes(catalogue, form) };
}

/**
 * What excludes comes first: who is out needs no count. Then the members go with the concerns in the order of precedence,
 * so that ties are settled early; within a concern the member that leaves the fewest rules open comes next, so that few
 * combinations have to be told apart at once. The result does not depend on the order, only the time and the memory.
 */
function inOrder(catalogue: Catalogue, members: readonly Member[], deciding: readonly Conditional[]): Member[] {
  const readBy = deciding.map(({ when }) => membersRead(when, catalogue.signal));
  const stages = new Map(members.map(({ id }) => [id, stageOf(catalogue, id)]));
  const waiting = [...members];
  const done = new Set<string>();
  const chosen: Member[] = [];
  while (waiting.length > 0) {
    const costs = waiting.map(({ id }) => (stages.get(id) ?? 0) * (deciding.length + 1) + openAfter(readBy, done, id));
    for (const member of waiting.splice(costs.indexOf(Math.min(...costs)), 1)) {
      chosen.push(member);
      done.add(member.id);
    }
  }
  return chosen;
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

/** How many conditions are open after a member: started and not finished; one that is finished counts a little less. */
function openAfter(readBy: readonly ReadonlySet<string>[], done: ReadonlySet<string>, id: string): number {
  return readBy.reduce((open, read) => {
    const left = [...read].filter((each) => each !== id && !done.has(each)).length;
    if (left > 0) return left < read.size ? open + 1 : open;
    return read.has(id) ? open - 0.1 : open;
  }, 0);
}
