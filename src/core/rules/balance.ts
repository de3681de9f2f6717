/** How the contenders stand while some terms are not decided yet, reduced to what can still decide. */
import type { Game, Term } from './contest.js';

/** What the terms that are left may still do. */
export interface Outlook {
  /** By how much contender `a` may still gain on contender `b` at most, in points: at `a` × their number + `b`. */
  readonly swings: readonly number[];
  /** Contenders that may still be excluded, and those over which an exclusion may still come to hang, as bits. */
  readonly threatened: number;
  readonly mayOpen: number;
  /** So many concerns, in the order of precedence, give no more points. */
  readonly settledConcerns: number;
}

/**
 * How many numbers a contender takes in a row. A row is the bits of those that are out, the bits of those that are open,
 * the bits of the contests whose pick is behind an open contender, then for each contender its lead in points over the
 * last one, its rank by the settled concerns among those it may tie with, and its points by concern. The last concern
 * follows from the sum, so it is not kept.
 */
export function widthOf(game: Game): number {
  return 2 + Math.max(0, game.concerns.length - 1);
}

/** Where the numbers of the contenders begin in a row. */
export const first = 3;

/** How long a row is. */
export function rowLength(game: Game): number {
  return first + game.contenders.length * widthOf(game);
}

/** The outlook once these terms are all that is left. */
export function outlookOf(game: Game, left: readonly Term[]): Outlook {
  const gains = left.map((term) => gainsOf(game, [term]));
  const open = left.filter(({ points }) => points.some((each) => each !== 0)).map(({ concern }) => concern);
  return {
    swings: gainsOf(game, []).map((_, place) => gains.reduce((sum, each) => sum + Math.max(0, each[place] ?? 0), 0)),
    threatened: left.reduce((mask, { excludes }) => mask | excludes, 0),
    mayOpen: left.reduce((mask, { opens }) => mask | opens, 0),
    settledConcerns: Math.min(game.concerns.length, ...open),
  };
}

/** What a set of terms does together once all of them are yes. */
export interface Change {
  readonly excludes: number;
  readonly opens: number;
  /** What each contender gains on each other, in the order of `swings`; and the place of the first concern that counts. */
  readonly gains: readonly number[];
  readonly firstConcern: number;
  /** What is added where in a row, where it is not nothing. */
  readonly adds: readonly { readonly place: number; readonly amount: number }[];
}

/** Adds up terms. */
export function changeOf(game: Game, terms: readonly Term[]): Change {
  const width = widthOf(game);
  const amounts = new Map<number, number>();
  const add = (place: number, amount: number) => amounts.set(place, (amounts.get(place) ?? 0) + amount);
  for (const { points, concern } of terms)
    points.forEach((each, contender) => {
      const start = first + contender * width;
      if (each === 0) return;
      add(start, each);
      if (concern + 2 < width) add(start + 2 + concern, each);
    });
  return {
    excludes: terms.reduce((mask, { excludes }) => mask | excludes, 0),
    opens: terms.reduce((mask, { opens }) => mask | opens, 0),
    gains: gainsOf(game, terms),
    firstConcern: Math.min(
      game.concerns.length,
      ...terms.flatMap((t) => (t.points.some((p) => p !== 0) ? t.concern : [])),
    ),
    adds: [...amounts].flatMap(([place, amount]) => (amount === 0 ? [] : { place, amount })),
  };
}

/** What terms give each contender more than each other, in the order of `swings`. */
function gainsOf({ contenders }: Game, terms: readonly Term[]): number[] {
  const sums = contenders.map((_, place) => terms.reduce((sum, { points }) => sum + (points[place] ?? 0), 0));
  return sums.flatMap((a) => sums.map((b) => a - b));
}

/** How a contest ended. */
export interface Outcome {
  /** The place of the pick; null when every contender is excluded. */
  readonly pick: number | null;
  /** Whether an exclusion may still come to hold for the pick: nothing is left over which none hangs. */
  readonly isOpen: boolean;
  /**
   * The lead over the best other in points, up to the cap; null from there on, and when nothing else is left. -1 when one
   * that an exclusion hangs over has more points.
   */
  readonly lead: number | null;
  /** What decided between those with equal points; null when points did. */
  readonly tieBroken: 'by tier' | 'by concern' | 'by ownership' | null;
}

/** Whether several share the first place in a row that nothing can change any more: the same tier, the same points. */
export function isTied(game: Game, contest: readonly number[], row: ArrayLike<number>): boolean {
  const width = widthOf(game);
  const { pick } = outcomeOf(game, contest, row);
  if (pick === null || game.contenders[pick]?.pattern.unless !== null) return false;
  const standing = (each: number) =>
    row[first + each * width] === row[first + pick * width] && tierOf(row, each) === tierOf(row, pick);
  return contest.some(
    (each) =>
      each !== pick &&
      ((row[0] ?? 0) & (1 << each)) === 0 &&
      game.contenders[each]?.pattern.unless === null &&
      standing(each),
  );
}

/** 1 for an open contender, 0 for a clear one. */
function tierOf(row: ArrayLike<number>, contender: number): number {
  return ((row[1] ?? 0) >> contender) & 1;
}

/** The outcome of a contest in a row that nothing can change any more. */
export function outcomeOf(game: Game, contest: readonly number[], row: ArrayLike<number>): Outcome {
  const width = widthOf(game);
  const value = (contender: number, offset: number) => row[first + contender * width + offset] ?? 0;
  const tier = (contender: number) => tierOf(row, contender);
  const left = contest.filter((each) => ((row[0] ?? 0) & (1 << each)) === 0);
  const alone = left.find((each) => game.contenders[each]?.pattern.unless !== null);
  if (alone !== undefined) return { pick: alone, isOpen: false, lead: null, tieBroken: null };
  const [pick, ...rivals] = [...left].sort(
    (a, b) =>
      tier(a) - tier(b) ||
      value(b, 0) - value(a, 0) ||
      value(b, 1) - value(a, 1) ||
      contest.indexOf(a) - contest.indexOf(b),
  );
  if (pick === undefined) return { pick: null, isOpen: false, lead: null, tieBroken: null };
  const isOpen = tier(pick) === 1;
  const isBehind = (((row[2] ?? 0) >> game.contests.indexOf(contest)) & 1) === 1;
  if (isBehind) return { pick, isOpen, lead: -1, tieBroken: null };
  const lead = value(pick, 0) - Math.max(...rivals.map((each) => value(each, 0)));
  if (rivals.length === 0 || lead >= game.cap) return { pick, isOpen, lead: null, tieBroken: null };
  if (lead !== 0) return { pick, isOpen, lead: Math.max(-1, lead), tieBroken: null };
  const next = rivals.find((each) => value(each, 0) === value(pick, 0)) ?? pick;
  if (tier(next) !== tier(pick)) return { pick, isOpen, lead, tieBroken: 'by tier' };
  return { pick, isOpen, lead, tieBroken: value(pick, 1) > value(next, 1) ? 'by concern' : 'by ownership' };
}
