/** Builders for tiny catalogues, so that a test shows only what it is about. */
import { type Catalogue, catalogueOf } from '../../src/core/catalogue.js';
import { type PinRequest, pin } from '../../src/core/check/pin.js';
import type { EventKind, InPlace, VendorEvent } from '../../src/core/decision.js';
import type { RuleTrigger } from '../../src/core/finding.js';
import type { Dimension, WorkedExample } from '../../src/core/knowledge.js';
import type {
  Answer,
  Approach,
  CatalogueData,
  ChangeTest,
  ChoiceQuestion,
  Condition,
  Effect,
  Facts,
  Layer,
  MultiQuestion,
  NumberQuestion,
  Pattern,
  Profile,
  Rule,
  Signal,
  Strength,
  Target,
  Test,
  Trait,
  Truth,
  YesNoQuestion,
} from '../../src/core/model.js';
import type { Claim } from '../../src/core/provenance.js';
import type { Limit, Offering, Provider, TraitValue } from '../../src/core/provider.js';

const origin = { file: 'tiny.yaml', line: 1, column: 1 };

/** Facts by question id; what is not listed is unknown. */
export function facts(known: Readonly<Record<string, Answer>> = {}): Facts {
  return new Map(Object.entries(known));
}

/** A catalogue of these parts and nothing else. */
export function tinyCatalogue(parts: Partial<CatalogueData>): Catalogue {
  return catalogueOf({
    released: '2026-01-01',
    rulesDigest: 'rules',
    factsDigest: 'facts',
    questions: [],
    signals: [],
    traits: [],
    patterns: [],
    layers: [],
    providers: [],
    rules: [],
    sources: [],
    claims: [],
    dimensions: [],
    workedExamples: [],
    meters: [],
    futures: [],
    ...parts,
  });
}

// Conditions

export const always: Condition = { kind: 'always' };

/** A condition that no project ever meets. */
export const never: Condition = { kind: 'not', of: always };

export function all(...of: readonly Condition[]): Condition {
  return { kind: 'all', of };
}

export function any(...of: readonly Condition[]): Condition {
  return { kind: 'any', of };
}

export function not(of: Condition): Condition {
  return { kind: 'not', of };
}

export function atLeastOf(atLeast: number, ...of: readonly Condition[]): Condition {
  return { kind: 'count', atLeast, of };
}

export function signalled(signal: string): Condition {
  return { kind: 'signal', signal };
}

export function fact(id: string, test: Test): Condition {
  return { kind: 'fact', fact: id, test };
}

/** The most common condition: one fact has this value. */
export function is(id: string, value: string | number | boolean): Condition {
  return fact(id, { op: 'is', value });
}

export function atLeast(id: string, value: number): Condition {
  return fact(id, { op: 'at-least', value });
}

export function atMost(id: string, value: number): Condition {
  return fact(id, { op: 'at-most', value });
}

export function includes(id: string, value: string): Condition {
  return fact(id, { op: 'includes', value });
}

/** How an answer moved since somebody decided. */
export function moved(id: string, test: ChangeTest): Condition {
  return { kind: 'change', fact: id, test };
}

export function signal(id: string, when: Condition): Signal {
  return { id, says: id, when, origin };
}

// Questions

/** All have the same order: the catalogue keeps them as they are listed. */
function words(id: string) {
  return {
    ...{ id, section: 'Tiny', order: 0, ask: `${id}?`, because: 'it matters', help: '', example: '' },
    ...{ askWhen: null, contradicts: [], quick: false, essential: false, stresses: [], sources: [], origin },
  };
}

export function yesNo(id: string, more: Partial<YesNoQuestion> = {}): YesNoQuestion {
  return { ...words(id), type: 'yes-no', ...more };
}

export function choice(id: string, options: readonly string[], more: Partial<ChoiceQuestion> = {}): ChoiceQuestion {
  return {
    ...words(id),
    type: 'choice',
    options: options.map((each) => ({ id: each, says: each })),
    ordered: false,
    helper: null,
    ...more,
  };
}

export function multi(id: string, options: readonly string[], more: Partial<MultiQuestion> = {}): MultiQuestion {
  return { ...words(id), type: 'multi', options: options.map((each) => ({ id: each, says: each })), ...more };
}

export function number(id: string, more: Partial<NumberQuestion> = {}): NumberQuestion {
  return { ...words(id), type: 'number', unit: 'things', atLeast: 0, atMost: 1e9, whole: true, bands: [], ...more };
}

