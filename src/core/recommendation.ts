/** What `advise` returns: the shape of `advise --format json` without the file it came from (VOCABULARY.md, JSON output). */
import type { Severity } from './model.js';
import type { Confidence } from './provenance.js';
import type { Reason } from './reason.js';

export interface RankedPattern {
  readonly pattern: string;
  readonly points: number;
  readonly excluded: boolean;
  readonly reasons: readonly Reason[];
}

/** What stands between the best fit and the pick. */
export interface Gap {
  readonly missing: readonly string[];
  readonly because: string;
}

/** Rules that together leave nothing over, and what they demand. */
export interface Conflict {
  readonly rules: readonly string[];
  readonly demands: string;
}

export interface PatternAdvice {
  readonly pick: string | null;
  readonly status: 'clear' | 'provisional' | 'insufficient' | 'infeasible';
  readonly bestFit: string | null;
  readonly gap: Gap | null;
  /** Points ahead of the best other pattern that is not excluded; null when there is none. */
  readonly margin: number | null;
  readonly confidence: Confidence;
  readonly tiedWith: readonly string[];
  readonly conflict: readonly Conflict[];
  readonly ranking: readonly RankedPattern[];
}

/** The best other way to cover a layer, with the other layers as they are. */
export interface AlternativeAdvice {
  readonly pick: string;
  readonly kind: string;
  readonly approach: string;
  /** Finishes the sentence "Choose it when …". */
  readonly when: string;
}

export interface LayerAdvice {
  readonly status: 'picked' | 'open' | 'not-needed' | 'impossible';
  readonly kind: string | null;
  readonly approach: string | null;
  readonly pick: string | null;
  readonly tiedWith: readonly string[];
  /** What runs beside the pick, by surface: api, workers, web. */
  readonly surfaces: Readonly<Record<string, string>>;
  readonly alternatives: readonly AlternativeAdvice[];
  readonly vendors: readonly string[];
  /** Why it is left out, or what must be known first; empty for a plain pick. */
  readonly note: string;
  readonly reasons: readonly Reason[];
  /** Risks of this layer, in the order of severity. */
  readonly watchFor: readonly string[];
  readonly next: readonly { readonly step: string; readonly when: string }[];
}

export interface Risk {
  readonly rule: string;
  readonly severity: Severity;
  readonly layer: string | null;
  readonly because: string;
  readonly mitigation: string;
  readonly sources: readonly string[];
}

/** Two rules that pull apart, and which of them decided. */
export interface Tension {
  readonly between: readonly [string, string];
  readonly won: string;
  readonly because: string;
}

export interface Step {
  readonly step: string;
  readonly layer: string | null;
  readonly because: string;
  readonly rule: string;
  readonly sources: readonly string[];
}

/** Something that must be true before launch, for the list of security and privacy controls. */
export interface Control {
  readonly rule: string;
  readonly layer: string | null;
  readonly control: string;
  readonly because: string;
  readonly sources: readonly string[];
}

/** A question without an answer that rules still wait for. */
export interface OpenQuestion {
  readonly question: string;
  readonly rules: readonly string[];
  readonly hard: boolean;
  /** Patterns that some answer to this question alone would lead to. */
  readonly couldBecome: readonly string[];
}

export interface Recommendation {
  readonly rules: string;
  readonly facts: string;
  readonly provisional: boolean;
  /** Why the advice is provisional; empty when it is not. */
  readonly provisionalBecause: readonly string[];
  readonly pattern: PatternAdvice;
  readonly layers: Readonly<Record<string, LayerAdvice>>;
  /** Everybody who would send a bill. */
  readonly vendors: readonly string[];
  readonly risks: readonly Risk[];
  readonly tensions: readonly Tension[];
  readonly plan: readonly Step[];
  /** In the order of the layers; what belongs to no layer comes first. */
  readonly controls: readonly Control[];
  readonly open: readonly OpenQuestion[];
}
