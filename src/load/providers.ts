/** A provider as written to a provider of the core. */
import { by } from '../core/order.js';
import type { Limit, Need, Offering, Provider, TraitValue } from '../core/provider.js';
import { type Dating, datedOf, evidenceOf, type RawEvidence, within } from './evidence.js';
import { pricesOf } from './prices.js';
import type { RawTraitValue, RuleFile } from './schema.js';

type RawProvider = NonNullable<RuleFile['providers']>[number];

/** Normalises one provider: evidence filled in, short forms written out. */
export function providerOf(raw: RawProvider, dating: Dating): Provider {
  const { id, name, says, status } = raw;
  return {
    id,
    name,
    says,
    chooseWhen: raw['choose-when'],
    status: { is: status.is, on: status.on ?? null, source: status.source, note: status.note ?? null },
    licence: raw.licence ?? null,
    evidence: evidenceOf(raw.evidence, dating),
    traits: traitsOf(raw.traits, raw.evidence, dating),
    limits: (raw.limits ?? []).map((limit) => limitOf(limit, raw.evidence, dating)),
    model: raw.model ?? null,
    lockIn: raw['lock-in'] ?? [],
    wayOut: (raw['way-out'] ?? []).map((each) => ({
      says: each.says,
      ...datedOf(within(raw.evidence, each), 'way-out', dating),
    })),
    prices: raw.prices ? pricesOf(raw.prices, raw.evidence, dating) : null,
    offerings: raw.covers.map(
      (each): Offering => ({
        provider: id,
        layer: each.layer,
        kind: each.kind,
        approach: each.approach,
        vendor: each.vendor === undefined ? (raw.vendor ?? null) : each.vendor,
        needs: Object.entries(each.needs ?? {})
          .map(([layer, need]) => needOf(layer, need))
          .sort(by((need) => need.layer)),
        traits: traitsOf(each.traits, raw.evidence, dating),
      }),
    ),
  };
}

/** What a trait does not say of its evidence is the provider's: a bare word rests on something too. */
function traitsOf(
  raw: Readonly<Record<string, RawTraitValue>> | undefined,
  around: RawEvidence,
  dating: Dating,
): Record<string, TraitValue> {
  const traits = Object.entries(raw ?? {}).map(([trait, value]) => {
    const { is, plan, note, ...own } = typeof value === 'string' ? { is: value } : value;
    const said = { ...(plan === undefined ? {} : { plan }), ...(note === undefined ? {} : { note }) };
    return [trait, { is, ...said, ...datedOf(within(around, own), 'trait', dating) }] as const;
  });
  return Object.fromEntries(traits);
}

function limitOf(raw: NonNullable<RawProvider['limits']>[number], around: RawEvidence, dating: Dating): Limit {
  const { fact, at, plan, kind } = raw;
  return {
    fact,
    plan,
    kind,
    at: at === 'unlimited' ? null : at,
    ...datedOf(within(around, raw), 'limit', dating),
  };
}

type RawNeed = NonNullable<RawProvider['covers'][number]['needs']>[string];

function needOf(layer: string, raw: RawNeed): Need {
  return {
    layer,
    vendor: raw.vendor ?? null,
    provider: raw.provider ?? null,
    approach: raw.approach ?? null,
    trait: raw.trait ?? null,
  };
}