// Rules

/** A rule that does these things; it always applies unless `when` is given. */
export function rule(
  id: string,
  effects: Effect | readonly Effect[],
  more: Partial<Pick<Rule, 'when' | 'concern' | 'because' | 'sources'>> = {},
): Rule {
  return {
    id,
    concern: 'logic',
    when: always,
    because: `${id} says so.`,
    sources: ['somebody'],
    origin,
    effects: [effects].flat(),
    ...more,
  };
}

export function prefer(target: Target, strength: Strength = 'slight'): Effect {
  return { kind: 'prefer', target, strength };
}

export function avoid(target: Target, strength: Strength = 'slight'): Effect {
  return { kind: 'avoid', target, strength };
}

export function require(target: Target, ...missing: readonly string[]): Effect {
  return { kind: 'require', target, missing };
}

export function exclude(target: Target, ...missing: readonly string[]): Effect {
  return { kind: 'exclude', target, missing };
}

export function warn(more: Partial<Extract<Effect, { kind: 'warn' }>> = {}): Effect {
  return { kind: 'warn', layer: null, severity: 'warning', mitigation: 'Look after it.', ...more };
}

export function plan(order: number, step: string, layer: string | null = null): Effect {
  return { kind: 'plan', layer, order, step };
}

export function control(says: string, layer: string | null = null): Effect {
  return { kind: 'control', layer, says };
}

export function revisit(trigger: RuleTrigger, more: Partial<Extract<Effect, { kind: 'revisit' }>> = {}): Effect {
  return { kind: 'revisit', trigger, layer: null, severity: 'warning', action: 'keep', subject: trigger, ...more };
}

/** Some patterns as a target. */
export function patterns(...ids: readonly string[]): Target {
  return { on: 'pattern', patterns: ids };
}

/** The offerings of a layer as a target; selectors narrow it. */
export function offerings(
  layer: string,
  narrowed: {
    readonly kind?: string;
    readonly approach?: Approach;
    readonly provider?: string;
    readonly trait?: string;
  } = {},
): Target {
  const some = <T>(value: T | undefined) => (value === undefined ? [] : [value]);
  return {
    on: 'layer',
    layers: [layer],
    kinds: some(narrowed.kind),
    approaches: some(narrowed.approach),
    providers: some(narrowed.provider),
    trait: narrowed.trait ?? null,
  };
}

// Patterns, layers, providers

/** Patterns from least to most ownership. */
export function ranked(...ids: readonly string[]): Pattern[] {
  return ids.map((id, order) => pattern(id, { order }));
}

export function pattern(id: string, more: Partial<Pattern> = {}): Pattern {
  return { id, name: id, says: `Go ${id}.`, order: 0, unless: null, allows: {}, sources: [], ...more };
}

/** A pattern that is the pick exactly when the condition is no. */
export function patternUnless(id: string, when: Condition): Pattern {
  return pattern(id, { order: -1, unless: { when, because: 'Nothing asks for more.', sources: [] } });
}

/** A layer that is always needed. */
export function layer(id: string, more: Partial<Layer> = {}): Layer {
  return {
    ...{ id, name: id, says: id, order: 0, kinds: {}, needed: always, otherwise: 'Nobody needs it.' },
    ...{ surfaces: [], next: [], sources: [] },
    ...more,
  };
}

export function trait(id: string, otherwise: Truth, more: Partial<Trait> = {}): Trait {
  return { id, says: `it has ${id}`, layers: [], byApproach: {}, otherwise, ...more };
}

/** One way in which a provider covers a layer; what is not given is as plain as can be. */
export type Cover = Partial<Omit<Offering, 'layer' | 'traits'>> & { readonly traits?: Readonly<Record<string, Truth>> };

/** A provider that covers these layers, in one way each or several; it is its own vendor unless a cover says otherwise. */
export function provider(
  id: string,
  covers: Readonly<Record<string, Cover | readonly Cover[]>>,
  more: Partial<Omit<Provider, 'traits'>> & { readonly traits?: Readonly<Record<string, Truth>> } = {},
): Provider {
  return {
    ...{ id, name: id, says: id, chooseWhen: `you like ${id}`, licence: null, limits: [] },
    ...{ model: null, lockIn: [], wayOut: [], prices: null },
    status: { is: 'active', on: null, source: '', note: null },
    evidence: { source: null, on: null, confidence: 'high' },
    ...more,
    traits: values(more.traits),
    offerings: Object.entries(covers).flatMap(([each, ways]) =>
      [ways].flat().map(
        (cover): Offering => ({
          ...{ provider: id, layer: each, kind: 'plain', approach: 'managed', vendor: id, needs: [] },
          ...cover,
          traits: values(cover.traits),
        }),
      ),
    ),
  };
}

