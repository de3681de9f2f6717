/** The stack under one pattern: every needed layer covered at once, or the reason why some layer cannot be. */
import { type Alternative, otherSolutions, shownAlternatives } from './alternatives.js';
import { type Catalogue, traitOf } from './catalogue.js';
import { judge, type Situation } from './condition.js';
import { compareSolutions, type Item, type Problem, type Solution, solutionOf, solve } from './joint-choice.js';
import { type Candidate, type JudgedLayer, judgeLayers } from './layer.js';
import type { Approach, Concern, Pattern } from './model.js';
import { by, byText, distinct } from './order.js';
import type { Need } from './provider.js';

/** A layer with its pick. */
export interface PickedLayer extends JudgedLayer {
  readonly pick: Candidate;
  readonly tied: readonly Alternative[];
  readonly alternatives: readonly Alternative[];
  /** The provider on each surface that is needed, by surface. */
  readonly surfaces: Readonly<Record<string, string>>;
  /** Everybody who sends a bill for this layer: the pick's vendor and those of its surfaces. */
  readonly vendors: readonly string[];
}

/** Every layer under a pattern: picked, not needed, or not known to be needed. */
export interface Stack {
  readonly possible: true;
  readonly layers: readonly (JudgedLayer | PickedLayer)[];
  readonly vendors: readonly string[];
  /** What the joint choice scores: fit points less the price of the vendors. */
  readonly score: number;
}

/** A stack that cannot be had: the layers that nothing covers. */
export interface NoStack {
  readonly possible: false;
  readonly layers: readonly JudgedLayer[];
  readonly uncovered: readonly JudgedLayer[];
}

/** Up to so many people a team can look after so many vendors (claims X14); a larger one after `mostVendors`. */
export const vendorSteps = [
  { people: 2, vendors: 3 },
  { people: 9, vendors: 5 },
] as const;
const mostVendors = 8;

/** How many vendors a team can look after: 3 for one or two people or when unknown, 5 up to nine, then 8. */
export function vendorBudget(teamSize: unknown): number {
  if (typeof teamSize !== 'number') return vendorSteps[0].vendors;
  return vendorSteps.find(({ people }) => teamSize <= people)?.vendors ?? mostVendors;
}

/** The layers of one pattern, judged and chosen: everything but the alternatives, which cost as much again. */
export interface SolvedStack {
  readonly situation: Situation;
  readonly layers: readonly JudgedLayer[];
  readonly problem: Problem<Candidate>;
  /** Null when some needed layer cannot be covered. */
  readonly solution: Solution<Candidate> | null;
}

/**
 * Judges and chooses all layers jointly. The situation must know `advice.pattern`. `putAside` leaves out the rules of
 * one concern: capacity, to see what the team could have if the people were there.
 */
export function solveStack(
  catalogue: Catalogue,
  pattern: Pattern,
  situation: Situation,
  putAside: Concern | null = null,
): SolvedStack {
  const layers = judgeLayers(catalogue, pattern, situation, putAside);
  const needed = layers.filter((each) => each.needed === 'yes');
  // A need of a layer that may turn out to be needed is not unmet yet: it waits with the layer.
  const waiting = new Set(layers.filter((each) => each.needed === 'unknown').map((each) => each.layer.id));
  const budget = vendorBudget(situation.facts.get('team-size'));
  const problem = { layers: new Map(needed.map((each) => [each.layer.id, itemsOf(catalogue, each, waiting)])), budget };
  return { situation, layers, problem, solution: solve(problem) };
}

/** Why no stack can be had; null when one can. */
export function noStackOf({ layers, solution }: SolvedStack): NoStack | null {
  return solution === null ? { possible: false, layers, uncovered: uncoveredOf(layers) } : null;
}

/** The stack with its alternatives, or the reason why there is none. */
export function stackOf(catalogue: Catalogue, solved: SolvedStack): Stack | NoStack {
  const { layers, problem, solution, situation } = solved;
  if (solution === null) return { possible: false, layers, uncovered: uncoveredOf(layers) };
  const chosen = layers.map((each) => {
    const picked = solution.picks.get(each.layer.id);
    return picked ? pickedLayer(catalogue, each, picked, solution, problem, situation) : each;
  });
  return { possible: true, vendors: allVendors(pickedLayers(chosen)), score: solution.score, layers: chosen };
}

/** Chooses all layers jointly, with alternatives. */
export function chooseStack(catalogue: Catalogue, pattern: Pattern, situation: Situation): Stack | NoStack {
  return stackOf(catalogue, solveStack(catalogue, pattern, situation));
}

/** A stack without the work that alternatives take. */
export interface StackOutline {
  /** Everybody who would send a bill. */
  readonly vendors: readonly string[];
  readonly approaches: ReadonlyMap<string, Approach>;
  /** By surface (the web app, say) what runs it. */
  readonly surfaces: ReadonlyMap<string, string>;
}

/** The outline of a solved stack; null when no stack can be had. */
export function outlineOf(
  catalogue: Catalogue,
  { layers, problem, solution, situation }: SolvedStack,
): StackOutline | null {
  if (solution === null) return null;
  const running = new Map<string, string>();
  const approaches = new Map<string, Approach>();
  const bills: { readonly vendors: readonly string[] }[] = [];
  for (const judged of layers) {
    const picked = solution.picks.get(judged.layer.id);
    if (!picked) continue;
    approaches.set(judged.layer.id, picked.what.offering.approach);
    const surfaces = surfacesOf(catalogue, judged, picked, solution, problem.budget, situation);
    bills.push({ vendors: vendorsOf(picked.what, surfaces) });
    for (const [surface, { offering }] of surfaces) running.set(surface, offering.provider);
  }
  return { vendors: allVendors(bills), approaches, surfaces: running };
}

