/** Ties that may still come in a reduced row: only between them do concerns count. */
import { first, type Outlook } from './balance.js';

/** The contenders of one contest, by place and as bits. */
export interface Contest {
  readonly alone: readonly number[];
  readonly rivals: readonly number[];
  readonly everybody: number;
  /** The bit that says that the pick is behind one that an exclusion hangs over. */
  readonly behind: number;
}

/** What the parts of a reduction share. */
export interface Reduction {
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

/** Whether one of those that are left is sure to stay clear. */
export function hasClear(row: Int16Array, left: number, { threatened, mayOpen }: Outlook): boolean {
  return (left & ~(threatened | mayOpen | (row[1] ?? 0))) !== 0;
}

/**
 * Folds the settled concerns of contenders that may still tie into a rank: how many of them are worse. Open concerns
 * count from the least among those of equal rank. Contenders that no possible tie connects are not compared.
 */
export function rankTies(reduction: Reduction, contest: Contest, outlook: Outlook, left: number): void {
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