/** A ceiling that every plan keeps, unless a plan is named. */
export function limit(fact: string, at: number | null, more: Partial<Limit> = {}): Limit {
  return { fact, at, plan: 'all', kind: 'hard', source: 'page', on: null, confidence: 'high', expires: null, ...more };
}

// Profiles

/** A profile with these answers, that nobody has decided on yet. */
export function profile(answers: Readonly<Record<string, Answer>>, more: Partial<Profile> = {}): Profile {
  return {
    ...{ name: 'shop', answers: facts(answers), observed: facts(), stack: new Map(), vendorEvents: [] },
    ...{ decision: null, accepted: [], originOf: () => origin },
    ...more,
  };
}

/** A product in place, in a way that nobody has told. */
export function runs(provider: string, more: Partial<InPlace> = {}): InPlace {
  return { provider, kind: null, approach: null, plan: null, ...more };
}

/** By layer, what runs. */
export function stackOf(products: Readonly<Record<string, string>>): ReadonlyMap<string, InPlace> {
  return new Map(Object.entries(products).map(([layer, provider]) => [layer, runs(provider)]));
}

/** A notice from a vendor. */
export function notice(provider: string, kind: EventKind, more: Partial<VendorEvent> = {}): VendorEvent {
  return { provider, kind, on: '2026-03-01', ends: null, source: 'their mail', ...more };
}

/** The day on which tiny profiles are decided, and the day by which they are looked at again. */
export const decidedOn = '2026-02-10';
export const reviewBy = '2027-02-10';

/** What is asked of `pin`: the advice, unless something else is chosen (`{ database: 'firestore' }`). */
export function request(chosen: Readonly<Record<string, string>> = {}, more: Partial<PinRequest> = {}): PinRequest {
  const choices = Object.entries(chosen).map(([about, each]) => ({
    ...{ about, chosen: each, approach: null, because: 'We like it.' },
  }));
  return {
    ...{ on: decidedOn, by: ['ana'], reviewBy, choices, because: null, takeAdvice: false, review: null },
    ...more,
  };
}

/** The profile with the decision that `pin` makes of it. */
export function pinned(
  catalogue: Catalogue,
  undecided: Profile,
  chosen: Readonly<Record<string, string>> = {},
  more: Partial<PinRequest> = {},
): Profile {
  const made = pin(catalogue, undecided, request(chosen, more));
  if (!('decision' in made)) throw new Error(JSON.stringify(made.problems));
  return { ...undecided, decision: made.decision };
}

/** A profile as it stands later: with these answers beside its own, and what else has changed. */
export function later(
  before: Profile,
  answers: Readonly<Record<string, Answer>> = {},
  more: Partial<Profile> = {},
): Profile {
  return { ...before, answers: new Map([...before.answers, ...facts(answers)]), ...more };
}

// Claims, and what the advice is compared with

export function claim(id: string, more: Partial<Claim> = {}): Claim {
  return {
    ...{ id, says: `${id} is so.`, trust: 'seed-rule', sources: ['book'], names: [], between: [] },
    ...{ declined: null, keptBy: null },
    ...more,
  };
}

export function dimension(id: string, more: Partial<Dimension> = {}): Dimension {
  return {
    ...{ id, name: id, order: 0, quantity: 'quality', milestone: null, note: null, values: {}, sources: [] },
    ...more,
  };
}

/** An app that the documents work out, with these answers. */
export function worked(
  id: string,
  answers: Readonly<Record<string, Answer>>,
  more: Partial<WorkedExample> = {},
): WorkedExample {
  return { id, name: id, says: `${id} is an app.`, order: 0, pattern: 'platform', answers, sources: [], ...more };
}

function values(traits: Readonly<Record<string, Truth>> = {}): Record<string, TraitValue> {
  return Object.fromEntries(Object.entries(traits).map(([id, truth]) => [id, { is: truth }]));
}
