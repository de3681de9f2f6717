/** The figures that an offering is advised on although they are unverified or too old. */
import { type Catalogue, traitOf } from '../catalogue.js';
import type { JudgedLayer } from '../layer.js';
import type { Effect, Facts } from '../model.js';
import { distinct } from '../order.js';
import { doubtsOf } from '../provenance.js';
import type { Offering } from '../provider.js';
import type { DoubtfulFigure } from './explanation.js';

/** Traits that hard rules ask for here, and limits on what was answered, that are unverified or too old on the day. */
export function doubtfulFigures(
  catalogue: Catalogue,
  facts: Facts,
  { layer, fired }: JudgedLayer,
  offering: Offering,
  today: string,
): DoubtfulFigure[] {
  const asked = distinct(fired.flatMap(({ effect, truth }) => (truth === 'yes' ? traitAskedBy(effect) : [])));
  const traits = asked.map((trait) => {
    const value = traitOf(catalogue, offering, trait);
    const { source = null, on = null, confidence = null, expires = null } = value;
    const says = `${catalogue.trait.get(trait)?.says ?? trait}: ${value.is}`;
    return { says, expires, doubts: doubtsOf({ source, on, confidence, expires }, today) };
  });
  const counted = (fact: string) => facts.has(fact) && catalogue.question.get(fact)?.stresses.includes(layer.id);
  // A vendor's limits do not bind what you run yourself.
  const binding = offering.vendor === null ? [] : (catalogue.provider.get(offering.provider)?.limits ?? []);
  const limits = binding
    .filter(({ fact }) => counted(fact))
    .map((limit) => ({
      says: `${limit.fact} on the plan ${limit.plan}: ${limit.at ?? 'unlimited'}`,
      expires: limit.expires,
      doubts: doubtsOf(limit, today),
    }));
  return [...traits, ...limits]
    .filter(({ doubts }) => doubts.length > 0)
    .map((each) => ({ provider: offering.provider, ...each }));
}

function traitAskedBy(effect: Effect): string[] {
  if (effect.kind !== 'require' || effect.target.on !== 'layer' || effect.target.trait === null) return [];
  return [effect.target.trait];
}
