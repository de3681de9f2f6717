/** The nouns that advice is compared with: the dimensions of the shapes, and the apps that the documents work out. */
import type { Answer } from './model.js';

/** What a figure counts: figures that count different things are never compared or added up. */
export const quantities = ['quality', 'time', 'money-once', 'money-a-month', 'people'] as const;
export type Quantity = (typeof quantities)[number];

/** One line of the comparison of patterns. */
export interface Dimension {
  readonly id: string;
  readonly name: string;
  readonly order: number;
  readonly quantity: Quantity;
  /** The moment that a figure of time or money belongs to. */
  readonly milestone: string | null;
  readonly note: string | null;
  /** By pattern. Derived: worked out by us between two patterns that the documents describe. */
  readonly values: Readonly<Record<string, { readonly says: string; readonly derived: boolean }>>;
  readonly sources: readonly string[];
}

/** An app that the documents work out in full: a starting point, not a prescription. */
export interface WorkedExample {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly order: number;
  readonly pattern: string;
  /** The answers that make it what it is. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly sources: readonly string[];
}
