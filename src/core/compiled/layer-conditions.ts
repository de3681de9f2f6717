/** The conditions that decide on layers, and the ceilings of vendors as conditions. */
import type { Catalogue } from '../catalogue.js';
import type { Condition } from '../model.js';
import type { Offering } from '../provider.js';
import { vendorSteps } from '../stack.js';

/** The conditions that decide on layers: the rules', whether a layer is needed, then ceilings of vendors. */
export function layerConditions(catalogue: Catalogue): Condition[] {
  const rules = catalogue.rules.layer.map((rule) => rule.when);
  return [...rules, ...catalogue.layers.map((layer) => layer.needed), ...ceilingsOf(catalogue).values()];
}

/** The conditions that decide whether a stack can be had at all. */
export function stackConditions(catalogue: Catalogue): Condition[] {
  const hard = catalogue.rules.layer.filter(({ effects }) =>
    effects.some(({ kind }) => kind === 'require' || kind === 'exclude'),
  );
  const needed = catalogue.layers.map((layer) => layer.needed);
  return [...hard.map((rule) => rule.when), ...needed, ...ceilingsOf(catalogue).values()];
}

/** The fact that the vendor budget depends on. */
export const teamFact = 'team-size';

/** Tests on it that no rule makes. */
export const teamTests = new Map([
  [teamFact, vendorSteps.map(({ people }) => ({ op: 'at-most' as const, value: people }))],
]);

/** By fact and ceiling, the condition that a number is known and above it. */
export function ceilingsOf(catalogue: Catalogue): ReadonlyMap<string, Condition> {
  const found = new Map<string, Condition>();
  for (const offerings of catalogue.offerings.values())
    for (const offering of offerings)
      for (const { fact, at } of hardCeilings(catalogue, offering)) {
        const isKnown: Condition = { kind: 'fact', fact, test: { op: 'answered', value: true } };
        const within: Condition = { kind: 'fact', fact, test: { op: 'at-most', value: at } };
        found.set(`${fact} ${at}`, { kind: 'all', of: [isKnown, { kind: 'not', of: within }] });
      }
  return found;
}

/** The ceilings that no plan lifts, as `checkLimits` finds them. A vendor's limits do not bind what you run yourself. */
export function hardCeilings(
  catalogue: Catalogue,
  offering: Offering,
): { readonly fact: string; readonly at: number }[] {
  const limits = catalogue.provider.get(offering.provider)?.limits ?? [];
  if (offering.vendor === null) return [];
  return [...new Set(limits.map((limit) => limit.fact))].flatMap((fact) => {
    const question = catalogue.question.get(fact);
    if (question?.type !== 'number' || !question.stresses.includes(offering.layer)) return [];
    const at = limits.find((limit) => limit.fact === fact && limit.plan === 'all' && limit.kind === 'hard')?.at;
    return typeof at === 'number' ? [{ fact, at }] : [];
  });
}
