/** What is in place: what was chosen, overlaid by what really runs, and how it fares today under the chosen pattern. */
import type { Catalogue } from '../catalogue.js';
import type { Situation } from '../condition.js';
import { type Decision, type InPlace, notNeeded, other, type VendorEvent } from '../decision.js';
import { type Candidate, type JudgedLayer, judgeOffering } from '../layer.js';
import type { Pattern } from '../model.js';
import type { Tier } from '../pattern.js';
import type { Offering, Provider } from '../provider.js';

/** By layer, what runs; where the profile does not say, what was chosen. */
export function inPlaceOf(decision: Decision | null, stack: ReadonlyMap<string, InPlace>): Map<string, InPlace> {
  const found = new Map<string, InPlace>();
  for (const [layer, { chosen }] of decision?.layers ?? []) if (chosen) found.set(layer, chosen);
  for (const [layer, runs] of stack) found.set(layer, withWays(runs, found.get(layer)));
  return found;
}

/** The same product as chosen runs in the way that was chosen, unless the stack says another. */
function withWays(runs: InPlace, chosen: InPlace | undefined): InPlace {
  if (chosen === undefined || chosen.provider !== runs.provider) return runs;
  return { ...runs, kind: runs.kind ?? chosen.kind, approach: runs.approach ?? chosen.approach };
}

/** Whether something is a product of the catalogue, which can be judged. */
export function isProduct({ provider }: InPlace): boolean {
  return provider !== notNeeded && provider !== other;
}

/** The ways of covering a layer that fit what is said to be in place; those that a pattern allows, where any does. */
export function offeringsOf(
  catalogue: Catalogue,
  layer: string,
  { provider, kind, approach }: InPlace,
  pattern: Pattern | null,
): readonly Offering[] {
  const fitting = (catalogue.offerings.get(layer) ?? []).filter(
    (each) =>
      each.provider === provider &&
      (kind === null || each.kind === kind) &&
      (approach === null || each.approach === approach),
  );
  const allowed = pattern?.allows[layer];
  const within = allowed ? fitting.filter((each) => allowed.includes(each.approach)) : fitting;
  return within.length > 0 ? within : fitting;
}

const tiers: readonly Tier[] = ['clear', 'open', 'excluded'];

/**
 * What is in place, judged. Where it is not said in which of several ways it runs, the one that least speaks against:
 * nobody is accused of what he may not do. Null for what the catalogue does not know.
 */
export function candidateOf(
  catalogue: Catalogue,
  judged: JudgedLayer,
  inPlace: InPlace,
  pattern: Pattern | null,
  situation: Situation,
): Candidate | null {
  const candidates = offeringsOf(catalogue, judged.layer.id, inPlace, pattern).map((each) =>
    judgeOffering(catalogue, each, judged.fired, situation),
  );
  const [best] = candidates.sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || b.points - a.points);
  return best ?? null;
}

/** The catalogue as vendors' notices leave it: what is ended is advised to nobody. */
export function withVendorEvents(catalogue: Catalogue, events: readonly VendorEvent[]): Catalogue {
  const ended = events.filter((event) => event.kind === 'sunset');
  if (ended.length === 0) return catalogue;
  const provider = new Map(catalogue.provider);
  for (const event of ended) {
    const found = provider.get(event.provider);
    if (found) provider.set(event.provider, endedOn(found, event));
  }
  return { ...catalogue, provider };
}

function endedOn(provider: Provider, { on }: VendorEvent): Provider {
  return { ...provider, status: { ...provider.status, is: 'sunset', on } };
}
