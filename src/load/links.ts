/** Every reference between the things in the catalogue must lead somewhere, and no signal back to itself. */
import type { CatalogueData } from '../core/model.js';
import type { ShapedFile } from './checked-file.js';
import { type Diagnostic, suggest } from './diagnostic.js';
import type { RuleFile } from './schema.js';
import { checkSignals } from './signals.js';
import type { Located, Path } from './yaml.js';

/** Reports each reference that leads nowhere. */
export function checkLinks(files: readonly ShapedFile[], data: CatalogueData, diagnostics: Diagnostic[]): void {
  const checker = new LinkChecker(files, diagnostics);
  for (const { located, raw } of files) checker.file(located, raw);
  checkSignals(files, data, diagnostics);
}

/** What the soft and hard effects of a rule aim at, as written. */
type RawTarget = {
  readonly [key in 'pattern' | 'layer' | 'kind' | 'provider']?: string | readonly string[] | undefined;
} & { readonly trait?: string | undefined };

type Raw<S extends keyof RuleFile> = NonNullable<RuleFile[S]> extends readonly (infer T)[] ? T : never;

/** The state of checking: every id there is, and the file in hand. */
class LinkChecker {
  private readonly diagnostics: Diagnostic[];
  private readonly ids: Readonly<
    Record<'source' | 'layer' | 'trait' | 'pattern' | 'provider' | 'question' | 'claim' | 'meter', ReadonlySet<string>>
  >;
  /** Documents whose claims are listed: who relies on one says on which claim. */
  private readonly inClaims: ReadonlySet<string>;
  private readonly kinds: ReadonlyMap<string, readonly string[]>;
  private readonly traitLayers: ReadonlyMap<string, readonly string[] | 'every'>;
  private readonly numbers: ReadonlySet<string>;
  private readonly stresses: ReadonlyMap<string, readonly string[]>;
  private located!: Located;

  constructor(files: readonly ShapedFile[], diagnostics: Diagnostic[]) {
    this.diagnostics = diagnostics;
    const ids = (
      section: 'sources' | 'layers' | 'traits' | 'patterns' | 'providers' | 'questions' | 'claims' | 'meters',
    ) => new Set(files.flatMap(({ raw }) => (raw[section] ?? []).map((each) => each.id)));
    this.ids = {
      source: ids('sources'),
      layer: ids('layers'),
      trait: ids('traits'),
      pattern: ids('patterns'),
      provider: ids('providers'),
      question: ids('questions'),
      claim: ids('claims'),
      meter: ids('meters'),
    };
    const documents = files.flatMap(({ raw }) =>
      (raw.sources ?? []).filter(({ kind }) => kind === 'document' || kind === 'survey').map(({ id }) => id),
    );
    const inClaims = new Set(files.flatMap(({ raw }) => (raw.claims ?? []).flatMap((claim) => claim.source)));
    this.inClaims = new Set(documents.filter((id) => inClaims.has(id)));
    this.kinds = new Map(
      files.flatMap(({ raw }) => (raw.layers ?? []).map((each) => [each.id, Object.keys(each.kinds)] as const)),
    );
    this.traitLayers = new Map(
      files.flatMap(({ raw }) => (raw.traits ?? []).map((each) => [each.id, each.layers] as const)),
    );
    const questions = files.flatMap(({ raw }) => raw.questions ?? []);
    this.numbers = new Set(questions.filter((each) => each.type === 'number').map((each) => each.id));
    this.stresses = new Map(questions.map((each) => [each.id, each.stresses ?? []]));
  }

