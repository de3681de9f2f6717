/** What is wrong with rules that load: they decide on a figure that nobody could trace, or that is too old, or favour a name. */
import type { CatalogueData, Effect } from '../core/model.js';
import { type Claim, doubtsOf } from '../core/provenance.js';
import type { Limit, Offering, Provider, TraitValue } from '../core/provider.js';
import type { ShapedFile } from './checked-file.js';
import { type Diagnostic, type DiagnosticCode, sortDiagnostics } from './diagnostic.js';
import type { RawRule } from './schema.js';
import type { Located, Path } from './yaml.js';

/**
 * Lints a catalogue that loaded without mistakes. Age is measured against the catalogue's own day of release, never
 * against the clock, so the same files always give the same result.
 */
export function lintCatalogue(files: readonly ShapedFile[], data: CatalogueData): Diagnostic[] {
  const linter = new Linter(data);
  for (const { located, raw } of files) {
    raw.patterns?.forEach((pattern, index) => {
      if (pattern.unless)
        linter.citations(located, pattern.id, pattern.unless.source, ['patterns', index, 'unless', 'source']);
    });
    raw.rules?.forEach((rule, index) => {
      linter.rule(located, rule, ['rules', index]);
    });
    raw.providers?.forEach((provider, index) => {
      linter.provider(located, provider.id, ['providers', index]);
    });
  }
  return sortDiagnostics(linter.found);
}

/** The state of linting: what the catalogue knows, and what was found. */
class Linter {
  readonly found: Diagnostic[] = [];
  private readonly data: CatalogueData;
  private readonly claims: ReadonlyMap<string, Claim>;
  private readonly providers: ReadonlyMap<string, Provider>;
  /** Which provider a vendor's page stands beside: such a page names it. */
  private readonly pages: ReadonlyMap<string, ReadonlySet<string>>;
  /** Traits that some rule demands, with the layers where it does: there their value can let in or keep out. */
  private readonly demanded: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(data: CatalogueData) {
    this.data = data;
    this.claims = new Map(data.claims.map((claim) => [claim.id, claim]));
    this.providers = new Map(data.providers.map((provider) => [provider.id, provider]));
    this.pages = pagesOf(data);
    this.demanded = demandedTraits(data);
  }

  rule(located: Located, raw: RawRule, path: Path): void {
    const rule = this.data.rules.find((each) => each.id === raw.id);
    const deciding = rule?.effects.filter((effect) => 'target' in effect) ?? [];
    if (!rule || deciding.length === 0) return;
    this.citations(located, raw.id, raw.source, [...path, 'source']);
    for (const id of new Set(deciding.flatMap(providersNamed)))
      if (!rule.sources.some((source) => this.names(source, id)))
        this.say(
          'unnamed',
          located,
          [...path, 'source'],
          `"${raw.id}" names "${id}", and no source of it does`,
          'aim at a trait or kind, or cite a claim or a page that names it',
        );
  }

  /** What decides may rest on no claim that nobody could trace or that is declined. */
  citations(located: Located, id: string, raw: string | readonly string[], path: Path): void {
    [raw].flat().forEach((source, index) => {
      const at = Array.isArray(raw) ? [...path, index] : path;
      const claim = this.claims.get(source);
      if (claim?.trust === 'seed-number-unverified')
        this.say(
          'unverified',
          located,
          at,
          `"${id}" decides on "${source}", whose figure nobody could trace`,
          'let it warn or plan instead, or cite what can be traced',
        );
      if (claim?.declined)
        this.say(
          'declined',
          located,
          at,
          `"${id}" rests on "${source}", which is declined`,
          `it says: ${claim.declined}`,
        );
    });
  }

  provider(located: Located, id: string, path: Path): void {
    const provider = this.providers.get(id);
    if (!provider) return;
    provider.limits.forEach((limit, index) => {
      if (excludes(limit)) this.figure(located, [...path, 'limits', index], `the limit on "${limit.fact}"`, limit);
    });
    const layers = provider.offerings.map(({ layer }) => layer);
    this.traits(located, provider.traits, layers, [...path, 'traits']);
    provider.offerings.forEach((offering: Offering, index) => {
      this.traits(located, offering.traits, [offering.layer], [...path, 'covers', index, 'traits']);
    });
  }

  private traits(
    located: Located,
    traits: Readonly<Record<string, TraitValue>>,
    layers: readonly string[],
    path: Path,
  ): void {
    for (const [trait, value] of Object.entries(traits))
      if (value.is !== 'unknown' && layers.some((layer) => this.demanded.get(trait)?.has(layer)))
        this.figure(located, [...path, trait], `the trait "${trait}"`, value);
  }

  /** A fact that can decide must be traced and recent. */
  private figure(located: Located, path: Path, name: string, evidence: Limit | TraitValue): void {
    const { source = null, on = null, confidence = null, expires = null } = evidence;
    const doubts = doubtsOf({ source, on, confidence, expires }, this.data.released);
    if (doubts.includes('unverified'))
      this.say(
        'unverified',
        located,
        path,
        `${name} decides and is not verified (confidence: low)`,
        'find a better source, or make it unknown with a note',
      );
    if (doubts.includes('expired'))
      this.say(
        'expired',
        located,
        path,
        `${name} decides and expired on ${expires}`,
        'look again and date it, or make it unknown with a note',
      );
  }

  private names(source: string, provider: string): boolean {
    return this.claims.get(source)?.names.includes(provider) || this.pages.get(source)?.has(provider) || false;
  }

  private say(code: DiagnosticCode, located: Located, path: Path, message: string, help: string): void {
    this.found.push(located.diagnostic(code, path, message, { help }));
  }
}

type HardEffect = Extract<Effect, { kind: 'require' | 'exclude' }>;

function isHard(effect: Effect): effect is HardEffect {
  return effect.kind === 'require' || effect.kind === 'exclude';
}

/** Every trait that a hard effect aims at, with its layers. */
function demandedTraits(data: CatalogueData): Map<string, Set<string>> {
  const demanded = new Map<string, Set<string>>();
  for (const { target } of data.rules.flatMap(({ effects }) => effects.filter(isHard)))
    if (target.on === 'layer' && target.trait !== null)
      demanded.set(target.trait, new Set([...(demanded.get(target.trait) ?? []), ...target.layers]));
  return demanded;
}

function providersNamed(effect: Effect): readonly string[] {
  return 'target' in effect && effect.target.on === 'layer' ? effect.target.providers : [];
}

/** A hard ceiling of every plan keeps a product out. */
function excludes({ kind, plan, at }: Limit): boolean {
  return kind === 'hard' && plan === 'all' && at !== null;
}

/** Every source that a provider's facts cite, with the providers that cite it. */
function pagesOf(data: CatalogueData): Map<string, Set<string>> {
  const pages = new Map<string, Set<string>>();
  for (const { id, status, evidence, traits, limits, offerings, wayOut, prices } of data.providers) {
    const values = [traits, ...offerings.map((each) => each.traits)].flatMap((each) => Object.values(each));
    const figures = [...limits, ...wayOut, ...(prices?.plans ?? []), ...(prices?.meters ?? [])];
    const cited = [status.source, evidence.source, ...[...values, ...figures].map((each) => each.source ?? null)];
    for (const source of cited) if (source !== null) pages.set(source, (pages.get(source) ?? new Set()).add(id));
  }
  return pages;
}
