/** The whole answer space of the pattern rules: which members vary, in which order, and which combinations cannot be. */
import { type Member, membersOf } from './answer-classes.js';
import type { Catalogue } from './catalogue.js';
import { branch, either, type Node, no, yes } from './diagram.js';
import { type Condition, concerns } from './model.js';
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

/** The space of a catalogue's pattern rules: only what they read varies. */
export function answerSpaceOf(catalogue: Catalogue): AnswerSpace {
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
  const members = membersOf(catalogue, [...conditions, ...considered.map(({ when }) => when)]);
  const form = normalFormOf(inOrder(catalogue, members, deciding, groups), catalogue.signal);
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
 * The largest group first; within a group the member that leaves the fewest rules open comes next, so that few
 * combinations have to be told apart at once. What excludes comes before what gives points: who is out needs no count.
 */
function inOrder(
  catalogue: Catalogue,
  members: readonly Member[],
  deciding: readonly Conditional[],
  groups: readonly RuleGroup[],
): Member[] {
  const readBy = deciding.map(({ when }) => membersRead(when, catalogue.signal));
  const chosen: Member[] = [];
  const stageOf = (id: string) => Math.min(...catalogue.rules.pattern.filter(r=>membersRead(r.when,catalogue.signal).has(id)).map(r=> r.effects.some(e=>(e.kind==='exclude'||e.kind==='require')&&e.target.on==='pattern') ? 0 : concerns.indexOf(r.concern)), 99) % 99;
  const done = new Set<string>();
  for (const group of [{ questions: members.map(({ fact }) => fact) }]) {
    const waiting = members.filter(({ id, fact }) => !done.has(id) && group.questions.includes(fact));
    while (waiting.length > 0) {
      const costs = waiting.map(({ id }) => cost(readBy, done, id) + 1000*stageOf(id));
      const best = costs.indexOf(Math.min(...costs));
      for (const member of waiting.splice(best, 1)) {
        chosen.push(member);
        done.add(member.id);
      }
    }
  }
  return chosen;
}

/** How many terms are open after a member: started and not finished. */
function cost(readBy: readonly ReadonlySet<string>[], done: ReadonlySet<string>, id: string): number {
  let open = 0;
  for (const read of readBy) {
    const left = [...read].filter((each) => each !== id && !done.has(each)).length;
    if (left > 0 && left < read.size) open += 1;
    if (left === 0 && read.has(id)) open -= 0.1;
  }
  return open;
}
