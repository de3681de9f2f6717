/** What a founder compares the advice with: a worked example, the smallest stack that would do, all patterns, the ways out. */
import type { Catalogue } from './catalogue.js';
import { listOf } from './condition.js';
import type { Quantity, WorkedExample } from './knowledge.js';
import type { Answer, Facts, Pattern } from './model.js';
import { distinct } from './order.js';
import type { Doubt } from './provenance.js';
import { doubtsOf } from './provenance.js';
import type { LockInPart, Provider } from './provider.js';
import { type Reason, whatTips } from './reason.js';
import type { Recommendation } from './recommendation.js';
import { outlineOf, type SolvedStack } from './stack.js';
import { solvedOnce } from './verdict.js';

/** The worked example that shares most answers with the profile: a starting point, not a prescription. */
export interface ClosestExample {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly pattern: string;
  /** How many of its answers the profile shares, of those that both give. */
  readonly alike: number;
  readonly compared: number;
  readonly differs: readonly { readonly question: string; readonly here: Answer; readonly there: Answer }[];
}

/** The stack with least to own that nothing forbids. */
export interface SmallestStack {
  readonly pattern: string;
  /** Points behind the pick; 0 when it is the pick, below 0 when only an open rule holds it back. */
  readonly behind: number;
  readonly vendors: readonly string[];
  /** Layers where code or machines of your own would run. */
  readonly owned: readonly string[];
  /** What it gives up: the strongest reasons why it is not the pick. */
  readonly givesUp: readonly Reason[];
}

/** One line of the comparison of patterns, with what is doubtful about it. */
export interface ComparedDimension {
  readonly id: string;
  readonly name: string;
  readonly quantity: Quantity;
  readonly milestone: string | null;
  readonly note: string | null;
  readonly values: Readonly<Record<string, { readonly says: string; readonly derived: boolean }>>;
  readonly sources: readonly string[];
  /** True when no source could be traced for the figure: it may be read, and decides nothing. */
  readonly unverified: boolean;
}

/** How long a picked product will be there, what ties you to it, and how the data gets out again. */
export interface Leaving {
  readonly layer: string;
  readonly pick: string;
  readonly status: { readonly is: Provider['status']['is']; readonly on: string | null; readonly note: string | null };
  readonly lockIn: readonly LockInPart[];
  readonly wayOut: readonly {
    readonly says: string;
    readonly source: string | null;
    readonly doubts: readonly Doubt[];
  }[];
}

export interface Context {
  readonly closestExample: ClosestExample | null;
  readonly smallest: SmallestStack | null;
  readonly comparison: readonly ComparedDimension[];
  readonly leaving: readonly Leaving[];
}

/** The context of a recommendation that `advise` gave for the same catalogue and facts. */
export function contextOf(
  catalogue: Catalogue,
  facts: Facts,
  recommendation: Recommendation,
  solved = solvedOnce(catalogue, facts),
): Context {
  const hasBackend = pickHasBackend(catalogue, recommendation);
  return {
    closestExample: hasBackend ? closeEnough(closestExample(catalogue, facts)) : null,
    smallest: hasBackend ? smallestStack(catalogue, recommendation, solved) : null,
    comparison: hasBackend ? comparison(catalogue) : [],
    leaving: leaving(catalogue, recommendation),
  };
}

/** An example that shares less than half of what can be compared is no help. */
function closeEnough(example: ClosestExample | null): ClosestExample | null {
  return example !== null && example.alike * 2 >= example.compared ? example : null;
}

function pickHasBackend(catalogue: Catalogue, { pattern }: Recommendation): boolean {
  return pattern.pick !== null && catalogue.pattern.get(pattern.pick)?.unless === null;
}

/**
 * The example of whose answers the profile shares most; a list counts by how much of it is shared, and what the profile
 * does not answer as not shared. Ties go to the one that comes first. Null when nothing can be compared.
 */
