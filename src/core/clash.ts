/** Answers that cannot stand together: contradictions, and numbers above the answer that caps them. */
import type { Catalogue } from './catalogue.js';
import { decidedBy, judge, situationOf } from './condition.js';
import type { Facts } from './model.js';
import { distinct } from './order.js';

/** One reason why some answers cannot all be given. */
export type Clash =
  | {
      readonly kind: 'contradiction';
      /** The question that states it. */
      readonly question: string;
      /** The questions whose answers contradict each other; only one: its answer contradicts itself. */
      readonly between: readonly string[];
      readonly because: string;
    }
  /** A number is larger than the answer that is its ceiling, such as backend engineers within the team. */
  | { readonly kind: 'above'; readonly question: string; readonly ceiling: string };

/** Every clash among these answers: contradictions first. What is not answered clashes with nothing. */
export function clashesIn(catalogue: Catalogue, facts: Facts): Clash[] {
  return [...contradictionsIn(catalogue, facts), ...aboveCeilings(catalogue, facts)];
}

/** Answers that are certain to contradict each other. */
export function contradictionsIn(catalogue: Catalogue, facts: Facts): Extract<Clash, { kind: 'contradiction' }>[] {
  const situation = situationOf(facts, catalogue.signal);
  return catalogue.questions.flatMap(({ id, contradicts }) =>
    contradicts
      .filter(({ when }) => judge(when, situation) === 'yes')
      .map(({ when, because }) => {
        const between = distinct(decidedBy(when, situation).map(({ fact }) => fact));
        return { kind: 'contradiction' as const, question: id, between, because };
      }),
  );
}

/** Numbers that are larger than the answers that cap them. */
export function aboveCeilings(catalogue: Catalogue, facts: Facts): Extract<Clash, { kind: 'above' }>[] {
  return catalogue.questions.flatMap((question) => {
    if (question.type !== 'number' || typeof question.atMost !== 'string') return [];
    const [got, most] = [facts.get(question.id), facts.get(question.atMost)];
    if (typeof got !== 'number' || typeof most !== 'number' || got <= most) return [];
    return [{ kind: 'above' as const, question: question.id, ceiling: question.atMost }];
  });
}

/** The clashes that a change of answers brings; it is not blamed for those that were there before. */
export function clashesBrought(catalogue: Catalogue, before: Facts, after: Facts): Clash[] {
  const key = (clash: Clash) =>
    clash.kind === 'above' ? `${clash.question} ${clash.ceiling}` : `${clash.question}: ${clash.because}`;
  const known = new Set(clashesIn(catalogue, before).map(key));
  return clashesIn(catalogue, after).filter((clash) => !known.has(key(clash)));
}
