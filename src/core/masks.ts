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
interface PackedCount {
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
  const starts: number[] = [0];
  const steps: number[] = [];
  const words: number[] = [];
  const exports: number[] = [0];
  const exported: number[] = [];
  const places: Place[] = new Array(circuit.roots.length);
  blocks.forEach(({ entries }, block) => {
    for (const [place, members] of placesRead(layout, entries)) {
      steps.push(place, words.length);
      pushWords(
        words,
        members.map((column) => wordsOf(entries, column, circuit.sizes[column] ?? 1)),
      );
    }
    starts.push(steps.length);
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

/**
 * Judges every condition of a circuit. `row` holds the codes of the facts (see `encode`); its tail, from the first part
 * on, is written. `possible` and `sure` receive a word for each block: not no, and yes.
 */
export function judgeAll(masks: Masks, row: Int32Array, possible: Int32Array, sure: Int32Array): void {
  const { blocks, starts, steps, words, inverted, exports, countsBefore } = masks;
  let counted = 0;
  let step = 0;
  for (let block = 0; block < blocks; block += 1) {
    const due = countsBefore[block] as number;
    for (; counted < due; counted += 1) judgeCount(masks.counts[counted] as PackedCount, row);
    const end = starts[block + 1] as number;
    let can = -1;
    let is = -1;
    for (; step < end; step += 2) {
      const at = (steps[step + 1] as number) + ((row[steps[step] as number] as number) << 1);
      can &= words[at] as number;
      is &= words[at + 1] as number;
    }
    const flip = inverted[block] as number;
    possible[block] = (can & ~flip) | (~is & flip);
    sure[block] = (is & ~flip) | (~can & flip);
    if (exports[block] !== exports[block + 1]) writeParts(masks, block, can, is, row);
  }
}

/** Parts become codes, which later blocks read like facts. */
function writeParts({ exports, exported }: Masks, block: number, can: number, is: number, row: Int32Array): void {
  const end = exports[block + 1] as number;
  for (let index = exports[block] as number; index < end; index += 2) {
    const bit = exported[index] as number;
    row[exported[index + 1] as number] = ((can >>> bit) & 1) + ((is >>> bit) & 1);
  }
}

function judgeCount({ column, atLeast, steps, values }: PackedCount, row: Int32Array): void {
  let sum = 0;
  for (let step = 0; step < steps.length; step += 2)
    sum += values[(steps[step + 1] as number) + (row[steps[step] as number] as number)] as number;
  row[column] = sum >>> 16 >= atLeast ? yes : (sum & 0xffff) < atLeast ? no : unknown;
}

/** The truth of one root after `judgeAll`. */
export function truthAt({ block, bit }: Place, possible: Int32Array, sure: Int32Array): number {
  return (((possible[block] as number) >>> bit) & 1) + (((sure[block] as number) >>> bit) & 1);
}
