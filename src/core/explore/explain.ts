/** Why, and why not: what stands behind one pattern, layer, product, rule or question of a recommendation. */
import { hasEnoughAnswers } from '../advise.js';
import { type Catalogue, covers } from '../catalogue.js';
import { decidedBy, factsRead, judge, type Situation, situationOf } from '../condition.js';
import { type Solution, solutionOf, solve } from '../joint-choice.js';
import { type Candidate, type JudgedLayer, judgeOffering } from '../layer.js';
import type { Answer, Effect, Facts, Rule } from '../model.js';
import { byText, distinct } from '../order.js';
import { reasonsFor } from '../pattern.js';
import type { Offering } from '../provider.js';
import { reasonOf, sortReasons, whatTips } from '../reason.js';
import type { Tension } from '../recommendation.js';
import { fitsAmong, itemOf, type SolvedStack } from '../stack.js';
import { layerTensions, patternTensions } from '../tension.js';
import { reachVerdict, type Verdict } from '../verdict.js';
import { doubtfulFigures } from './doubtful.js';
import {
  type Contender,
  type DoubtfulFigure,
  type Explanation,
  type LayerExplanation,
  type PatternExplanation,
  type ProviderExplanation,
  type QuestionExplanation,
  type RuleExplanation,
  type Topic,
  type TopicKind,
  topics,
} from './explanation.js';

/** Everything that an id could mean, in the order in which it is looked for: some ids are a layer and a question too. */
export function topicsOf(catalogue: Catalogue, id: string): Topic[] {
  const found: Readonly<Record<TopicKind, boolean>> = {
    pattern: catalogue.pattern.has(id),
    layer: catalogue.layer.has(id),
    provider: catalogue.provider.has(id),
    rule: catalogue.data.rules.some((rule) => rule.id === id),
    question: catalogue.question.has(id),
  };
  return topics.filter((kind) => found[kind]).map((kind) => ({ kind, id }));
}

/** Explains one topic of the recommendation for these facts, on a day. The topic must exist (see `topicsOf`). */
export function explain(catalogue: Catalogue, facts: Facts, topic: Topic, today: string): Explanation {
  const explainer = new Explainer(catalogue, facts, today);
  switch (topic.kind) {
    case 'pattern':
      return explainer.pattern(topic.id);
    case 'layer':
      return explainer.layer(topic.id);
    case 'provider':
      return explainer.provider(topic.id);
    case 'rule':
      return explainer.rule(topic.id);
    case 'question':
      return explainer.question(topic.id);
    default:
      return topic.kind satisfies never;
  }
}

/** The pattern that is picked for these facts; null when none is. */
export function pickedPattern(catalogue: Catalogue, facts: Facts): string | null {
  if (!hasEnoughAnswers(catalogue, facts)) return null;
  return reachVerdict(catalogue, facts).pick?.pattern.id ?? null;
}

/** The state of explaining: the verdict, worked out once. */
class Explainer {
  private readonly catalogue: Catalogue;
  private readonly facts: Facts;
  private readonly today: string;
  private readonly verdict: Verdict;
  private readonly solved: SolvedStack | null;

  constructor(catalogue: Catalogue, facts: Facts, today: string) {
    this.catalogue = catalogue;
    this.facts = facts;
    this.today = today;
    this.verdict = reachVerdict(catalogue, facts);
    const pattern = this.verdict.pick?.pattern;
    this.solved = pattern ? this.verdict.solved(pattern) : null;
  }

  pattern(id: string): PatternExplanation {
    const { pick } = this.verdict;
    return {
      about: 'pattern',
      topic: this.patternContender(id),
      pick: pick && pick.pattern.id !== id ? this.patternContender(pick.pattern.id) : null,
      tensions: pick ? patternTensions(pick, this.verdict.ranking) : [],
    };
  }

