/** The layers under a pattern judged and chosen on codes: worked out anew only where what they read is different. */

import { type Item, solutionOf, solve } from '../joint-choice.js';
import { vendorBudget } from '../stack.js';
import { no, yes } from './columns.js';
import type { AllowedOfferings, CompiledLayer, LayerTables, StandMasks } from './compiled-layers.js';
import { judgeAll, truthAt } from './judge-masks.js';
import {
  asItem,
  type FastCandidate,
  itemsOf,
  type LayerMemory,
  type LayerState,
  memoryFor,
  remember,
  stateOf,
} from './layer-state.js';
import type { Place } from './masks.js';

/** In place of an offering's number: the layer is not needed; it is not known whether it is. */
export const notNeeded = -1;
export const notKnown = -2;

/** What decided last whether a stack can be had under a pattern, with the answer, and all answers so far. */
interface StandMemory {
  readonly words: Int32Array;
  answer: boolean | null;
  readonly known: Map<string, boolean>;
}

/** How many of the last choices are tried; more are seldom of use. */
const mostChoices = 8;

/** Judges layers on one row of codes after another. */
export class LayerJudge {
  readonly tables: LayerTables;
  private readonly possible: Int32Array;
  private readonly sure: Int32Array;
  /** By pattern and layer. */
  private readonly memories: readonly (readonly LayerMemory[])[];
  private readonly solutions = new Map<string, Int32Array | null>();
  private readonly states: (LayerState | typeof notNeeded | typeof notKnown)[];
  private readonly lastStands: readonly StandMemory[];
  /** By pattern the last choices; one that still stands makes it cheap to see that a stack can be had, and to better it. */
  private readonly lastChoices: readonly Int32Array[][];
  /** By layer what the one that still stands would be now. */
  private readonly picks: (FastCandidate | null)[];

  constructor(tables: LayerTables) {
    this.tables = tables;
    this.possible = new Int32Array(tables.masks.blocks);
    this.sure = new Int32Array(tables.masks.blocks);
    this.memories = tables.standsAlone.map((_, pattern) =>
      tables.layers.map(({ under }) => memoryFor(under[pattern]?.blocks.length ?? 0)),
    );
    this.states = tables.layers.map(() => notNeeded);
    this.lastStands = tables.standsAlone.map(() => ({
      words: new Int32Array(2 * tables.masks.blocks),
      answer: null,
      known: new Map(),
    }));
    this.lastChoices = tables.standsAlone.map(() => []);
    this.picks = tables.layers.map(() => null);
  }

  /** The offering of each layer under a pattern, or one of the two words above; null when no stack can be had. */
  choose(pattern: number, row: Int32Array): Int32Array | null {
    this.judgeRules(pattern, row);
    this.judgeStates(pattern);
    return this.solved(pattern, row);
  }

  /** Whether a rule about layers is yes under a pattern; `index` is its place among them. */
  isYes(pattern: number, row: Int32Array, index: number): boolean {
    this.judgeRules(pattern, row);
    return this.truthOf(index) === yes;
  }

  /** The truth of a rule about layers where layers were judged last. */
  truthOf(index: number): number {
    return this.truthAt(this.tables.masks.places[index] as Place);
  }

  /** The truth of any condition about layers where they were judged last. */
  truthAt(place: Place): number {
    return truthAt(place, this.possible, this.sure);
  }

  /** Whether a stack can be had under a pattern. */
  isPossible(pattern: number, row: Int32Array): boolean {
    if (this.tables.standsAlone[pattern]) return true;
    this.judgeRules(pattern, row);
    const last = this.lastStands[pattern] as StandMemory;
    const { sure, possible } = this.tables.stands[pattern] as StandMasks;
    const { words } = last;
    let isSame = last.answer !== null;
    for (let block = 0; block < sure.length; block += 1) {
      const is = (this.sure[block] as number) & (sure[block] as number);
      const can = (this.possible[block] as number) & (possible[block] as number);
      if (is === words[2 * block] && can === words[2 * block + 1]) continue;
      words[2 * block] = is;
      words[2 * block + 1] = can;
      isSame = false;
    }
    if (isSame && last.answer !== null) return last.answer;
    const key = words.join();
    const answer = last.known.get(key) ?? this.findOut(pattern, row);
    remember(last.known, key, answer);
    last.answer = answer;
    return answer;
  }

  private findOut(pattern: number, row: Int32Array): boolean {
    this.judgeStates(pattern);
    for (const state of this.states) if (typeof state !== 'number' && state.candidates.length === 0) return false;
    return this.stillStands(pattern) || this.solved(pattern, row) !== null;
  }

  /** Whether one of the last choices under a pattern can be had now: with what needs nothing where it lacks a layer. */
  private stillStands(pattern: number): boolean {
    const choices = this.lastChoices[pattern] ?? [];
    const found = choices.findIndex((choice) => this.standsWith(choice));
    const choice = choices[found];
    if (choice) choices.unshift(...choices.splice(found, 1));
    return choice !== undefined;
  }

  private standsWith(last: Int32Array): boolean {
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

  private judgeRules(pattern: number, row: Int32Array): void {
    const { masks, patternColumn } = this.tables;
    if (patternColumn >= 0) row[patternColumn] = pattern + 1;
    judgeAll(masks, row, this.possible, this.sure);
  }

  private judgeStates(pattern: number): void {
    const { layers, standsAlone } = this.tables;
    if (standsAlone[pattern]) {
      this.states.fill(notNeeded);
      return;
    }
    for (let index = 0; index < layers.length; index += 1) {
      const layer = layers[index] as (typeof layers)[number];
      const needed = truthAt(layer.needed, this.possible, this.sure);
      this.states[index] =
        needed === yes
          ? this.remembered(layer, pattern, this.memories[pattern]?.[index] as LayerMemory)
          : needed === no
            ? notNeeded
            : notKnown;
    }
  }

  private remembered({ under, isAnchor }: CompiledLayer, pattern: number, memory: LayerMemory): LayerState {
    const allowed = under[pattern] as AllowedOfferings;
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
    const state =
      memory.byTruth.get(key) ?? stateOf(allowed.offerings, isAnchor, memory, (place) => this.truthAt(place));
    remember(memory.byTruth, key, state);
    memory.state = state;
    return state;
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
    if (picks) this.noteChoice(pattern, picks);
    return picks;
  }

  private noteChoice(pattern: number, picks: Int32Array): void {
    const choices = this.lastChoices[pattern];
    choices?.unshift(picks);
    choices?.splice(mostChoices);
  }

  /** What the last choice would score now: the best scores no less, so nothing below needs to be looked at. */
  private scoreOfPicks(budget: number): number {
    const items = new Map<string, Item<number>>();
    this.states.forEach((state, index) => {
      const pick = this.picks[index];
      if (typeof state === 'object' && pick) items.set(String(index), asItem(pick));
    });
    return solutionOf(items, budget).score;
  }

  private solve(budget: number, floor: number): Int32Array | null {
    const { layers } = this.tables;
    const waiting = new Set(layers.flatMap(({ layer }, index) => (this.states[index] === notKnown ? [layer.id] : [])));
    const items = new Map<string, readonly Item<number>[]>();
    this.states.forEach((state, index) => {
      if (typeof state !== 'number') items.set(layers[index]?.layer.id ?? '', itemsOf(state, waiting));
    });
    const solution = solve({ layers: items, budget }, floor);
    if (solution === null) return null;
    return Int32Array.from(this.states, (state, index) =>
      typeof state === 'number' ? state : (solution.picks.get(layers[index]?.layer.id ?? '')?.what ?? notKnown),
    );
  }
}
