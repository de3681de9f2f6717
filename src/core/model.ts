/** Every noun of the domain, a sentence each: read this file first, then `provider.ts`, `decision.ts`, `finding.ts` and `provenance.ts`. */
import type { Acceptance, Decision, InPlace, VendorEvent } from './decision.js';
import type { Action, PlacePath, RuleTrigger } from './finding.js';
import type { Future } from './future.js';
import type { Dimension, WorkedExample } from './knowledge.js';
import type { Claim, Source } from './provenance.js';
import type { Meter, Provider } from './provider.js';

/** Where a piece of YAML stands, so that a message can point at it. Lines and columns count from one. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One answer: an option id, a number, yes or no, or the complete list of the options that apply. */
export type Answer = string | number | boolean | readonly string[];

/** What is known about one project, by question id. What is absent is unknown, never "no". */
export type Facts = ReadonlyMap<string, Answer>;

/** The three truth values of Kleene's logic. */
export type Truth = 'yes' | 'no' | 'unknown';

/** A question about one fact. For ordered choices `allowed` holds the options that pass, worked out when the rules load. */
export type Test =
  | { readonly op: 'is' | 'is-not'; readonly value: string | number | boolean }
  | { readonly op: 'in' | 'not-in'; readonly values: readonly (string | number)[] }
  | { readonly op: 'at-least' | 'at-most'; readonly value: number | string; readonly allowed?: readonly string[] }
  | {
      readonly op: 'between';
      readonly from: number | string;
      readonly to: number | string;
      readonly allowed?: readonly string[];
    }
  | { readonly op: 'includes'; readonly value: string }
  | { readonly op: 'includes-any' | 'includes-all'; readonly values: readonly string[] }
  | { readonly op: 'answered'; readonly value: boolean };

/** How an answer moved since somebody decided; only rules about revisiting may ask. */
export type ChangeTest =
  | { readonly op: 'changed'; readonly value: boolean }
  /** Now at least so many times as much as then; at most so small a part of it. */
  | { readonly op: 'grew-by' | 'shrank-by'; readonly factor: number }
  /** Any of these options is new, or gone. */
  | { readonly op: 'gained' | 'lost'; readonly values: readonly string[] };

/** A condition over facts: no strings to evaluate, no templates, no regular expressions. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'count'; readonly atLeast: number; readonly of: readonly Condition[] }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'fact'; readonly fact: string; readonly test: Test }
  | { readonly kind: 'change'; readonly fact: string; readonly test: ChangeTest };

/** One leaf that decided a condition: which fact, what was tested, what the profile says (null: not answered). */
export interface Evidence {
  readonly fact: string;
  readonly test: string;
  /** Whether the test holds: under `not`, and for what does not apply, it is the leaves that do not which decide. */
  readonly holds: Truth;
  readonly got: Answer | null;
  /** For a change: what it was when somebody decided. */
  readonly was?: Answer | null;
}

/** A named condition, so that several rules can share it. Its id reads as something that is true or false. */
export interface Signal {
  readonly id: string;
  readonly says: string;
  readonly when: Condition;
  /** Null where the place is not at hand. */
  readonly origin: Origin | null;
}

/** An answer that a choice or multi question offers. */
export interface Option {
  readonly id: string;
  readonly says: string;
  readonly hint?: string;
  /** The layers that a planned capability strains. */
  readonly stresses?: readonly string[];
}

/** Answers that cannot both be true, with the reason. */
export interface Contradiction {
  readonly when: Condition;
  readonly because: string;
}

/** The way to an answer for those who do not know the engineers' words: what they recognise suggests the option. */
export interface QuestionHelper {
  readonly ask: string;
  readonly choices: readonly { readonly says: string; readonly suggests: string }[];
}

