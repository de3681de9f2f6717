/** A circuit packed into bit masks: thirty-two conjunctions are judged at once, two words for three truth values. */
import type { Circuit, Count } from './circuit.js';
import { type Leaf, no, unknown, yes } from './columns.js';
import type { Layout } from './row.js';

/** Conjunctions are judged in blocks of as many as fit into a word. */
const wordBits = 32;

/** Where the verdict on a root stands. */
export interface Place {
  readonly block: number;
  readonly bit: number;
}

/**
 * A circuit as flat arrays. A block is judged by going through the places that it reads: for the code of each there are
 * two words, whose bits say for each conjunction whether it can still be yes, and whether it is. Blocks of a level read
 * only parts of lower levels.
 */
export interface Masks {
  readonly blocks: number;
  /** How long a row of codes must be to hold the facts and these parts. */
  readonly width: number;
  /**
   * What `judgeAll` does, in one array because each further one costs more than it holds. Block by block:
   * - how many counts, which no mask can judge, are due before it; for each its column, the number wanted, where it ends
   *   here, then its steps: a place, and where the values of its code 0 stand. A value adds 1 for each leaf that is not
   *   no, and 65,536 more for each that is yes;
   * - where the block ends here, the conjunctions whose opposite is meant, then its steps: a place, and where the two
   *   words of its code 0 stand;
   * - where the parts that others read end here, then bit and column of each.
   */
  readonly program: Int32Array;
  readonly words: Int32Array;
  readonly places: readonly Place[];
}

interface Entry {
  readonly leaves: readonly Leaf[];
  readonly inverted: boolean;
  /** The root it answers, or null. */
  readonly root: number | null;
  /** The column of the part it is, or null. */
  readonly column: number | null;
}

/** Packs a circuit. */
export function masksOf(circuit: Circuit, layout: Layout): Masks {
  const levels = levelsOf(circuit);
  const levelOf = (leaves: readonly Leaf[]) =>
    leaves.reduce((most, { column }) => Math.max(most, levels[column] ?? 0), 0);
  const byLevel: Entry[][] = [];
  const put = (entry: Entry) => {
    const level = levelOf(entry.leaves);
    for (let each = byLevel.length; each <= level; each += 1) byLevel.push([]);
    byLevel[level]?.push(entry);
  };
  const counts: LevelledCount[] = [];
  circuit.parts.forEach((part, index) => {
    const column = circuit.first + index;
    if (part.kind === 'all') put({ leaves: part.leaves, inverted: false, root: null, column });
    else counts.push({ ...part, column, level: levelOf(part.leaves) });
  });
  circuit.roots.forEach((root, index) => {
    put({ ...root, root: index, column: null });
  });
  counts.sort((a, b) => a.level - b.level);
  const packer = new Packer(circuit, layout);
  byLevel.forEach((entries, level) => {
    for (const together of packed(entries)) {
      while (counts[0] && counts[0].level < level) packer.dueBefore(counts.shift() as LevelledCount);
      packer.block(together);
    }
  });
  return packer.finish();
}

interface LevelledCount extends Count {
  readonly column: number;
  readonly level: number;
}

/** By column, the level that it can be read from: facts from 0, a part from one above what it reads. */
function levelsOf({ first, parts }: Circuit): number[] {
  const levels: number[] = new Array(first).fill(0);
  for (const part of parts)
    levels.push(1 + part.leaves.reduce((most, { column }) => Math.max(most, levels[column] ?? 0), 0));
  return levels;
}

/** Writes the program and the words, block by block. */
class Packer {
  private readonly circuit: Circuit;
  private readonly layout: Layout;
  private readonly program: number[] = [];
  private readonly words: number[] = [];
  private readonly places: Place[];
  private blocks = 0;
  private due: LevelledCount[] = [];

  constructor(circuit: Circuit, layout: Layout) {
    this.circuit = circuit;
    this.layout = layout;
    this.places = new Array(circuit.roots.length);
  }

  /** A count that the next block may read. */
  dueBefore(count: LevelledCount): void {
    this.due.push(count);
  }

  block(entries: readonly Entry[]): void {
    this.program.push(this.due.length);
    for (const { column, atLeast, leaves } of this.due) {
      this.program.push(column, atLeast);
      this.section(() => this.steps(leaves, (at, size) => valuesOf(leaves, at, size), sumOf));
    }
    this.due = [];
    this.section(() => {
      this.program.push(bitsWhere(entries, (entry) => entry.inverted));
      const leaves = entries.flatMap((entry) => entry.leaves);
      this.steps(leaves, (at, size) => wordsOf(entries, at, size), conjunctionOf);
    });
    this.section(() => {
      entries.forEach(({ root, column }, bit) => {
        if (root !== null) this.places[root] = { block: this.blocks, bit };
        if (column !== null) this.program.push(bit, column);
      });
    });
    this.blocks += 1;
  }

