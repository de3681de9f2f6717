/** One layer at a time: is it needed, and which offerings may cover it, with the points and exclusions of each. */
import { type Catalogue, covers } from './catalogue.js';
import { judge, type Situation } from './condition.js';
import type { Concern, Layer, Pattern, Rule, Truth } from './model.js';
import { type Tier, tierOf } from './pattern.js';
import { withThousands } from './plain-words.js';
import type { Limit, Offering, Provider } from './provider.js';
import { type Fired, fire, pointsOf } from './reason.js';

/** An offering with what the rules say of it under one pattern. */
export interface Candidate {
  readonly offering: Offering;
  readonly points: number;
  readonly tier: Tier;
  /** Soft effects that moved its points. */
  readonly soft: readonly Fired[];
  /** Hard effects that forbid it, for certain or perhaps. */
  readonly hard: readonly Fired[];
  /** Of those, rules that apply for certain to a trait that nobody knows: the vendor must confirm it. */
  readonly unconfirmed: readonly Fired[];
  /**
   * Taken only when nothing better will do: a trait is unconfirmed, or the team has not said that it can run this. A
   * demand that nobody has made yet (an unanswered question) holds nothing back; it leaves the layer open.
   */
  readonly heldBack: boolean;
}

/** A needed layer with its candidates; offerings that the pattern does not allow are left out. */
export interface JudgedLayer {
  readonly layer: Layer;
  readonly needed: Truth;
  readonly candidates: readonly Candidate[];
  /** The effects that aim at the layer, whoever covers it. */
  readonly fired: readonly Fired[];
}

/** Judges every layer under a pattern. The situation must know `advice.pattern`. */
export function judgeLayers(
  catalogue: Catalogue,
  pattern: Pattern,
  situation: Situation,
  putAside: Concern | null,
): JudgedLayer[] {
  const rules = catalogue.rules.layer.filter((rule) => rule.concern !== putAside);
  const fired = fire(rules, situation);
  return catalogue.layers.map((layer) => {
    // A pattern without any backend needs no layer at all.
    const needed = pattern.unless === null ? judge(layer.needed, situation) : 'no';
    const here = fired.filter((each) => aimsAt(each, layer.id));
    const candidates = needed === 'yes' ? allowed(catalogue, layer, pattern) : [];
    const judged = candidates.map((each) => judgeOffering(catalogue, each, here, situation));
    return { layer, needed, candidates: judged, fired: here };
  });
}

/** Soft effects of rules that wait for an answer move no points. */
function aimsAt({ effect, truth }: Fired, layer: string): boolean {
  if (!('target' in effect) || effect.target.on !== 'layer' || !effect.target.layers.includes(layer)) return false;
  return truth === 'yes' || effect.kind === 'require' || effect.kind === 'exclude';
}

function allowed(catalogue: Catalogue, layer: Layer, pattern: Pattern): readonly Offering[] {
  const approaches = pattern.allows[layer.id];
  const offerings = catalogue.offerings.get(layer.id) ?? [];
  return approaches ? offerings.filter((each) => approaches.includes(each.approach)) : offerings;
}

/** An offering under the effects that aim at its layer. */
export function judgeOffering(
  catalogue: Catalogue,
  offering: Offering,
  fired: readonly Fired[],
  situation: Situation,
): Candidate {
  const soft: Fired[] = [];
  const hard: Fired[] = [...endedByVendor(catalogue, offering), ...overLimits(catalogue, offering, situation)];
  const unconfirmed: Fired[] = [];
  for (const each of fired) {
    if (!('target' in each.effect)) continue;
    const covered = covers(catalogue, each.effect.target, offering);
    if (each.effect.kind === 'prefer' || each.effect.kind === 'avoid') {
      if (covered === 'yes') soft.push(each);
      continue;
    }
    const forbidden = each.effect.kind === 'exclude' ? covered : opposite(covered);
    if (forbidden === 'no') continue;
    const sure = each.truth === 'yes' && forbidden === 'yes';
    hard.push(sure ? each : { ...each, truth: 'unknown' });
    if (each.truth === 'yes' && forbidden === 'unknown') unconfirmed.push(each);
  }
  const points = soft.reduce((total, each) => total + pointsOf(each.effect), 0);
  const gated = hard.some((each) => each.truth === 'unknown' && each.rule.concern === 'capacity');
  return { offering, points, tier: tierOf(hard), soft, hard, unconfirmed, heldBack: unconfirmed.length > 0 || gated };
}