interface QuestionWords {
  readonly id: string;
  readonly section: string;
  /** Place in the interview; unique over the catalogue, so that the order of files never matters. */
  readonly order: number;
  readonly ask: string;
  readonly because: string;
  readonly help: string;
  readonly example: string;
  readonly askWhen: Condition | null;
  readonly contradicts: readonly Contradiction[];
  /** True for the few questions that `ask --quick` asks. */
  readonly quick: boolean;
  /** True when at least one of these must be answered before any advice is given. */
  readonly essential: boolean;
  /** Layers whose provider limits are counted in the unit of this question. */
  readonly stresses: readonly string[];
  /** The claims it is asked for. */
  readonly sources: readonly string[];
  /** Null where the place is not at hand. */
  readonly origin: Origin | null;
}

/** A quick pick for a number. */
export interface Band {
  readonly value: number;
  readonly says: string;
}

export interface ChoiceQuestion extends QuestionWords {
  readonly type: 'choice';
  readonly options: readonly Option[];
  /** True when the options stand in an order that conditions may compare. */
  readonly ordered: boolean;
  readonly helper: QuestionHelper | null;
}
export interface MultiQuestion extends QuestionWords {
  readonly type: 'multi';
  readonly options: readonly Option[];
}
export interface YesNoQuestion extends QuestionWords {
  readonly type: 'yes-no';
}
export interface NumberQuestion extends QuestionWords {
  readonly type: 'number';
  /** As it stands behind every number but 1. */
  readonly unit: string;
  /** The unit behind 1, where it is another word. */
  readonly one?: string;
  readonly atLeast: number;
  /** The largest legal value, or the id of the number question whose answer is the ceiling. */
  readonly atMost: number | string;
  readonly whole: boolean;
  readonly bands: readonly Band[];
}

/** The unit as it stands behind a number: 1 person, 2 people. */
export function unitOf({ unit, one = unit }: NumberQuestion, value: Answer): string {
  return value === 1 ? one : unit;
}

/** One thing we ask a founder. */
export type Question = ChoiceQuestion | MultiQuestion | YesNoQuestion | NumberQuestion;

/** What a rule is about, in the order of precedence (claims, resolution order of section Q). */
export const concerns = [
  'compliance',
  'capacity',
  'data',
  'realtime',
  'traffic',
  'logic',
  'budget',
  'preference',
] as const;
export type Concern = (typeof concerns)[number];

/** How much a soft rule weighs, in points: the only numbers in the rules. */
export const strengths = { slight: 1, moderate: 2, strong: 4 } as const;
export type Strength = keyof typeof strengths;

/** How a layer is covered. */
export const approaches = [
  'platform',
  'managed',
  'functions',
  'containers',
  'self-hosted',
  'library',
  'client',
] as const;
export type Approach = (typeof approaches)[number];

/** What a soft or hard effect aims at: patterns, or the offerings of some layers that match every selector given. */
export type Target =
  | { readonly on: 'pattern'; readonly patterns: readonly string[] }
  | {
      readonly on: 'layer';
      readonly layers: readonly string[];
      readonly kinds: readonly string[];
      readonly approaches: readonly Approach[];
      readonly providers: readonly string[];
      readonly trait: string | null;
    };

/** How bad something is, worst first. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** Whether one severity is at least as bad as another. */
export function isAsBad(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}

/** What a rule does when its condition is yes. The set is closed. */
export type Effect =
  | { readonly kind: 'prefer' | 'avoid'; readonly target: Target; readonly strength: Strength }
  | {
      readonly kind: 'require' | 'exclude';
      readonly target: Target;
      /** For capacity rules: what the team would need to have, for the gap. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'warn'; readonly layer: string | null; readonly severity: Severity; readonly mitigation: string }
  | { readonly kind: 'plan'; readonly layer: string | null; readonly order: number; readonly step: string }
  | { readonly kind: 'control'; readonly layer: string | null; readonly says: string }
  | {
      readonly kind: 'revisit';
      readonly trigger: RuleTrigger;
      readonly layer: string | null;
      readonly severity: Severity;
      readonly action: Action;
      /** The last part of the finding's id. Rules that share it tell one finding, as bad as the worst of them says. */
      readonly subject: string;
    };

