/** The pattern stratum compiled: points, fired rules and tiers of every pattern from bit masks. */
import type { Catalogue } from './catalogue.js';
import { circuitOf } from './circuit.js';
import { no, unknown } from './columns.js';
import { judgeAll, type Masks, masksOf, type Place, truthAt } from './masks.js';
import { type Condition, concerns, type Pattern, type Rule } from './model.js';
import { touches } from './pattern.js';
import { pointsOf } from './reason.js';
import type { Layout } from './row.js';

/** The rules about patterns as tables. */
export interface PatternTables {
  readonly patterns: readonly Pattern[];
  /** The rules, and by index of the rule where its truth stands. */
  readonly rules: readonly Rule[];
  readonly places: readonly Place[];
  readonly masks: Masks;
  /** By block and bit the index of the rule; -1 for none. */
  readonly ruleAt: Int32Array;
  /** The bits that are rules, by block. */
  readonly isRule: Int32Array;
  /** Points of a rule for each pattern: rule × patterns + pattern. */
  readonly points: Int32Array;
  readonly packed: PackedPoints;
  /** The concern of each rule, as its place in the order of precedence. */
  readonly concern: Int32Array;
  /** Rules that exclude a pattern, by block: pattern × blocks + block. */
  readonly excludes: Int32Array;
  /** Where the truth of `unless` stands, for a pattern that has one. */
  readonly unless: readonly (Place | null)[];
}

/**
 * The points of several patterns in one number, so that a fired rule takes one addition: digits in a base that no sum
 * of points can leave, and what makes the sums positive. More patterns than fit into 52 bits take several numbers.
 */
export interface PackedPoints {
  readonly base: number;
  /** How many patterns a number holds. */
  readonly each: number;
  /** How many numbers there are for a rule. */
  readonly lanes: number;
  readonly values: Float64Array;
  /** What a lane starts from: half the base in every digit. */
  readonly start: number;
}

function packPoints(points: Int32Array, rules: number, patterns: number): PackedPoints {
  const most = points.reduce((total, each) => total + Math.abs(each), 1);
  const bits = Math.ceil(Math.log2(2 * most + 1));
  const base = 2 ** bits;
  const each = Math.floor(52 / bits);
  const lanes = Math.ceil(patterns / each);
  const values = new Float64Array(rules * lanes);
  for (let rule = 0; rule < rules; rule += 1)
    for (let pattern = 0; pattern < patterns; pattern += 1) {
      const lane = rule * lanes + Math.floor(pattern / each);
      values[lane] =
        (values[lane] as number) + (points[rule * patterns + pattern] as number) * base ** (pattern % each);
    }
  const start = Array.from({ length: each }, (_, digit) => (base / 2) * base ** digit).reduce((a, b) => a + b, 0);
  return { base, each, lanes, values, start };
}

/** The conditions that decide on patterns: the rules', then the patterns' own. */
export function patternConditions(catalogue: Catalogue): Condition[] {
  return [...catalogue.rules.pattern.map((rule) => rule.when), ...unlessOf(catalogue)];
}

function unlessOf(catalogue: Catalogue): Condition[] {
  return catalogue.patterns.flatMap((pattern) => (pattern.unless ? [pattern.unless.when] : []));
}

/** Compiles the rules about patterns. */
export function compilePatterns(catalogue: Catalogue, layout: Layout): PatternTables {
  const { patterns } = catalogue;
  const rules = catalogue.rules.pattern;
  const masks = masksOf(
    circuitOf(layout.columns, patternConditions(catalogue), catalogue.signal, layout.width),
    layout,
  );
  const ruleAt = new Int32Array(masks.blocks * 32).fill(-1);
  const isRule = new Int32Array(masks.blocks);
  const points = new Int32Array(rules.length * patterns.length);
  const excludes = new Int32Array(patterns.length * masks.blocks);
  rules.forEach((rule, index) => {
    const { block, bit } = masks.places[index] as Place;
    ruleAt[block * 32 + bit] = index;
    isRule[block] = (isRule[block] as number) | (1 << bit);
    points.set(pointsFor(rule, patterns), index * patterns.length);
    patterns.forEach((pattern, at) => {
      const isHard = rule.effects.some(
        (effect) => (effect.kind === 'require' || effect.kind === 'exclude') && touches(effect, pattern.id),
      );
      if (isHard && pattern.unless === null)
        excludes[at * masks.blocks + block] = (excludes[at * masks.blocks + block] as number) | (1 << bit);
    });
  });
  let next = rules.length;
  const unless = patterns.map((pattern) => (pattern.unless === null ? null : (masks.places[next++] ?? null)));
  const places = masks.places.slice(0, rules.length);
  const concern = Int32Array.from(rules.map((rule) => concerns.indexOf(rule.concern)));
  const packed = packPoints(points, rules.length, patterns.length);
  return { patterns, rules, places, masks, ruleAt, isRule, points, packed, concern, excludes, unless };
}

/** The points of a rule for each pattern; one that stands alone takes none. */
function pointsFor({ effects }: Rule, patterns: readonly Pattern[]): number[] {
  return patterns.map(({ id, unless }) =>
    effects.reduce((total, effect) => total + (unless === null && touches(effect, id) ? pointsOf(effect) : 0), 0),
  );
}

/** The tables as they would be with one rule about patterns replaced by another of the same condition and bans. */
export function withPatternRule(tables: PatternTables, index: number, rule: Rule): PatternTables {
  const { rules, patterns } = tables;
  const points = tables.points.slice();
  points.set(pointsFor(rule, patterns), index * patterns.length);
  return { ...tables, points, packed: packPoints(points, rules.length, patterns.length) };
}

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
    let sum = packedSum;
    for (let pattern = lane * each; pattern < end; pattern += 1) {
      const rest = Math.floor(sum / base);
      points[pattern] = sum - rest * base - base / 2;
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
