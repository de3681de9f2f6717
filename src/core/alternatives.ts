/** What else could cover a layer: the best other choices, and whether one fits among the other picks. */
import { compareSolutions, type Item, meets, type Problem, type Solution, solutionOf, solve } from './joint-choice.js';
import type { Candidate } from './layer.js';

/** What else could cover a layer, with what the whole choice would score. */
export interface Alternative {
  readonly candidate: Candidate;
  readonly score: number;
}

/**
 * The best solution with each other provider in this layer, best first. The other layers stay fixed; only where that
 * leaves nothing (a platform's database, say, on which its sign-in depends) those that depend on it are chosen anew.
 */
export function otherSolutions(
  layer: string,
  picked: Item<Candidate>,
  solution: Solution<Candidate>,
  problem: Problem<Candidate>,
): Alternative[] {
  const rivals = (problem.layers.get(layer) ?? []).filter(
    (item) => item.what.offering.provider !== picked.what.offering.provider && !item.open,
  );
  const fitting = rivals.filter((item) => fitsAmong(layer, item, solution));
  const found =
    fitting.length > 0
      ? fitting.map((item) => solutionOf(new Map(solution.picks).set(layer, item), problem.budget))
      : chosenAnew(layer, rivals, solution, problem);
  const seen = new Set<string>();
  return found.sort(compareSolutions).flatMap(({ picks, score }) => {
    const candidate = picks.get(layer)?.what;
    if (!candidate || seen.has(candidate.offering.provider)) return [];
    seen.add(candidate.offering.provider);
    return [{ candidate, score }];
  });
}

/** Whether an item could take the place of a layer's pick, needs both ways. */
export function fitsAmong(
  layer: string,
  item: Item<Candidate>,
  { picks }: Pick<Solution<Candidate>, 'picks'>,
): boolean {
  if (!meets(item, picks)) return false;
  for (const [other, { needs }] of picks)
    if (other !== layer && needs.some((need) => need.layer === layer && !need.accepts(item.what))) return false;
  return true;
}

/** How many alternatives are shown. */
export const shownAlternatives = 2;

/** The best choices with other items in one layer and in those that depend on it; only as many as are shown. */
function chosenAnew(
  layer: string,
  rivals: readonly Item<Candidate>[],
  { picks }: Solution<Candidate>,
  { layers, budget }: Problem<Candidate>,
): Solution<Candidate>[] {
  const around = new Map<string, readonly Item<Candidate>[]>();
  for (const [other, pick] of picks)
    around.set(other, pick.needs.some((need) => need.layer === layer) ? (layers.get(other) ?? []) : [pick]);
  const found: Solution<Candidate>[] = [];
  for (const item of [...rivals].sort((a, b) => b.fit - a.fit)) {
    const floor = found.map((each) => each.score).sort((a, b) => b - a)[shownAlternatives - 1];
    const solution = solve({ layers: new Map(around).set(layer, [item]), budget }, floor);
    if (solution) found.push(solution);
  }
  return found;
}