function allVendors(layers: readonly { readonly vendors: readonly string[] }[]): string[] {
  return distinct(layers.flatMap((each) => each.vendors)).sort(byText);
}

/** Everybody who sends a bill for a layer: the pick's vendor and those of its surfaces. */
function vendorsOf(pick: Candidate, surfaces: ReadonlyMap<string, Candidate>): string[] {
  const bills = [pick, ...surfaces.values()].map((each) => each.offering.vendor);
  return distinct(bills.filter((vendor) => vendor !== null));
}

/** Layers that nothing may cover; when each could be by itself, the ones whose needs no other layer meets. */
function uncoveredOf(layers: readonly JudgedLayer[]): JudgedLayer[] {
  const needed = layers.filter((each) => each.needed === 'yes');
  const empty = needed.filter((each) => each.candidates.every((candidate) => candidate.tier === 'excluded'));
  if (empty.length > 0) return empty;
  return needed.filter((each) =>
    each.candidates.every((candidate) => candidate.tier === 'excluded' || candidate.offering.needs.length > 0),
  );
}

function itemsOf(catalogue: Catalogue, layer: JudgedLayer, waiting: ReadonlySet<string>): Item<Candidate>[] {
  return layer.candidates
    .filter((each) => each.tier !== 'excluded')
    .map((each) => itemOf(catalogue, each))
    .map((item) => ({ ...item, needs: item.needs.filter((need) => !waiting.has(need.layer)) }));
}

/** A candidate as an item of the joint choice. */
export function itemOf(catalogue: Catalogue, candidate: Candidate): Item<Candidate> {
  const { offering } = candidate;
  const confidence = catalogue.provider.get(offering.provider)?.evidence.confidence;
  return {
    id: `${offering.provider} ${offering.kind} ${offering.approach}`,
    fit: candidate.points,
    open: candidate.heldBack,
    doubt: confidence === 'high' ? 0 : confidence === 'medium' ? 1 : 2,
    vendor: offering.vendor,
    needs: offering.needs.map((need) => ({
      layer: need.layer,
      accepts: (other) => acceptsOffering(catalogue, need, candidate, other),
    })),
    what: candidate,
  };
}

function acceptsOffering(catalogue: Catalogue, need: Need, mine: Candidate, other: Candidate): boolean {
  const matches = (wanted: 'same' | readonly string[] | null, own: string | null, theirs: string | null) =>
    wanted === null || (wanted === 'same' ? own === theirs : theirs !== null && wanted.includes(theirs));
  return (
    matches(need.vendor, mine.offering.vendor, other.offering.vendor) &&
    matches(need.provider, mine.offering.provider, other.offering.provider) &&
    matches(need.approach, mine.offering.approach, other.offering.approach) &&
    (need.trait === null || traitOf(catalogue, other.offering, need.trait).is === 'yes')
  );
}

function pickedLayer(
  catalogue: Catalogue,
  judged: JudgedLayer,
  picked: Item<Candidate>,
  solution: Solution<Candidate>,
  problem: Problem<Candidate>,
  situation: Situation,
): PickedLayer {
  const surfaces = surfacesOf(catalogue, judged, picked, solution, problem.budget, situation);
  const others = otherSolutions(judged.layer.id, picked, solution, problem);
  return {
    ...judged,
    pick: picked.what,
    tied: others.filter((each) => each.score === solution.score),
    alternatives: others.slice(0, shownAlternatives),
    surfaces: Object.fromEntries([...surfaces].map(([surface, { offering }]) => [surface, offering.provider])),
    vendors: vendorsOf(picked.what, surfaces),
  };
}

/** What runs on each surface of a layer: the pick where it can, else the best offering that can, vendors counted. */
function surfacesOf(
  catalogue: Catalogue,
  judged: JudgedLayer,
  picked: Item<Candidate>,
  solution: Solution<Candidate>,
  budget: number,
  situation: Situation,
): ReadonlyMap<string, Candidate> {
  const surfaces = new Map<string, Candidate>();
  for (const surface of judged.layer.surfaces) {
    if (judge(surface.when, situation) !== 'yes') continue;
    const able = (candidate: Candidate) =>
      surface.trait === null || traitOf(catalogue, candidate.offering, surface.trait).is === 'yes';
    const best = able(picked.what)
      ? picked.what
      : judged.candidates
          .filter(
            (each) =>
              each.tier !== 'excluded' && able(each) && (surface.kind === null || each.offering.kind === surface.kind),
          )
          .map((each) =>
            solutionOf(new Map(solution.picks).set(`${surface.id} surface`, itemOf(catalogue, each)), budget),
          )
          .sort(compareSolutions)[0]
          ?.picks.get(`${surface.id} surface`)?.what;
    if (best) surfaces.set(surface.id, best);
  }
  return surfaces;
}

/** The layers of a stack that have a pick. */
export function pickedLayers(layers: readonly (JudgedLayer | PickedLayer)[]): PickedLayer[] {
  return layers.filter((each): each is PickedLayer => 'pick' in each).sort(by((each) => each.layer.id));
}
