/** Why: rules that fired, turned into reasons with evidence when somebody will read them. */
import { decidedBy, judge, type Situation } from './condition.js';
import { type Concern, concerns, type Effect, type Evidence, type Rule, strengths, type Truth } from './model.js';
import { byText, distinct } from './order.js';

/** An effect of a rule whose condition is yes, or still open. */
export interface Fired {
  readonly rule: Rule;
  readonly effect: Effect;
  readonly truth: Exclude<Truth, 'no'>;
}

/** A reason as it is shown: the rule, what it did, how many points, on whose word, and the answers that made it fire. */
export interface Reason {
  readonly rule: string;
  readonly concern: Concern;
  readonly effect: 'prefer' | 'avoid' | 'require' | 'exclude';
  readonly points: number;
  /** Unknown: the rule waits for an answer, or for a vendor's word, and may still exclude. */
  readonly truth: Exclude<Truth, 'no'>;
  readonly because: string;
  readonly sources: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Every effect of the rules whose condition is not plainly no. */
export function fire(rules: readonly Rule[], situation: Situation): Fired[] {
  const fired: Fired[] = [];
  for (const rule of rules) {
    const truth = judge(rule.when, situation);
    if (truth !== 'no') for (const effect of rule.effects) fired.push({ rule, effect, truth });
  }
  return fired;
}

/** Points of a soft effect: 1, 2 or 4, negative for `avoid`; nothing for the other effects. */
export function pointsOf(effect: Effect): number {
  if (effect.kind === 'prefer') return strengths[effect.strength];
  return effect.kind === 'avoid' ? -strengths[effect.strength] : 0;
}

/** The reason behind a soft or hard effect. */
export function reasonOf(fired: Fired, situation: Situation): Reason {
  const { rule, effect } = fired;
  return {
    rule: rule.id,
    concern: rule.concern,
    effect: 'target' in effect ? effect.kind : 'prefer',
    points: pointsOf(effect),
    truth: fired.truth,
    because: rule.because,
    sources: rule.sources,
    evidence: decidedBy(rule.when, situation),
  };
}

/** Reasons in the order of reading: hard ones first, then by weight, then by precedence of the concern, then by id. */
export function sortReasons(reasons: readonly Reason[]): Reason[] {
  const hard = (reason: Reason) => (reason.effect === 'require' || reason.effect === 'exclude' ? 0 : 1);
  return [...reasons].sort(
    (a, b) =>
      hard(a) - hard(b) ||
      Math.abs(b.points) - Math.abs(a.points) ||
      concerns.indexOf(a.concern) - concerns.indexOf(b.concern) ||
      byText(a.rule, b.rule),
  );
}

/**
 * What tips the balance from one contender to another: the reasons that count for the first or against the second, by
 * how much more they count for the first; strongest first.
 */
export function whatTips(first: readonly Reason[], second: readonly Reason[]): Reason[] {
  const points = (reasons: readonly Reason[], rule: string) =>
    reasons.reduce((total, reason) => total + (reason.rule === rule ? reason.points : 0), 0);
  const reasons = [...second.filter(({ points }) => points < 0), ...first.filter(({ points }) => points > 0)];
  return distinct(reasons.map(({ rule }) => rule))
    .map((rule) => ({ rule, lead: points(first, rule) - points(second, rule) }))
    .filter(({ lead }) => lead > 0)
    .sort((a, b) => b.lead - a.lead)
    .flatMap(({ rule }) => reasons.find((each) => each.rule === rule) ?? []);
}
