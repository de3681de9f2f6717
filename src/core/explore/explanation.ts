/** The nouns of an explanation: what stands behind a pattern, layer, product, rule, question or named condition. */
import type { Answer, Evidence, Rule, Truth } from '../model.js';
import type { Doubt } from '../provenance.js';
import type { Reason } from '../reason.js';
import type { Conflict, Tension } from '../recommendation.js';

/** What can be asked about. */
export const topics = ['pattern', 'layer', 'provider', 'rule', 'question', 'signal'] as const;
export type TopicKind = (typeof topics)[number];

export interface Topic {
  readonly kind: TopicKind;
  readonly id: string;
}

/** Why nothing is picked: none of the essential questions is answered, or no stack meets every demand. */
export type NoAdvice =
  | { readonly status: 'insufficient'; readonly essential: readonly string[] }
  | { readonly status: 'infeasible'; readonly conflict: readonly Conflict[] };

/** What is told where the picked pattern was asked for, and none is. */
export interface NoAdviceExplanation {
  readonly about: 'advice';
  readonly noAdvice: NoAdvice;
}

/** A figure or trait that an explanation rests on although it is doubtful. */
export interface DoubtfulFigure {
  readonly provider: string;
  readonly says: string;
  readonly doubts: readonly Doubt[];
  readonly expires: string | null;
}

/** One contender of a pattern or layer: why it is picked, or what keeps it back. */
export interface Contender {
  readonly id: string;
  readonly kind: string | null;
  readonly approach: string | null;
  readonly isPick: boolean;
  /** False: the pattern does not allow this approach in the layer. */
  readonly isAllowed: boolean;
  readonly points: number;
  /**
   * Points behind the pick, vendors counted in a layer; negative where an open rule holds it back. Null: excluded, not
   * allowed, the pick itself, beside a pick that takes no points, or it cannot stand beside the other picks.
   */
  readonly behind: number | null;
  /** Of these, the points that it has less in this layer; the rest comes with `together`, or with the bills. Null: no layer. */
  readonly behindHere: number | null;
  /** The layers that would have to change with it. */
  readonly together: readonly string[];
  /** Hard rules against it, for certain or still open. */
  readonly excludedBy: readonly Reason[];
  /** Soft rules that move its points. */
  readonly moves: readonly Reason[];
  /** What puts it behind the pick, strongest first. */
  readonly tippedBy: readonly Reason[];
  /** Rules that would count for it, did anybody know that it has the trait. */
  readonly notKnown: readonly string[];
}

export interface PatternExplanation {
  readonly about: 'pattern';
  readonly noAdvice: NoAdvice | null;
  readonly topic: Contender;
  readonly pick: Contender | null;
  /** Of the pick: the patterns with as many points. */
  readonly levelWith: readonly string[];
  readonly tensions: readonly Tension[];
}

export interface LayerExplanation {
  readonly about: 'layer';
  readonly noAdvice: NoAdvice | null;
  readonly layer: string;
  readonly needed: Truth;
  readonly neededBecause: readonly Evidence[];
  /** The pick first, then by how far behind, then what is excluded. */
  readonly contenders: readonly Contender[];
  /** By surface (the web app, say) what runs it. */
  readonly surfaces: Readonly<Record<string, string>>;
  readonly tensions: readonly Tension[];
  readonly restsOn: readonly DoubtfulFigure[];
}

export interface ProviderExplanation {
  readonly about: 'provider';
  readonly noAdvice: NoAdvice | null;
  readonly provider: string;
  /** The surfaces that it runs, whether it is picked for the layer or not. */
  readonly runs: readonly string[];
  readonly layers: readonly {
    readonly layer: string;
    readonly needed: Truth;
    readonly ways: readonly Contender[];
    readonly pick: string | null;
  }[];
  readonly restsOn: readonly DoubtfulFigure[];
}

export interface RuleExplanation {
  readonly about: 'rule';
  readonly rule: Rule;
  readonly truth: Truth;
  /** The answers that make it so. */
  readonly evidence: readonly Evidence[];
  /** Patterns, or products by layer, that its hard and soft effects touch. */
  readonly touches: readonly string[];
  readonly tensions: readonly Tension[];
}

/** A rule that reads something, with what it comes to. */
export interface JudgedRule {
  readonly rule: string;
  readonly truth: Truth;
  readonly because: string;
}

export interface QuestionExplanation {
  readonly about: 'question';
  readonly question: string;
  readonly answer: Answer | null;
  readonly rules: readonly JudgedRule[];
  readonly signals: readonly string[];
}

/** A named condition: whether it holds, because of which answers, and for which rules that matters. */
export interface SignalExplanation {
  readonly about: 'signal';
  readonly signal: string;
  readonly says: string;
  readonly truth: Truth;
  readonly evidence: readonly Evidence[];
  /** Rules that read it, by itself or through another one. */
  readonly rules: readonly JudgedRule[];
}

export type Explanation =
  | PatternExplanation
  | LayerExplanation
  | ProviderExplanation
  | RuleExplanation
  | QuestionExplanation
  | SignalExplanation
  | NoAdviceExplanation;
