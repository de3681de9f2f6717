/** The layers under a pattern judged and chosen on codes: worked out anew only where what they read is different. */
import { no, unknown, yes } from './columns.js';
import type { AllowedOfferings, CompiledOffering, LayerTables } from './compiled-layers.js';
import { type Item, solutionOf, solve } from './joint-choice.js';
import { judgeAll, truthAt } from './masks.js';
import { vendorBudget } from './stack.js';

/** In place of an offering's number: the layer is not needed; it is not known whether it is. */
export const notNeeded = -1;
export const notKnown = -2;

/** The candidates of a layer as the rules leave them: those that are not excluded, with points. */
interface LayerState {
  /** Two states of a layer under a pattern have the same number exactly when they are the same. */
  readonly id: number;
  readonly candidates: readonly FastCandidate[];
  readonly byOffering: ReadonlyMap<number, FastCandidate>;
  /** A candidate that needs no other layer, if there is one. */
  readonly free: FastCandidate | null;
}

interface FastCandidate {
  readonly what: CompiledOffering;
  readonly fit: number;
  /** Held back: taken only when nothing better will do. */
  readonly open: boolean;
}

/** What was seen last of a layer under a pattern, and everything seen before. */
interface LayerMemory {
  readonly sure: Int32Array;
  readonly possible: Int32Array;
  state: LayerState | null;
  /** By the truth of every root that matters, to the last bit. */
  readonly byTruth: Map<string, LayerState>;
  /** By the candidates themselves, so that states that came about differently share a number. */
  readonly byContent: Map<string, LayerState>;
}

/** Enough for every pair of answers of a project; beyond it the memory starts anew. */
const mostRemembered = 200_000;

/** Judges layers on one row of codes after another. */
export class LayerJudge {
  readonly tables: LayerTables;
  private readonly possible: Int32Array;
  private readonly sure: Int32Array;
  /** By pattern and layer. */
  private readonly memories: readonly (readonly LayerMemory[])[];
  private readonly solutions = new Map<string, Int32Array | null>();
  private readonly states: (LayerState | typeof notNeeded | typeof notKnown)[];
  /** By pattern the last choice; one that still stands makes it cheap to see that a stack can be had, and to better it. */
  private readonly lastPicks: (Int32Array | null)[];
  /** By layer what the last choice would be now. */
  private readonly picks: (FastCandidate | null)[];

  constructor(tables: LayerTables) {
    this.tables = tables;
    this.possible = new Int32Array(tables.masks.blocks);
    this.sure = new Int32Array(tables.masks.blocks);
    this.memories = tables.standsAlone.map((_, pattern) =>
      tables.layers.map(({ under }) => memoryFor(under[pattern]?.blocks.length ?? 0)),
    );
    this.states = tables.layers.map(() => notNeeded);
    this.lastPicks = tables.standsAlone.map(() => null);
    this.picks = tables.layers.map(() => null);
  }

  /** The offering of each layer under a pattern, or one of the two words above; null when no stack can be had. */
  choose(pattern: number, row: Int32Array): Int32Array | null {
    this.judge(pattern, row);
    return this.solved(pattern, row);
  }

  /** Whether a stack can be had under a pattern. */
  isPossible(pattern: number, row: Int32Array): boolean {
    this.judge(pattern, row);
    for (const state of this.states) if (typeof state !== 'number' && state.candidates.length === 0) return false;
    return this.stillStands(pattern) || this.solved(pattern, row) !== null;
  }

  /** Whether the last choice under a pattern can be had now: with what needs nothing where it lacks a layer. */
  private stillStands(pattern: number): boolean {
    const last = this.lastPicks[pattern];
    if (!last) return false;
    const { picks, states } = this;
    for (let index = 0; index < states.length; index += 1) {
      const state = states[index] as (typeof states)[number];
      if (typeof state === 'number') continue;
      const pick = state.byOffering.get(last[index] as number) ?? state.free;
      if (pick === null) return false;
      picks[index] = pick;
    }
    for (let index = 0; index < states.length; index += 1)
      if (typeof states[index] !== 'number' && !this.isMet(picks[index] as FastCandidate)) return false;
    return true;
  }

  /** Whether a pick's needs are met by the other picks, or wait with a layer that may turn out to be needed. */
  private isMet({ what }: FastCandidate): boolean {
    return what.item.needs.every(({ layer, accepts }) => {
      const index = this.tables.indexOf.get(layer) ?? -1;
      const state = this.states[index];
      if (state === notKnown) return true;
      const other = this.picks[index];
      return typeof state === 'object' && other !== undefined && other !== null && accepts(other.what.index);
    });
  }

