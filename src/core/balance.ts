/** How the contenders stand while some terms are not decided yet, reduced to what can still decide. */
import type { Game, Term } from './contest.js';

/** What the terms that are left may still do. */
export interface Outlook {
  /** By how much one contender may still gain on another: `swings[a][b]`, in points. */
  readonly swings: readonly (readonly number[])[];
  /** Contenders that may still be excluded, as bits. */
  readonly threatened: number;
  /** So many concerns, in the order of precedence, give no more points. */
  readonly settledConcerns: number;
}

/**
 * How many numbers a contender takes in a row. A row is the bits of those that are out, then for each contender its lead
 * in points over the last one, its rank by the settled concerns among those it may tie with, and its points by concern.
 * The last concern follows from the sum, so it is not kept.
 */
export function widthOf(game: Game): number {
  return 2 + Math.max(0, game.concerns.length - 1);
}

/** How long a row is. */
export function rowLength(game: Game): number {
  return 1 + game.contenders.length * widthOf(game);
}

/** The outlook once these terms are all that is left. */
export function outlookOf(game: Game, left: readonly Term[]): Outlook {
  const places = game.contenders.map((_, place) => place);
  const gain = (a: number, b: number) =>
    left.reduce((sum, { points }) => sum + Math.max(0, (points[a] ?? 0) - (points[b] ?? 0)), 0);
  const open = left.filter(({ points }) => points.some((each) => each !== 0)).map(({ concern }) => concern);
  return {
    swings: places.map((a) => places.map((b) => gain(a, b))),
    threatened: left.reduce((mask, { excludes }) => mask | excludes, 0),
    settledConcerns: Math.min(game.concerns.length, ...open),
  };
}

/** What a set of terms does together once all of them are yes. */
export interface Change {
  readonly excludes: number;
  /** What is added where in a row, where it is not nothing. */
  readonly adds: readonly (readonly [place: number, amount: number])[];
}

/** Adds up terms. */
export function changeOf(game: Game, terms: readonly Term[]): Change {
  const width = widthOf(game);
  const amounts = new Map<number, number>();
  const add = (place: number, amount: number) => amounts.set(place, (amounts.get(place) ?? 0) + amount);
  for (const { points, concern } of terms)
    points.forEach((each, contender) => {
      const start = 1 + contender * width;
      if (each === 0) return;
      add(start, each);
      if (concern + 2 < width) add(start + 2 + concern, each);
    });
  return {
    excludes: terms.reduce((mask, { excludes }) => mask | excludes, 0),
    adds: [...amounts].filter(([, amount]) => amount !== 0),
  };
}

/** Reduces rows of one game; it reuses one row, so a result holds until the next. */
export type Reducer = (before: Int16Array, change: Change, outlook: Outlook) => Int16Array;

/**
 * The stand after a change, reduced: whoever is out, or is sure to stay at least `cap` behind somebody that nothing can
 * exclude any more, loses its numbers; leads count from the last one; concerns count only between contenders that may
 * still tie, those that are settled only as a rank. Two stands that are reduced to the same row end alike.
 */
export function reducerOf(game: Game): Reducer {
  const row = new Int16Array(rowLength(game));
  const alone = game.contenders.map(({ pattern }) => pattern.unless !== null);
  const width = widthOf(game);
  return (before, change, outlook) => {
    row.set(before);
    row[0] = (row[0] ?? 0) | change.excludes;
    for (const [place, amount] of change.adds) row[place] = (row[place] ?? 0) + amount;
    for (const contest of game.contests) {
      const left = whoIsLeft(row, contest, alone, width, outlook, game.cap);
      rankTies(row, left, width, outlook);
    }
    return row;
  };
}

/** Strikes out whoever cannot decide anything any more; gives those that compete for points, their leads from the last. */
function whoIsLeft(
  row: Int16Array,
  contest: readonly number[],
  alone: readonly boolean[],
  width: number,
  outlook: Outlook,
  cap: number,
): number[] {
  let out = row[0] ?? 0;
  const isSafe = (each: number) => ((out | outlook.threatened) & (1 << each)) === 0;
  const winner = contest.find((each) => alone[each] && isSafe(each));
  const points = (each: number) => row[1 + each * width] ?? 0;
  const rivals = contest.filter((each) => !alone[each] && (out & (1 << each)) === 0);
  const safe = rivals.filter(isSafe);
  const left: number[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const each of rivals) {
    const swings = outlook.swings[each] ?? [];
    const isBeaten = safe.some((by) => by !== each && points(by) - points(each) >= (swings[by] ?? 0) + cap);
    if (isBeaten || winner !== undefined) out |= 1 << each;
    else {
      left.push(each);
      last = Math.min(last, points(each));
    }
  }
  if (winner !== undefined) for (const each of contest) if (each !== winner) out |= 1 << each;
  row[0] = out;
  for (const each of contest) {
    const start = 1 + each * width;
    if (left.includes(each)) row[start] = (row[start] ?? 0) - last;
    else row.fill(0, start, start + width);
  }
  return left;
}

