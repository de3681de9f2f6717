/** The pattern verdict: gates before pulls, the best fit beside the best that the team can run, and how sure it is. */
import type { Catalogue } from './catalogue.js';
import { decidedBy, judge, type Situation } from './condition.js';
import { type Concern, concerns, type Effect, type Pattern } from './model.js';
import type { Confidence } from './provenance.js';
import { type Fired, fire, pointsOf, type Reason, reasonOf, sortReasons } from './reason.js';

/** Clear: nothing speaks against it for certain. Open: an exclusion may still apply. */
export type Tier = 'clear' | 'open' | 'excluded';

/** A pattern with everything that speaks for and against it. */
export interface JudgedPattern {
  readonly pattern: Pattern;
  readonly points: number;
  readonly tier: Tier;
  /** The tier when nothing that the team could hire or learn stands in the way. */
  readonly tierWithoutCapacity: Tier;
  /** A pattern that takes no points, while an answer could still make it the pick. */
  readonly mayStandAlone: boolean;
  readonly byConcern: Readonly<Record<Concern, number>>;
  /** Points that open soft rules could still add, and take away (negative). */
  readonly mayGain: number;
  readonly mayLose: number;
  readonly soft: readonly Fired[];
  readonly hard: readonly Fired[];
  /** Why a layer rules it out, when one does. */
  readonly blocked: readonly Reason[];
}

/** An exclusion that comes from another stratum: a layer that the pattern cannot cover. */
export type Impossible = ReadonlyMap<string, { readonly reasons: readonly Reason[]; readonly capacityOnly: boolean }>;

/** Judges every pattern, in the order of merit: tier, points, concern by concern, then least ownership. */
export function judgePatterns(catalogue: Catalogue, situation: Situation, impossible: Impossible): JudgedPattern[] {
  const fired = fire(catalogue.rules.pattern, situation);
  const judged = catalogue.patterns.map((pattern) => judgePattern(pattern, fired, situation, impossible));
  return judged.sort(compareMerit);
}

function judgePattern(
  pattern: Pattern,
  all: readonly Fired[],
  situation: Situation,
  impossible: Impossible,
): JudgedPattern {
  const blocked = impossible.get(pattern.id);
  const fired = pattern.unless === null ? all.filter((each) => touches(each.effect, pattern.id)) : [];
  const soft = fired.filter((each) => each.effect.kind === 'prefer' || each.effect.kind === 'avoid');
  const hard = fired.filter((each) => each.effect.kind === 'require' || each.effect.kind === 'exclude');
  const sure = soft.filter((each) => each.truth === 'yes');
  const maybe = soft.filter((each) => each.truth === 'unknown').map((each) => pointsOf(each.effect));
  const unless = pattern.unless === null ? 'no' : judge(pattern.unless.when, situation);
  return {
    pattern,
    points: sum(sure.map((each) => pointsOf(each.effect))),
    tier: blocked || unless !== 'no' ? 'excluded' : tierOf(hard),
    tierWithoutCapacity:
      (blocked && !blocked.capacityOnly) || unless !== 'no'
        ? 'excluded'
        : tierOf(hard.filter((each) => each.rule.concern !== 'capacity')),
    mayStandAlone: unless === 'unknown',
    byConcern: pointsByConcern(sure),
    mayGain: sum(maybe.filter((points) => points > 0)),
    mayLose: sum(maybe.filter((points) => points < 0)),
    soft,
    hard,
    blocked: blocked?.reasons ?? [],
  };
}

/** Everything that speaks for or against a pattern for certain, hard reasons first. */
export function reasonsFor(judged: JudgedPattern, situation: Situation): Reason[] {
  if (isSolePick(judged)) return soleReason(judged.pattern, situation);
  const sure = [...judged.soft, ...judged.hard].filter((each) => each.truth === 'yes');
  return sortReasons([...sure.map((each) => reasonOf(each, situation)), ...judged.blocked]);
}

/** Whether a soft effect moves this pattern's points, or a hard one forbids it. */
export function touches(effect: Effect, pattern: string): boolean {
  if (!('target' in effect) || effect.target.on !== 'pattern') return false;
  const named = effect.target.patterns.includes(pattern);
  return effect.kind === 'require' ? !named : named;
}

/** The tier that hard effects leave. */
export function tierOf(hard: readonly Fired[]): Tier {
  if (hard.some((each) => each.truth === 'yes')) return 'excluded';
  return hard.length > 0 ? 'open' : 'clear';
}

