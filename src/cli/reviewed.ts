/** What somebody answers and decides in a review, and what a decision must bring along to stand. */

import type { Catalogue } from '../core/catalogue.js';
import { monthsAfter } from '../core/check/day.js';
import { type PinProblem, pin } from '../core/check/pin.js';
import { mostPlanned, plannedIn, type ReviewProposal } from '../core/check/review.js';
import type { Action } from '../core/finding.js';
import type { Facts, Profile } from '../core/model.js';
import type { ReviewCommand } from './command.js';

/** How many months after a review the next one is due: about two releases. */
export const monthsToNext = 6;

/** What somebody answered and decided in a review. */
export interface Reviewed {
  readonly answers: Facts;
  readonly action: Action;
  /** Empty: nothing had to be said. */
  readonly because: string;
  readonly reviewBy: string;
  readonly by: readonly string[] | null;
}

/** A review looks at few plans, so that each is looked at. */
export function tooManyPlanned(answers: Facts): string | null {
  const { length } = plannedIn(answers);
  return length > mostPlanned
    ? `A review looks at the top ${mostPlanned} planned capabilities, not at ${length}.`
    : null;
}

/** Why a disposition cannot stand. */
export function refusals(
  proposal: ReviewProposal,
  { action, because }: Pick<Reviewed, 'action' | 'because'>,
): string[] {
  if (action === 'replatform' && proposal.evidence.length === 0)
    return [
      'A rewrite (replatform) needs evidence that the present stack blocks delivery, and these answers show none.',
    ];
  if (because.trim() !== '') return [];
  if (action !== 'keep') return [`"${action}" needs a reason: --because "…".`];
  return proposal.action === 'keep'
    ? []
    : [`What was found speaks for a change, so "keep" needs a reason: --because "…".`];
}

/** What stands in the way of a pin that gives no reason: too few answers, no pattern, or differences from the advice. */
export function obstacles(
  catalogue: Catalogue,
  profile: Profile,
  { choices, takeAdvice }: ReviewCommand,
  today: string,
): readonly PinProblem[] {
  const request = {
    on: today,
    reviewBy: monthsAfter(today, 1),
    by: null,
    choices,
    because: null,
    takeAdvice,
    review: null,
  };
  const pinned = pin(catalogue, profile, request);
  return 'problems' in pinned ? pinned.problems : [];
}
