/** The recommendation: its table of contents. Pure: the same catalogue and facts always give the same advice. */
import type { Catalogue } from './catalogue.js';
import { type Situation, situationOf } from './condition.js';
import { type Context, contextOf } from './context.js';
import type { Candidate, JudgedLayer } from './layer.js';
import type { Facts, Question } from './model.js';
import { openQuestions } from './open.js';
import { by, distinct } from './order.js';
import { confidenceOf, hangsOnOpenRule, type JudgedPattern, marginOf, reasonsFor, rivalsOf } from './pattern.js';
import { lowerFirst } from './plain-words.js';
import type { Confidence } from './provenance.js';
import { reasonOf, sortReasons } from './reason.js';
import type { LayerAdvice, PatternAdvice, Recommendation, Risk, Tension } from './recommendation.js';
import { type CoveredLayer, speechOf } from './speech.js';
import { type PickedLayer, pickedLayers } from './stack.js';
import { layerTensions, patternTensions } from './tension.js';
import { conflictsOf, gapOf, noVerdict, reachVerdict, type Verdict } from './verdict.js';

/**
 * Advises on a backend: the pattern, every layer, risks, tensions, the first steps, and what is still open.
 *
 * `facts` holds the effective facts by question id (see `factsOf`); a fact that is absent is unknown. Never throws on
 * facts that the questions allow.
 */
export function advise(catalogue: Catalogue, facts: Facts): Recommendation {
  return hasEnoughAnswers(catalogue, facts)
    ? recommend(catalogue, facts, reachVerdict(catalogue, facts))
    : insufficient(catalogue, facts);
}

/** The recommendation with what it is compared with: the layers of a pattern are worked out once for both. */
export function adviseInContext(
  catalogue: Catalogue,
  facts: Facts,
): { readonly recommendation: Recommendation; readonly context: Context } {
  if (!hasEnoughAnswers(catalogue, facts)) {
    const recommendation = insufficient(catalogue, facts);
    return { recommendation, context: contextOf(catalogue, facts, recommendation) };
  }
  const verdict = reachVerdict(catalogue, facts);
  const recommendation = recommend(catalogue, facts, verdict);
  return { recommendation, context: contextOf(catalogue, facts, recommendation, verdict.solved) };
}

function recommend(catalogue: Catalogue, facts: Facts, verdict: Verdict): Recommendation {
  const layers = verdict.stack?.layers ?? verdict.failed?.layers ?? [];
  const picked = pickedLayers(layers);
  const situation = situationOf(withAdvice(facts, verdict.pick, layers), catalogue.signal);
  const { risks, plan, controls } = speechOf(catalogue, situation, picked, verdict.pick !== null);
  const provisionalBecause = whyProvisional(catalogue, facts, verdict, picked);
  return {
    rules: catalogue.data.rulesDigest,
    facts: catalogue.data.factsDigest,
    provisional: provisionalBecause.length > 0,
    provisionalBecause,
    pattern: patternAdvice(catalogue, verdict, provisionalBecause.length > 0, picked),
    layers: Object.fromEntries(
      layers.map((each) => [each.layer.id, layerAdvice(catalogue, each, verdict, situation, risks)]),
    ),
    vendors: verdict.stack?.vendors ?? [],
    risks,
    tensions: tensionsOf(verdict, picked),
    plan,
    controls,
    open: openQuestions(catalogue, facts, verdict, situation),
  };
}

/** Enough to advise: at least one of the essential questions is answered. */
export function hasEnoughAnswers(catalogue: Catalogue, facts: Facts): boolean {
  const essential = essentialQuestions(catalogue);
  return essential.length === 0 || essential.some((question) => facts.has(question.id));
}

/** The questions of which at least one must be answered before anything is advised. */
export function essentialQuestions(catalogue: Catalogue): Question[] {
  return catalogue.questions.filter((question) => question.essential);
}

function insufficient(catalogue: Catalogue, facts: Facts): Recommendation {
  const situation = situationOf(facts, catalogue.signal);
  const verdict = noVerdict(catalogue, facts);
  const essential = essentialQuestions(catalogue).map((question) => question.ask);
  return {
    rules: catalogue.data.rulesDigest,
    facts: catalogue.data.factsDigest,
    provisional: true,
    provisionalBecause: [`None of these is answered: ${essential.join(' ')}`],
    pattern: { ...patternAdvice(catalogue, verdict, true, []), status: 'insufficient' },
    layers: {},
    vendors: [],
    risks: [],
    tensions: [],
    plan: [],
    controls: [],
    open: openQuestions(catalogue, facts, verdict, situation),
  };
}

/** The facts of the last stratum: the advice so far may be read by risks and steps. */
export function withAdvice(
  facts: Facts,
  pick: JudgedPattern | null,
  layers: readonly (JudgedLayer | (JudgedLayer & CoveredLayer))[],
): Facts {
  const known = new Map(facts);
  if (pick) known.set('advice.pattern', pick.pattern.id);
  for (const each of layers) {
    const offering = 'pick' in each ? each.pick.offering : null;
    if (offering === null && each.needed !== 'no') continue;
    for (const part of ['kind', 'approach', 'provider'] as const)
      known.set(`advice.${each.layer.id}.${part}`, offering?.[part] ?? 'not-needed');
  }
  return known;
}

