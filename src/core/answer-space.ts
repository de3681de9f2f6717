/** The whole answer space of the pattern rules: which members vary, in which order, and which combinations cannot be. */
import { type Member, membersOf } from './answer-classes.js';
import type { Catalogue } from './catalogue.js';
import { branch, either, type Node, no, yes } from './diagram.js';
import { type Condition, concerns, type Rule } from './model.js';
import { membersRead, type NormalForm, nodeOf, normalFormOf } from './normal-form.js';
import { type Conditional, groupRules, type RuleGroup } from './rule-groups.js';

/** The space, ready to be walked. */
export interface AnswerSpace {
  readonly form: NormalForm;
  /** What decides: the rules about patterns, and what patterns stand or fall with. */
  readonly deciding: readonly Conditional[];
  readonly groups: readonly RuleGroup[];
  /** Combinations that contradict themselves, one node each. */
  readonly illegal: readonly Node[];
  /** Contradictions and ceilings that read a question which no pattern rule reads: not considered. */
  readonly notConsidered: readonly string[];
}

/** The space of a catalogue's pattern rules: only what they read varies. Options of the questions in `apart` stay apart. */
export function answerSpaceOf(catalogue: Catalogue, apart: ReadonlySet<string> = new Set()): AnswerSpace {
  const deciding = [
    ...catalogue.rules.pattern.map(({ id, when }) => ({ id, when })),
    ...catalogue.patterns.flatMap(({ id, unless }) => (unless ? [{ id: `unless ${id}`, when: unless.when }] : [])),
  ];
  const conditions = deciding.map(({ when }) => when);
  const read = new Set(membersOf(catalogue, conditions).map(({ id }) => id));
  const isRead = (condition: Condition) => [...membersRead(condition, catalogue.signal)].every((id) => read.has(id));
  const contradictions = catalogue.questions.flatMap(({ id, contradicts }) =>
    contradicts.map((each) => ({ id, ...each })),
  );
  const considered = contradictions.filter(({ when }) => isRead(when));
  const groups = groupRules(deciding, catalogue.signal);
  const members = membersOf(catalogue, [...conditions, ...considered.map(({ when }) => when)], apart);
  const form = normalFormOf(inOrder(catalogue, members, deciding), catalogue.signal);
  const ceilings = catalogue.questions.flatMap((question) =>
    question.type === 'number' && typeof question.atMost === 'string'
      ? [{ id: question.id, above: question.atMost, whole: question.whole }]
      : [],
  );
  const known = ceilings.filter(({ id, above, whole }) => whole && read.has(id) && read.has(above));
  return {
    form,
    deciding,
    groups,
    illegal: [
      ...considered.map(({ when }) => nodeOf(form, when)),
      ...known.map(({ id, above }) => aboveCeiling(form, id, above)),
    ],
    notConsidered: [
      ...contradictions.filter((each) => !considered.includes(each)).map(({ id, because }) => `${id}: ${because}`),
      ...ceilings.filter((each) => !known.includes(each)).map(({ id, above }) => `${id} is at most ${above}`),
    ],
  };
}

/** Yes where even the smallest number of a class is above the largest of the other answer's class. */
function aboveCeiling({ diagrams, members, levelOf }: NormalForm, id: string, ceiling: string): Node {
  const classesOf = (member: string) => members[levelOf.get(member) ?? -1]?.classes ?? [];
  const [own, above] = [levelOf.get(id) ?? 0, levelOf.get(ceiling) ?? 0];
  const isAbove = (a: number, b: number) => {
    const most = classesOf(ceiling)[b]?.most ?? Number.POSITIVE_INFINITY;
    return Number(classesOf(id)[a]?.answer ?? 0) > most;
  };
  const [first, second] = own < above ? [id, ceiling] : [ceiling, id];
  const branches = classesOf(first).map((_, a) =>
    branch(
      diagrams,
      Math.max(own, above),
      classesOf(second).map((_, b) => ((own < above ? isAbove(a, b) : isAbove(b, a)) ? yes : no)),
    ),
  );
  return either(diagrams, branch(diagrams, Math.min(own, above), branches), no);
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
