/** Reduces how the contenders stand to what can still decide, so that stands which end alike are the same row. */
import { type Change, first, type Outlook, rowLength, widthOf } from './balance.js';
import type { Game } from './contest.js';
import { type Contest, hasClear, type Reduction, rankTies } from './reduce-ties.js';

/** Reduces the row that starts at a place of `values`; it reuses one row, so a result holds until the next. */
export type Reducer = (values: Int16Array, start: number, change: Change, outlook: Outlook) => Int16Array;

/**
 * The stand after a change, reduced. Whoever is out, or is sure to stay at least `cap` behind somebody that nothing can
 * exclude any more, loses its numbers; leads count from the last one. An open contender cannot be the pick where another
 * stays clear: then it counts by its points alone, and not at all once it is sure to be ahead of every possible pick.
 * Concerns count only between contenders that may still tie, those that are settled only as a rank.
 */
export function reducerOf(game: Game): Reducer {
  const isAlone = (each: number) => game.contenders[each]?.pattern.unless !== null;
  const contests = game.contests.map((all, place): Contest => {
    return {
      alone: all.filter(isAlone),
      rivals: all.filter((each) => !isAlone(each)),
      everybody: all.reduce((mask, each) => mask | (1 << each), 0),
      behind: 1 << place,
    };
  });
  const contenders = game.contenders.length;
  const reduction: Reduction = {
    ...{
      row: new Int16Array(rowLength(game)),
      width: widthOf(game),
      contenders,
      cap: game.cap,
      onlyTies: game.onlyTies,
    },
    tied: new Int32Array(contenders),
    ranks: new Int32Array(contenders),
  };
  const { row } = reduction;
  const hasConcerns = game.concerns.length > 0;
  return (values, start, change, outlook) => {
    for (let place = 0; place < row.length; place += 1) row[place] = values[start + place] ?? 0;
    row[0] = (row[0] ?? 0) | change.excludes;
    row[1] = (row[1] ?? 0) | change.opens;
    for (const { place, amount } of change.adds) row[place] = (row[place] ?? 0) + amount;
    for (const contest of contests) {
      const left = whoIsLeft(reduction, contest, outlook);
      if (hasConcerns) rankTies(reduction, contest, outlook, left);
    }
    return row;
  };
}

/** Strikes out whoever cannot decide anything any more; gives those that compete for points, as bits. */
function whoIsLeft(reduction: Reduction, contest: Contest, outlook: Outlook): number {
  const { row, width } = reduction;
  const unsafe = (row[0] ?? 0) | outlook.threatened;
  const winner = contest.alone.find((each) => (unsafe & (1 << each)) === 0);
  let left = 0;
  if (winner === undefined) {
    left = contenders(contest, row[0] ?? 0);
    if (isBehind(reduction, contest, outlook, left)) row[2] = (row[2] ?? 0) | contest.behind;
    if (((row[2] ?? 0) & contest.behind) !== 0) left &= ~(row[1] ?? 0);
    left = notBeaten(reduction, contest, outlook, left);
  } else row[2] = (row[2] ?? 0) & ~contest.behind;
  let last = Number.POSITIVE_INFINITY;
  for (const each of contest.rivals)
    if ((left & (1 << each)) !== 0) last = Math.min(last, row[first + each * width] ?? 0);
  for (const each of contest.rivals) {
    const start = first + each * width;
    if ((left & (1 << each)) !== 0) row[start] = (row[start] ?? 0) - last;
    else row.fill(0, start, start + width);
  }
  const gone = contest.everybody & ~left;
  const stay = winner === undefined ? contest.alone.reduce((mask, each) => mask | (1 << each), 0) : 1 << winner;
  row[0] = (row[0] ?? 0) | (gone & ~stay);
  row[1] = (row[1] ?? 0) & ~(row[0] ?? 0);
  return left;
}

function contenders({ rivals }: Contest, out: number): number {
  let left = 0;
  for (const each of rivals) if ((out & (1 << each)) === 0) left |= 1 << each;
  return left;
}

/** Whether an open contender that nothing excludes any more is sure to have more points than every possible pick. */
function isBehind({ row, width, contenders }: Reduction, { rivals }: Contest, outlook: Outlook, left: number): boolean {
  const opened = row[1] ?? 0;
  const sure = left & opened & ~outlook.threatened;
  if (sure === 0 || !hasClear(row, left, outlook)) return false;
  for (const ahead of rivals) {
    if ((sure & (1 << ahead)) === 0) continue;
    let isAhead = true;
    for (const each of rivals) {
      if ((left & ~opened & (1 << each)) === 0) continue;
      const lead = (row[first + ahead * width] ?? 0) - (row[first + each * width] ?? 0);
      if (lead <= (outlook.swings[each * contenders + ahead] ?? 0)) isAhead = false;
    }
    if (isAhead) return true;
  }
  return false;
}

/** Those that are left without the ones that somebody is sure to beat. */
function notBeaten(
  { row, width, contenders, cap, onlyTies }: Reduction,
  contest: Contest,
  outlook: Outlook,
  all: number,
): number {
  const opened = row[1] ?? 0;
  const safe = all & ~outlook.threatened;
  const clear = safe & ~(opened | outlook.mayOpen);
  // Where only the pick is still asked for, any lead is enough.
  const enough = ((row[2] ?? 0) & contest.behind) === 0 ? cap : 1;
  let left = all;
  for (const each of contest.rivals) {
    if ((all & (1 << each)) === 0) continue;
    const isOpen = (opened & (1 << each)) !== 0;
    const cannotWin = isOpen && clear !== 0;
    for (const by of contest.rivals) {
      if (by === each || ((isOpen ? safe : clear) & (1 << by)) === 0) continue;
      const lead = (row[first + by * width] ?? 0) - (row[first + each * width] ?? 0);
      // Of those that cannot be the pick only the one with most points counts; of equals, the first.
      const isOnlyAhead = cannotWin && (opened & (1 << by)) !== 0;
      const more = isOnlyAhead ? Number(by > each) : cannotWin && onlyTies ? 0 : enough;
      if (lead >= (outlook.swings[each * contenders + by] ?? 0) + more) left &= ~(1 << each);
    }
  }
  return left;
}