/** Every reason why the pattern could still change for want of an answer, in words. */
function whyProvisional(
  catalogue: Catalogue,
  facts: Facts,
  verdict: Verdict,
  picked: readonly PickedLayer[],
): string[] {
  const because: string[] = [];
  const answered = catalogue.questions.filter((question) => facts.has(question.id));
  if (answered.every((question) => question.quick)) because.push('Only the quick questions are answered.');
  if (verdict.pick && hangsOnOpenRule(verdict.pick, verdict.ranking))
    because.push('A rule that can exclude a pattern still waits for an answer.');
  const unconfirmed = picked.filter((each) => each.pick.unconfirmed.length > 0);
  const waiting = picked.filter((each) => each.pick.tier === 'open' && each.pick.unconfirmed.length === 0);
  const names = (layers: readonly PickedLayer[]) => layers.map((each) => lowerFirst(each.layer.name)).join(', ');
  if (unconfirmed.length > 0) because.push(`A vendor must confirm something first: ${names(unconfirmed)}.`);
  if (waiting.length > 0) because.push(`A rule that can exclude a pick still waits for an answer: ${names(waiting)}.`);
  return because;
}

/**
 * High needs a settled stack too: when an answer can still exclude a layer's pick, it can leave the pattern without a
 * stack and put another one first.
 */
function cautious(confidence: Confidence, picked: readonly PickedLayer[]): Confidence {
  return confidence === 'high' && picked.some((each) => each.pick.tier === 'open') ? 'medium' : confidence;
}

function patternAdvice(
  catalogue: Catalogue,
  verdict: Verdict,
  provisional: boolean,
  picked: readonly PickedLayer[],
): PatternAdvice {
  const { pick, ranking } = verdict;
  const tied = pick === null ? [] : rivalsOf(pick, ranking).filter((each) => each.points === pick.points);
  return {
    pick: pick?.pattern.id ?? null,
    status: pick === null ? 'infeasible' : provisional ? 'provisional' : 'clear',
    bestFit: verdict.bestFit?.pattern.id ?? null,
    gap: gapOf(catalogue, verdict),
    margin: pick && marginOf(pick, ranking),
    confidence: pick ? cautious(confidenceOf(pick, ranking), picked) : 'low',
    tiedWith: tied.map((each) => each.pattern.id),
    conflict: pick === null && ranking.length > 0 ? conflictsOf(verdict) : [],
    ranking: ranking.map((each) => ({
      pattern: each.pattern.id,
      points: each.points,
      excluded: each.tier === 'excluded',
      reasons: reasonsFor(each, verdict.situation),
    })),
  };
}

function layerAdvice(
  catalogue: Catalogue,
  layer: JudgedLayer | PickedLayer,
  verdict: Verdict,
  situation: Situation,
  risks: readonly Risk[],
): LayerAdvice {
  const nothing = {
    kind: null,
    approach: null,
    pick: null,
    tiedWith: [],
    surfaces: {},
    alternatives: [],
    vendors: [],
    reasons: [],
    watchFor: [],
    next: [],
  };
  const sole = verdict.pick !== null && verdict.pick.pattern.unless !== null;
  if (layer.needed === 'no')
    return {
      ...nothing,
      status: 'not-needed',
      note: sole ? (verdict.pick?.pattern.says ?? '') : layer.layer.otherwise,
    };
  if (!('pick' in layer)) {
    const impossible = verdict.failed?.uncovered.includes(layer) ?? false;
    if (impossible) return { ...nothing, status: 'impossible', note: 'Nothing in the catalogue meets every demand.' };
    const note = verdict.stack ? 'Not known yet whether it is needed.' : 'Not chosen: no stack meets every demand.';
    return { ...nothing, status: 'open', note };
  }
  const { offering, soft, hard, tier } = layer.pick;
  return {
    status: tier === 'open' ? 'open' : 'picked',
    kind: offering.kind,
    approach: offering.approach,
    pick: offering.provider,
    tiedWith: distinct(layer.tied.map((each) => each.candidate.offering.provider)),
    surfaces: layer.surfaces,
    alternatives: layer.alternatives.map(({ candidate }) => ({
      pick: candidate.offering.provider,
      kind: candidate.offering.kind,
      approach: candidate.offering.approach,
      when: catalogue.provider.get(candidate.offering.provider)?.chooseWhen ?? '',
    })),
    vendors: layer.vendors,
    note: openNote(layer.pick),
    reasons: sortReasons([...soft, ...hard].map((each) => reasonOf(each, situation))),
    watchFor: risks.filter((risk) => risk.layer === layer.layer.id).map((risk) => risk.because),
    next: layer.layer.next
      .filter(({ kinds }) => kinds.length === 0 || kinds.includes(offering.kind))
      .map(({ step, when }) => ({ step, when })),
  };
}

/** Why a pick is open: a vendor has to confirm something, or a question has to be answered. */
function openNote(pick: Candidate): string {
  if (pick.unconfirmed.length > 0) return 'Confirm what is not known before you use it.';
  return pick.tier === 'open' ? 'A rule that can exclude it still waits for an answer.' : '';
}

function tensionsOf(verdict: Verdict, picked: readonly PickedLayer[]): Tension[] {
  if (verdict.pick === null || verdict.stack === null) return [];
  const score = verdict.stack.score;
  const all = [
    ...patternTensions(verdict.pick, verdict.ranking),
    ...picked.flatMap((layer) => layerTensions(layer, score)),
  ];
  const keys = distinct(all.map((each) => each.between.join(' '))).sort();
  return keys
    .flatMap((key) => all.filter((each) => each.between.join(' ') === key).slice(0, 1))
    .sort(by((each) => each.won));
}
