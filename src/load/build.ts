/** Shaped rule files to the nouns of the core: ids collected, conditions read, effects normalised. */
import {
  approaches,
  type CatalogueData,
  type Condition,
  type Effect,
  type Origin,
  type Target,
} from '../core/model.js';
import type { ShapedFile } from './catalogue.js';
import { type FactType, readCondition, type Scope } from './condition-syntax.js';
import { type Diagnostic, suggest } from './diagnostic.js';
import type { RuleExamples } from './examples.js';
import { providerOf } from './providers.js';
import type { RawRule, RuleFile } from './schema.js';
import type { Located, Path } from './yaml.js';

type Section = Exclude<keyof RuleFile, 'released'>;

/** Builds the data of a catalogue. Mistakes go to `diagnostics`; what has one is left out. */
export function buildCatalogue(
  files: readonly ShapedFile[],
  diagnostics: Diagnostic[],
): { data: CatalogueData; examples: Map<string, RuleExamples> } {
  refuseRepeatedIds(files, diagnostics);
  return new Builder(files, diagnostics).build();
}

const sections: readonly Section[] = [
  'questions',
  'signals',
  'traits',
  'patterns',
  'layers',
  'providers',
  'rules',
  'sources',
];

/** An id used twice shows both places. */
function refuseRepeatedIds(files: readonly ShapedFile[], diagnostics: Diagnostic[]): void {
  for (const section of sections) {
    const seen = new Map<string, Origin>();
    for (const { located, raw } of files)
      (raw[section] ?? []).forEach((item, index) => {
        const path = [section, index, 'id'];
        const earlier = seen.get(item.id);
        if (earlier)
          diagnostics.push(
            located.diagnostic('repeated-id', path, `the id "${item.id}" is used twice in "${section}"`, {
              help: 'rename one of them',
              related: { message: 'first used here', origin: earlier },
            }),
          );
        else seen.set(item.id, located.origin(path));
      });
  }
}

/** The state of building: the files, every name they define, and the mistakes found. */
class Builder {
  private readonly files: readonly ShapedFile[];
  private readonly diagnostics: Diagnostic[];
  private readonly questions: ReadonlyMap<string, FactType>;
  private readonly layerIds: readonly string[];
  private readonly signals: ReadonlySet<string>;

  constructor(files: readonly ShapedFile[], diagnostics: Diagnostic[]) {
    this.files = files;
    this.diagnostics = diagnostics;
    this.questions = new Map(this.all('questions').map((question) => [question.id, factType(question)]));
    const layers = this.all('layers');
    this.layerIds = layers.map((layer) => layer.id);
    this.signals = new Set(this.all('signals').map((signal) => signal.id));
  }

  build(): { data: CatalogueData; examples: Map<string, RuleExamples> } {
    const examples = new Map<string, RuleExamples>();
    const data: CatalogueData = {
      released: this.files.map(({ raw }) => raw.released).find((day) => day !== undefined) ?? '',
      rulesDigest: '',
      factsDigest: '',
      sources: this.all('sources').map((each) => ({ ...each, url: each.url ?? null, date: each.date ?? null })),
      questions: this.each('questions', (raw, located, path) => this.question(raw, located, path)),
      signals: this.each('signals', (raw, located, path) => {
        const when = this.condition(raw.when, [...path, 'when'], located, this.scope('answers'));
        return when && { id: raw.id, says: raw.says, when, origin: located.origin(path) };
      }),
      traits: this.all('traits').map((raw) => ({
        id: raw.id,
        says: raw.says,
        layers: raw.layers === 'every' ? this.layerIds : raw.layers,
        otherwise: raw.otherwise,
        byApproach: raw['by-approach'] ?? {},
      })) as CatalogueData['traits'],
      patterns: this.each('patterns', (raw, located, path) => this.pattern(raw, located, path)),
      layers: this.each('layers', (raw, located, path) => this.layer(raw, located, path)),
      providers: this.all('providers').map(providerOf),
      rules: this.each('rules', (raw, located, path) => {
        examples.set(raw.id, {
          located,
          path: [...path, 'examples'],
          raw: raw.examples,
          isAlways: raw.when === 'always',
        });
        return this.rule(raw, located, path);
      }),
    };
    return { data, examples };
  }

  private all<S extends Section>(section: S): NonNullable<RuleFile[S]>[number][] {
    return this.files.flatMap(({ raw }) => (raw[section] ?? []) as NonNullable<RuleFile[S]>[number][]);
  }