  file(located: Located, raw: RuleFile): void {
    this.located = located;
    for (const [each, at] of placed(raw.questions, ['questions'])) this.question(each, at);
    raw.traits?.forEach((each, index) => {
      if (each.layers !== 'every') this.known('layer', each.layers, ['traits', index, 'layers']);
    });
    raw.patterns?.forEach((each, index) => {
      this.cites(each.unless?.source, ['patterns', index, 'unless', 'source']);
      this.cites(each.source, ['patterns', index, 'source']);
      for (const layer of Object.keys(each.allows ?? {}))
        this.known('layer', layer, ['patterns', index, 'allows', layer], 'key');
    });
    raw.layers?.forEach((each, index) => {
      this.cites(each.source, ['layers', index, 'source']);
      each.next?.forEach((step, at) => {
        this.cites(step.source, ['layers', index, 'next', at, 'source']);
        step.kinds?.forEach((kind, of) => {
          this.kind(each.id, kind, ['layers', index, 'next', at, 'kinds', of]);
        });
      });
      each.surfaces?.forEach((surface, at) => {
        if (surface.kind !== undefined) this.kind(each.id, surface.kind, ['layers', index, 'surfaces', at, 'kind']);
        if (surface.trait !== undefined)
          this.trait(surface.trait, [each.id], ['layers', index, 'surfaces', at, 'trait']);
      });
    });
    for (const [each, at] of placed(raw.providers, ['providers'])) this.provider(each, at);
    for (const [each, at] of placed(raw.rules, ['rules'])) this.rule(each, at);
    for (const [each, at] of placed(raw.claims, ['claims'])) this.claim(each, at);
    for (const [each, at] of placed(raw.dimensions, ['dimensions'])) {
      this.cites(each.source, [...at, 'source']);
      for (const pattern of Object.keys(each.values)) this.known('pattern', pattern, [...at, 'values', pattern], 'key');
    }
    for (const [each, at] of placed(raw.futures, ['futures'])) {
      this.cites(each.source, [...at, 'source']);
      for (const [step, where] of placed(each.prepare, [...at, 'prepare'])) {
        this.cites(step.source, [...where, 'source']);
        this.known('layer', step.layers, [...where, 'layers']);
      }
    }
    for (const [each, at] of placed(raw['worked-examples'], ['worked-examples'])) {
      this.cites(each.source, [...at, 'source']);
      this.known('pattern', each.pattern, [...at, 'pattern']);
    }
  }

  private claim(raw: Raw<'claims'>, path: Path): void {
    this.known('source', raw.source, [...path, 'source']);
    this.known('provider', raw.names, [...path, 'names']);
    this.known('claim', raw.between, [...path, 'between']);
    if (raw.declined !== undefined && raw['kept-by'] !== undefined)
      this.say(
        'wrong-value',
        `"${raw.id}" has both "declined" and "kept-by"`,
        [...path, 'declined'],
        'keep one of them',
        'key',
      );
  }

  /** A citation: a claim or a page. A document whose claims are listed is too much to check a rule against. */
  private cites(ids: string | readonly string[] | undefined, path: Path): void {
    [ids ?? []].flat().forEach((id, index) => {
      const at = typeof ids === 'string' ? path : [...path, index];
      if (this.inClaims.has(id))
        this.say('wrong-value', `"${id}" is a whole document`, at, 'cite the claim that carries it, such as "claim-1"');
      else if (!this.ids.source.has(id) && !this.ids.claim.has(id))
        this.unknown(`unknown claim or source "${id}"`, suggest(id, [...this.ids.source, ...this.ids.claim]), at);
    });
  }

  private question(raw: Raw<'questions'>, path: Path): void {
    this.known('layer', raw.stresses, [...path, 'stresses']);
    this.cites(raw.source, [...path, 'source']);
    if (raw.type === 'number') this.range(raw, path);
    const options = 'options' in raw ? raw.options.map((option) => option.id) : [];
    if ('options' in raw)
      for (const [option, at] of placed(raw.options, [...path, 'options']))
        this.known('layer', option.stresses, [...at, 'stresses']);
    options.forEach((option, index) => {
      if (options.indexOf(option) !== index)
        this.say(
          'repeated-id',
          `the option "${option}" is written twice in "${raw.id}"`,
          [...path, 'options', index, 'id'],
          'keep one of them',
        );
    });
    if (raw.type === 'choice')
      raw.helper?.choices.forEach(({ suggests }, index) => {
        if (!options.includes(suggests))
          this.unknown(`"${suggests}" is no option of "${raw.id}"`, suggest(suggests, options), [
            ...path,
            'helper',
            'choices',
            index,
            'suggests',
          ]);
      });
  }

