/** The nouns of what can be bought or run: providers, the ways in which they cover a layer, their facts, limits and prices. */
import type { Approach, Truth } from './model.js';
import type { DatedEvidence, FactEvidence } from './provenance.js';

/** What is known of one trait. */
export interface TraitValue extends Partial<DatedEvidence> {
  readonly is: Truth;
  readonly plan?: string;
  readonly note?: string;
}

/** A ceiling of a product, in the unit of a number question. */
export interface Limit extends DatedEvidence {
  readonly fact: string;
  /** Null means that this plan has no ceiling. */
  readonly at: number | null;
  /** The plan it belongs to; `all` when no plan lifts it. */
  readonly plan: string;
  readonly kind: 'hard' | 'soft';
}

/** What an offering needs of another layer's pick. */
export interface Need {
  readonly layer: string;
  readonly vendor: 'same' | null;
  readonly provider: 'same' | readonly string[] | null;
  readonly approach: 'same' | readonly Approach[] | null;
  readonly trait: string | null;
}

/** One way in which a provider covers a layer: what the joint choice picks from. */
export interface Offering {
  readonly provider: string;
  readonly layer: string;
  readonly kind: string;
  readonly approach: Approach;
  readonly vendor: string | null;
  readonly needs: readonly Need[];
  /** Overrides of the provider's traits. */
  readonly traits: Readonly<Record<string, TraitValue>>;
}

/** A product or a way of doing it oneself. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly chooseWhen: string;
  readonly status: {
    readonly is: 'active' | 'beta' | 'maintenance' | 'sunset';
    readonly on: string | null;
    readonly source: string;
    readonly note: string | null;
  };
  readonly licence: string | null;
  /** Who may run it: the vendor, you, either, or it is part of your program. */
  readonly model: 'managed' | 'self-host' | 'both' | 'library' | null;
  readonly evidence: FactEvidence;
  readonly traits: Readonly<Record<string, TraitValue>>;
  readonly limits: readonly Limit[];
  readonly offerings: readonly Offering[];
  /** The parts that tie you to it. */
  readonly lockIn: readonly LockInPart[];
  /** How your data gets out. */
  readonly wayOut: readonly WayOut[];
  readonly prices: Prices | null;
}

/** One part of a product that would have to be rebuilt elsewhere. */
export interface LockInPart {
  readonly part: string;
  readonly weight: 'low' | 'medium' | 'high';
}

/** A path for data out of a product. */
export interface WayOut extends DatedEvidence {
  readonly says: string;
}

/** What a vendor counts on a bill. */
export interface Meter {
  readonly id: string;
  readonly says: string;
  readonly unit: string;
}

/** What happens above an included quantity that cannot be bought on. */
export const overQuotas = ['blocked', 'must-upgrade', 'paused', 'suspended', 'read-only', 'errors', 'stopped'] as const;

/** A quantity that costs nothing extra. */
export interface Allowance {
  readonly quantity: number;
  /** Daily allowances do not carry over; a standing one is not used up. */
  readonly period: 'day' | 'month' | 'always';
}

/** A plan with its base price in US dollars a month before tax; null: not public or not found. */
export interface PricePlan extends DatedEvidence {
  readonly id: string;
  readonly usdMonth: number | null;
  readonly per: 'account' | 'seat';
  readonly includes: readonly (Allowance &
    DatedEvidence & {
      readonly meter: string;
      readonly over: (typeof overQuotas)[number] | null;
      readonly note: string | null;
    })[];
  readonly note: string | null;
}

/** The price of one meter in US dollars for `per` units; null: known to be charged, the price was not found. */
export interface MeterPrice extends DatedEvidence {
  readonly meter: string;
  readonly unit: string | null;
  readonly usd: number | null;
  readonly per: number;
  /** The plans it holds for; empty: all of them. */
  readonly plans: readonly string[];
  readonly free: Allowance | null;
  /** Rates by the total monthly quantity, the free part included; the last rate goes on above. */
  readonly tiers: readonly { readonly upTo: number | null; readonly usd: number }[];
  /** Alternatives of one meter: a machine size or an engine. */
  readonly variant: string | null;
  readonly note: string | null;
}

/** What a product costs. Where a vendor has several prices for one meter, they are alternatives unless their plans differ. */
export interface Prices {
  /** Who is billed: an organization, a project, a workspace … */
  readonly billedPer: string;
  readonly plans: readonly PricePlan[];
  readonly meters: readonly MeterPrice[];
  /** What was looked for and not found. */
  readonly unknown: readonly string[];
}
