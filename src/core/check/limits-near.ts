/** Limits of what is in place that are near or passed: one generic check over the vendors' figures. */

import { fitsAmong } from '../alternatives.js';
import { situationOf } from '../condition.js';
import type { InPlace } from '../decision.js';
import type { Observed } from '../finding.js';
import { compareSolutions, solutionOf } from '../joint-choice.js';
import { checkLimits, type LimitCheck, nearShare } from '../layer.js';
import type { Severity } from '../model.js';
import { withThousands } from '../plain-words.js';
import type { Provider } from '../provider.js';
import { isProduct, offeringsOf } from './in-place.js';
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
  state: JudgedState,
): Observed {
  const isPlanKnown = limit.plan === plan || limit.plan === 'all';
  const wider = provider.limits.filter(
    (each) =>
      each.fact === limit.fact && (each.at ?? Number.POSITIVE_INFINITY) > (limit.at ?? 0) && (each.at ?? got) >= got,
  );
  const next =
    nextPlan ?? wider.sort((a, b) => (a.at ?? Number.MAX_VALUE) - (b.at ?? Number.MAX_VALUE))[0]?.plan ?? null;
  const isOver = how === 'over';
  const instead = next === null ? roomier(state, layer, provider.id, limit.fact, got) : null;
  return {
    id: `limit-near/${layer}/${provider.id}/${limit.fact}`,
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
      instead,
    },
    severity: severityOf(isOver, limit.kind, isPlanKnown, next),
    layer,
    // Where no plan has room, more room is to be had only elsewhere.
    action: instead === null ? 'scale-layer' : 'replace-layer',
    reasons: [
      {
        rule: `limit/${provider.id}/${limit.fact}`,
        because: `${provider.name} allows ${withThousands(limit.at ?? got)} on the plan "${limit.plan}".`,
        sources: limit.source === null ? [] : [limit.source],
        evidence: [
          {
            fact: limit.fact,
            test: `at-most ${limit.at}`,
            holds: isOver ? 'no' : 'yes',
            got: state.ground.facts.get(limit.fact) ?? null,
          },
        ],
      },
    ],
    place: ['answers', limit.fact],
  };
}

/** The best other product beside the layers as advised that says it has room; null when none does. */
function roomier(state: JudgedState, layer: string, provider: string, fact: string, got: number): string | null {
  const { solved, noticed } = state;
  const solution = solved?.solution;
  if (!solved || !solution) return null;
  const hasRoom = (id: string) =>
    (noticed.provider.get(id)?.limits ?? []).some(
      (each) => each.fact === fact && (each.at ?? Number.POSITIVE_INFINITY) * nearShare > got,
    );
  const [best] = (solved.problem.layers.get(layer) ?? [])
    .filter((item) => !item.open && item.what.offering.provider !== provider && hasRoom(item.what.offering.provider))
    .filter((item) => fitsAmong(layer, item, solution))
    .map((item) => solutionOf(new Map(solution.picks).set(layer, item), solved.problem.budget))
    .sort(compareSolutions);
  return best?.picks.get(layer)?.what.offering.provider ?? null;
}

/** On a plan that nobody named, a wider plan may be the one you are on: worth a word, not an alarm. */
function severityOf(isOver: boolean, kind: 'hard' | 'soft', isPlanKnown: boolean, next: string | null): Severity {
  if (!isPlanKnown && next !== null) return 'note';
  return isOver && kind === 'hard' && isPlanKnown ? 'error' : 'warning';
}
