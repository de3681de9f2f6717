/** The laws that rules about patterns must keep, and what it is to break one. */
import type { Facts } from '../model.js';

/** The laws by name; DESIGN.md, section 8. */
export type Law =
  | 'more-backend-engineers-exclude-nothing'
  | 'more-operations-exclude-nothing'
  | 'one-more-regime-revives-nothing'
  | 'more-logic-never-owns-less'
  | 'one-more-answer-revives-nothing';

/** One way in which a law is broken. */
export interface Violation {
  /** The pattern that is excluded or revived, or what is picked before and after. */
  readonly pattern: string;
  readonly instead: string | null;
  /** Which answer changes, and how. */
  readonly question: string;
  readonly from: string;
  readonly to: string;
  /** Combinations of the other answers in which it happens; null where they were not counted. */
  readonly count: bigint | null;
  /** As few answers as show it, before the change. */
  readonly profile: Facts;
  /** Whether the explained path says the same of that profile. */
  readonly isConfirmed: boolean;
}

/** Kept: proven for every combination of the other answers, open ones among them. Not judged: the catalogue lacks the question, or the time was up. */
export type JudgedLaw = { readonly law: Law } & (
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly violations: readonly Violation[] }
  /** Unfinished: the time was up. */
  | { readonly kind: 'not judged'; readonly because: string; readonly isUnfinished: boolean }
);

/** The questions that the laws are about. */
export const lawQuestions = {
  engineers: 'backend-engineers',
  operations: 'ops-capability',
  regimes: 'compliance',
  logic: 'business-logic',
} as const;