  /** A number between two ends; the quick picks lie between them. */
  private range(raw: Extract<Raw<'questions'>, { type: 'number' }>, path: Path): void {
    const { 'at-least': least, 'at-most': most, whole = true, bands = [] } = raw;
    if (typeof most === 'string' && !this.numbers.has(most))
      this.unknown(`unknown number question "${most}"`, suggest(most, this.numbers), [...path, 'at-most']);
    if (typeof most === 'number' && most < least)
      this.say('out-of-range', `nothing is from ${least} to ${most}`, [...path, 'at-most'], `at least ${least}`);
    bands.forEach(({ value }, index) => {
      const at = [...path, 'bands', index, 'value'];
      const help = `from ${least} to ${typeof most === 'string' ? `the answer to "${most}"` : most}`;
      if (value < least || (typeof most === 'number' && value > most))
        this.say('out-of-range', `no answer to "${raw.id}" can be ${value}`, at, help);
      else if (whole && !Number.isInteger(value))
        this.say(
          'wrong-value',
          `"${raw.id}" wants whole numbers, not ${value}`,
          at,
          'round it, or write "whole: false"',
        );
    });
  }

  private provider(raw: Raw<'providers'>, path: Path): void {
    this.known('source', raw.status.source, [...path, 'status', 'source']);
    this.known('source', raw.evidence.source, [...path, 'evidence', 'source']);
    const layers = raw.covers.map((each) => each.layer);
    this.traits(raw.traits, layers, [...path, 'traits']);
    raw.covers.forEach((each, index) => {
      const at = [...path, 'covers', index];
      this.known('layer', each.layer, [...at, 'layer']);
      this.kind(each.layer, each.kind, [...at, 'kind']);
      this.traits(each.traits, [each.layer], [...at, 'traits']);
      for (const [layer, need] of Object.entries(each.needs ?? {})) {
        this.known('layer', layer, [...at, 'needs', layer], 'key');
        if (need.trait !== undefined) this.trait(need.trait, [layer], [...at, 'needs', layer, 'trait']);
        if (Array.isArray(need.provider)) this.known('provider', need.provider, [...at, 'needs', layer, 'provider']);
      }
    });
    raw.limits?.forEach((limit, index) => {
      const at = [...path, 'limits', index];
      if (!this.numbers.has(limit.fact))
        this.unknown(`unknown number question "${limit.fact}"`, suggest(limit.fact, this.numbers), [...at, 'fact']);
      else this.limit(raw.id, limit.fact, layers, [...at, 'fact']);
      this.known('source', limit.source, [...at, 'source']);
    });
    for (const [each, at] of placed(raw['way-out'], [...path, 'way-out']))
      this.known('source', each.source, [...at, 'source']);
    if (raw.prices) this.prices(raw.prices, [...path, 'prices']);
  }

  private prices(raw: NonNullable<Raw<'providers'>['prices']>, path: Path): void {
    this.known('source', raw.source, [...path, 'source']);
    const plans = new Set((raw.plans ?? []).map((plan) => plan.id));
    for (const [plan, at] of placed(raw.plans, [...path, 'plans'])) {
      this.known('source', plan.source, [...at, 'source']);
      for (const [each, where] of placed(plan.includes, [...at, 'includes'])) {
        this.known('meter', each.meter, [...where, 'meter']);
        this.known('source', each.source, [...where, 'source']);
      }
    }
    for (const [price, at] of placed(raw.meters, [...path, 'meters'])) {
      this.known('meter', price.meter, [...at, 'meter']);
      this.known('source', price.source, [...at, 'source']);
      price.tiers?.forEach((tier, index, tiers) => {
        const before = tiers[index - 1]?.['up-to'];
        if (
          before !== undefined &&
          (before === 'unlimited' || (tier['up-to'] !== 'unlimited' && tier['up-to'] <= before))
        )
          this.say(
            'out-of-range',
            `the tier up to ${tier['up-to']} comes after the one up to ${before}`,
            [...at, 'tiers', index, 'up-to'],
            'write tiers from the lowest to the highest',
          );
      });
      price.plans?.forEach((plan, index) => {
        if (!plans.has(plan)) this.unknown(`unknown plan "${plan}"`, suggest(plan, plans), [...at, 'plans', index]);
      });
    }
  }

