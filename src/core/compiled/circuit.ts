/** Conditions in normal form: conjunctions of leaves, each of them one column of codes and a table of truth values. */

import type { Condition, Signal } from '../model.js';
import { type Columns, type Leaf, no, sizeOf, type TruthTable, unknown, yes } from './columns.js';
import { leavesOf } from './leaves.js';

/** All of these leaves, each of another column. */
export interface Conjunction {
  readonly kind: 'all';
  readonly leaves: readonly Leaf[];
}

/** At least so many of these leaves. */
export interface Count {
  readonly kind: 'count';
  readonly atLeast: number;
  readonly leaves: readonly Leaf[];
}

/** A part of a condition that is worked out once and then read like a fact, from a column of its own. */
export type Part = Conjunction | Count;

/** A whole condition: the conjunction, or its opposite. A disjunction is the opposite of a conjunction of opposites. */
export interface Root {
  readonly leaves: readonly Leaf[];
  readonly inverted: boolean;
}

/**
 * Conditions as a circuit over columns. Column numbers from `first` on are those of the parts, which read only facts and
 * parts before their own. Parts and signals that several conditions share stand once.
 */
export interface Circuit {
  /** How many columns are facts. */
  readonly facts: number;
  /** The column of the first part: behind the facts, and behind the parts of other circuits on the same row. */
  readonly first: number;
  /** By column; those of other circuits are empty. */
  readonly sizes: readonly number[];
  readonly parts: readonly Part[];
  readonly roots: readonly Root[];
}

const asItIs: TruthTable = [no, unknown, yes];
const opposite: TruthTable = [yes, unknown, no];

/**
 * Brings conditions into normal form. Only laws of Kleene's logic are used (distribution over one column, De Morgan,
 * flattening), never those that need every fact to be known, so each root judges exactly as its condition does.
 * `first` is the column from which the parts are numbered.
 */
export function circuitOf(
  columns: Columns,
  conditions: readonly Condition[],
  signals: ReadonlyMap<string, Signal>,
  first: number = columns.all.length,
): Circuit {
  const builder = new CircuitBuilder(columns, signals);
  const roots = conditions.map((condition) => builder.rootOf(condition));
  return builder.finish(roots, first);
}

class CircuitBuilder {
  private readonly columns: Columns;
  private readonly signals: ReadonlyMap<string, Signal>;
  private readonly parts: Part[] = [];
  private readonly known = new Map<string, number>();
  private readonly judged = new Map<string, Leaf>();

  constructor(columns: Columns, signals: ReadonlyMap<string, Signal>) {
    this.columns = columns;
    this.signals = signals;
  }

  rootOf(condition: Condition): Root {
    const leaf = this.leafOf(condition);
    const part = this.parts[leaf.column - this.columns.all.length];
    const inverted = isSame(leaf.table, opposite);
    if (part?.kind !== 'all' || !(inverted || isSame(leaf.table, asItIs))) return { leaves: [leaf], inverted: false };
    return { leaves: part.leaves, inverted };
  }

  /** The circuit with only the parts that some root reads, numbered anew. */
  finish(roots: readonly Root[], first: number): Circuit {
    const facts = this.columns.all.length;
    const used = new Set<number>();
    const visit = (leaves: readonly Leaf[]): void => {
      for (const { column } of leaves) {
        if (column < facts || used.has(column)) continue;
        used.add(column);
        visit(this.parts[column - facts]?.leaves ?? []);
      }
    };
    for (const root of roots) visit(root.leaves);
    const kept = [...used].sort((a, b) => a - b);
    const anew = new Map(kept.map((column, index) => [column, first + index]));
    const renumbered = (leaves: readonly Leaf[]) =>
      leaves.map(({ column, table }) => ({ column: anew.get(column) ?? column, table }));
    const parts = kept.flatMap((column) => this.parts[column - facts] ?? []);
    return {
      facts,
      first,
      sizes: [...this.columns.all.map(sizeOf), ...new Array(first - facts).fill(0), ...parts.map(() => 3)],
      parts: parts.map((part) => ({ ...part, leaves: renumbered(part.leaves) })),
      roots: roots.map((root) => ({ ...root, leaves: renumbered(root.leaves) })),
    };
  }

  private leafOf(condition: Condition): Leaf {
    switch (condition.kind) {
      case 'always':
        return constant(yes);
      case 'all':
        return this.all(condition.of.map((each) => this.leafOf(each)));
      case 'any':
        return this.any(condition.of.map((each) => this.leafOf(each)));
      case 'not':
        return inverse(this.leafOf(condition.of));
      case 'count':
        return this.count(condition.atLeast, condition.of);
      case 'signal':
        return this.signal(condition.signal);
      case 'fact': {
        const { join, leaves } = leavesOf(this.columns, condition.fact, condition.test);
        return join === 'all' ? this.all(leaves) : this.any(leaves);
      }
      case 'change':
        // Only rules about revisiting compare with a decision; elsewhere nobody has decided yet.
        return constant(unknown);
      default:
        return condition satisfies never;
    }
  }

  private signal(id: string): Leaf {
    const known = this.judged.get(id);
    if (known) return known;
    const signal = this.signals.get(id);
    const leaf = signal === undefined ? constant(unknown) : this.leafOf(signal.when);
    this.judged.set(id, leaf);
    return leaf;
  }

  private any(leaves: readonly Leaf[]): Leaf {
    return inverse(this.all(leaves.map(inverse)));
  }

  /** Leaves of one column become one; a conjunction within a conjunction dissolves in it. */
  private all(given: readonly Leaf[]): Leaf {
    const merged = new Map<number, TruthTable>();
    const add = ({ column, table }: Leaf): void => {
      const part = this.parts[column - this.columns.all.length];
      if (part?.kind === 'all' && isSame(table, asItIs)) {
        part.leaves.forEach(add);
        return;
      }
      const before = merged.get(column);
      merged.set(column, before ? table.map((truth, code) => Math.min(truth, before[code] ?? no)) : table);
    };
    given.forEach(add);
    const leaves = [...merged]
      .map(([column, table]) => ({ column, table }))
      .filter(({ table }) => table.some((truth) => truth !== yes));
    const [only, another] = leaves;
    if (only === undefined) return constant(yes);
    return another === undefined ? only : this.partOf({ kind: 'all', leaves });
  }

  private count(atLeast: number, of: readonly Condition[]): Leaf {
    const leaves = of.map((each) => this.leafOf(each));
    if (atLeast <= 0) return constant(yes);
    if (atLeast > leaves.length) return constant(no);
    if (atLeast === 1) return this.any(leaves);
    return atLeast === leaves.length ? this.all(leaves) : this.partOf({ kind: 'count', atLeast, leaves });
  }

  private partOf(part: Part): Leaf {
    const leaves = part.kind === 'all' ? [...part.leaves].sort((a, b) => a.column - b.column) : part.leaves;
    const key = `${part.kind === 'count' ? part.atLeast : ''} ${leaves.map(({ column, table }) => `${column}:${table.join('')}`).join(' ')}`;
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.parts.length;
      this.known.set(key, index);
      this.parts.push({ ...part, leaves });
    }
    return { column: this.columns.all.length + index, table: asItIs };
  }
}

function constant(truth: number): Leaf {
  return { column: 0, table: [truth] };
}

function inverse({ column, table }: Leaf): Leaf {
  return { column, table: table.map((truth) => yes - truth) };
}

function isSame(a: TruthTable, b: TruthTable): boolean {
  return a.length === b.length && a.every((truth, code) => truth === b[code]);
}