  private patternContender(id: string): Contender {
    const { ranking, pick, situation } = this.verdict;
    const judged = ranking.find(({ pattern }) => pattern.id === id);
    const isPick = pick?.pattern.id === id;
    const none = {
      id,
      kind: null,
      approach: null,
      isPick,
      isAllowed: true,
      points: 0,
      behind: null,
      excludedBy: [],
      moves: [],
      tippedBy: [],
    };
    if (!judged) return none;
    const hard = judged.hard.map((each) => reasonOf(each, situation));
    const moves = reasonsFor(judged, situation).filter(({ effect }) => effect === 'prefer' || effect === 'avoid');
    const tippedBy = pick && !isPick ? whatTips(reasonsFor(pick, situation), moves) : [];
    // A pattern that stands alone takes no points: nothing is ahead of it or behind.
    const isCounted = !isPick && judged.tier !== 'excluded' && pick?.pattern.unless === null;
    return {
      ...none,
      points: judged.points,
      behind: isCounted ? pick.points - judged.points : null,
      excludedBy: sortReasons([...hard, ...judged.blocked]),
      moves,
      tippedBy,
    };
  }

  layer(id: string): LayerExplanation {
    const judged = this.judged(id);
    const picked = this.verdict.stack?.layers.find(({ layer }) => layer.id === id);
    const contenders = judged ? judged.candidates.map((each) => this.contender(judged, each)) : [];
    const rank = (each: Contender) => (each.isPick ? -1 : (each.behind ?? Number.MAX_SAFE_INTEGER));
    contenders.sort((a, b) => rank(a) - rank(b) || b.points - a.points || byText(a.id, b.id));
    const used = this.solved?.solution?.picks.get(id)?.what.offering;
    return {
      about: 'layer',
      layer: id,
      needed: judged?.needed ?? 'unknown',
      neededBecause: judged && this.solved ? decidedBy(judged.layer.needed, this.solved.situation) : [],
      contenders,
      tensions: picked && 'pick' in picked ? layerTensions(picked, this.verdict.stack?.score ?? 0) : [],
      restsOn: judged && used ? this.doubtful(judged, used) : [],
    };
  }

  provider(id: string): ProviderExplanation {
    const layers = this.catalogue.layers.filter((layer) => this.waysOf(id, layer.id).length > 0);
    const restsOn = layers.flatMap(({ id: layer }) => {
      const judged = this.judged(layer);
      return judged ? this.waysOf(id, layer).flatMap((way) => this.doubtful(judged, way)) : [];
    });
    return {
      about: 'provider',
      provider: id,
      layers: layers.map((layer) => this.providerIn(id, layer.id)),
      restsOn: restsOn.filter(firstOfItsKind()),
    };
  }

  /** Each way in which a provider covers a layer, also those that the pattern does not allow. */
  private providerIn(id: string, layer: string): ProviderExplanation['layers'][number] {
    const judged = this.judged(layer);
    const pick = this.solved?.solution?.picks.get(layer)?.what.offering.provider ?? null;
    if (!judged || !this.solved) return { layer, needed: judged?.needed ?? 'unknown', ways: [], pick };
    const { situation } = this.solved;
    const ways = this.waysOf(id, layer).map((each) =>
      this.contender(judged, judgeOffering(this.catalogue, each, judged.fired, situation)),
    );
    return { layer, needed: judged.needed, ways, pick };
  }

  private waysOf(provider: string, layer: string): Offering[] {
    return (this.catalogue.offerings.get(layer) ?? []).filter((each) => each.provider === provider);
  }

  private doubtful(judged: JudgedLayer, offering: Offering): DoubtfulFigure[] {
    return doubtfulFigures(this.catalogue, this.facts, judged, offering, this.today);
  }

  private contender(judged: JudgedLayer, candidate: Candidate): Contender {
    const { solved } = this;
    const { provider, kind, approach } = candidate.offering;
    const pick = solved?.solution?.picks.get(judged.layer.id) ?? null;
    const mine = pick?.what.offering;
    const isPick = mine === candidate.offering;
    const isAllowed = this.verdict.pick?.pattern.allows[judged.layer.id]?.includes(approach) ?? true;
    const situation = solved?.situation ?? this.verdict.situation;
    const moves = sortReasons(candidate.soft.map((each) => reasonOf(each, situation)));
    const picks = pick ? pick.what.soft.map((each) => reasonOf(each, situation)) : [];
    return {
      ...{ id: provider, kind, approach, isPick, isAllowed, points: candidate.points },
      behind: isPick || !isAllowed ? null : this.behind(judged, candidate),
      excludedBy: sortReasons(candidate.hard.map((each) => reasonOf(each, situation))),
      moves,
      tippedBy: isPick ? [] : whatTips(picks, moves),
    };
  }

