/** What the rules leave of a layer: the candidates, as the joint choice sees them, and a memory of all that was seen. */

import { type Item, leanLayer, worth } from '../joint-choice.js';
import { byText } from '../order.js';
import { no, unknown, yes } from './columns.js';
import type { CompiledOffering } from './compiled-layers.js';
import type { Place } from './masks.js';

/** The candidates of a layer as the rules leave them: those that are not excluded, with points. */
export interface LayerState {
  /** Two states of a layer under a pattern have the same number when the joint choice cannot tell them apart. */
  readonly id: number;
  readonly candidates: readonly FastCandidate[];
  readonly byOffering: ReadonlyMap<number, FastCandidate>;
  /** A candidate that needs no other layer, if there is one. */
  readonly free: FastCandidate | null;
}

export interface FastCandidate {
  readonly what: CompiledOffering;
  readonly fit: number;
  /** Held back: taken only when nothing better will do. */
  readonly open: boolean;
}

/** What was seen last of a layer under a pattern, and everything seen before. */
export interface LayerMemory {
  readonly sure: Int32Array;
  readonly possible: Int32Array;
  state: LayerState | null;
  /** By the truth of every root that matters, to the last bit. */
  readonly byTruth: Map<string, LayerState>;
  /** Numbers by what the joint choice makes of the candidates. */
  readonly ids: Map<string, number>;
}

/** Every property by name: spreading them is several times as slow, and this is done for each candidate of each problem. */
export function asItem({ what: { item }, fit, open }: FastCandidate, needs = item.needs): Item<number> {
  return { id: item.id, fit, open, doubt: item.doubt, vendor: item.vendor, needs, what: item.what };
}

/** The candidates as items of the joint choice; a need of a layer that waits for an answer waits with it. */
export function itemsOf({ candidates }: LayerState, waiting: ReadonlySet<string>): Item<number>[] {
  if (waiting.size === 0) return candidates.map((each) => asItem(each));
  return candidates.map((each) =>
    asItem(
      each,
      each.what.item.needs.filter((need) => !waiting.has(need.layer)),
    ),
  );
}

/**
 * All that the joint choice reads of a layer. It takes the same whatever points all candidates have in common, and of a
 * layer that no other depends on it looks only at some (`leanLayer`); what the rest depend on still decides on its order.
 */
function contentOf(items: readonly Item<number>[], isAnchor: boolean): string {
  const most = Math.max(...items.map(worth));
  const read = isAnchor ? items : leanLayer(items);
  const needed = new Set(items.flatMap((item) => item.needs.map((need) => need.layer)));
  return `${read.map((item) => `${item.what} ${worth(item) - most}`).join()} ${[...needed].sort(byText).join()}`;
}

/** What the truth of the rules leaves of a layer. */
export function stateOf(
  offerings: readonly CompiledOffering[],
  isAnchor: boolean,
  { ids }: LayerMemory,
  truthAt: (place: Place) => number,
): LayerState {
  const candidates = offerings.flatMap((what) => candidateOf(what, truthAt));
  const key = contentOf(
    candidates.map((each) => asItem(each)),
    isAnchor,
  );
  const id = ids.get(key) ?? ids.size;
  ids.set(key, id);
  const free = candidates.find(({ what }) => what.offering.needs.length === 0) ?? null;
  return { id, candidates, byOffering: new Map(candidates.map((each) => [each.what.index, each])), free };
}

/** As `judgeOffering` of the explained path; nothing for what is excluded. */
function candidateOf(what: CompiledOffering, truthAt: (place: Place) => number): FastCandidate[] {
  if (what.ended) return [];
  let fit = 0;
  let open = false;
  for (const { place, points, forbids, isCapacity } of what.touches) {
    const truth = truthAt(place);
    if (truth === no) continue;
    if (truth === yes) fit += points;
    if (forbids === no) continue;
    if (truth === yes && forbids === yes) return [];
    // A trait that the vendor must confirm, or a team that has not said what it can run, holds it back.
    if ((truth === yes && forbids === unknown) || isCapacity) open = true;
  }
  return [{ what, fit, open }];
}

/** Enough for every pair of answers of a project; beyond it the memory starts anew. */
const mostRemembered = 200_000;

/** Nothing seen yet; so many blocks matter. */
export function memoryFor(blocks: number): LayerMemory {
  const words = () => new Int32Array(blocks);
  return { sure: words(), possible: words(), state: null, byTruth: new Map(), ids: new Map() };
}

/** Keeps a value under a key; a memory that is full starts anew. */
export function remember<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size >= mostRemembered) known.clear();
  known.set(key, value);
}
