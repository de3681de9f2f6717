/** Rules with `revisit`: what they may read, and the findings they raise. */
import { atDecision, decidedBy, judge, situationOf } from '../condition.js';
import { type Decision, type InPlace, notNeeded, other } from '../decision.js';
import type { Observed, PlacePath } from '../finding.js';
import type { Answer, Effect, Evidence, Facts, Pattern, Rule } from '../model.js';
import { offeringsOf } from './in-place.js';
import type { JudgedState } from './state.js';
import { newsKinds } from './vendor-news.js';

/** The findings of every rule about revisiting that applies. */
export function triggersOf(
  state: JudgedState,
  decision: Decision,
  inPlace: ReadonlyMap<string, InPlace>,
  limits: readonly Observed[],
): Observed[] {
  const facts = factsForTriggers(state, decision, inPlace, limits);
  const situation = situationOf(facts, state.catalogue.signal);
  return state.catalogue.rules.revisit.flatMap((rule) => {
    if (judge(rule.when, situation) !== 'yes') return [];
    const evidence = decidedBy(rule.when, situation);
    return rule.effects.flatMap((effect) =>
      effect.kind === 'revisit' ? [triggered(rule, effect, evidence, state, inPlace)] : [],
    );
  });
}

function triggered(
  { id, because, sources }: Rule,
  { trigger, layer, severity, action, subject }: Extract<Effect, { kind: 'revisit' }>,
  evidence: readonly Evidence[],
  state: JudgedState,
  inPlace: ReadonlyMap<string, InPlace>,
): Observed {
  return {
    id: `${trigger}/${layer ?? 'pattern'}/${subject}`,
    detail: { code: trigger, rule: id, instead: action === 'replace-layer' ? insteadOf(state, layer, inPlace) : null },
    severity,
    layer,
    action,
    reasons: [{ rule: id, because, sources, evidence }],
    place: placeOf(evidence, state),
  };
}

/** Today's pick for a layer under the chosen pattern, where it is another product than what is in place. */
function insteadOf(
  { solved }: JudgedState,
  layer: string | null,
  inPlace: ReadonlyMap<string, InPlace>,
): string | null {
  const pick = solved?.solution?.picks.get(layer ?? '')?.what.offering.provider ?? null;
  return pick === inPlace.get(layer ?? '')?.provider ? null : pick;
}

/** Where the first answer behind a finding stands. */
function placeOf(evidence: readonly Evidence[], { ground }: JudgedState): PlacePath {
  const fact = evidence.map((each) => each.fact).find((each) => ground.facts.has(each));
  if (fact !== undefined) return ['answers', fact];
  const stack = evidence.map((each) => /^stack\.([^.]+)/.exec(each.fact)?.[1]).find((each) => each !== undefined);
  return stack === undefined ? ['decision'] : ['stack', stack];
}

/** The answers, what they were, what was chosen, what runs, the vendors' news, and today's advice. */
function factsForTriggers(
  state: JudgedState,
  decision: Decision,
  inPlace: ReadonlyMap<string, InPlace>,
  limits: readonly Observed[],
): Facts {
  const { ground, pattern } = state;
  // A limit of a plan that may not be yours is worth a word, and no company for growth (lesson 2).
  const near = limits.filter(({ severity }) => severity !== 'note');
  const facts = new Map<string, Answer>(ground.facts);
  for (const [question, answer] of decision.ground.facts) facts.set(atDecision(question), answer);
  facts.set('decision.pattern', decision.pattern.chosen);
  for (const [layer, { chosen }] of decision.layers)
    if (chosen) describe(facts, state, `decision.${layer}`, layer, chosen);
  for (const layer of state.catalogue.layers) {
    const what = inPlace.get(layer.id);
    if (what) describe(facts, state, `stack.${layer.id}`, layer.id, what);
    facts.set(
      `stack.${layer.id}.limit-near`,
      near.some((each) => each.layer === layer.id),
    );
  }
  facts.set('stack.limit-near', near.length > 0);
  facts.set('vendor-events', newsKinds(state, inPlace));
  addAdvice(facts, state, pattern);
  return facts;
}

/** Kind and approach are known where every way that fits has the same. */
function describe(facts: Map<string, Answer>, state: JudgedState, prefix: string, layer: string, what: InPlace): void {
  facts.set(`${prefix}.provider`, what.provider);
  if (what.provider === other) return;
  if (what.provider === notNeeded) {
    for (const part of ['kind', 'approach']) facts.set(`${prefix}.${part}`, notNeeded);
    return;
  }
  const offerings = offeringsOf(state.noticed, layer, what, state.pattern);
  for (const part of ['kind', 'approach'] as const) {
    const [value, second] = new Set(offerings.map((each) => each[part]));
    if (value !== undefined && second === undefined) facts.set(`${prefix}.${part}`, value);
  }
}

function addAdvice(facts: Map<string, Answer>, { picked }: JudgedState, chosen: Pattern | null): void {
  if (picked.pick) facts.set('advice.pattern', picked.pick.pattern.id);
  const pattern = picked.pick?.pattern ?? chosen;
  const solved = pattern && picked.solved(pattern);
  for (const { layer, needed } of solved?.layers ?? []) {
    const offering = solved?.solution?.picks.get(layer.id)?.what.offering;
    for (const part of ['kind', 'approach', 'provider'] as const) {
      if (offering) facts.set(`advice.${layer.id}.${part}`, offering[part]);
      else if (needed === 'no') facts.set(`advice.${layer.id}.${part}`, notNeeded);
    }
  }
}