/** One piece of judgement: when it applies, what it does, why, and on whose word. */
export interface Rule {
  readonly id: string;
  readonly concern: Concern;
  readonly when: Condition;
  readonly effects: readonly Effect[];
  readonly because: string;
  readonly sources: readonly string[];
  /** Null where the place is not at hand. */
  readonly origin: Origin | null;
}

/** One of the overall shapes of a backend, from least to most ownership. */
export interface Pattern {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  /** Place from least ownership (first) to most; breaks ties. */
  readonly order: number;
  /** When set, the pattern takes no points: it is the pick exactly when this condition is no, for this reason. */
  readonly unless: { readonly when: Condition; readonly because: string; readonly sources: readonly string[] } | null;
  /** The approaches it allows, by layer; a layer that is not listed allows every approach. */
  readonly allows: Readonly<Record<string, readonly Approach[]>>;
  readonly sources: readonly string[];
}

/** A place beside the layer's pick where something else of the same layer may run (an admin site, say). */
export interface Surface {
  readonly id: string;
  readonly says: string;
  readonly when: Condition;
  /** The pick serves the surface when it has this trait, or when null; otherwise the best offering that has it is named. */
  readonly trait: string | null;
  /** The kind that is named when the pick cannot serve it; null: any. */
  readonly kind: string | null;
}

/** A job that a backend does: sign-in, data, files … */
export interface Layer {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly order: number;
  readonly kinds: Readonly<Record<string, string>>;
  readonly needed: Condition;
  /** Why the layer is left out when it is not needed. */
  readonly otherwise: string;
  readonly surfaces: readonly Surface[];
  /** The ladder: the next steps, smallest first, each with what triggers it. */
  readonly next: readonly NextStep[];
  readonly sources: readonly string[];
}

/** One rung of a layer's ladder. */
export interface NextStep {
  readonly step: string;
  /** What is then seen: finishes the sentence "Do it when …". */
  readonly when: string;
  /** The kinds that it makes sense for; empty: all of them. */
  readonly kinds: readonly string[];
  readonly sources: readonly string[];
}

/** A yes-or-no property of an offering that rules aim at. */
export interface Trait {
  readonly id: string;
  readonly says: string;
  /** The layers where the trait means something. */
  readonly layers: readonly string[];
  /** What follows from the approach alone: what is self-hosted may stand anywhere, whatever its vendor's service allows. */
  readonly byApproach: Readonly<Partial<Record<Approach, Truth>>>;
  /** What holds for an offering that does not mention it. */
  readonly otherwise: Truth;
}

/** Everything under `rules/`, merged and checked: plain data that survives JSON. */
export interface CatalogueData {
  /** The day this catalogue was last reviewed as a whole. */
  readonly released: string;
  /** Digest of ids, conditions and effects. */
  readonly rulesDigest: string;
  /** Digest of traits, limits and figures. */
  readonly factsDigest: string;
  readonly questions: readonly Question[];
  readonly signals: readonly Signal[];
  readonly traits: readonly Trait[];
  readonly patterns: readonly Pattern[];
  readonly layers: readonly Layer[];
  readonly providers: readonly Provider[];
  readonly rules: readonly Rule[];
  readonly sources: readonly Source[];
  readonly claims: readonly Claim[];
  readonly dimensions: readonly Dimension[];
  readonly workedExamples: readonly WorkedExample[];
  readonly futures: readonly Future[];
  readonly meters: readonly Meter[];
}

/** One project's file: what is known, what was measured since, what really runs, and what people decided. */
export interface Profile {
  readonly name: string;
  readonly answers: Facts;
  readonly observed: Facts;
  /** What really runs, by layer. */
  readonly stack: ReadonlyMap<string, InPlace>;
  readonly vendorEvents: readonly VendorEvent[];
  /** Null: nobody has decided yet. */
  readonly decision: Decision | null;
  readonly accepted: readonly Acceptance[];
  /** Where something stands in the file, key by key; for what is not there, the nearest thing around it. */
  readonly originOf: (path: PlacePath) => Origin;
}
