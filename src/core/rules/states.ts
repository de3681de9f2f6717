/** The states of a walk with exact counts: a hash table over pairs of whole numbers, in typed arrays. */

/**
 * Counts are two parts, `high` × 2^52 + `low`, each an exact whole number: correct up to 2^104 combinations, which the
 * caller has to make sure of. `parents` and `choices` say how each state was reached first.
 */
export interface States {
  size: number;
  frontiers: Int32Array;
  rows: Int32Array;
  low: Float64Array;
  high: Float64Array;
  parents: Int32Array;
  choices: Uint8Array;
  /** Open addressing: the place of a state plus one; nothing is 0. At most half full. */
  slots: Int32Array;
}

/** Where the lower part of a count is full. */
const full = 2 ** 52;

/** A count that two parts can hold. */
export const mostCombinations: bigint = 2n ** 104n;

/** No states yet. */
export function noStates(): States {
  return { size: 0, ...arraysOf(1024), slots: new Int32Array(4096) };
}

function arraysOf(length: number) {
  return {
    frontiers: new Int32Array(length),
    rows: new Int32Array(length),
    low: new Float64Array(length),
    high: new Float64Array(length),
    parents: new Int32Array(length),
    choices: new Uint8Array(length),
  };
}

/** Adds a count, so many times, to the state of a frontier and a row. */
export function addState(
  states: States,
  frontier: number,
  row: number,
  low: number,
  high: number,
  times: number,
  parent: number,
  choice: number,
): void {
  const { slots, frontiers, rows } = states;
  const last = slots.length - 1;
  let slot = hash(frontier, row) & last;
  for (;;) {
    const place = (slots[slot] ?? 0) - 1;
    if (place < 0) break;
    if (frontiers[place] === frontier && rows[place] === row) {
      addCount(states, place, low, high, times);
      return;
    }
    slot = (slot + 1) & last;
  }
  const place = states.size;
  states.frontiers[place] = frontier;
  states.rows[place] = row;
  states.parents[place] = parent;
  states.choices[place] = choice;
  addCount(states, place, low, high, times);
  slots[slot] = place + 1;
  states.size += 1;
  if (states.size === states.frontiers.length) grow(states);
}

function hash(frontier: number, row: number): number {
  const mixed = Math.imul(frontier + 1, 0x9e3779b1) ^ Math.imul(row + 1, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

/** Adds one by one: a product could be larger than a number can say exactly. */
function addCount(states: States, place: number, low: number, high: number, times: number): void {
  for (let added = 0; added < times; added += 1) {
    const sum = (states.low[place] ?? 0) + low;
    const carry = sum >= full ? 1 : 0;
    states.low[place] = sum - carry * full;
    states.high[place] = (states.high[place] ?? 0) + high + carry;
  }
}

function grow(states: States): void {
  const bigger = arraysOf(states.size * 2);
  bigger.frontiers.set(states.frontiers);
  bigger.rows.set(states.rows);
  bigger.low.set(states.low);
  bigger.high.set(states.high);
  bigger.parents.set(states.parents);
  bigger.choices.set(states.choices);
  Object.assign(states, bigger);
  states.slots = new Int32Array(states.size * 8);
  const last = states.slots.length - 1;
  for (let place = 0; place < states.size; place += 1) {
    let slot = hash(states.frontiers[place] ?? 0, states.rows[place] ?? 0) & last;
    while (states.slots[slot] !== 0) slot = (slot + 1) & last;
    states.slots[slot] = place + 1;
  }
}

/** The exact count of a state. */
export function countOf(states: States, place: number): bigint {
  return BigInt(states.high[place] ?? 0) * BigInt(full) + BigInt(states.low[place] ?? 0);
}

/** How each state of a level was reached, to tell a way afterwards. */
export interface Trail {
  readonly parents: Int32Array;
  readonly choices: Uint8Array;
}

/** What is kept of a level once the next one is done. */
export function trailOf(states: States): Trail {
  return { parents: states.parents.slice(0, states.size), choices: states.choices.slice(0, states.size) };
}

/** The choices that led to a place of the last level, from the first level on. */
export function wayTo(trails: readonly Trail[], place: number): number[] {
  const way: number[] = [];
  let at = place;
  for (const { parents, choices } of [...trails].reverse()) {
    way.push(choices[at] ?? 0);
    at = parents[at] ?? 0;
  }
  return way.reverse();
}
