/** A provider as written to a provider of the core. */
import type { FactEvidence, Limit, Need, Offering, Provider, TraitValue } from '../core/model.js';
import { by } from '../core/order.js';
import type { RawTraitValue, RuleFile } from './schema.js';

type RawProvider = NonNullable<RuleFile['providers']>[number];
type RawEvidence = RawProvider['evidence'];

/** Normalises one provider: evidence filled in, short forms written out. */
export function providerOf(raw: RawProvider): Provider {
  const { id, name, says, status } = raw;
  return {
    id,
    name,
    says,
    chooseWhen: raw['choose-when'],
    status: { is: status.is, on: status.on ?? null, source: status.source, note: status.note ?? null },
    licence: raw.licence ?? null,
    evidence: evidenceOf(raw.evidence),
    traits: traitsOf(raw.traits),
    limits: (raw.limits ?? []).map((limit) => limitOf(limit, raw.evidence)),
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
        traits: traitsOf(each.traits),
      }),
    ),
  };
}

function evidenceOf(raw: RawEvidence): FactEvidence {
  return { source: raw.source ?? null, on: raw.on ?? null, confidence: raw.confidence ?? null };
}

function traitsOf(raw: Readonly<Record<string, RawTraitValue>> | undefined): Record<string, TraitValue> {
  const traits = Object.entries(raw ?? {}).map(([trait, value]) => {
    if (typeof value === 'string') return [trait, { is: value }] as const;
    const given = Object.entries(value).filter(([, each]) => each !== undefined);
    return [trait, Object.fromEntries(given) as unknown as TraitValue] as const;
  });
  return Object.fromEntries(traits);
}

function limitOf(raw: NonNullable<RawProvider['limits']>[number], fallback: RawEvidence): Limit {
  const { fact, at, plan, kind } = raw;
  return { fact, plan, kind, at: at === 'unlimited' ? null : at, ...evidenceOf({ ...fallback, ...raw }) };
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