  /** Every item of a section with its place; those with a mistake (null) drop out. */
  private each<S extends Section, T>(
    section: S,
    read: (raw: NonNullable<RuleFile[S]>[number], located: Located, path: Path) => T | null,
  ): T[] {
    return this.files.flatMap(({ located, raw }) =>
      ((raw[section] ?? []) as NonNullable<RuleFile[S]>[number][]).flatMap((item, index) => {
        const made = read(item, located, [section, index]);
        return made === null ? [] : [made];
      }),
    );
  }

  private condition(raw: unknown, path: Path, located: Located, scope: Scope): Condition | null {
    return readCondition(raw, path, located, scope, (diagnostic) => this.diagnostics.push(diagnostic));
  }

  /** What a condition may read: the answers; then the pattern; then all of the advice. */
  private scope(stratum: 'answers' | 'layers' | 'speech' | 'asking'): Scope {
    const facts = new Map(this.questions);
    if (stratum === 'layers' || stratum === 'speech') facts.set('advice.pattern', patternType(this.all('patterns')));
    if (stratum === 'speech')
      for (const layer of this.all('layers')) {
        const choice = (options: readonly string[]): FactType => ({
          type: 'choice',
          options: [...options, 'not-needed'],
          ordered: false,
        });
        facts.set(`advice.${layer.id}.kind`, choice(Object.keys(layer.kinds)));
        facts.set(`advice.${layer.id}.approach`, choice(approaches));
        facts.set(`advice.${layer.id}.provider`, choice(this.all('providers').map((provider) => provider.id)));
      }
    return { facts, signals: this.signals, mayAskWhetherAnswered: stratum === 'speech' || stratum === 'asking' };
  }

  private question(
    raw: NonNullable<RuleFile['questions']>[number],
    located: Located,
    path: Path,
  ): CatalogueData['questions'][number] | null {
    const scope = this.scope('asking');
    const askWhen =
      raw['ask-when'] === undefined
        ? undefined
        : this.condition(raw['ask-when'], [...path, 'ask-when'], located, scope);
    const contradicts = (raw.contradicts ?? []).map((each, index) => {
      const when = this.condition(each.when, [...path, 'contradicts', index, 'when'], located, this.scope('answers'));
      return when && { when, because: each.because };
    });
    const [id, section, order] = [raw.id, raw.section, raw.order];
    const shared = {
      ...{ id, section, order, ask: raw.ask, because: raw.because, help: raw.help, example: raw.example },
      askWhen: askWhen ?? null,
      contradicts: contradicts.filter((each) => each !== null),
      quick: raw.quick ?? false,
      essential: raw.essential ?? false,
      stresses: raw.stresses ?? [],
      origin: located.origin(path),
    };
    switch (raw.type) {
      case 'choice':
        return {
          ...shared,
          type: 'choice',
          options: optionsOf(raw.options),
          ordered: raw.ordered ?? false,
          helper: raw.helper ?? null,
        };
      case 'multi':
        return { ...shared, type: 'multi', options: optionsOf(raw.options) };
      case 'yes-no':
        return { ...shared, type: 'yes-no' };
      case 'number': {
        const { unit, whole = true, bands = [] } = raw;
        return { ...shared, type: 'number', unit, whole, bands, atLeast: raw['at-least'], atMost: raw['at-most'] };
      }
      default:
        return raw satisfies never;
    }
  }

  private pattern(
    raw: NonNullable<RuleFile['patterns']>[number],
    located: Located,
    path: Path,
  ): CatalogueData['patterns'][number] | null {
    const { id, name, says, order, allows = {} } = raw;
    if (raw.unless === undefined) return { id, name, says, order, unless: null, allows };
    const when = this.condition(raw.unless.when, [...path, 'unless', 'when'], located, this.scope('answers'));
    const { because, source } = raw.unless;
    return when && { id, name, says, order, unless: { when, because, sources: listOf<string>(source) }, allows };
  }

  private layer(
    raw: NonNullable<RuleFile['layers']>[number],
    located: Located,
    path: Path,
  ): CatalogueData['layers'][number] | null {
    const needed = this.condition(raw.needed.when, [...path, 'needed', 'when'], located, this.scope('layers'));
    const surfaces = (raw.surfaces ?? []).map((each, index) => {
      const when = this.condition(each.when, [...path, 'surfaces', index, 'when'], located, this.scope('layers'));
      return when && { id: each.id, says: each.says, when, trait: each.trait ?? null, kind: each.kind ?? null };
    });
    const { id, name, says, order, kinds, next = [] } = raw;
    if (needed === null) return null;
    return {
      id,
      name,
      says,
      order,
      kinds,
      needed,
      otherwise: raw.needed.otherwise,
      surfaces: surfaces.filter((each) => each !== null),
      next,
    };
  }

