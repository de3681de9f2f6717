/** The nouns of `check`: what was found, what would mend it, and what it comes from (VOCABULARY.md). Words are the report's. */
import type { EventKind } from './decision.js';
import type { Approach, Evidence, Severity } from './model.js';

/** Triggers that rules raise with `revisit`; the others come from the engine. */
export const ruleTriggers = [
  'app-type-changed',
  'traffic-changed',
  'team-changed',
  'client-added',
  'recurring-limits',
  'cost',
  'compliance-changed',
] as const;
export type RuleTrigger = (typeof ruleTriggers)[number];

/** How large an advised change is, smallest first. */
export const actions = [
  'keep',
  'add-managed-component',
  'scale-layer',
  'consolidate',
  'own-less',
  'replace-layer',
  'extract-service',
  'replatform',
] as const;
export type Action = (typeof actions)[number];

/** Where a finding comes from, in the one order in which changes are applied (docs/decisions/0011). */
export const causes = ['rules', 'facts', 'vendor', 'answers', 'stack', 'calendar'] as const;
export type Cause = (typeof causes)[number];

/** What a finding is about, by its code. */
export type Detail =
  /** `runs`: what really runs breaks the rule; else what was chosen. `instead`: what would keep it; null when nothing would. */
  | {
      readonly code: 'hard-rule-broken';
      readonly item: string;
      readonly runs: boolean;
      readonly instead: string | null;
    }
  /**
   * The advice moved from what was pinned, and what was chosen is excluded or trails. `from` and `to` are patterns or
   * providers; null: not needed. `points` is how far the chosen one trails; null where points do not decide.
   */
  | {
      readonly code: 'advice-changed' | 'new-tools';
      readonly from: string | null;
      readonly to: string | null;
      readonly points: number | null;
      /** Other layers that would have to change with it. */
      readonly together: readonly string[];
    }
  /** `instead`: what would be taken today for the layer that is to be replaced; null: the same, or another action. */
  | { readonly code: RuleTrigger; readonly rule: string; readonly instead: string | null }
  | {
      readonly code: 'limit-near';
      readonly provider: string;
      readonly question: string;
      readonly got: number;
      readonly at: number;
      readonly plan: string;
      readonly isOver: boolean;
      readonly nextPlan: string | null;
      /** False: nobody said on which plan you are. */
      readonly isPlanKnown: boolean;
      /** What would have room in its place, where no plan has; null: nothing that we know of, or a larger plan does. */
      readonly instead: string | null;
    }
  | {
      readonly code: 'vendor-event';
      readonly provider: string;
      readonly event: EventKind;
      /** Empty: only the catalogue knows, and does not say since when. */
      readonly on: string;
      readonly ends: string | null;
      /** The layers that it covers. */
      readonly layers: readonly string[];
      /** What would be taken in its place, by layer, where it ends. */
      readonly instead: Readonly<Record<string, string>>;
    }
  /** `ways`: the approaches, where the same product runs in another way than was chosen. */
  | {
      readonly code: 'stack-differs';
      readonly chosen: string;
      readonly runs: string;
      readonly ways: { readonly chosen: Approach; readonly runs: Approach } | null;
    }
  | { readonly code: 'review-overdue'; readonly reviewBy: string }
  | {
      readonly code: 'acceptance-ended';
      readonly finding: string;
      readonly until: string;
      /** `ended`: its day has passed; `stale`: it matches nothing any more. */
      readonly why: 'ended' | 'stale';
    }
  | {
      readonly code: 'facts-expired';
      readonly provider: string;
      /** Traits and limits, each with the last day on which it may be used without looking again. */
      readonly figures: readonly { readonly says: string; readonly expires: string }[];
    }
  /** `isNew`: nobody has answered it yet; else it was answered when the decision was made. */
  | { readonly code: 'answer-missing'; readonly question: string; readonly isNew: boolean }
  | { readonly code: 'not-pinned'; readonly advice: 'given' | 'too few answers' | 'none possible' };

export type FindingCode = Detail['code'];

/** Every code there is: the first part of an id. */
export const findingCodes = [
  ...ruleTriggers,
  'new-tools',
  'limit-near',
  'vendor-event',
  'stack-differs',
  'review-overdue',
  'hard-rule-broken',
  'advice-changed',
  'answer-missing',
  'acceptance-ended',
  'facts-expired',
  'not-pinned',
] as const satisfies readonly FindingCode[];

/** Why a finding is one: a rule with its words and sources, and the answers behind it. */
export interface FindingReason {
  /** A rule of the catalogue, or the id of a generic check such as `limit/ably/peak-connections`. */
  readonly rule: string;
  readonly because: string;
  readonly sources: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** A place in a profile, key by key. */
export type PlacePath = readonly (string | number)[];

/** Something found in one state of a profile, before it is known what it comes from. */
export interface Observed {
  /** `code/layer-or-pattern[/subject]`: the same thing found again has the same id. */
  readonly id: string;
  readonly detail: Detail;
  readonly severity: Severity;
  /** Null: it concerns the pattern, or no single layer. */
  readonly layer: string | null;
  readonly action: Action;
  readonly reasons: readonly FindingReason[];
  /** Where in the profile it stands. */
  readonly place: PlacePath;
}

/** A finding of `check`. */
export interface Finding extends Observed {
  readonly cause: Cause;
  /** Null: nobody accepted it, or the acceptance has ended. */
  readonly accepted: { readonly until: string; readonly because: string } | null;
}

/** One step of the attribution: what a cause changed. Steps follow each other, so together they explain everything. */
export interface AttributionStep {
  readonly cause: Cause;
  /** Null: the pattern stayed. */
  readonly pattern: { readonly from: string | null; readonly to: string | null } | null;
  /** Layers whose pick changed. */
  readonly layers: Readonly<Record<string, { readonly from: string | null; readonly to: string | null }>>;
  /** Ids of findings that came and went. */
  readonly appeared: readonly string[];
  readonly gone: readonly string[];
}

/** What `check` says of one profile. */
export interface Checked {
  /** Worst first; accepted ones too. What was known when somebody decided is left out. */
  readonly findings: readonly Finding[];
  readonly steps: readonly AttributionStep[];
}
