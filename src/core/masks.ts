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
 * A circuit as flat arrays. A block is judged by going through the columns that it reads: for the code of each there are
 * two words, whose bits say for each conjunction whether it can still be yes, and whether it is. Blocks of a level read
 * only parts of lower levels.
 */
export interface Masks {
  readonly blocks: number;
  /** How long a row of codes must be to hold the facts and these parts. */
  readonly width: number;
  /** The first step of each block; one more at the end. */
  readonly starts: Int32Array;
  /** A step: the column, and where the two words of its code 0 stand. */
  readonly steps: Int32Array;
  readonly words: Int32Array;
  /** The conjunctions of a block whose opposite is meant. */
  readonly inverted: Int32Array;
  /** The parts of a block that others read: first index by block, then pairs of bit and column. */
  readonly exports: Int32Array;
  readonly exported: Int32Array;
  readonly counts: readonly PackedCount[];
  /** How many counts are due before each block; they are worked out in order. */
  readonly countsBefore: Int32Array;
  readonly places: readonly Place[];
}

/** A count, which no mask can judge. The steps are its leaves; a value adds 1 for not no, and 65,537 for yes. */
export interface PackedCount {
  readonly column: number;
  readonly atLeast: number;
  readonly steps: Int32Array;
  readonly values: Int32Array;
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
    else counts.push({ ...packCount(column, part), level: levelOf(part.leaves) });
  });
  circuit.roots.forEach((root, index) => {
    put({ ...root, root: index, column: null });
  });
  counts.sort((a, b) => a.level - b.level);
  return pack(circuit, layout, byLevel, counts);
}

type LevelledCount = PackedCount & { readonly level: number };

function packCount(column: number, { atLeast, leaves }: Count): PackedCount {
  const steps: number[] = [];
  const values: number[] = [];
  for (const leaf of leaves) {
    steps.push(leaf.column, values.length);
    values.push(...leaf.table.map((truth) => (truth === no ? 0 : truth === yes ? 65_537 : 1)));
  }
  return { column, atLeast, steps: Int32Array.from(steps), values: Int32Array.from(values) };
}

/** By column, the level that it can be read from: facts from 0, a part from one above what it reads. */
function levelsOf({ first, parts }: Circuit): number[] {
  const levels: number[] = new Array(first).fill(0);
  for (const part of parts)
    levels.push(1 + part.leaves.reduce((most, { column }) => Math.max(most, levels[column] ?? 0), 0));
  return levels;
}

function pack(
  circuit: Circuit,
  layout: Layout,
  byLevel: readonly (readonly Entry[])[],
  counts: readonly LevelledCount[],
): Masks {
  const blocks: { readonly entries: readonly Entry[]; readonly level: number }[] = [];
  byLevel.forEach((entries, level) => {
    for (const together of packed(entries)) blocks.push({ entries: together, level });
  });
  const { starts, steps, words } = stepsOf(circuit, layout, blocks);
  const exports: number[] = [0];
  const exported: number[] = [];
  const places: Place[] = new Array(circuit.roots.length);
  blocks.forEach(({ entries }, block) => {
    entries.forEach((entry, bit) => {
      if (entry.root !== null) places[entry.root] = { block, bit };
      if (entry.column !== null) exported.push(bit, entry.column);
    });
    exports.push(exported.length);
  });
  return {
    blocks: blocks.length,
    width: circuit.first + circuit.parts.length,
    starts: Int32Array.from(starts),
    steps: Int32Array.from(steps),
    words: Int32Array.from(words),
    inverted: Int32Array.from(blocks.map(({ entries }) => bitsWhere(entries, (entry) => entry.inverted))),
    exports: Int32Array.from(exports),
    exported: Int32Array.from(exported),
    counts,
    countsBefore: Int32Array.from(blocks.map(({ level }) => counts.filter((count) => count.level < level).length)),
    places,
  };
}

/** The places that each block goes through, and what it looks up there. */
function stepsOf(
  circuit: Circuit,
  layout: Layout,
  blocks: readonly { readonly entries: readonly Entry[] }[],
): { readonly starts: number[]; readonly steps: number[]; readonly words: number[] } {
  const starts: number[] = [0];
  const steps: number[] = [];
  const words: number[] = [];
  for (const { entries } of blocks) {
    for (const [place, members] of placesRead(layout, entries)) {
      steps.push(place, words.length);
      pushWords(
        words,
        members.map((column) => wordsOf(entries, column, circuit.sizes[column] ?? 1)),
      );
    }
    starts.push(steps.length);
  }
  return { starts, steps, words };
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

/** The places of a row that a block reads, each with the columns behind it: groups where there are any. */
function placesRead({ groupOf, groups, columns }: Layout, entries: readonly Entry[]): Map<number, readonly number[]> {
  const places = new Map<number, readonly number[]>();
  const read = new Set(entries.flatMap(({ leaves }) => leaves.map(({ column }) => column)));
  for (const column of [...read].sort((a, b) => a - b)) {
    const group = groupOf[column] ?? -1;
    places.set(group < 0 ? column : group, groups[group - columns.all.length]?.members ?? [column]);
  }
  return places;
}

/** For each code of a column two words: which conjunctions can be yes, and which of them are, as far as this column goes. */
function wordsOf(entries: readonly Entry[], column: number, size: number): number[] {
  const tables = entries.map(({ leaves }) => leaves.find((leaf) => leaf.column === column)?.table);
  return Array.from({ length: 2 * size }, (_, index) => {
    const least = index % 2 === 0 ? unknown : yes;
    return bitsWhere(tables, (table) => table === undefined || (table[index >> 1] ?? no) >= least);
  });
}

/** The words for each code of a group, the first member's code changing fastest. */
function pushWords(words: number[], members: readonly (readonly number[])[]): void {
  const size = members.reduce((total, each) => total * (each.length / 2), 1);
  for (let code = 0; code < size; code += 1) {
    let [can, is, rest] = [-1, -1, code];
    for (const member of members) {
      const own = rest % (member.length / 2);
      rest = (rest - own) / (member.length / 2);
      can &= member[2 * own] as number;
      is &= member[2 * own + 1] as number;
    }
    words.push(can, is);
  }
}

function bitsWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.reduce((bits, item, bit) => (holds(item) ? bits | (1 << bit) : bits), 0);
}
