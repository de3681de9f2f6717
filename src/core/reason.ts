/** Why: rules that fired, turned into reasons with evidence when somebody will read them. */
import { decidedBy, judge, type Situation } from './condition.js';
import { type Concern, concerns, type Effect, type Evidence, type Rule, strengths, type Truth } from './model.js';
import { byText } from './order.js';

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