  private judge(pattern: number, row: Int32Array): void {
    const { masks, layers, patternColumn, standsAlone } = this.tables;
    if (standsAlone[pattern]) {
      this.states.fill(notNeeded);
      return;
    }
    if (patternColumn >= 0) row[patternColumn] = pattern + 1;
    judgeAll(masks, row, this.possible, this.sure);
    for (let index = 0; index < layers.length; index += 1) {
      const layer = layers[index] as (typeof layers)[number];
      const needed = truthAt(layer.needed, this.possible, this.sure);
      this.states[index] =
        needed === yes
          ? this.stateOf(layer.under[pattern] as AllowedOfferings, this.memories[pattern]?.[index] as LayerMemory)
          : needed === no
            ? notNeeded
            : notKnown;
    }
  }

  private stateOf(allowed: AllowedOfferings, memory: LayerMemory): LayerState {
    const { blocks, sure, possible } = allowed;
    let isSame = memory.state !== null;
    for (let index = 0; index < blocks.length; index += 1) {
      const block = blocks[index] as number;
      const is = (this.sure[block] as number) & (sure[index] as number);
      const can = (this.possible[block] as number) & (possible[index] as number);
      if (is === memory.sure[index] && can === memory.possible[index]) continue;
      memory.sure[index] = is;
      memory.possible[index] = can;
      isSame = false;
    }
    if (isSame && memory.state) return memory.state;
    const key = `${memory.sure.join()} ${memory.possible.join()}`;
    const state = memory.byTruth.get(key) ?? this.judgeState(allowed, memory);
    remember(memory.byTruth, key, state);
    memory.state = state;
    return state;
  }

  private judgeState({ offerings }: AllowedOfferings, { byContent }: LayerMemory): LayerState {
    const candidates = offerings.flatMap((what) => this.judgeOffering(what));
    const key = candidates.map(({ what, fit, open }) => `${what.index} ${fit} ${open}`).join();
    const known = byContent.get(key);
    if (known) return known;
    const free = candidates.find(({ what }) => what.offering.needs.length === 0) ?? null;
    const byOffering = new Map(candidates.map((each) => [each.what.index, each]));
    const state = { id: byContent.size, candidates, byOffering, free };
    byContent.set(key, state);
    return state;
  }

  /** As `judgeOffering` of the explained path; nothing for what is excluded. */
  private judgeOffering(what: CompiledOffering): FastCandidate[] {
    if (what.ended) return [];
    let fit = 0;
    let open = false;
    for (const { place, points, forbids, isCapacity } of what.touches) {
      const truth = truthAt(place, this.possible, this.sure);
      if (truth === no) continue;
      if (truth === yes) fit += points;
      if (forbids === no) continue;
      if (truth === yes && forbids === yes) return [];
      // A trait that the vendor must confirm, or a team that has not said what it can run, holds it back.
      if ((truth === yes && forbids === unknown) || isCapacity) open = true;
    }
    return [{ what, fit, open }];
  }

  /** The joint choice, once for each problem: states, what waits and the budget are all that it reads. */
  private solved(pattern: number, row: Int32Array): Int32Array | null {
    const budget = this.tables.budgets[row[this.tables.teamColumn] ?? 0] ?? vendorBudget(undefined);
    const ids = this.states.map((state) => (typeof state === 'number' ? state : state.id));
    const key = `${pattern} ${budget} ${ids.join()}`;
    const known = this.solutions.get(key);
    if (known !== undefined) return known;
    const picks = this.solve(budget, this.stillStands(pattern) ? this.scoreOfPicks(budget) : Number.NEGATIVE_INFINITY);
    remember(this.solutions, key, picks);
    if (picks) this.lastPicks[pattern] = picks;
    return picks;
  }

  /** What the last choice would score now: the best scores no less, so nothing below needs to be looked at. */
  private scoreOfPicks(budget: number): number {
    const items = new Map<string, Item<number>>();
    this.states.forEach((state, index) => {
      const pick = this.picks[index];
      if (typeof state === 'object' && pick)
        items.set(String(index), { ...pick.what.item, fit: pick.fit, open: pick.open });
    });
    return solutionOf(items, budget).score;
  }

  private solve(budget: number, floor: number): Int32Array | null {
    const { layers } = this.tables;
    const waiting = new Set(layers.flatMap(({ layer }, index) => (this.states[index] === notKnown ? [layer.id] : [])));
    const items = new Map<string, readonly Item<number>[]>();
    this.states.forEach((state, index) => {
      if (typeof state === 'number') return;
      items.set(
        layers[index]?.layer.id ?? '',
        state.candidates.map(({ what: { item }, fit, open }) => ({
          ...item,
          needs: waiting.size === 0 ? item.needs : item.needs.filter((need) => !waiting.has(need.layer)),
          fit,
          open,
        })),
      );
    });
    const solution = solve({ layers: items, budget }, floor);
    if (solution === null) return null;
    return Int32Array.from(this.states, (state, index) =>
      typeof state === 'number' ? state : (solution.picks.get(layers[index]?.layer.id ?? '')?.what ?? notKnown),
    );
  }
}

function memoryFor(blocks: number): LayerMemory {
  const words = () => new Int32Array(blocks);
  return { sure: words(), possible: words(), state: null, byTruth: new Map(), byContent: new Map() };
}

function remember<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size >= mostRemembered) known.clear();
  known.set(key, value);
}