  /** A limit counts only for layers that its question stresses; for none, it would never be looked at. */
  private limit(provider: string, fact: string, layers: readonly string[], path: Path): void {
    const stressed = this.stresses.get(fact) ?? [];
    if (layers.some((layer) => stressed.includes(layer))) return;
    const message = `the limit on "${fact}" is never looked at for "${provider}"`;
    const listed = stressed.map((layer) => `"${layer}"`).join(', ');
    this.say('wrong-value', message, path, `"${fact}" stresses ${listed === '' ? 'no layer' : `only ${listed}`}`);
  }

  private traits(raw: Raw<'providers'>['traits'], layers: readonly string[], path: Path): void {
    for (const [trait, value] of Object.entries(raw ?? {})) {
      this.trait(trait, layers, [...path, trait], 'key');
      if (typeof value === 'object') this.known('source', value.source, [...path, trait, 'source']);
    }
  }

  private rule(raw: Raw<'rules'>, path: Path): void {
    const [own] = /^(status|limit|needed)\//.exec(raw.id) ?? [];
    if (own !== undefined)
      this.say(
        'wrong-value',
        `names that begin with "${own}" are the engine's own`,
        [...path, 'id'],
        'take another folder for it',
      );
    this.cites(raw.source, [...path, 'source']);
    for (const name of ['warn', 'plan', 'control', 'revisit'] as const)
      for (const [effect, at] of placed(raw[name], [...path, name]))
        this.known('layer', effect.layer, [...at, 'layer']);
    for (const name of ['prefer', 'avoid', 'require', 'exclude'] as const)
      for (const [effect, at] of placed(raw[name], [...path, name])) this.target(effect, at);
  }

  private target(effect: RawTarget, path: Path): void {
    this.known('pattern', effect.pattern, [...path, 'pattern']);
    if (effect.layer === undefined) return;
    if (effect.layer !== 'every') this.known('layer', effect.layer, [...path, 'layer']);
    const layers = effect.layer === 'every' ? [...this.ids.layer] : [effect.layer].flat();
    for (const layer of layers)
      for (const kind of [effect.kind ?? []].flat()) this.kind(layer, kind, [...path, 'kind']);
    if (effect.trait !== undefined) this.trait(effect.trait, layers, [...path, 'trait']);
    this.known('provider', effect.provider, [...path, 'provider']);
  }

  private known(
    what: keyof LinkChecker['ids'],
    ids: string | readonly string[] | undefined,
    path: Path,
    at?: 'key',
  ): void {
    if (ids === undefined) return;
    [ids].flat().forEach((id, index) => {
      if (!this.ids[what].has(id))
        this.unknown(
          `unknown ${what} "${id}"`,
          suggest(id, this.ids[what]),
          typeof ids === 'string' ? path : [...path, index],
          at,
        );
    });
  }

  private kind(layer: string, kind: string, path: Path): void {
    const kinds = this.kinds.get(layer) ?? [];
    if (this.kinds.has(layer) && !kinds.includes(kind))
      this.unknown(`"${kind}" is no kind of the layer "${layer}"`, suggest(kind, kinds), path);
  }

  private trait(trait: string, layers: readonly string[], path: Path, at?: 'key'): void {
    const means = this.traitLayers.get(trait);
    if (means === undefined) this.unknown(`unknown trait "${trait}"`, suggest(trait, this.ids.trait), path, at);
    else if (layers.some((layer) => !this.ids.layer.has(layer))) return;
    else if (means !== 'every' && !layers.some((layer) => means.includes(layer)))
      this.say(
        'wrong-value',
        `the trait "${trait}" means nothing for ${layers.map((layer) => `"${layer}"`).join(', ')}`,
        path,
        `it is for ${means.map((layer) => `"${layer}"`).join(', ')}`,
        at,
      );
  }

  private unknown(message: string, help: string, path: Path, at?: 'key'): void {
    this.say('unknown-id', message, path, help, at);
  }

  private say(code: Diagnostic['code'], message: string, path: Path, help: string, at?: 'key'): void {
    this.diagnostics.push(this.located.diagnostic(code, path, message, at ? { help, at } : { help }));
  }
}

/** One or several effects, each with its path. */
function placed<T>(raw: T | readonly T[] | undefined, path: Path): (readonly [T, Path])[] {
  if (raw === undefined) return [];
  return Array.isArray(raw) ? raw.map((item: T, index) => [item, [...path, index]] as const) : [[raw as T, path]];
}
