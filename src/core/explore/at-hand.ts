/** What every explanation looks at: the verdict on some facts, worked out once. */
import { essentialQuestions, hasEnoughAnswers } from '../advise.js';
import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../model.js';
import type { SolvedStack } from '../stack.js';
import { conflictsOf, noVerdict, reachVerdict, type Verdict } from '../verdict.js';
import type { NoAdvice } from './explanation.js';

/** The advice that is explained, with all that led to it. */
export interface AdviceAtHand {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  /** The day to reckon the age of figures from. */
  readonly today: string;
  readonly verdict: Verdict;
  /** The layers under the picked pattern; null: none is picked. */
  readonly solved: SolvedStack | null;
  /** Why nothing is picked; null: something is. */
  readonly noAdvice: NoAdvice | null;
}

/** Works out what is explained. */
export function adviceAtHand(catalogue: Catalogue, facts: Facts, today: string): AdviceAtHand {
  const isEnough = hasEnoughAnswers(catalogue, facts);
  const verdict = isEnough ? reachVerdict(catalogue, facts) : noVerdict(catalogue, facts);
  const solved = verdict.pick && verdict.solved(verdict.pick.pattern);
  return { catalogue, facts, today, verdict, solved, noAdvice: solved ? null : whyNone(catalogue, verdict, isEnough) };
}

function whyNone(catalogue: Catalogue, verdict: Verdict, isEnough: boolean): NoAdvice {
  if (isEnough) return { status: 'infeasible', conflict: conflictsOf(verdict) };
  return { status: 'insufficient', essential: essentialQuestions(catalogue).map(({ id }) => id) };
}
