/** Laws that rules about patterns must keep for every project, proven over the whole answer space or broken by a profile. */

import type { Catalogue } from '../catalogue.js';
import { withFact } from '../facts.js';
import type { Facts, Pattern } from '../model.js';
import { openClass } from './answer-classes.js';
import type { AnswerSpace } from './answer-space.js';
import { isExcludedBy } from './contest.js';
import { both, countYes, either, type Node, no, opposite, restrict, wayToYes } from './diagram.js';
import { afterStep, explainedOutcome, fewestAnswers, profileOf } from './example-profile.js';
import { type JudgedLaw, type Law, lawQuestions, type Violation } from './law.js';
import { businessLogicLaw } from './law-of-logic.js';
import { nodeOf } from './normal-form.js';

/** Judges every law. `space` must keep the options of `lawQuestions` apart. */
export function judgeLaws(catalogue: Catalogue, space: AnswerSpace, mayGoOn: () => boolean): JudgedLaw[] {
  const { engineers, operations } = lawQuestions;
  return [
    rising(catalogue, space, 'more-backend-engineers-exclude-nothing', engineers),
    rising(catalogue, space, 'more-operations-exclude-nothing', operations),
    regimes(catalogue, space),
    businessLogicLaw(catalogue, space, lawQuestions.logic, mayGoOn),
    answering(catalogue, space),
  ];
}

/** A step from one class of a member to another. */
interface Step {
  readonly level: number;
  readonly from: number;
  readonly to: number;
}

/** A higher answer must not exclude a pattern that a lower one leaves in. */
function rising(catalogue: Catalogue, space: AnswerSpace, law: Law, question: string): JudgedLaw {
  const { members, levelOf } = space.form;
  if (!catalogue.question.has(question))
    return { law, kind: 'not judged', because: `there is no question "${question}"`, isUnfinished: false };
  const level = levelOf.get(question);
  const count = members[level ?? -1]?.classes.filter(({ answer }) => answer !== null).length ?? 0;
  // The shortest steps first: a longer one that is broken because a shorter one within it is, is not told again.
  const steps = Array.from({ length: count }, (_, more) =>
    Array.from({ length: Math.max(0, count - more - 1) }, (_, from) => ({
      level: level ?? 0,
      from,
      to: from + more + 1,
    })),
  ).flat();
  const told: { readonly step: Step; readonly violation: Violation }[] = [];
  for (const step of steps)
    for (const violation of brokenBy(catalogue, space, step, 'excluded')) {
      const isTold = told.some(
        (each) =>
          each.violation.pattern === violation.pattern && each.step.from >= step.from && each.step.to <= step.to,
      );
      if (!isTold) told.push({ step, violation });
    }
  return judged(
    law,
    told.map(({ violation }) => violation),
  );
}

/** One more regime must not bring back a pattern that is excluded without it. */
function regimes(catalogue: Catalogue, space: AnswerSpace): JudgedLaw {
  const law = 'one-more-regime-revives-nothing';
  const question = lawQuestions.regimes;
  if (!catalogue.question.has(question))
    return { law, kind: 'not judged', because: `there is no question "${question}"`, isUnfinished: false };
  const levels = space.form.members.flatMap(({ fact, option }, level) =>
    fact === question && option !== null ? [level] : [],
  );
  return judged(
    law,
    levels.flatMap((level) => brokenBy(catalogue, space, { level, from: 0, to: 1 }, 'revived')),
  );
}

/** An answer to a question that was open must not bring back a pattern that is excluded without it. */
function answering(catalogue: Catalogue, space: AnswerSpace): JudgedLaw {
  const steps = space.form.members.flatMap((member, level) => {
    const from = openClass(member);
    return from < 0 ? [] : member.classes.flatMap((_, to) => (to === from ? [] : { level, from, to }));
  });
  return judged(
    'one-more-answer-revives-nothing',
    steps.flatMap((step) => brokenBy(catalogue, space, step, 'revived')),
  );
}

function judged(law: Law, violations: readonly Violation[]): JudgedLaw {
  return violations.length === 0 ? { law, kind: 'kept' } : { law, kind: 'broken', violations };
}

/** Every pattern that a step excludes, or revives, though the law says it must not: set algebra on the exclusions. */
function brokenBy(catalogue: Catalogue, space: AnswerSpace, step: Step, how: 'excluded' | 'revived'): Violation[] {
  const { diagrams } = space.form;
  const contenders = catalogue.patterns.filter(({ unless }) => unless === null);
  return contenders.flatMap((pattern) => {
    const excluded = exclusionOf(catalogue, space, pattern);
    const before = restrict(diagrams, excluded, step.level, step.from);
    const after = restrict(diagrams, excluded, step.level, step.to);
    const broken =
      how === 'excluded'
        ? both(diagrams, after, opposite(diagrams, before))
        : both(diagrams, before, opposite(diagrams, after));
    const legal = both(diagrams, legalAt(space, step.level, step.from), legalAt(space, step.level, step.to));
    const node = both(diagrams, broken, legal);
    return node === no ? [] : [violationOf(catalogue, space, pattern, step, node, how)];
  });
}

/** Yes wherever some rule excludes the pattern. */
function exclusionOf(catalogue: Catalogue, { form }: AnswerSpace, pattern: Pattern): Node {
  return catalogue.rules.pattern
    .filter((rule) => isExcludedBy(rule, pattern))
    .reduce((any, rule) => either(form.diagrams, any, nodeOf(form, rule.when)), no);
}

/** Where a class of a member can be. That a list which is open has no options says nothing of the list once it is there. */
function legalAt({ form: { diagrams }, illegal, unreal }: AnswerSpace, level: number, index: number): Node {
  const others = unreal.filter((node) => diagrams.levels[node] !== level);
  const any = [...illegal, ...others].reduce((all, node) => either(diagrams, all, node), no);
  return opposite(diagrams, restrict(diagrams, any, level, index));
}

function violationOf(
  catalogue: Catalogue,
  space: AnswerSpace,
  { id }: Pattern,
  { level, from, to }: Step,
  node: Node,
  how: 'excluded' | 'revived',
): Violation {
  const { diagrams, members } = space.form;
  const member = members[level];
  const way = (wayToYes(diagrams, node) ?? []).map((each, at) => (at === level ? from : each));
  const changed = profileOf(
    catalogue,
    members,
    way.map((each, at) => (at === level ? to : each)),
  );
  const question = member?.fact ?? '';
  const isOpen = member !== undefined && openClass(member) === from;
  const isOut = (facts: Facts) => explainedOutcome(catalogue, facts, 1).excluded.includes(id);
  const shows = (facts: Facts) => {
    const after = isOpen
      ? onceAnswered(facts, changed, question)
      : afterStep(facts, changed, question, member?.option ?? null);
    return after !== null && isOut(facts) === (how === 'revived') && isOut(after) === (how === 'excluded');
  };
  const profile = fewestAnswers(profileOf(catalogue, members, way), shows);
  return {
    ...{ pattern: id, instead: null, question },
    from: member?.option ? `without ${member.option}` : (member?.classes[from]?.says ?? ''),
    to: member?.option ? `with ${member.option}` : (member?.classes[to]?.says ?? ''),
    count: countYes(diagrams, node) / BigInt(diagrams.sizes[level] ?? 1),
    profile,
    isConfirmed: shows(profile),
  };
}

/** The same facts with an answer to a question that was open; null when it was not. */
function onceAnswered(facts: Facts, changed: Facts, question: string): Facts | null {
  return facts.has(question) ? null : withFact(facts, question, changed.get(question));
}
