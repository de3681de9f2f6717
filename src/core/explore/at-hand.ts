/** What every explanation looks at: the verdict on some facts, worked out once. */
import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../model.js';
import type { SolvedStack } from '../stack.js';
import { reachVerdict, type Verdict } from '../verdict.js';

/** The advice that is explained, with all that led to it. */
export interface AdviceAtHand {
  readonly catalogue: Catalogue;
  readonly facts: Facts;
  /** The day to reckon the age of figures from. */
  readonly today: string;
  readonly verdict: Verdict;
  /** The layers under the picked pattern; null: none is picked. */
  readonly solved: SolvedStack | null;
}

/** Works out what is explained. */
export function adviceAtHand(catalogue: Catalogue, facts: Facts, today: string): AdviceAtHand {
  const verdict = reachVerdict(catalogue, facts);
  const solved = verdict.pick && verdict.solved(verdict.pick.pattern);
  return { catalogue, facts, today, verdict, solved };
}
