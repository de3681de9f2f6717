/** Shaped rule files to the nouns of the core: ids collected, conditions read, effects normalised. */
import { stratumOf } from '../core/catalogue.js';
import type { CatalogueData, Condition } from '../core/model.js';
import type { ShapedFile } from './checked-file.js';
import { readCondition, type Scope } from './condition-syntax.js';
import type { Diagnostic } from './diagnostic.js';
import { checkAim, effectsOf, listOf } from './effects.js';
import type { RuleExamples } from './examples.js';
import { adviceTypes, type FactType, factType, revisitTypes } from './fact-types.js';
import { futureOf } from './futures.js';
import { refuseRepeats, type Section } from './ids.js';
import { claimOf, dimensionOf, workedExampleOf } from './knowledge.js';
import { providerOf } from './providers.js';
import type { RawRule, RuleFile } from './schema.js';
import type { Located, Path } from './yaml.js';

/** Builds the data of a catalogue. Mistakes go to `diagnostics`; what has one is left out. */
export function buildCatalogue(
  files: readonly ShapedFile[],
  diagnostics: Diagnostic[],
): { data: CatalogueData; examples: Map<string, RuleExamples> } {
  refuseRepeats(files, diagnostics);
  return new Builder(files, diagnostics).build();
}

/** Who reads a condition: each may read only what is decided before it. */
type Reader = 'answers' | 'asking' | 'layers' | 'speech' | 'revisit';

/** The state of building: the files, every name they define, and the mistakes found. */
class Builder {
  private readonly files: readonly ShapedFile[];
  private readonly diagnostics: Diagnostic[];
  private readonly layerIds: readonly string[];
  private readonly scopes: Readonly<Record<Reader, Scope>>;

  constructor(files: readonly ShapedFile[], diagnostics: Diagnostic[]) {
    this.files = files;
    this.diagnostics = diagnostics;
    const layers = [...this.all('layers')].sort((a, b) => a.order - b.order);
    this.layerIds = layers.map((layer) => layer.id);
    this.scopes = this.makeScopes();
  }

