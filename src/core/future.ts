/** The nouns of a rehearsal: futures worth thinking through once, and the cheap steps that prepare for them. */
import type { Answer } from './model.js';

/** What one future does to an answer. What is not known neither grows nor gains; it can become something. */
export type FutureChange =
  | { readonly question: string; readonly times: number }
  | { readonly question: string; readonly becomes: Answer }
  | { readonly question: string; readonly gains: readonly string[] };

/** Something that is cheap today and dear later. */
export interface Preparation {
  /** The layers for which it is worth it, when the future changes one of them; empty: whatever changes. */
  readonly layers: readonly string[];
  readonly step: string;
  readonly sources: readonly string[];
}

/** A future that is worth thinking through once. */
export interface Future {
  readonly id: string;
  readonly says: string;
  readonly order: number;
  readonly changes: readonly FutureChange[];
  readonly prepare: readonly Preparation[];
  readonly sources: readonly string[];
}