/**
 * Folds the settled concerns of contenders that may still tie into a rank: how many of them are worse. Open concerns
 * count from the least among those of equal rank. Contenders that no possible tie connects are not compared.
 */
function rankTies(row: Int16Array, left: readonly number[], width: number, outlook: Outlook): void {
  const folded = Math.min(2 + outlook.settledConcerns, width);
  const sets = connected(row, left, width, outlook);
  const compare = (a: number, b: number): number => {
    for (let offset = 1; offset < folded; offset += 1) {
      const difference = (row[1 + a * width + offset] ?? 0) - (row[1 + b * width + offset] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const ranks = left.map((each, index) =>
    left.reduce((rank, other, place) => (sets[place] === sets[index] && compare(other, each) < 0 ? rank + 1 : rank), 0),
  );
  left.forEach((each, index) => {
    const start = 1 + each * width;
    row[start + 1] = ranks[index] ?? 0;
    row.fill(0, start + 2, start + folded);
  });
  for (let offset = folded; offset < width; offset += 1) {
    const values = left.map((each) => row[1 + each * width + offset] ?? 0);
    left.forEach((each, index) => {
      let least = values[index] ?? 0;
      values.forEach((value, place) => {
        if (sets[place] === sets[index] && ranks[place] === ranks[index]) least = Math.min(least, value);
      });
      row[1 + each * width + offset] = (values[index] ?? 0) - least;
    });
  }
}

/** A number for each contender: the same for those that possible ties connect. */
function connected(row: Int16Array, left: readonly number[], width: number, { swings }: Outlook): number[] {
  const sets = left.map((_, index) => index);
  left.forEach((a, one) => {
    for (let other = 0; other < one; other += 1) {
      const b = left[other] ?? a;
      const lead = (row[1 + a * width] ?? 0) - (row[1 + b * width] ?? 0);
      if (-lead > (swings[a]?.[b] ?? 0) || lead > (swings[b]?.[a] ?? 0)) continue;
      const [from, to] = [sets[one], sets[other]];
      sets.forEach((set, place) => {
        if (set === from) sets[place] = to ?? set;
      });
    }
  });
  return sets;
}

/** How a contest ended. */
export interface Outcome {
  /** The place of the pick; null when every contender is excluded. */
  readonly pick: number | null;
  /** The lead over the next in points, up to the cap; null when nothing else is left, or only beaten ones. */
  readonly lead: number | null;
  /** What decided between those with equal points; null when points did. */
  readonly tieBroken: 'by concern' | 'by ownership' | null;
}

/** The outcome of a contest in a row that nothing can change any more. */
export function outcomeOf(game: Game, contest: readonly number[], row: ArrayLike<number>): Outcome {
  const width = widthOf(game);
  const value = (contender: number, offset: number) => row[1 + contender * width + offset] ?? 0;
  const left = contest.filter((each) => ((row[0] ?? 0) & (1 << each)) === 0);
  const alone = left.find((each) => game.contenders[each]?.pattern.unless !== null);
  if (alone !== undefined) return { pick: alone, lead: null, tieBroken: null };
  const sorted = [...left].sort(
    (a, b) => value(b, 0) - value(a, 0) || value(b, 1) - value(a, 1) || contest.indexOf(a) - contest.indexOf(b),
  );
  const [first, second] = sorted;
  if (first === undefined) return { pick: null, lead: null, tieBroken: null };
  if (second === undefined) return { pick: first, lead: null, tieBroken: null };
  const lead = value(first, 0) - value(second, 0);
  if (lead >= game.cap) return { pick: first, lead: null, tieBroken: null };
  const tieBroken = lead > 0 ? null : value(first, 1) > value(second, 1) ? 'by concern' : 'by ownership';
  return { pick: first, lead, tieBroken };
}
