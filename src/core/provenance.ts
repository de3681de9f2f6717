/** On whose word: the documents, the claims taken from them, and the evidence of a fact. */

/** A document, page or survey that a claim or a fact rests on. */
export interface Source {
  readonly id: string;
  readonly kind: 'document' | 'vendor' | 'standard' | 'repository' | 'third-party' | 'survey';
  readonly title: string;
  readonly publisher: string;
  readonly url: string | null;
  /** The day the page shows, or null when it shows none. */
  readonly date: string | null;
}

/** How far a claim may be trusted. Only the third kind may not decide anything: nobody could trace its number. */
export const trusts = ['verified-primary', 'seed-rule', 'seed-number-unverified', 'derived'] as const;
export type Trust = (typeof trusts)[number];

/** One statement of a document, in our own words: what rules, questions and steps cite. */
export interface Claim {
  readonly id: string;
  readonly says: string;
  readonly trust: Trust;
  readonly sources: readonly string[];
  /** Providers that it names; a rule that names one cites such a claim. */
  readonly names: readonly string[];
  /** The claims that disagree, when this one says how that is resolved. */
  readonly between: readonly string[];
  /** Why it is not followed; null when it is. */
  readonly declined: string | null;
  /** What the engine or a report does about it, and the test that shows it. */
  readonly keptBy: { readonly says: string; readonly test: string; readonly named: string } | null;
}

export type Confidence = 'high' | 'medium' | 'low';

/** Where a trait or figure comes from. */
export interface FactEvidence {
  readonly source: string | null;
  readonly on: string | null;
  readonly confidence: Confidence | null;
}

/** A figure with its evidence, and the last day on which it may be used without looking again. */
export interface DatedEvidence extends FactEvidence {
  /** Null: nobody knows how old the figure is. */
  readonly expires: string | null;
}

/** What is doubtful about a figure on a day: nothing, its age, or its source. */
export type Doubt = 'expired' | 'unverified';

/** The last day of a month or year, as text that compares rightly; a day is itself. */
function lastDay(date: string): string {
  return date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
}

/** The words to print beside a figure; empty when it is good. An undated figure cannot expire. */
export function doubtsOf(evidence: DatedEvidence, day: string): Doubt[] {
  const doubts: Doubt[] = [];
  if (evidence.expires !== null && lastDay(evidence.expires) < day) doubts.push('expired');
  if (evidence.confidence === 'low') doubts.push('unverified');
  return doubts;
}
