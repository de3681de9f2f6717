/** Rules about patterns judged by masks: points, fired rules, tiers and the pattern that fits best. */

import { concerns } from '../model.js';
import { no, unknown } from './columns.js';
import type { PatternTables } from './compiled-patterns.js';
import { judgeAll, truthAt } from './judge-masks.js';
import type { Place } from './masks.js';

const clear = 0;
const open = 1;
const excluded = 2;

/** The rules about patterns judged on one row of codes after another, without making anything anew. */
export class PatternJudge {
  readonly tables: PatternTables;
  /** Points by pattern, after `judge`. */
  readonly points: Int32Array;
  /** The rules that fired, in no promised order; only the first `firedCount` count. */
  readonly fired: Int32Array;
  firedCount = 0;
  readonly possible: Int32Array;
  readonly sure: Int32Array;

  constructor(tables: PatternTables) {
    this.tables = tables;
    this.points = new Int32Array(tables.patterns.length);
    this.fired = new Int32Array(tables.rules.length);
    this.possible = new Int32Array(tables.masks.blocks);
    this.sure = new Int32Array(tables.masks.blocks);
  }

  /** Judges every rule on a row (see `FastPath.codesOf`): the points of each pattern and the list of fired rules. */
  judge(row: Int32Array): void {
    judgeAll(this.tables.masks, row, this.possible, this.sure);
    const { ruleAt, isRule, packed } = this.tables;
    const { fired, sure } = this;
    const { lanes, values } = packed;
    let sum = packed.start;
    let count = 0;
    for (let block = 0; block < isRule.length; block += 1) {
      let bits = (sure[block] as number) & (isRule[block] as number);
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits);
        bits ^= 1 << bit;
        const rule = ruleAt[block * 32 + bit] as number;
        fired[count] = rule;
        count += 1;
        sum += values[rule * lanes] as number;
      }
    }
    this.firedCount = count;
    this.unpack(sum, 0);
    for (let lane = 1; lane < lanes; lane += 1) this.addUp(lane);
  }

  /** The points of patterns that do not fit into the first number. */
  private addUp(lane: number): void {
    const { lanes, values, start } = this.tables.packed;
    let sum = start;
    for (let index = 0; index < this.firedCount; index += 1)
      sum += values[(this.fired[index] as number) * lanes + lane] as number;
    this.unpack(sum, lane);
  }

  private unpack(packedSum: number, lane: number): void {
    const { base, each } = this.tables.packed;
    const { points } = this;
    const end = Math.min(points.length, (lane + 1) * each);
    // The base is a power of two: its inverse is exact, and multiplying is quicker than dividing.
    const inverse = 1 / base;
    const half = base / 2;
    let sum = packedSum;
    for (let pattern = lane * each; pattern < end; pattern += 1) {
      const rest = Math.floor(sum * inverse);
      points[pattern] = sum - rest * base - half;
      sum = rest;
    }
  }

  /** The truth of a rule, by its place, after `judge`. */
  truthOf(rule: number): number {
    return truthAt(this.tables.places[rule] as Place, this.possible, this.sure);
  }

  /** Whether a rule, by its place, excludes a pattern when it is yes. */
  isBan(rule: number, pattern: number): boolean {
    const { excludes, masks, places } = this.tables;
    const { block, bit } = places[rule] as Place;
    return (((excludes[pattern * masks.blocks + block] as number) >>> bit) & 1) === 1;
  }

  /** Whether a pattern that takes no points is not ruled out yet, nor the pick. */
  mayStandAlone(pattern: number): boolean {
    const alone = this.tables.unless[pattern];
    return Boolean(alone) && truthAt(alone as Place, this.possible, this.sure) === unknown;
  }

  /** The best pattern that is not excluded and not in the set `blocked` (one bit a pattern); -1 when there is none. */
  best(blocked: number): number {
    let best = -1;
    let bestTier = excluded;
    for (let pattern = 0; pattern < this.points.length; pattern += 1) {
      if (blocked & (1 << pattern)) continue;
      const tier = this.tierOf(pattern);
      if (tier === excluded) continue;
      if (best >= 0 && this.compare(pattern, tier, best, bestTier) >= 0) continue;
      best = pattern;
      bestTier = tier;
    }
    return best;
  }

  /** What hard rules leave of a pattern: 0 clear, 1 open, 2 excluded. */
  tierOf(pattern: number): number {
    const { unless, excludes, masks } = this.tables;
    const alone = unless[pattern];
    if (alone) return truthAt(alone, this.possible, this.sure) === no ? clear : excluded;
    let tier = clear;
    for (let block = 0; block < masks.blocks; block += 1) {
      const rules = excludes[pattern * masks.blocks + block] as number;
      if ((this.sure[block] as number) & rules) return excluded;
      if ((this.possible[block] as number) & rules) tier = open;
    }
    return tier;
  }

  /** Negative when the first pattern has more merit: it stands alone, its tier, its fit (`compareFit`). */
  private compare(a: number, tierA: number, b: number, tierB: number): number {
    const { unless } = this.tables;
    return Number(Boolean(unless[b])) - Number(Boolean(unless[a])) || tierA - tierB || this.compareFit(a, b);
  }

  /** Points, then concern by concern in the order of precedence, then least ownership. */
  compareFit(a: number, b: number): number {
    const difference = (this.points[b] as number) - (this.points[a] as number);
    if (difference !== 0) return difference;
    const { points, concern, patterns } = this.tables;
    const byConcern: number[] = concerns.map(() => 0);
    for (let index = 0; index < this.firedCount; index += 1) {
      const rule = this.fired[index] as number;
      const of = concern[rule] as number;
      const lead = (points[rule * patterns.length + b] as number) - (points[rule * patterns.length + a] as number);
      byConcern[of] = (byConcern[of] ?? 0) + lead;
    }
    const decisive = byConcern.find((lead) => lead !== 0);
    return decisive ?? (patterns[a]?.order ?? 0) - (patterns[b]?.order ?? 0);
  }
}
