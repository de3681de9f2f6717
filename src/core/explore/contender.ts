/** One contender of a pattern or layer: its points, what keeps it back, and how far behind the pick it is, and where. */

import { fitsAmong } from '../alternatives.js';
import { covers } from '../catalogue.js';
import { type Solution, solutionOf, solve } from '../joint-choice.js';
import type { Candidate, JudgedLayer } from '../layer.js';
import { distinct } from '../order.js';
import { reasonsFor } from '../pattern.js';
import { reasonOf, sortReasons, whatTips } from '../reason.js';
import { itemOf } from '../stack.js';
import type { AdviceAtHand } from './at-hand.js';
import type { Contender } from './explanation.js';

/** How far a contender is behind the pick. */
type Distance = Pick<Contender, 'behind' | 'behindHere' | 'together'>;

const noDistance: Distance = { behind: null, behindHere: null, together: [] };

/** A pattern as a contender. */
export function patternContender({ verdict }: AdviceAtHand, id: string): Contender {
  const { ranking, pick, situation } = verdict;
  const judged = ranking.find(({ pattern }) => pattern.id === id);
  const isPick = pick?.pattern.id === id;
  const none: Contender = {
    ...{ id, kind: null, approach: null, isPick, isAllowed: true, points: 0 },
    ...noDistance,
    ...{ excludedBy: [], moves: [], tippedBy: [], notKnown: [] },
  };
  if (!judged) return none;
  const hard = judged.hard.map((each) => reasonOf(each, situation));
  const moves = reasonsFor(judged, situation).filter(({ effect }) => effect === 'prefer' || effect === 'avoid');
  // A pattern that stands alone takes no points: nothing is ahead of it or behind.
  const isCounted = !isPick && judged.tier !== 'excluded' && pick?.pattern.unless === null;
  return {
    ...none,
    points: judged.points,
    behind: isCounted ? pick.points - judged.points : null,
    excludedBy: sortReasons([...hard, ...judged.blocked]),
    moves,
    tippedBy: pick && !isPick ? whatTips(reasonsFor(pick, situation), moves) : [],
  };
}

/** A way to cover a layer as a contender. */
export function layerContender(at: AdviceAtHand, judged: JudgedLayer, candidate: Candidate): Contender {
  const { verdict, solved } = at;
  const { provider, kind, approach } = candidate.offering;
  const pick = solved?.solution?.picks.get(judged.layer.id) ?? null;
  const isPick = pick?.what.offering === candidate.offering;
  const isAllowed = verdict.pick?.pattern.allows[judged.layer.id]?.includes(approach) ?? true;
  const situation = solved?.situation ?? verdict.situation;
  const moves = sortReasons(candidate.soft.map((each) => reasonOf(each, situation)));
  const picks = pick ? pick.what.soft.map((each) => reasonOf(each, situation)) : [];
  return {
    ...{ id: provider, kind, approach, isPick, isAllowed, points: candidate.points },
    ...(isPick || !isAllowed ? noDistance : distance(at, judged, candidate)),
    excludedBy: sortReasons(candidate.hard.map((each) => reasonOf(each, situation))),
    moves,
    tippedBy: isPick ? [] : whatTips(picks, moves),
    notKnown: notKnown(at, judged, candidate),
  };
}

/** Points that the whole choice would lose with this candidate; layers that cannot stay beside it are chosen anew. */
function distance({ catalogue, solved }: AdviceAtHand, judged: JudgedLayer, candidate: Candidate): Distance {
  const layer = judged.layer.id;
  const solution: Solution<Candidate> | null = solved?.solution ?? null;
  const pick = solution?.picks.get(layer);
  if (!solved || !solution || !pick || candidate.tier === 'excluded') return noDistance;
  const item = itemOf(catalogue, candidate);
  if (item.open) return noDistance;
  const { layers, budget } = solved.problem;
  const other = fitsAmong(layer, item, solution)
    ? solutionOf(new Map(solution.picks).set(layer, item), budget)
    : solve({ layers: new Map(layers).set(layer, [item]), budget });
  if (!other) return noDistance;
  const together = [...solution.picks.keys()].filter(
    (each) => each !== layer && other.picks.get(each)?.id !== solution.picks.get(each)?.id,
  );
  return { behind: solution.score - other.score, behindHere: pick.fit - item.fit, together: together.sort() };
}

/** The rules in whose favour nobody knows whether it speaks: the trait that they ask for is not stated. */
function notKnown({ catalogue }: AdviceAtHand, judged: JudgedLayer, { offering }: Candidate): string[] {
  return distinct(
    judged.fired
      .filter(({ effect }) => effect.kind === 'prefer' && covers(catalogue, effect.target, offering) === 'unknown')
      .map(({ rule }) => rule.id),
  );
}