  private rule(raw: RawRule, located: Located, path: Path): CatalogueData['rules'][number] | null {
    const effects = effectsOf(raw, this.layerIds);
    if (effects.length === 0)
      this.diagnostics.push(
        located.diagnostic('no-effect', path, `the rule "${raw.id}" does nothing`, {
          help: 'give it one of: prefer, avoid, require, exclude, warn, plan',
        }),
      );
    for (const name of ['prefer', 'avoid', 'require', 'exclude'] as const)
      listOf<object>(raw[name]).forEach((effect, index) => {
        if ('pattern' in effect === 'layer' in effect) {
          const at = Array.isArray(raw[name]) ? [...path, name, index] : [...path, name];
          this.diagnostics.push(
            located.diagnostic('wrong-value', at, `"${name}" aims at a pattern or at a layer: name one of them`, {
              help: suggest('pattern', ['pattern', 'layer']),
            }),
          );
        }
      });
    const aims = effects.map((effect) => ('target' in effect ? effect.target.on : 'speech'));
    const scope = this.scope(aims.includes('pattern') ? 'answers' : aims.includes('layer') ? 'layers' : 'speech');
    const when = this.condition(raw.when, [...path, 'when'], located, scope);
    const { id, concern, because } = raw;
    return (
      when && { id, concern, when, effects, because, sources: listOf<string>(raw.source), origin: located.origin(path) }
    );
  }
}

type RawOption = { id: string; says: string; hint?: string | undefined };

function optionsOf(raw: readonly RawOption[]) {
  return raw.map(({ id, says, hint }) => (hint === undefined ? { id, says } : { id, says, hint }));
}

function factType(question: NonNullable<RuleFile['questions']>[number]): FactType {
  switch (question.type) {
    case 'choice':
      return {
        type: 'choice',
        options: question.options.map((option) => option.id),
        ordered: question.ordered ?? false,
      };
    case 'multi':
      return { type: 'multi', options: question.options.map((option) => option.id) };
    default:
      return { type: question.type };
  }
}

function patternType(patterns: readonly { id: string; order: number }[]): FactType {
  const options = [...patterns].sort((a, b) => a.order - b.order).map((pattern) => pattern.id);
  return { type: 'choice', options, ordered: true };
}

function effectsOf(raw: RawRule, layers: readonly string[]): Effect[] {
  const targeted = (kind: 'prefer' | 'avoid') =>
    listOf<NonNullable<SoftEffect>>(raw[kind]).map(
      (each): Effect => ({ kind, target: targetOf(each, layers), strength: each.strength }),
    );
  const hard = (kind: 'require' | 'exclude') =>
    listOf<NonNullable<HardEffect>>(raw[kind]).map(
      (each): Effect => ({ kind, target: targetOf(each, layers), missing: listOf<string>(each.missing) }),
    );
  return [
    ...targeted('prefer'),
    ...targeted('avoid'),
    ...hard('require'),
    ...hard('exclude'),
    ...listOf<Warn>(raw.warn).map((each): Effect => ({ ...each, kind: 'warn', layer: each.layer ?? null })),
    ...listOf<PlanStep>(raw.plan).map((each): Effect => ({ ...each, kind: 'plan', layer: each.layer ?? null })),
  ];
}

type One<T> = T extends readonly (infer U)[] ? U : T;
type SoftEffect = One<NonNullable<RawRule['prefer']>>;
type HardEffect = One<NonNullable<RawRule['require']>>;
type Warn = One<NonNullable<RawRule['warn']>>;
type PlanStep = One<NonNullable<RawRule['plan']>>;

function targetOf(raw: Omit<SoftEffect, 'strength'> | HardEffect, layers: readonly string[]): Target {
  if (raw.pattern !== undefined) return { on: 'pattern', patterns: listOf<string>(raw.pattern) };
  return {
    on: 'layer',
    layers: raw.layer === 'every' ? layers : listOf<string>(raw.layer),
    kinds: listOf<string>(raw.kind),
    approaches: listOf(raw.approach),
    providers: listOf<string>(raw.provider),
    trait: raw.trait ?? null,
  };
}

/** One or several, as a list. */
function listOf<T>(raw: T | readonly T[] | undefined): T[] {
  if (raw === undefined) return [];
  return Array.isArray(raw) ? [...raw] : [raw as T];
}
