/** What open questions leave undecided: which of them can still move the pattern or a layer, and how much. */

import { no, unknown, yes } from '../compiled/columns.js';
import { type Compiled, FastPath } from '../compiled/compile.js';
import type { CompiledLayer } from '../compiled/compiled-layers.js';
import { hardCeilings, teamFact } from '../compiled/layer-conditions.js';
import { factsRead } from '../condition.js';
import type { Condition, Facts, Question } from '../model.js';
import { columnsOfFacts, combinationsOf, walkCodes } from './all-codes.js';
import { type Hope, hopeOf, isHopeless } from './hope.js';
import { independent } from './independent.js';

/** What one question can still move. */
export interface Undecided {
  /** How much: the points of the rules that wait for it, more for what is hard. Compare only within one moment. */
  readonly weight: number;
  /** Patterns that can still come to stand or fall by it; none once the pattern is settled. */
  readonly patterns: readonly string[];
  /** Layers that it can still move; told only once the pattern is settled. */
  readonly layers: readonly string[];
}

/**
 * The open questions that can still change the verdict, with what they can move; none when it is the same whatever they
 * are answered. `open` are the questions that may still be answered, by id.
 */
export function undecidedBy(
  compiled: Compiled,
  facts: Facts,
  open: ReadonlyMap<string, Question>,
): ReadonlyMap<string, Undecided> {
  return new Moment(compiled, facts, open).undecided();
}

/** How much a question can still decide: points of soft rules, or this much for what is hard. */
const hardWeight = 4;

/** More combinations of open answers than this are not walked through one by one. */
const mostCombinations = 4000;
const mostOutcomes = 30;

/** One moment of an interview: what is known, what is open, and what that leaves undecided. */
class Moment {
  private readonly compiled: Compiled;
  private readonly open: ReadonlyMap<string, Question>;
  private readonly fast: FastPath;
  private readonly row: Int32Array;
  private readonly found = new Map<string, { weight: number; patterns: Set<number>; layers: Set<string> }>();

  constructor(compiled: Compiled, facts: Facts, open: ReadonlyMap<string, Question>) {
    this.compiled = compiled;
    this.open = open;
    this.fast = new FastPath(compiled);
    this.row = this.fast.codesOf(facts);
  }

  /** By question; those about the pattern alone while it is not settled. */
  undecided(): ReadonlyMap<string, Undecided> {
    this.search();
    const { patterns } = this.compiled.patterns;
    const { layers } = this.compiled.catalogue;
    return new Map(
      [...this.found].map(([question, found]) => [
        question,
        {
          weight: found.weight,
          patterns: patterns.filter((_, index) => found.patterns.has(index)).map(({ id }) => id),
          layers: layers.filter(({ id }) => found.layers.has(id)).map(({ id }) => id),
        },
      ]),
    );
  }

  private search(): void {
    const pick = this.fast.patternOf(this.row);
    this.fast.patterns.judge(this.row);
    this.weighStandingAlone();
    if (pick >= 0) this.weighPattern(pick);
    if (this.found.size > 0 || pick < 0 || this.compiled.layers.standsAlone[pick]) return;
    this.weighLayers(pick);
    if (this.isSameWhatever(pick)) this.found.clear();
  }

  /** The open questions that a condition reads; none when what it says cannot change. */
  private openIn(condition: Condition): string[] {
    return [...factsRead(condition, this.compiled.catalogue.signal)].filter((fact) => this.open.has(fact));
  }

  private weigh(condition: Condition, weight: number, about: readonly number[] | string): void {
    for (const question of this.openIn(condition)) this.entry(question, about).weight += weight;
  }

  /** What is noted of a question, with what it is about now: patterns by place, or a layer. */
  private entry(question: string, about: readonly number[] | string) {
    const found = this.found.get(question) ?? { weight: 0, patterns: new Set(), layers: new Set() };
    this.found.set(question, found);
    if (typeof about === 'string') found.layers.add(about);
    else for (const pattern of about) found.patterns.add(pattern);
    return found;
  }

  /** A pattern that stands alone does so once its condition is no. */
  private weighStandingAlone(): void {
    const { patterns } = this.compiled.patterns;
    patterns.forEach(({ unless }, index) => {
      if (unless && this.fast.patterns.mayStandAlone(index)) this.weigh(unless.when, hardWeight, [index]);
    });
  }

  private weighPattern(pick: number): void {
    const { patterns, rules } = this.compiled.patterns;
    if (patterns[pick]?.unless) return;
    const live = rules.flatMap((rule, index) =>
      this.fast.patterns.truthOf(index) === unknown && this.openIn(rule.when).length > 0 ? [index] : [],
    );
    const hard = (pattern: number, among: readonly number[]) =>
      among.filter((index) => this.fast.patterns.isBan(index, pattern));
    for (const index of hard(pick, live)) this.weigh((rules[index] as (typeof rules)[number]).when, hardWeight, [pick]);
    for (let rival = 0; rival < patterns.length; rival += 1) {
      if (rival === pick || patterns[rival]?.unless || this.fast.patterns.tierOf(rival) === 2) continue;
      // A pattern without a stack now has none later either: what is excluded stays so.
      if (!this.fast.layers.isPossible(rival, this.row)) continue;
      this.weighRival(pick, rival, live);
    }
  }

