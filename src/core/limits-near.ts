/** Limits of what is in place that are near or passed: one generic check over the vendors' figures. */
import { situationOf } from './condition.js';
import type { InPlace } from './decision.js';
import type { Observed } from './finding.js';
import { isProduct, offeringsOf } from './in-place.js';
import { checkLimits, type LimitCheck } from './layer.js';
import type { Severity } from './model.js';
import type { Provider } from './provider.js';
import type { JudgedState } from './state.js';

/** One finding for each limit of what is in place that is near or passed and that another plan, or the vendor, may lift. */
export function limitsNear(state: JudgedState, inPlace: ReadonlyMap<string, InPlace>): Observed[] {
  const { noticed, ground, pattern } = state;
  const situation = situationOf(ground.facts, noticed.signal);
  return [...inPlace].flatMap(([layer, what]) => {
    const provider = noticed.provider.get(what.provider);
    const offerings = isProduct(what) ? offeringsOf(noticed, layer, what, pattern) : [];
    // A vendor's limits do not bind what you run yourself.
    if (!provider || offerings.every(({ approach }) => approach === 'self-hosted')) return [];
    return checkLimits(noticed, { limits: bindingLimits(provider, what.plan) }, layer, situation)
      .filter(({ state: how }) => how !== 'exceeded')
      .map((check) => limitNear(layer, provider, what, check, state));
  });
}

/** The limits of the plan that somebody is on, where it is known. */
function bindingLimits({ limits }: Provider, plan: string | null): Provider['limits'] {
  const own = limits.filter((limit) => limit.plan === plan || limit.plan === 'all');
  return own.some((limit) => limit.plan === plan) ? own : limits;
}

function limitNear(
  layer: string,
  provider: Provider,
  { plan }: InPlace,
  { limit, got, state: how, nextPlan }: LimitCheck,
  { ground }: JudgedState,
): Observed {
  const isPlanKnown = limit.plan === plan || limit.plan === 'all';
  const wider = provider.limits.filter(
    (each) =>
      each.fact === limit.fact && (each.at ?? Number.POSITIVE_INFINITY) > (limit.at ?? 0) && (each.at ?? got) >= got,
  );
  const next =
    nextPlan ?? wider.sort((a, b) => (a.at ?? Number.MAX_VALUE) - (b.at ?? Number.MAX_VALUE))[0]?.plan ?? null;
  const isOver = how === 'over';
  return {
    id: `limit-near/${layer}/${limit.fact}`,
    detail: {
      code: 'limit-near',
      provider: provider.id,
      question: limit.fact,
      got,
      at: limit.at ?? got,
      plan: limit.plan,
      isOver,
      nextPlan: next,
      isPlanKnown,
    },
    severity: severityOf(isOver, limit.kind, isPlanKnown, next),
    layer,
    action: 'scale-layer',
    reasons: [
      {
        rule: `limit/${provider.id}/${limit.fact}`,
        because: `${provider.name} allows ${limit.at} on the plan "${limit.plan}".`,
        sources: limit.source === null ? [] : [limit.source],
        evidence: [{ fact: limit.fact, test: `at-most ${limit.at}`, got: ground.facts.get(limit.fact) ?? null }],
      },
    ],
    place: ['answers', limit.fact],
  };
}

/** On a plan that nobody named, a wider plan may be the one you are on: worth a word, not an alarm. */
function severityOf(isOver: boolean, kind: 'hard' | 'soft', isPlanKnown: boolean, next: string | null): Severity {
  if (!isPlanKnown && next !== null) return 'note';
  return isOver && kind === 'hard' && isPlanKnown ? 'error' : 'warning';
}
