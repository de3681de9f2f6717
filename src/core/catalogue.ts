/** Turns catalogue data into a catalogue: the same nouns, with look-up by id and sorted so that file order never matters. */
import type { CatalogueData, Effect, Layer, Pattern, Question, Rule, Signal, Target, Trait, Truth } from './model.js';
import { by, byText } from './order.js';
import type { Claim, Source } from './provenance.js';
import type { Offering, Provider, TraitValue } from './provider.js';

/** Where in the order of deciding an effect belongs. */
export type Stratum = 'pattern' | 'layer' | 'speech' | 'revisit';

/** The catalogue that the engine works on. */
export interface Catalogue {
  readonly data: CatalogueData;
  /** In the order of asking. */
  readonly questions: readonly Question[];
  /** From least to most ownership. */
  readonly patterns: readonly Pattern[];
  readonly layers: readonly Layer[];
  /** Sorted by id. */
  readonly rules: Readonly<Record<Stratum, readonly Rule[]>>;
  readonly question: ReadonlyMap<string, Question>;
  readonly signal: ReadonlyMap<string, Signal>;
  readonly pattern: ReadonlyMap<string, Pattern>;
  readonly layer: ReadonlyMap<string, Layer>;
  readonly provider: ReadonlyMap<string, Provider>;
  readonly trait: ReadonlyMap<string, Trait>;
  readonly source: ReadonlyMap<string, Source>;
  readonly claim: ReadonlyMap<string, Claim>;
  /** Every offering of a layer, sorted by provider, kind and approach. */
  readonly offerings: ReadonlyMap<string, readonly Offering[]>;
}

/** Builds the look-ups. The data must have passed the loader: ids are unique and every reference resolves. */
export function catalogueOf(data: CatalogueData): Catalogue {
  const layers = [...data.layers].sort((a, b) => a.order - b.order);
  const offerings = data.providers.flatMap((provider) => provider.offerings);
  offerings.sort((a, b) => byText(a.provider, b.provider) || byText(a.kind, b.kind) || byText(a.approach, b.approach));
  const rules = [...data.rules].sort(by((rule) => rule.id));
  return {
    data,
    questions: [...data.questions].sort((a, b) => a.order - b.order),
    patterns: [...data.patterns].sort((a, b) => a.order - b.order),
    layers,
    rules: {
      pattern: rules.filter((rule) => acts(rule, 'pattern')),
      layer: rules.filter((rule) => acts(rule, 'layer')),
      speech: rules.filter((rule) => acts(rule, 'speech')),
      revisit: rules.filter((rule) => acts(rule, 'revisit')),
    },
    question: byId(data.questions),
    signal: byId(data.signals),
    pattern: byId(data.patterns),
    layer: byId(data.layers),
    provider: byId(data.providers),
    trait: byId(data.traits),
    source: byId(data.sources),
    claim: byId(data.claims),
    offerings: new Map(layers.map((layer) => [layer.id, offerings.filter((each) => each.layer === layer.id)])),
  };
}

/** Whether a rule has an effect in a stratum. */
function acts(rule: Rule, stratum: Stratum): boolean {
  return rule.effects.some((effect) => stratumOf(effect) === stratum);
}

/** Where in the order of deciding an effect belongs. */
export function stratumOf(effect: Effect): Stratum {
  if ('target' in effect) return effect.target.on;
  return effect.kind === 'revisit' ? 'revisit' : 'speech';
}

/**
 * The value of a trait for an offering: its own word, else what follows from its approach, else its provider's, else
 * what holds for those that do not mention it.
 */
export function traitOf(catalogue: Catalogue, offering: Offering, trait: string): TraitValue {
  const own = offering.traits[trait];
  if (own) return own;
  const definition = catalogue.trait.get(trait);
  const implied = definition?.byApproach[offering.approach];
  if (implied) return { is: implied };
  return catalogue.provider.get(offering.provider)?.traits[trait] ?? { is: definition?.otherwise ?? 'unknown' };
}

/** Whether an effect's target covers an offering: every selector given must hold; an unknown trait leaves it unknown. */
export function covers(catalogue: Catalogue, target: Target, offering: Offering): Truth {
  if (target.on === 'pattern' || !target.layers.includes(offering.layer)) return 'no';
  const listed = (wanted: readonly string[], value: string) => wanted.length === 0 || wanted.includes(value);
  if (!listed(target.kinds, offering.kind)) return 'no';
  if (!listed(target.approaches, offering.approach)) return 'no';
  if (!listed(target.providers, offering.provider)) return 'no';
  return target.trait === null ? 'yes' : traitOf(catalogue, offering, target.trait).is;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