  /** Points that the whole choice would lose with this candidate; layers that cannot stay beside it are chosen anew. */
  private behind(judged: JudgedLayer, candidate: Candidate): number | null {
    const solution: Solution<Candidate> | null = this.solved?.solution ?? null;
    if (!this.solved || solution === null || candidate.tier === 'excluded' || judged.needed !== 'yes') return null;
    const item = itemOf(this.catalogue, candidate);
    if (item.open) return null;
    const { layers, budget } = this.solved.problem;
    const other = fitsAmong(judged.layer.id, item, solution)
      ? solutionOf(new Map(solution.picks).set(judged.layer.id, item), budget)
      : solve({ layers: new Map(layers).set(judged.layer.id, [item]), budget });
    return other && solution.score - other.score;
  }

  private judged(layer: string): JudgedLayer | undefined {
    return this.solved?.layers.find((each) => each.layer.id === layer);
  }

  rule(id: string): RuleExplanation {
    const rule = this.catalogue.data.rules.find((each) => each.id === id);
    if (!rule) throw new Error(`there is no rule ${id}`);
    const situation = this.situationFor(rule);
    return {
      about: 'rule',
      rule,
      truth: judge(rule.when, situation),
      evidence: decidedBy(rule.when, situation),
      touches: distinct(rule.effects.flatMap((effect) => this.touched(effect))),
      tensions: this.tensions().filter(({ between }) => between.includes(id)),
    };
  }

  /** Rules about layers read the pattern as well. */
  private situationFor(rule: Rule): Situation {
    const readsAdvice = [...factsRead(rule.when, this.catalogue.signal)].some((fact) => fact.startsWith('advice.'));
    if (!readsAdvice || !this.solved) return situationOf(this.facts, this.catalogue.signal);
    const facts = new Map<string, Answer>(this.solved.situation.facts);
    for (const [layer, { what }] of this.solved.solution?.picks ?? [])
      for (const part of ['kind', 'approach', 'provider'] as const)
        facts.set(`advice.${layer}.${part}`, what.offering[part]);
    return situationOf(facts, this.catalogue.signal);
  }

  private touched(effect: Effect): string[] {
    if (!('target' in effect)) return [];
    const { target } = effect;
    if (target.on === 'pattern') return [...target.patterns];
    return target.layers.flatMap((layer) =>
      (this.catalogue.offerings.get(layer) ?? [])
        .filter((offering) => covers(this.catalogue, target, offering) === 'yes')
        .map(({ provider }) => `${layer}: ${provider}`),
    );
  }

  private tensions(): Tension[] {
    const { pick, stack, ranking } = this.verdict;
    if (!pick || !stack) return [];
    return [
      ...patternTensions(pick, ranking),
      ...stack.layers.flatMap((each) => ('pick' in each ? layerTensions(each, stack.score) : [])),
    ];
  }

  question(id: string): QuestionExplanation {
    const reads = (condition: Rule['when']) => factsRead(condition, this.catalogue.signal).has(id);
    const rules = this.catalogue.data.rules
      .filter((rule) => reads(rule.when))
      .map((rule) => ({ rule: rule.id, truth: judge(rule.when, this.situationFor(rule)), because: rule.because }));
    return {
      about: 'question',
      question: id,
      answer: this.facts.get(id) ?? null,
      rules: rules.sort((a, b) => byText(a.rule, b.rule)),
      signals: this.catalogue.data.signals.filter(({ when }) => reads(when)).map((signal) => signal.id),
    };
  }
}

/** A filter that lets each figure through once. */
function firstOfItsKind(): (figure: DoubtfulFigure) => boolean {
  const seen = new Set<string>();
  return ({ says }) => !seen.has(says) && seen.add(says) !== undefined;
}
