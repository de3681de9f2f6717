/** Reduces how the contenders stand to what can still decide, so that stands which end alike are the same row. */
import { type Change, first, type Outlook, rowLength, widthOf } from './balance.js';
import type { Game } from './contest.js';

/** Reduces the row that starts at a place of `values`; it reuses one row, so a result holds until the next. */
export type Reducer = (values: Int16Array, start: number, change: Change, outlook: Outlook) => Int16Array;

/** The contenders of one contest, by place and as bits. */
interface Contest {
  readonly alone: readonly number[];
  readonly rivals: readonly number[];
  readonly everybody: number;
  /** The bit that says that the pick is behind one that an exclusion hangs over. */
  readonly behind: number;
}

/** What the parts of a reduction share. */
interface Reduction {
  readonly row: Int16Array;
  readonly width: number;
  readonly contenders: number;
  readonly cap: number;
  readonly onlyTies: boolean;
  /** For each contender, as bits: those that possible ties connect it with, itself included. */
  readonly tied: Int32Array;
  /** For each contender: how many of those that it is tied with are worse by the settled concerns. */
  readonly ranks: Int32Array;
}

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

/** Whether one of those that are left is sure to stay clear. */
function hasClear(row: Int16Array, left: number, { threatened, mayOpen }: Outlook): boolean {
  return (left & ~(threatened | mayOpen | (row[1] ?? 0))) !== 0;
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
  { row, width, contenders, cap }: Reduction,
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
    for (const by of contest.rivals) {
      if (by === each || ((isOpen ? safe : clear) & (1 << by)) === 0) continue;
      const lead = (row[first + by * width] ?? 0) - (row[first + each * width] ?? 0);
      if (lead >= (outlook.swings[each * contenders + by] ?? 0) + enough) left &= ~(1 << each);
    }
  }
  return left;
}

/**
 * Folds the settled concerns of contenders that may still tie into a rank: how many of them are worse. Open concerns
 * count from the least among those of equal rank. Contenders that no possible tie connects are not compared.
 */
function rankTies(reduction: Reduction, contest: Contest, outlook: Outlook, left: number): void {
  const { rivals } = contest;
  const { row, width, tied } = reduction;
  const mayTie = connect(reduction, rivals, outlook, left);
  if (reduction.onlyTies && !mayTie) {
    forget(reduction, contest);
    return;
  }
  const folded = Math.min(2 + outlook.settledConcerns, width);
  for (const each of rivals) {
    const mates = tied[each] ?? 0;
    const start = first + each * width;
    if ((left & (1 << each)) === 0) continue;
    if (mates === 1 << each) row.fill(0, start + 1, start + width);
    // The first of those that are tied ranks them all.
    else if ((mates & ((1 << each) - 1)) === 0) rankAmong(reduction, rivals, mates, folded);
  }
}

/** Nobody is left, so nothing that is still to come makes a difference. */
function forget({ row, width }: Reduction, { everybody, rivals, behind }: Contest): void {
  row[0] = (row[0] ?? 0) | everybody;
  row[1] = (row[1] ?? 0) & ~everybody;
  row[2] = (row[2] ?? 0) & ~behind;
  for (const each of rivals) row.fill(0, first + each * width, first + (each + 1) * width);
}

/** For each contender those that possible ties connect it with; open ones that cannot be the pick tie with nobody. */
function connect(
  { row, width, contenders, tied }: Reduction,
  rivals: readonly number[],
  outlook: Outlook,
  left: number,
): boolean {
  let mayTie = false;
  const open = hasClear(row, left, outlook) ? (row[1] ?? 0) : 0;
  for (const each of rivals) tied[each] = 1 << each;
  for (const a of rivals)
    for (const b of rivals) {
      if (b >= a || (left & (1 << a)) === 0 || (left & (1 << b)) === 0 || (open & ((1 << a) | (1 << b))) !== 0)
        continue;
      const lead = (row[first + a * width] ?? 0) - (row[first + b * width] ?? 0);
      const { swings } = outlook;
      if (-lead > (swings[a * contenders + b] ?? 0) || lead > (swings[b * contenders + a] ?? 0)) continue;
      mayTie = true;
      const all = (tied[a] ?? 0) | (tied[b] ?? 0);
      for (const each of rivals) if ((all & (1 << each)) !== 0) tied[each] = all;
    }
  return mayTie;
}

function rankAmong(reduction: Reduction, rivals: readonly number[], mates: number, folded: number): void {
  const { row, width, ranks } = reduction;
  for (const each of rivals) {
    ranks[each] = 0;
    for (const other of rivals)
      if ((mates & (1 << other)) !== 0 && isWorse(reduction, other, each, folded)) ranks[each] = (ranks[each] ?? 0) + 1;
  }
  for (const each of rivals) {
    if ((mates & (1 << each)) === 0) continue;
    const start = first + each * width;
    row[start + 1] = ranks[each] ?? 0;
    for (let offset = 2; offset < folded; offset += 1) row[start + offset] = 0;
  }
  for (const each of rivals) if ((mates & (1 << each)) !== 0) lessTheLeast(reduction, rivals, mates, each, folded);
}

/** Whether the settled concerns put a contender behind another. */
function isWorse({ row, width }: Reduction, one: number, other: number, folded: number): boolean {
  for (let offset = 1; offset < folded; offset += 1) {
    const difference = (row[first + one * width + offset] ?? 0) - (row[first + other * width + offset] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Counts the open concerns of those that share a rank with one from the least among them. */
function lessTheLeast(reduction: Reduction, rivals: readonly number[], mates: number, one: number, folded: number) {
  const { row, width, ranks } = reduction;
  let equals = 0;
  for (const each of rivals) if ((mates & (1 << each)) !== 0 && ranks[each] === ranks[one]) equals |= 1 << each;
  // The first of its equals does it for all.
  if ((equals & ((1 << one) - 1)) !== 0) return;
  for (let offset = folded; offset < width; offset += 1) {
    let least = row[first + one * width + offset] ?? 0;
    for (const each of rivals)
      if ((equals & (1 << each)) !== 0) least = Math.min(least, row[first + each * width + offset] ?? 0);
    if (least === 0) continue;
    for (const each of rivals) {
      const place = first + each * width + offset;
      if ((equals & (1 << each)) !== 0) row[place] = (row[place] ?? 0) - least;
    }
  }
}
