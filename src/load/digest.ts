/** What the digests of a catalogue cover: everything that can change a result, and nothing else. */
import type { CatalogueData, Condition, Effect, Question, Surface, Target, Trait } from '../core/model.js';
import { by } from '../core/order.js';
import type { Need, Offering, TraitValue } from '../core/provider.js';

/** JSON with keys in order, so that equal content is equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Unordered) return value.text;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const content = value as Readonly<Record<string, unknown>>;
  // Sorted as it is, text is sorted by code unit.
  const keys = Object.keys(content).filter((key) => content[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(content[key])}`)
    .join(',')}}`;
}

/** A list in which order means nothing, in the one order that its content gives; as text, so that no part is written twice. */
class Unordered {
  readonly text: string;

  constructor(items: readonly unknown[]) {
    this.text = `[${items.map(canonical).sort().join(',')}]`;
  }
}

function unordered(items: readonly unknown[]): unknown {
  return new Unordered(items);
}

/** Questions, signals, patterns, layers and rules without their prose. */
export function rulesContent(data: CatalogueData): unknown {
  return {
    questions: data.questions
      .map((question) => ({
        id: question.id,
        type: question.type,
        ...optionsContent(question),
        quick: question.quick,
        essential: question.essential,
        stresses: unordered(question.stresses),
      }))
      .sort(by((each) => each.id)),
    signals: data.signals.map(({ id, when }) => ({ id, when: conditionContent(when) })).sort(by((each) => each.id)),
    patterns: data.patterns
      .map(({ id, order, unless, allows }) => ({
        id,
        order,
        unless: unless && conditionContent(unless.when),
        allows: Object.fromEntries(Object.entries(allows).map(([layer, each]) => [layer, unordered(each)])),
      }))
      .sort(by((each) => each.id)),
    layers: data.layers
      .map(({ id, order, needed, surfaces }) => ({
        id,
        order,
        needed: conditionContent(needed),
        surfaces: unordered(surfaces.map(surfaceContent)),
      }))
      .sort(by((each) => each.id)),
    rules: data.rules
      .map(({ id, concern, when, effects }) => ({
        id,
        concern,
        when: conditionContent(when),
        effects: unordered(effects.map(effectContent)),
      }))
      .sort(by((each) => each.id)),
  };
}

/** Options stand in an order only where the question says so. */
function optionsContent(question: Question): { options: unknown; ordered: boolean } {
  const options = 'options' in question ? question.options.map((option) => option.id) : [];
  const ordered = question.type === 'choice' && question.ordered;
  return { options: ordered ? options : unordered(options), ordered };
}

/** What a condition asks. Its parts may be written in any order, and so may the values of a list. */
function conditionContent(condition: Condition): unknown {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'count':
      return { ...condition, of: unordered(condition.of.map(conditionContent)) };
    case 'not':
      return { kind: condition.kind, of: conditionContent(condition.of) };
    case 'fact':
    case 'change': {
      const { test } = condition;
      return { ...condition, test: 'values' in test ? { ...test, values: unordered(test.values) } : test };
    }
    default:
      return condition;
  }
}

/** What an effect does, without what it says. */
function effectContent(effect: Effect): unknown {
  switch (effect.kind) {
    case 'warn':
      return { kind: effect.kind, layer: effect.layer, severity: effect.severity };
    case 'revisit':
      return effect;
    case 'plan':
    case 'control':
      return { kind: effect.kind, layer: effect.layer };
    case 'require':
    case 'exclude':
      return { kind: effect.kind, target: targetContent(effect.target) };
    default:
      return { kind: effect.kind, target: targetContent(effect.target), strength: effect.strength };
  }
}

function targetContent(target: Target): unknown {
  const entries = Object.entries(target).map(([key, value]) => [key, Array.isArray(value) ? unordered(value) : value]);
  return Object.fromEntries(entries);
}

function surfaceContent({ id, when, trait, kind }: Surface) {
  return { id, when: conditionContent(when), trait, kind };
}

/** Traits, offerings, limits and status of every provider, with the confidence that breaks ties. */
export function factsContent(data: CatalogueData): unknown {
  return {
    traits: data.traits
      .map(({ id, layers, byApproach, otherwise }: Trait) => ({ id, layers: unordered(layers), byApproach, otherwise }))
      .sort(by((each) => each.id)),
    providers: data.providers
      .map(({ id, status, evidence, traits, limits, offerings }) => ({
        id,
        status: status.is,
        confidence: evidence.confidence,
        traits: traitsContent(traits),
        limits: unordered(limits.map(({ fact, at, plan, kind }) => ({ fact, at, plan, kind }))),
        offerings: unordered(offerings.map(offeringContent)),
      }))
      .sort(by((each) => each.id)),
  };
}

function offeringContent({ layer, kind, approach, vendor, needs, traits }: Offering): unknown {
  const needed = unordered(needs.map(needContent));
  return { layer, kind, approach, vendor, needs: needed, traits: traitsContent(traits) };
}

function needContent({ provider, approach, ...rest }: Need): unknown {
  const anyOrder = (value: string | readonly string[] | null) => (Array.isArray(value) ? unordered(value) : value);
  return { ...rest, provider: anyOrder(provider), approach: anyOrder(approach) };
}

function traitsContent(traits: Readonly<Record<string, TraitValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(traits).map(([trait, value]) => [trait, value.is]));
}
