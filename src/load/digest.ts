/** What the digests of a catalogue cover: everything that can change a result, and nothing else. */
import type { CatalogueData, Effect, Surface, Trait } from '../core/model.js';
import { by } from '../core/order.js';

/** JSON with keys in order, so that equal content is equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return `{${entries
      .sort(by(([key]) => key))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Questions, signals, patterns, layers and rules without their prose. */
export function rulesContent(data: CatalogueData): unknown {
  return {
    questions: data.questions
      .map((question) => ({
        id: question.id,
        type: question.type,
        options: 'options' in question ? question.options.map((option) => option.id) : [],
        ordered: question.type === 'choice' && question.ordered,
        quick: question.quick,
        essential: question.essential,
        stresses: question.stresses,
      }))
      .sort(by((each) => each.id)),
    signals: data.signals.map(({ id, when }) => ({ id, when })).sort(by((each) => each.id)),
    patterns: data.patterns
      .map(({ id, order, unless, allows }) => ({ id, order, unless: unless?.when ?? null, allows }))
      .sort(by((each) => each.id)),
    layers: data.layers
      .map(({ id, order, needed, surfaces }) => ({ id, order, needed, surfaces: surfaces.map(surfaceContent) }))
      .sort(by((each) => each.id)),
    rules: data.rules
      .map(({ id, concern, when, effects }) => ({ id, concern, when, effects: effects.map(effectContent) }))
      .sort(by((each) => each.id)),
  };
}

/** What an effect does, without what it says. */
function effectContent(effect: Effect): unknown {
  switch (effect.kind) {
    case 'warn':
      return { kind: effect.kind, layer: effect.layer, severity: effect.severity };
    case 'plan':
      return { kind: effect.kind, layer: effect.layer };
    case 'require':
    case 'exclude':
      return { kind: effect.kind, target: effect.target };
    default:
      return effect;
  }
}

function surfaceContent({ id, when, trait, kind }: Surface) {
  return { id, when, trait, kind };
}

/** Traits, offerings, limits and status of every provider, with the dates and confidence that evidence carries. */
export function factsContent(data: CatalogueData): unknown {
  return {
    traits: data.traits
      .map(({ id, layers, byApproach, otherwise }: Trait) => ({
        id,
        layers: [...layers].sort(),
        byApproach,
        otherwise,
      }))
      .sort(by((each) => each.id)),
    providers: data.providers
      .map(({ id, status, evidence, traits, limits, offerings }) => ({
        id,
        status: status.is,
        confidence: evidence.confidence,
        traits: Object.fromEntries(Object.entries(traits).map(([trait, value]) => [trait, value.is])),
        limits: limits.map(({ fact, at, plan, kind }) => ({ fact, at, plan, kind })),
        offerings: offerings
          .map(({ layer, kind, approach, vendor, needs, traits: own }) => ({
            layer,
            kind,
            approach,
            vendor,
            needs,
            traits: Object.fromEntries(Object.entries(own).map(([trait, value]) => [trait, value.is])),
          }))
          .sort(by((each) => `${each.layer} ${each.kind} ${each.approach}`)),
      }))
      .sort(by((each) => each.id)),
  };
}
