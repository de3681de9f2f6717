/** Which combinations of answers cannot be: contradictions between answers, and numbers above another answer. */

import type { Catalogue } from '../catalogue.js';
import { factsRead } from '../condition.js';
import type { Condition } from '../model.js';
import { type Member, membersOf } from './answer-classes.js';
import { both, branch, type Diagrams, either, type Node, no, yes } from './diagram.js';
import { membersRead, type NormalForm, nodeOf, normalFormOf, openNode } from './normal-form.js';

/** A number question whose answer may not be above that of another one. */
interface Ceiling {
  readonly id: string;
  readonly above: string;
}

/** The conditions of the contradictions that read nothing but these facts. */
export function contradictionsAmong(catalogue: Catalogue, facts: ReadonlySet<string>): Condition[] {
  return catalogue.questions
    .flatMap(({ contradicts }) => contradicts.map(({ when }) => when))
    .filter((when) => [...factsRead(when, catalogue.signal)].every((fact) => facts.has(fact)));
}

/**
 * Nodes of a form, each yes only where no project can be like that. Questions that the form does not read may be left
 * open, so what contradicts their answers never rules anything out. A ceiling of numbers that are not whole is not
 * considered: between two of them there is always one more.
 */
export function illegalNodes(catalogue: Catalogue, form: NormalForm): Node[] {
  const facts = new Set(form.members.map(({ fact }) => fact));
  const binding = contradictionsAmong(catalogue, facts);
  const isWhole = (when: Condition) => [...membersRead(when, form.signals)].every((id) => form.levelOf.has(id));
  return [
    ...binding.filter(isWhole).map((when) => nodeOf(form, when)),
    ...ceilingsOf(catalogue)
      .filter(({ id, above }) => form.levelOf.has(id) && form.levelOf.has(above))
      .map((ceiling) => aboveCeiling(form, ceiling)),
    whateverElse(
      catalogue,
      form,
      binding.filter((when) => !isWhole(when)),
    ),
  ].filter((node) => node !== no);
}

/** Nodes, each yes where an option is given of a list that is not answered: no combination at all. */
export function unrealNodes(form: NormalForm): Node[] {
  return form.members.flatMap(({ fact, option }, level) => {
    const isOpen = openNode(form, fact);
    return option === null || isOpen === no
      ? []
      : [both(form.diagrams, isOpen, branch(form.diagrams, level, [no, yes]))];
  });
}

function ceilingsOf(catalogue: Catalogue): Ceiling[] {
  return catalogue.questions.flatMap((question) =>
    question.type === 'number' && typeof question.atMost === 'string' && question.whole
      ? [{ id: question.id, above: question.atMost }]
      : [],
  );
}

/**
 * Where what is left cannot be avoided, whatever other options of the same questions are given. Method: those options come
 * last in a wider form; below the levels of the form, only what is yes whatever follows is kept.
 */
function whateverElse(catalogue: Catalogue, form: NormalForm, contradictions: readonly Condition[]): Node {
  const extra: Member[] = membersOf(catalogue, contradictions).filter(({ id }) => !form.levelOf.has(id));
  const wide = normalFormOf([...form.members, ...extra], form.signals);
  const illegal = contradictions.reduce((any, when) => either(wide.diagrams, any, nodeOf(wide, when)), no);
  return copyAbove(wide.diagrams, form.diagrams, illegal);
}

function copyAbove(from: Diagrams, to: Diagrams, node: Node): Node {
  const memory = new Map<Node, Node>();
  const copy = (each: Node): Node => {
    const level = from.levels[each] ?? 0;
    if (each === yes || level >= to.sizes.length) return each === yes ? yes : no;
    const known = memory.get(each);
    if (known !== undefined) return known;
    const copied = branch(to, level, (from.branches[each] ?? []).map(copy));
    memory.set(each, copied);
    return copied;
  };
  return copy(node);
}

/** Yes where even the smallest number of a class is above the largest of the other answer's class. */
function aboveCeiling({ diagrams, members, levelOf }: NormalForm, { id, above }: Ceiling): Node {
  const classesOf = (member: string) => members[levelOf.get(member) ?? -1]?.classes ?? [];
  const [own, other] = [levelOf.get(id) ?? 0, levelOf.get(above) ?? 0];
  const isAbove = (a: number, b: number) => {
    const most = classesOf(above)[b]?.most ?? Number.POSITIVE_INFINITY;
    // What is not answered is above nothing, and has nothing above it.
    return Number(classesOf(id)[a]?.answer ?? 0) > most ? yes : no;
  };
  const [first, second] = own < other ? [id, above] : [above, id];
  const branches = classesOf(first).map((_, a) =>
    branch(
      diagrams,
      Math.max(own, other),
      classesOf(second).map((_, b) => (own < other ? isAbove(a, b) : isAbove(b, a))),
    ),
  );
  return branch(diagrams, Math.min(own, other), branches);
}
