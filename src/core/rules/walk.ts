/** Walks every combination of answers at once: member by member, merging what no term that is left tells apart. */
import { rowLength } from './balance.js';
import type { Game } from './contest.js';
import { beginning, type Frontiers, frontiersOf, impossible, stepsFrom, withoutNeedless } from './frontiers.js';
import { type Reducer, reducerOf } from './reduce.js';
import { addRow, noRows, type Rows, rowAt } from './rows.js';
import { addState, countOf, noStates, type States, type Trail, trailOf, wayTo } from './states.js';

/** One way in which a walk ends: a stand that nothing can change, and how many combinations lead there. */
export interface End {
  readonly row: readonly number[];
  readonly count: bigint;
  /** The class of each member, in one combination that ends so. */
  readonly way: readonly number[];
}

/** Every combination was walked, or the walk was stopped before the member of a level: then nothing is known of the ends. */
export type Walked =
  | { readonly kind: 'whole'; readonly ends: readonly End[]; readonly mostStates: number }
  | { readonly kind: 'stopped'; readonly level: number; readonly mostStates: number };

/** Everything of one level. */
interface Stage {
  readonly states: States;
  readonly rows: Rows;
}

/** So many states are stepped between two looks at the time. */
const stride = 8192;

/**
 * Walks all levels. A state is a frontier and a reduced stand; states that are equal are one with their counts added, so
 * the counts are exact. `mayGoOn` is asked now and then and ends the walk when it says no.
 */
export function walk(game: Game, mayGoOn: () => boolean): Walked {
  const { sizes } = game.diagrams;
  const frontiers = frontiersOf(game, mayGoOn);
  let stage = firstStage(frontiers);
  const trails: Trail[] = [];
  let mostStates = 1;
  for (let level = 0; level < sizes.length; level += 1) {
    const next = frontiers.isStopped ? null : stepLevel(frontiers, stage, level, mayGoOn);
    if (next === null || frontiers.isStopped) return { kind: 'stopped', level, mostStates };
    stage = next;
    trails.push(trailOf(stage.states));
    mostStates = Math.max(mostStates, stage.states.size);
  }
  const { states, rows } = stage;
  const ends = Array.from({ length: states.size }, (_, place) => ({
    row: [...rowAt(rows, states.rows[place] ?? 0)],
    count: countOf(states, place),
    way: wayTo(trails, place),
  }));
  return { kind: 'whole', ends, mostStates };
}

function noStage(game: Game): Stage {
  return { states: noStates(), rows: noRows(rowLength(game)) };
}

/** Before the first member: what is certain is done already. */
function firstStage(frontiers: Frontiers): Stage {
  const { game } = frontiers;
  const stage = noStage(game);
  const { change, next, outlook } = beginning(frontiers);
  if (next === impossible) return stage;
  const none = addRow(stage.rows, new Int16Array(rowLength(game)));
  const apply = changesOnce(frontiers, stage.rows, stage.rows);
  const row = apply(none, change, outlook);
  addState(stage.states, neededOnly(frontiers, stage, 0, next, row), row, 1, 0, 1, 0, 0);
  return stage;
}

/** All states one member further; null when the time is up. What no project is like leads nowhere. */
function stepLevel(frontiers: Frontiers, before: Stage, level: number, mayGoOn: () => boolean): Stage | null {
  const stage = noStage(frontiers.game);
  const apply = changesOnce(frontiers, before.rows, stage.rows);
  const { states } = before;
  for (let place = 0; place < states.size; place += 1) {
    if (place % stride === 0 && !mayGoOn()) return null;
    const [low, high] = [states.low[place] ?? 0, states.high[place] ?? 0];
    for (const { change, next, outlook, choice, times } of stepsFrom(frontiers, level, states.frontiers[place] ?? 0)) {
      if (next === impossible) continue;
      const row = apply(states.rows[place] ?? 0, change, outlook);
      const needed = neededOnly(frontiers, stage, level + 1, next, row);
      addState(stage.states, needed, row, low, high, times, place, choice);
    }
  }
  return stage;
}

function neededOnly(frontiers: Frontiers, { rows }: Stage, level: number, frontier: number, row: number): number {
  const start = row * rows.width;
  return withoutNeedless(frontiers, level, frontier, rows.values[start] ?? 0, rows.values[start + 1] ?? 0);
}

/** So many results are remembered. */
const remembered = 2 ** 18;

/** Gives the number of the row after a change; most changes are met with the same row more than once. */
function changesOnce(
  { game, changes, outlooks }: Frontiers,
  before: Rows,
  after: Rows,
): (row: number, change: number, outlook: number) => number {
  const reduce: Reducer = reducerOf(game);
  // Four numbers each: the row, the change, the outlook and the result; one after the other, for the sake of the cache.
  const memory = new Int32Array(4 * remembered).fill(-1);
  return (row, number, outlook) => {
    const mixed =
      Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b) ^ Math.imul(outlook + 1, 0xc2b2ae35);
    const slot = 4 * ((mixed ^ (mixed >>> 15)) & (remembered - 1));
    if (memory[slot] === row && memory[slot + 1] === number && memory[slot + 2] === outlook)
      return memory[slot + 3] ?? 0;
    const [change, ahead] = [changes[number], outlooks[outlook]];
    if (change === undefined || ahead === undefined) return 0;
    memory[slot] = row;
    memory[slot + 1] = number;
    memory[slot + 2] = outlook;
    memory[slot + 3] = addRow(after, reduce(before.values, row * before.width, change, ahead));
    return memory[slot + 3] ?? 0;
  };
}