function opposite(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown';
}

/** A limit measured against the profile: comfortable limits are not reported. */
export interface LimitCheck {
  readonly limit: Limit;
  readonly got: number;
  /** Near: from 80 % of the ceiling. Over: another plan lifts it. Exceeded: no plan does. */
  readonly state: 'near' | 'over' | 'exceeded';
  /** The smallest plan that is wide enough, when the facts name one. */
  readonly nextPlan: string | null;
}

/** How full a limit may get before it is worth a word (DESIGN.md section 3: near from 80 %). */
export const nearShare = 0.8;

/** Checks a provider's limits that concern a layer against the facts. One result for each fact, the widest plan that binds. */
export function checkLimits(
  catalogue: Catalogue,
  provider: Pick<Provider, 'limits'>,
  layer: string,
  situation: Situation,
): LimitCheck[] {
  const checks: LimitCheck[] = [];
  for (const fact of new Set(provider.limits.map((limit) => limit.fact))) {
    const got = situation.facts.get(fact);
    if (typeof got !== 'number' || !catalogue.question.get(fact)?.stresses.includes(layer)) continue;
    const check = checkLimit(
      provider.limits.filter((limit) => limit.fact === fact),
      got,
    );
    if (check) checks.push(check);
  }
  return checks;
}

function checkLimit(limits: readonly Limit[], got: number): LimitCheck | null {
  const ceiling = (limit: Limit) => limit.at ?? Number.POSITIVE_INFINITY;
  const everywhere = limits.find((limit) => limit.plan === 'all' && limit.kind === 'hard');
  if (everywhere && got > ceiling(everywhere)) return { limit: everywhere, got, state: 'exceeded', nextPlan: null };
  const plans = [...limits].sort((a, b) => ceiling(a) - ceiling(b));
  const roomy = plans.find((limit) => ceiling(limit) * nearShare > got);
  const outgrown = plans.filter((limit) => ceiling(limit) < got).at(-1);
  if (outgrown) return { limit: outgrown, got, state: 'over', nextPlan: roomy?.plan ?? null };
  const near = plans.filter((limit) => ceiling(limit) * nearShare <= got).at(-1);
  return near ? { limit: near, got, state: 'near', nextPlan: roomy?.plan ?? null } : null;
}

/** What its vendor ends is advised to nobody, as if a rule said so. What you run yourself goes on. */
export function endedByVendor(catalogue: Catalogue, offering: Offering): Fired[] {
  const provider = catalogue.provider.get(offering.provider);
  if (provider?.status.is !== 'sunset' || offering.approach === 'self-hosted') return [];
  const effect = excludeItself(offering);
  const rule: Rule = {
    id: `status/${provider.id}`,
    concern: 'capacity',
    when: { kind: 'always' },
    effects: [effect],
    because: `${provider.name} is ended by its vendor.`,
    sources: provider.status.source === '' ? [] : [provider.status.source],
    origin: null,
  };
  return [{ rule, effect, truth: 'yes' }];
}

/** Over on every plan excludes, as if a rule said so. A vendor's limits do not bind what you run yourself. */
function overLimits(catalogue: Catalogue, offering: Offering, situation: Situation): Fired[] {
  const provider = catalogue.provider.get(offering.provider);
  if (!provider || provider.limits.length === 0 || offering.vendor === null) return [];
  return checkLimits(catalogue, provider, offering.layer, situation)
    .filter((check) => check.state === 'exceeded')
    .map((check) => ({
      rule: limitRule(provider, offering, check.limit),
      effect: excludeItself(offering),
      truth: 'yes',
    }));
}

function limitRule(provider: Provider, offering: Offering, limit: Limit): Rule {
  return {
    id: `limit/${provider.id}/${limit.fact}`,
    concern: 'traffic',
    when: { kind: 'fact', fact: limit.fact, test: { op: 'at-least', value: (limit.at ?? 0) + 1 } },
    effects: [excludeItself(offering)],
    because: `${provider.name} stops at ${withThousands(limit.at ?? 0)} on every plan.`,
    sources: limit.source === null ? [] : [limit.source],
    origin: null,
  };
}

function excludeItself(offering: Offering): Rule['effects'][number] {
  return {
    kind: 'exclude',
    missing: [],
    target: {
      on: 'layer',
      layers: [offering.layer],
      kinds: [],
      approaches: [],
      providers: [offering.provider],
      trait: null,
    },
  };
}