export function closestExample(catalogue: Catalogue, facts: Facts): ClosestExample | null {
  const compared = [...catalogue.data.workedExamples]
    .sort((a, b) => a.order - b.order)
    .map((example) => ({ example, ...compare(example, facts) }))
    .filter(({ questions }) => questions.length > 0);
  const [best] = compared.sort((a, b) => b.likeness - a.likeness);
  if (!best) return null;
  const { example, questions } = best;
  const differs = questions
    .filter(({ shared }) => shared < 1)
    .map(({ question, here, there }) => ({ question, here, there }));
  const { id, name, says, pattern } = example;
  return { id, name, says, pattern, alike: questions.length - differs.length, compared: questions.length, differs };
}

function compare({ answers }: WorkedExample, facts: Facts) {
  const questions = Object.entries(answers).flatMap(([question, there]) => {
    const here = facts.get(question);
    return here === undefined ? [] : [{ question, here, there, shared: sharedPart(here, there) }];
  });
  const likeness = questions.reduce((total, { shared }) => total + shared, 0) / Object.keys(answers).length;
  return { questions, likeness };
}

/** 1 when equal, 0 when different; two lists share what is in both, of what is in either (Jaccard index). */
function sharedPart(here: Answer, there: Answer): number {
  if (typeof here !== 'object' && typeof there !== 'object') return here === there ? 1 : 0;
  const [a, b] = [listOf(here), listOf(there)];
  const either = distinct([...a, ...b]);
  return either.length === 0 ? 1 : either.filter((each) => a.includes(each) && b.includes(each)).length / either.length;
}

/** Approaches that leave something of your own to run. */
const owned: readonly string[] = ['functions', 'containers', 'self-hosted'];

/** The first pattern from the least-owning end that is not excluded and whose layers can be covered. */
function smallestStack(
  catalogue: Catalogue,
  { pattern, layers, vendors }: Recommendation,
  solved: (pattern: Pattern) => SolvedStack,
): SmallestStack | null {
  const place = (id: string) => catalogue.pattern.get(id)?.order ?? 0;
  const pick = pattern.ranking.find((each) => each.pattern === pattern.pick);
  if (!pick) return null;
  const smaller = pattern.ranking.filter((each) => !each.excluded && place(each.pattern) < place(pick.pattern));
  for (const each of smaller.sort((a, b) => place(a.pattern) - place(b.pattern))) {
    const shape = catalogue.pattern.get(each.pattern);
    if (!shape) continue;
    const outline = outlineOf(catalogue, solved(shape));
    if (!outline) continue;
    return {
      pattern: each.pattern,
      behind: pick.points - each.points,
      vendors: outline.vendors,
      owned: [...outline.approaches].filter(([, approach]) => owned.includes(approach)).map(([layer]) => layer),
      givesUp: whatTips(pick.reasons, each.reasons).slice(0, 3),
    };
  }
  const own = Object.entries(layers).filter(([, { approach }]) => approach !== null && owned.includes(approach));
  return { pattern: pick.pattern, behind: 0, vendors, owned: own.map(([layer]) => layer), givesUp: [] };
}

/** Every dimension in its order. */
function comparison({ data }: Catalogue): ComparedDimension[] {
  const untraced = new Set(data.claims.filter(({ trust }) => trust === 'seed-number-unverified').map(({ id }) => id));
  return [...data.dimensions]
    .sort((a, b) => a.order - b.order)
    .map(({ order: _, ...dimension }) => ({
      ...dimension,
      unverified: dimension.sources.some((source) => untraced.has(source)),
    }));
}

/** For each picked product what ties you to it; own code and what is not known have no line. */
function leaving(catalogue: Catalogue, { layers }: Recommendation): Leaving[] {
  return Object.entries(layers).flatMap(([layer, { pick }]) => {
    const provider = pick === null ? undefined : catalogue.provider.get(pick);
    if (!provider) return [];
    const wayOut = provider.wayOut.map((each) => ({
      says: each.says,
      source: each.source,
      doubts: doubtsOf(each, catalogue.data.released),
    }));
    const { is, on, note } = provider.status;
    const isNews = is !== 'active' || note !== null;
    if (!isNews && provider.lockIn.length + provider.wayOut.length === 0) return [];
    return [{ layer, pick: provider.id, status: { is, on, note }, lockIn: provider.lockIn, wayOut }];
  });
}
