/** The pattern stratum compiled: points, fired rules and tiers of every pattern from bit masks. */
import type { Catalogue } from '../catalogue.js';
import { type Condition, concerns, type Pattern, type Rule } from '../model.js';
import { touches } from '../pattern.js';
import { pointsOf } from '../reason.js';
import { circuitOf } from './circuit.js';
import { type Masks, masksOf, type Place } from './masks.js';
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
