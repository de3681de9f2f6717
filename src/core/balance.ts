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
 * The stand as a row of whole numbers: the bits of those that are out, then for each contender its lead in points over
 * the last one, its rank by the settled concerns among those it may tie with, and its points by concern.
 */
export type Balance = readonly number[];

/** How many numbers a contender takes in a row: the last concern follows from the sum, so it is not kept. */
export function widthOf(game: Game): number {
  return 2 + Math.max(0, game.concerns.length - 1);
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

/**
 * The stand after a change, reduced: whoever is out, or is sure to stay at least `cap` behind somebody that nothing can
 * exclude any more, loses its numbers; leads count from the last one; concerns count only between contenders that may
 * still tie, those that are settled only as a rank. Two stands that are reduced to the same row end alike.
 */
export function reduce(game: Game, before: ArrayLike<number>, change: Change, outlook: Outlook): number[] {
  const row = Array.from(before);
  row[0] = (row[0] ?? 0) | change.excludes;
  for (const [place, amount] of change.adds) row[place] = (row[place] ?? 0) + amount;
  for (const contest of game.contests) reduceContest(game, contest, row, outlook);
  return row;
}

function reduceContest(game: Game, contest: readonly number[], row: number[], outlook: Outlook): void {
  const width = widthOf(game);
  const at = (contender: number) => 1 + contender * width;
  const points = (contender: number) => row[at(contender)] ?? 0;
  const isIn = (contender: number) => ((row[0] ?? 0) & (1 << contender)) === 0;
  const isSafe = (contender: number) => (outlook.threatened & (1 << contender)) === 0;
  const alone = (contender: number) => game.contenders[contender]?.pattern.unless !== null;
  const winner = contest.find((each) => alone(each) && isIn(each) && isSafe(each));
  const rivals = contest.filter((each) => isIn(each) && !alone(each));
  const isBeaten = (each: number) =>
    winner !== undefined
      ? each !== winner
      : !alone(each) &&
        rivals.some((by) => isSafe(by) && points(by) - points(each) >= (outlook.swings[each]?.[by] ?? 0) + game.cap);
  const out = contest.filter((each) => !isIn(each) || isBeaten(each));
  for (const each of out) {
    row[0] = (row[0] ?? 0) | (1 << each);
    row.fill(0, at(each), at(each) + width);
  }
  const left = rivals.filter((each) => !out.includes(each));
  const last = Math.min(...left.map(points));
  for (const each of left) row[at(each)] = points(each) - last;
  const mayTie = (a: number, b: number) =>
    points(b) - points(a) <= (outlook.swings[a]?.[b] ?? 0) && points(a) - points(b) <= (outlook.swings[b]?.[a] ?? 0);
  for (const together of connected(left, mayTie)) rank(together, row, at, width, outlook.settledConcerns);
}

/** Splits contenders into sets that no possible tie connects. */
function connected(contenders: readonly number[], mayTie: (a: number, b: number) => boolean): number[][] {
  const sets: number[][] = [];
  for (const each of contenders) {
    const touching = sets.filter((set) => set.some((other) => mayTie(each, other)));
    for (const set of touching) sets.splice(sets.indexOf(set), 1);
    sets.push([...touching.flat(), each].sort((a, b) => a - b));
  }
  return sets;
}

/** Folds the settled concerns of contenders that may tie into a rank (0 is the worst); the others count within a rank. */
function rank(
  together: readonly number[],
  row: number[],
  at: (contender: number) => number,
  width: number,
  settled: number,
): void {
  const folded = Math.min(settled, width - 2);
  const compare = (a: number, b: number): number => {
    for (let offset = 1; offset < 2 + folded; offset += 1) {
      const difference = (row[at(a) + offset] ?? 0) - (row[at(b) + offset] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const sorted = [...together].sort(compare);
  const ranks: number[] = [];
  sorted.forEach((each, index) => {
    const before = sorted[index - 1];
    ranks.push(before === undefined ? 0 : (ranks[index - 1] ?? 0) + (compare(before, each) === 0 ? 0 : 1));
  });
  sorted.forEach((each, index) => {
    row[at(each) + 1] = ranks[index] ?? 0;
    row.fill(0, at(each) + 2, at(each) + 2 + folded);
  });
  for (let offset = 2 + folded; offset < width; offset += 1)
    for (const value of new Set(ranks)) {
      const equals = sorted.filter((_, index) => ranks[index] === value);
      const least = Math.min(...equals.map((each) => row[at(each) + offset] ?? 0));
      for (const each of equals) row[at(each) + offset] = (row[at(each) + offset] ?? 0) - least;
    }
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