function pointsByConcern(fired: readonly Fired[]): Record<Concern, number> {
  const points = Object.fromEntries(concerns.map((concern) => [concern, 0])) as Record<Concern, number>;
  for (const { rule, effect } of fired) points[rule.concern] += pointsOf(effect);
  return points;
}

const tiers: readonly Tier[] = ['clear', 'open', 'excluded'];

function compareMerit(a: JudgedPattern, b: JudgedPattern): number {
  return (
    Number(isSolePick(b)) - Number(isSolePick(a)) || tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || compareFit(a, b)
  );
}

/** Why nothing else is asked for: the answers that would have, and did not. */
function soleReason({ id, unless }: Pattern, situation: Situation): Reason[] {
  if (unless === null) return [];
  const { because, sources, when } = unless;
  const evidence = decidedBy(when, situation);
  return [
    { rule: `pattern/${id}`, concern: 'logic', effect: 'prefer', points: 0, truth: 'yes', because, sources, evidence },
  ];
}

/** A pattern that takes no points is the pick exactly when its condition is no. */
function isSolePick(judged: JudgedPattern): boolean {
  return judged.pattern.unless !== null && judged.tier === 'clear';
}

/** Points, then concern by concern in the order of precedence, then least ownership: negative when `a` fits better. */
export function compareFit(a: JudgedPattern, b: JudgedPattern): number {
  if (a.points !== b.points) return b.points - a.points;
  for (const concern of concerns) {
    const difference = b.byConcern[concern] - a.byConcern[concern];
    if (difference !== 0) return difference;
  }
  return a.pattern.order - b.pattern.order;
}

/**
 * The best pattern when capacity is put aside: what the app would want if the people were there. What the law, the
 * data or the technique excludes is never shown as best fit.
 */
export function bestFitOf(ranking: readonly JudgedPattern[]): JudgedPattern | null {
  const sole = ranking.find(isSolePick);
  if (sole) return sole;
  const possible = ranking.filter((each) => each.tierWithoutCapacity !== 'excluded');
  const clear = possible.filter((each) => each.tierWithoutCapacity === 'clear');
  return [...(clear.length > 0 ? clear : possible)].sort(compareFit)[0] ?? null;
}

/** How far the pick leads the best other pattern that is not excluded; null when there is none. */
export function marginOf(pick: JudgedPattern, ranking: readonly JudgedPattern[]): number | null {
  const rivals = rivalsOf(pick, ranking).map((each) => each.points);
  return rivals.length === 0 ? null : pick.points - Math.max(...rivals);
}

/** High: no open rule about patterns can change the pick and it leads by 4 points; medium: it leads by 2; else low. */
export function confidenceOf(pick: JudgedPattern, ranking: readonly JudgedPattern[]): Confidence {
  const margin = marginOf(pick, ranking) ?? Number.POSITIVE_INFINITY;
  if (margin >= 4 && isSettled(pick, ranking)) return 'high';
  return margin >= 2 ? 'medium' : 'low';
}

/**
 * Whether no unanswered question can still put another pattern first: the pick is clear, no pattern may still stand
 * alone, and every rival stays behind even if each open soft rule went the rival's way. Rules are taken as independent,
 * so this may say no too often, never too rarely. That no stack may be left at all is not foreseen here.
 */
export function isSettled(pick: JudgedPattern, ranking: readonly JudgedPattern[]): boolean {
  if (pick.tier !== 'clear' || ranking.some((each) => each.mayStandAlone)) return false;
  return rivalsOf(pick, ranking).every((rival) => {
    const lead = pick.points + pick.mayLose - (rival.points + rival.mayGain);
    return lead > 0 || (lead === 0 && rival.mayGain === 0 && pick.mayLose === 0 && compareFit(pick, rival) < 0);
  });
}

/** Whether a hard rule that is still open could change the pick: it hangs over the pick, or holds back a better one. */
export function hangsOnOpenRule(pick: JudgedPattern, ranking: readonly JudgedPattern[]): boolean {
  return (
    pick.tier === 'open' ||
    rivalsOf(pick, ranking).some((rival) => rival.tier === 'open' && compareFit(rival, pick) < 0)
  );
}

/** The patterns that compete with the pick for points: none when the pick takes no points. */
export function rivalsOf(pick: JudgedPattern, ranking: readonly JudgedPattern[]): JudgedPattern[] {
  if (isSolePick(pick)) return [];
  return ranking.filter((each) => each !== pick && each.tier !== 'excluded' && each.pattern.unless === null);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
