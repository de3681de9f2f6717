/** The prices of a provider as written, to those of the core. */
import type { MeterPrice, PricePlan, Prices } from '../core/provider.js';
import { type Dating, datedOf, type RawEvidence, within } from './evidence.js';
import type { RuleFile } from './schema.js';

type RawPrices = NonNullable<NonNullable<RuleFile['providers']>[number]['prices']>;
type RawPlan = NonNullable<RawPrices['plans']>[number];
type RawMeter = NonNullable<RawPrices['meters']>[number];

/** Prices in US dollars. Evidence that a line does not give is that of the prices as a whole, else the provider's. */
export function pricesOf(raw: RawPrices, provider: RawEvidence, dating: Dating): Prices {
  const around = within(provider, raw);
  return {
    billedPer: raw['billed-per'],
    plans: (raw.plans ?? []).map((each) => planOf(each, around, dating)),
    meters: (raw.meters ?? []).map((each) => meterOf(each, around, dating)),
    unknown: raw.unknown ?? [],
  };
}

function planOf(raw: RawPlan, around: RawEvidence, dating: Dating): PricePlan {
  const { id, per = 'account', note = null } = raw;
  const own = within(around, raw);
  return {
    ...{ id, per, note },
    usdMonth: amountOf(raw['usd-month']),
    includes: (raw.includes ?? []).map((each) => ({
      ...{ meter: each.meter, quantity: each.quantity, period: each.period },
      ...{ over: each.over ?? null, note: each.note ?? null },
      ...datedOf(within(around, each), 'price', dating),
    })),
    ...datedOf(own, 'price', dating),
  };
}

function meterOf(raw: RawMeter, around: RawEvidence, dating: Dating): MeterPrice {
  const { meter, unit = null, per, plans = [], free = null, tiers = [], variant = null, note = null } = raw;
  return {
    ...{ meter, unit, per, plans, free, variant, note },
    usd: amountOf(raw.usd),
    tiers: tiers.map((tier) => ({ upTo: amountOrNone(tier['up-to']), usd: tier.usd })),
    ...datedOf(within(around, raw), 'price', dating),
  };
}

/** A price; null when it is known to exist and was not found. */
function amountOf(raw: number | 'unknown'): number | null {
  return raw === 'unknown' ? null : raw;
}

function amountOrNone(raw: number | 'unlimited'): number | null {
  return raw === 'unlimited' ? null : raw;
}
