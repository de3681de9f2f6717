/** The nouns of a decision: what people chose, what really runs, notices from vendors, and findings that are lived with. */
import type { Action } from './finding.js';
import type { Approach, Facts, Severity } from './model.js';

/** What stands for a layer that the decision or the stack does without. */
export const notNeeded = 'not-needed';
/** What stands for a product that the catalogue does not have. */
export const other = 'other';

/** What covers a layer in practice. */
export interface InPlace {
  /** A provider, `not-needed`, or `other`. */
  readonly provider: string;
  /** Which of the provider's ways of covering the layer, where it has several and somebody said. */
  readonly kind: string | null;
  readonly approach: Approach | null;
  /** The vendor's plan, where somebody said. */
  readonly plan: string | null;
}

/** What may happen to a product without anything changing in the app (lesson 3). */
export const eventKinds = ['sunset', 'price-change', 'acquisition', 'stagnation'] as const;
export type EventKind = (typeof eventKinds)[number];

/** A notice that was received from, or about, a vendor. */
export interface VendorEvent {
  readonly provider: string;
  readonly kind: EventKind;
  /** The day of the notice. */
  readonly on: string;
  /** The last day of service, where the notice tells it. */
  readonly ends: string | null;
  readonly source: string;
}

/** What the profile said when somebody decided: the ground that changes are measured from. */
export interface Ground {
  /** The effective facts. */
  readonly facts: Facts;
  readonly stack: ReadonlyMap<string, InPlace>;
  readonly vendorEvents: readonly VendorEvent[];
}

/** The pattern: what was advised, what was chosen, and why where they differ. */
export interface DecidedPattern {
  /** Null: no pattern met all demands. */
  readonly advised: string | null;
  readonly chosen: string;
  readonly because: string | null;
}

/** One layer of a decision. */
export interface DecidedLayer {
  /** A provider or `not-needed`, under the chosen pattern; null: it was open. */
  readonly advised: string | null;
  /** Null: left open. */
  readonly chosen: InPlace | null;
  readonly because: string | null;
}

/** A finding that was already true when somebody decided: it stays silent until it gets worse. */
export interface KnownFinding {
  readonly finding: string;
  readonly severity: Severity;
}

/** An earlier decision, in short. */
export interface PastDecision {
  readonly on: string;
  readonly by: readonly string[];
  readonly pattern: string;
  readonly layers: Readonly<Record<string, string>>;
}

/** What people decided, written by `pin` and compared by `check`. */
export interface Decision {
  readonly on: string;
  readonly by: readonly string[];
  readonly reviewBy: string;
  /** Digests of the catalogue then. */
  readonly rules: string;
  readonly facts: string;
  readonly ground: Ground;
  readonly pattern: DecidedPattern;
  readonly layers: ReadonlyMap<string, DecidedLayer>;
  readonly known: readonly KnownFinding[];
  /** Questions without an answer that concerned the project. */
  readonly open: readonly string[];
  /** What a review came to, and why; null where the decision was not made in one. */
  readonly review: ReviewOutcome | null;
  /** Newest first. */
  readonly history: readonly PastDecision[];
}

/** What a review came to. */
export interface ReviewOutcome {
  readonly action: Action;
  readonly because: string;
}

/** A finding that somebody lives with until a day, for a reason. */
export interface Acceptance {
  readonly finding: string;
  readonly until: string;
  readonly because: string;
  /** How bad it was then: one that gets worse is told again. Whoever writes it by hand may leave it out. */
  readonly severity?: Severity;
}