  private weighRival(pick: number, rival: number, live: readonly number[]): void {
    const { rules, points, patterns } = this.compiled.patterns;
    const { fast } = this;
    const lead = (rule: number) =>
      (points[rule * patterns.length + pick] as number) - (points[rule * patterns.length + rival] as number);
    const waits = (pattern: number) =>
      rules.some(
        (_, index) =>
          fast.patterns.truthOf(index) === unknown && !live.includes(index) && fast.patterns.isBan(index, pattern),
      );
    // Tier 0 is clear, 1 open; a pick that a live rule may exclude has been weighed already.
    const [worst, best] = [Number(waits(pick)), Number(waits(rival))];
    if (worst < best) return;
    const moving = live.filter((rule) => lead(rule) !== 0);
    if (worst === best) {
      const now = (fast.patterns.points[pick] as number) - (fast.patterns.points[rival] as number);
      const least = now + this.leastChange(moving, pick, rival, lead);
      // A tie now stays won when all that can still happen speaks for the pick.
      const isTieWon = now === 0 && moving.every((rule) => lead(rule) > 0) && fast.patterns.compareFit(pick, rival) < 0;
      if (least > 0 || isTieWon) return;
    }
    for (const index of moving)
      this.weigh((rules[index] as (typeof rules)[number]).when, Math.abs(lead(index)), [pick, rival]);
    for (const index of live)
      if (fast.patterns.isBan(index, rival))
        this.weigh((rules[index] as (typeof rules)[number]).when, hardWeight, [pick, rival]);
  }

  /** The least that open rules can still add to the lead of the pick over a rival: group by group. */
  private leastChange(moving: readonly number[], pick: number, rival: number, lead: (rule: number) => number): number {
    const { layout, patterns } = this.compiled;
    const { rules } = patterns;
    const groups = independent(
      moving.map((rule) => ({ rule, reads: this.openIn((rules[rule] as (typeof rules)[number]).when) })),
    );
    const { points } = this.fast.patterns;
    const leadNow = () => (points[pick] as number) - (points[rival] as number);
    const now = leadNow();
    let total = 0;
    for (const group of groups) {
      const columns = columnsOfFacts(
        layout,
        group.flatMap(({ reads }) => reads),
      );
      const bound = group.reduce((sum, { rule }) => sum + Math.min(0, lead(rule)), 0);
      let least = bound;
      if (bound < 0 && combinationsOf(layout, columns) <= mostCombinations) {
        least = 0;
        walkCodes(layout, this.row, columns, () => {
          this.fast.patterns.judge(this.row);
          least = Math.min(least, leadNow() - now);
        });
        this.fast.patterns.judge(this.row);
      }
      total += least;
    }
    return total;
  }

  private weighLayers(pick: number): void {
    const { catalogue, layers } = this.compiled;
    this.fast.layers.choose(pick, this.row);
    const live = new Set<number>();
    catalogue.rules.layer.forEach((rule, index) => {
      const isOpen = this.fast.layers.truthOf(index) === unknown && this.openIn(rule.when).length > 0;
      if (isOpen) live.add(index);
    });
    layers.layers.forEach((layer) => {
      const needed = this.fast.layers.truthAt(layer.needed);
      if (needed === unknown) this.weigh(layer.layer.needed, hardWeight, layer.layer.id);
      if (needed === yes) this.weighLayer(layer, pick, live);
      // How many vendors a team can look after moves every layer that has one.
      if (needed === yes && this.open.has(teamFact)) this.atLeast(teamFact, layer.layer.id);
    });
  }

  /** Live rules that tell apart what can still be chosen. */
  private weighLayer(layer: CompiledLayer, pick: number, live: ReadonlySet<number>): void {
    const hopes = (layer.under[pick]?.offerings ?? []).flatMap((what) => hopeOf(this.fast.layers, what, live));
    const left = layer.isAnchor ? hopes : hopes.filter((each) => !hopes.some((other) => isHopeless(each, other)));
    for (const index of live) {
      const rule = this.compiled.catalogue.rules.layer[index];
      const touches = left.map(({ what }) => what.touches.find((each) => each.rule === index));
      const first = touches[0]?.points ?? 0;
      const isTelling = touches.some((each) => (each?.points ?? 0) !== first || (each?.forbids ?? no) !== no);
      const weight = Math.max(1, ...touches.map((each) => (each?.forbids ? hardWeight : Math.abs(each?.points ?? 0))));
      if (rule && isTelling) this.weigh(rule.when, weight, layer.layer.id);
    }
    this.weighCeilings(layer.layer.id, left);
  }

  /** Numbers that a vendor's ceiling is measured against. */
  private weighCeilings(layer: string, left: readonly Hope[]): void {
    for (const { what } of left)
      for (const { fact } of hardCeilings(this.compiled.catalogue, what.offering))
        if (this.open.has(fact)) this.atLeast(fact, layer);
  }

  private atLeast(question: string, layer: string): void {
    const found = this.entry(question, layer);
    found.weight = Math.max(found.weight, hardWeight);
  }

  /** Whether the verdict is the same under every combination of the questions that are left, where these are few. */
  private isSameWhatever(pick: number): boolean {
    const { layout } = this.compiled;
    const columns = columnsOfFacts(layout, [...this.found.keys()]);
    if (this.found.size === 0 || combinationsOf(layout, columns) > mostOutcomes) return false;
    const now = this.fast.layers.choose(pick, this.row)?.join();
    let isSame = true;
    walkCodes(layout, this.row, columns, () => {
      if (isSame) isSame = this.fast.layers.choose(pick, this.row)?.join() === now;
    });
    return isSame;
  }
}