  finish(): Masks {
    const { circuit, blocks, places } = this;
    const [program, words] = [Int32Array.from(this.program), Int32Array.from(this.words)];
    return { blocks, width: circuit.first + circuit.parts.length, program, words, places };
  }

  /** What `write` adds to the program, behind the place where it ends. */
  private section(write: () => void): void {
    const start = this.program.push(0);
    write();
    this.program[start - 1] = this.program.length;
  }

  /** For each place that leaves read a step; `tableOf` gives what each code of a column says, `join` what several say. */
  private steps<T>(
    leaves: readonly Leaf[],
    tableOf: (column: number, size: number) => readonly T[],
    join: (said: readonly T[]) => readonly number[],
  ): void {
    for (const [place, members] of placesRead(this.layout, leaves)) {
      const tables = members.map((column) => tableOf(column, this.circuit.sizes[column] ?? 1));
      this.program.push(place, this.words.length);
      for (const codes of codesOf(tables.map((table) => table.length)))
        this.words.push(...join(codes.map((code, member) => tables[member]?.[code] as T)));
    }
  }
}

/** The codes of the members for each code of a group, the first member's changing fastest. */
function codesOf(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (codes, size) => Array.from({ length: size }, (_, own) => codes.map((before) => [...before, own])).flat(),
    [[]],
  );
}

/** Blocks of a word each; what reads the same columns comes together, because a block goes through all that any of it reads. */
function packed(entries: readonly Entry[]): Entry[][] {
  const left = new Set(entries);
  const groups: Entry[][] = [];
  while (left.size > 0) {
    const group: Entry[] = [];
    const read = new Set<number>();
    while (group.length < wordBits && left.size > 0) {
      const added = (entry: Entry) => entry.leaves.filter(({ column }) => !read.has(column)).length;
      let best: Entry | null = null;
      for (const entry of left) if (best === null || added(entry) < added(best)) best = entry;
      if (best === null) break;
      left.delete(best);
      group.push(best);
      for (const { column } of best.leaves) read.add(column);
    }
    groups.push(group);
  }
  return groups;
}

/** The places of a row that leaves read, each with the columns behind it: groups where there are any. */
function placesRead({ groupOf, groups, columns }: Layout, leaves: readonly Leaf[]): Map<number, readonly number[]> {
  const places = new Map<number, readonly number[]>();
  const read = new Set(leaves.map(({ column }) => column));
  for (const column of [...read].sort((a, b) => a - b)) {
    const group = groupOf[column] ?? -1;
    places.set(group < 0 ? column : group, groups[group - columns.all.length]?.members ?? [column]);
  }
  return places;
}

/** For each code of a column two words: which conjunctions can be yes, and which of them are, as far as this column goes. */
function wordsOf(entries: readonly Entry[], column: number, size: number): (readonly [number, number])[] {
  const tables = entries.map(({ leaves }) => leaves.find((leaf) => leaf.column === column)?.table);
  const word = (code: number, least: number) =>
    bitsWhere(tables, (table) => table === undefined || (table[code] ?? no) >= least);
  return Array.from({ length: size }, (_, code) => [word(code, unknown), word(code, yes)] as const);
}

function conjunctionOf(words: readonly (readonly [number, number])[]): readonly number[] {
  return words.reduce(([can, is], [mayBe, sure]) => [can & mayBe, is & sure] as const, [-1, -1] as const);
}

/** For each code of a column what the leaves of a count that read it add. */
function valuesOf(leaves: readonly Leaf[], column: number, size: number): number[] {
  const tables = leaves.filter((leaf) => leaf.column === column).map(({ table }) => table);
  const value = (truth: number) => (truth === no ? 0 : truth === yes ? 65_537 : 1);
  return Array.from({ length: size }, (_, code) => tables.reduce((sum, table) => sum + value(table[code] ?? no), 0));
}

function sumOf(values: readonly number[]): number[] {
  return [values.reduce((sum, value) => sum + value, 0)];
}

function bitsWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.reduce((bits, item, bit) => (holds(item) ? bits | (1 << bit) : bits), 0);
}
