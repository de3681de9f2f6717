/** Explains what the advice is made of: a rule, a question, a named condition. */
import { covers } from '../catalogue.js';
import { decidedBy, factsRead, judge, type Situation, situationOf } from '../condition.js';
import type { Answer, Condition, Effect, Rule, Signal } from '../model.js';
import { byText, distinct } from '../order.js';
import type { Tension } from '../recommendation.js';
import { layerTensions, patternTensions } from '../tension.js';
import type { AdviceAtHand } from './at-hand.js';
import type { JudgedRule, QuestionExplanation, RuleExplanation, SignalExplanation } from './explanation.js';

/** Whether a rule applies, because of which answers, and what it touches. */
export function explainRule(at: AdviceAtHand, id: string): RuleExplanation {
  const rule = at.catalogue.data.rules.find((each) => each.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  const situation = situationFor(at, rule);
  return {
    about: 'rule',
    rule,
    truth: judge(rule.when, situation),
    evidence: decidedBy(rule.when, situation),
    touches: distinct(rule.effects.flatMap((effect) => touched(at, effect))),
    tensions: tensionsOf(at).filter(({ between }) => between.includes(id)),
  };
}

/** What a question is answered with, and every rule that reads it. */
export function explainQuestion(at: AdviceAtHand, id: string): QuestionExplanation {
  const reads = (condition: Condition) => factsRead(condition, at.catalogue.signal).has(id);
  return {
    about: 'question',
    question: id,
    answer: at.facts.get(id) ?? null,
    rules: rulesThat(at, reads),
    signals: at.catalogue.data.signals.filter(({ when }) => reads(when)).map((signal) => signal.id),
  };
}

/** Whether a named condition holds, because of which answers, and every rule that reads it. */
export function explainSignal(at: AdviceAtHand, id: string): SignalExplanation {
  const { signal: signals } = at.catalogue;
  const signal = signals.get(id);
  if (!signal) throw new Error(`there is no named condition ${id}`);
  const situation = situationFor(at, signal);
  return {
    about: 'signal',
    signal: id,
    says: signal.says,
    truth: judge(signal.when, situation),
    evidence: decidedBy(signal.when, situation),
    rules: rulesThat(at, (condition) => readsSignal(condition, id, signals)),
  };
}

/** Whether a condition reads a named condition, by itself or through another one. */
function readsSignal(condition: Condition, id: string, signals: ReadonlyMap<string, Signal>): boolean {
  switch (condition.kind) {
    case 'signal': {
      const inner = signals.get(condition.signal);
      return condition.signal === id || (inner !== undefined && readsSignal(inner.when, id, signals));
    }
    case 'not':
      return readsSignal(condition.of, id, signals);
    case 'all':
    case 'any':
    case 'count':
      return condition.of.some((each) => readsSignal(each, id, signals));
    default:
      return false;
  }
}

/** The rules whose condition reads something, with what they come to. */
function rulesThat(at: AdviceAtHand, read: (condition: Condition) => boolean): JudgedRule[] {
  return at.catalogue.data.rules
    .filter((rule) => read(rule.when))
    .map((rule) => ({ rule: rule.id, truth: judge(rule.when, situationFor(at, rule)), because: rule.because }))
    .sort((a, b) => byText(a.rule, b.rule));
}

/** What is about layers reads the pattern as well. */
function situationFor({ catalogue, facts, solved }: AdviceAtHand, { when }: Pick<Rule, 'when'>): Situation {
  const readsAdvice = [...factsRead(when, catalogue.signal)].some((fact) => fact.startsWith('advice.'));
  if (!readsAdvice || !solved) return situationOf(facts, catalogue.signal);
  const known = new Map<string, Answer>(solved.situation.facts);
  for (const [layer, { what }] of solved.solution?.picks ?? [])
    for (const part of ['kind', 'approach', 'provider'] as const)
      known.set(`advice.${layer}.${part}`, what.offering[part]);
  return situationOf(known, catalogue.signal);
}

function touched({ catalogue }: AdviceAtHand, effect: Effect): string[] {
  if (!('target' in effect)) return [];
  const { target } = effect;
  if (target.on === 'pattern') return [...target.patterns];
  return target.layers.flatMap((layer) =>
    (catalogue.offerings.get(layer) ?? [])
      .filter((offering) => covers(catalogue, target, offering) === 'yes')
      .map(({ provider }) => `${layer}: ${provider}`),
  );
}

function tensionsOf({ verdict }: AdviceAtHand): Tension[] {
  const { pick, stack, ranking } = verdict;
  if (!pick || !stack) return [];
  return [
    ...patternTensions(pick, ranking),
    ...stack.layers.flatMap((each) => ('pick' in each ? layerTensions(each, stack.score) : [])),
  ];
}