  build(): { data: CatalogueData; examples: Map<string, RuleExamples> } {
    const examples = new Map<string, RuleExamples>();
    const dating = {
      lifetimes: this.only('lifetimes') ?? null,
      dates: new Map(this.all('sources').flatMap(({ id, date }) => (date === undefined ? [] : [[id, date] as const]))),
    };
    const data: CatalogueData = {
      released: this.only('released') ?? '',
      rulesDigest: '',
      factsDigest: '',
      sources: this.all('sources').map((each) => ({ ...each, url: each.url ?? null, date: each.date ?? null })),
      questions: this.each('questions', (raw, located, path) => this.question(raw, located, path)),
      signals: this.each('signals', (raw, located, path) => {
        const when = this.condition(raw.when, [...path, 'when'], located, this.scopes.answers);
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
      providers: this.all('providers').map((raw) => providerOf(raw, dating)),
      claims: this.all('claims').map(claimOf),
      dimensions: this.all('dimensions').map(dimensionOf),
      workedExamples: this.all('worked-examples').map(workedExampleOf),
      meters: this.all('meters'),
      futures: this.all('futures').map(futureOf),
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

  /** What a catalogue says once. */
  private only<K extends 'released' | 'lifetimes'>(key: K): RuleFile[K] {
    return this.files.map(({ raw }) => raw[key]).find((value) => value !== undefined);
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
  private makeScopes(): Record<Reader, Scope> {
    const answers = new Map(this.all('questions').map((question) => [question.id, factType(question)]));
    const all = { patterns: this.all('patterns'), layers: this.all('layers'), providers: this.all('providers') };
    const advice = adviceTypes(all);
    const revisit = new Map([...advice, ...revisitTypes(answers, all)]);
    const signals = new Set(this.all('signals').map((signal) => signal.id));
    const scope = (facts: ReadonlyMap<string, FactType>, reads: string, mayAskWhetherAnswered: boolean): Scope => ({
      ...{ facts, derived: revisit, reads, signals, mayAskWhetherAnswered },
    });
    const onlyAnswers = 'signals, questions and rules about patterns read answers only';
    const pattern = [...advice].filter(([id]) => id === 'advice.pattern');
    return {
      answers: scope(answers, onlyAnswers, false),
      asking: scope(answers, onlyAnswers, true),
      layers: scope(
        new Map([...answers, ...pattern]),
        'layers and the rules about them read answers and advice.pattern',
        false,
      ),
      speech: scope(new Map([...answers, ...advice]), 'only rules with "revisit" look back', true),
      revisit: scope(new Map([...answers, ...revisit]), '', false),
    };
  }

  private question(
    raw: NonNullable<RuleFile['questions']>[number],
    located: Located,
    path: Path,
  ): CatalogueData['questions'][number] | null {
    const scope = this.scopes.asking;
    const askWhen =
      raw['ask-when'] === undefined
        ? undefined
        : this.condition(raw['ask-when'], [...path, 'ask-when'], located, scope);
    const contradicts = (raw.contradicts ?? []).map((each, index) => {
      const when = this.condition(each.when, [...path, 'contradicts', index, 'when'], located, this.scopes.answers);
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
      sources: listOf<string>(raw.source),
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
        const { unit, one, whole = true, bands = [], 'at-least': atLeast, 'at-most': atMost } = raw;
        const words = one === undefined ? { unit } : { unit, one };
        return { ...shared, type: 'number', ...words, whole, bands, atLeast, atMost };
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
    const sources = listOf<string>(raw.source);
    if (raw.unless === undefined) return { id, name, says, order, unless: null, allows, sources };
    const when = this.condition(raw.unless.when, [...path, 'unless', 'when'], located, this.scopes.answers);
    const { because, source } = raw.unless;
    return (
      when && { id, name, says, order, unless: { when, because, sources: listOf<string>(source) }, allows, sources }
    );
  }

  private layer(
    raw: NonNullable<RuleFile['layers']>[number],
    located: Located,
    path: Path,
  ): CatalogueData['layers'][number] | null {
    const needed = this.condition(raw.needed.when, [...path, 'needed', 'when'], located, this.scopes.layers);
    const surfaces = (raw.surfaces ?? []).map((each, index) => {
      const when = this.condition(each.when, [...path, 'surfaces', index, 'when'], located, this.scopes.layers);
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
      otherwise: raw.needed.otherwise ?? '',
      surfaces: surfaces.filter((each) => each !== null),
      next: next.map(({ step, when, kinds = [], source }) => ({ step, when, kinds, sources: listOf<string>(source) })),
      sources: listOf<string>(raw.source),
    };
  }

  private rule(raw: RawRule, located: Located, path: Path): CatalogueData['rules'][number] | null {
    const effects = effectsOf(raw, this.layerIds);
    checkAim(raw, located, path, this.diagnostics);
    const strata = effects.map(stratumOf);
    const reader =
      (['revisit', 'pattern', 'layer', 'speech'] as const).find((each) => strata.includes(each)) ?? 'speech';
    const scope =
      this.scopes[{ pattern: 'answers', layer: 'layers', speech: 'speech', revisit: 'revisit' }[reader] as Reader];
    const when = this.condition(raw.when, [...path, 'when'], located, scope);
    const { id, concern, because } = raw;
    return (
      when && { id, concern, when, effects, because, sources: listOf<string>(raw.source), origin: located.origin(path) }
    );
  }
}

type RawOption = { id: string; says: string; hint?: string | undefined; stresses?: string[] | undefined };

function optionsOf(raw: readonly RawOption[]) {
  return raw.map(({ id, says, hint, stresses }) => ({
    ...{ id, says },
    ...(hint === undefined ? {} : { hint }),
    ...(stresses === undefined ? {} : { stresses }),
  }));
}
