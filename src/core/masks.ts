/** A circuit packed into bit masks: thirty-two conjunctions are judged at once, two words for three truth values. */
import type { Circuit } from './circuit.js';
import { type Leaf, no, unknown, yes } from './columns.js';

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
  /** Columns of facts, then those of parts: the length of a row of codes. */
  readonly width: number;
  /** The first step of each block; one more at the end. */
  readonly steps: Int32Array;
  readonly columns: Int32Array;
  /** Where the two words of code 0 stand. */
  readonly offsets: Int32Array;
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

/** A count, which no mask can judge. */
interface PackedCount {
  readonly column: number;
  readonly atLeast: number;
  readonly leaves: readonly Leaf[];
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
export function masksOf(circuit: Circuit): Masks {
  const levels = levelsOf(circuit);
  const levelOf = (leaves: readonly Leaf[]) =>
    leaves.reduce((most, { column }) => Math.max(most, levels[column] ?? 0), 0);
  const byLevel: Entry[][] = [];
  const put = (entry: Entry) => {
    const level = levelOf(entry.leaves);
    for (let each = byLevel.length; each <= level; each += 1) byLevel.push([]);
    byLevel[level]?.push(entry);
  };
  const counts: (PackedCount & { readonly level: number })[] = [];
  circuit.parts.forEach((part, index) => {
    const column = circuit.facts + index;
    if (part.kind === 'all') put({ leaves: part.leaves, inverted: false, root: null, column });
    else counts.push({ column, atLeast: part.atLeast, leaves: part.leaves, level: levelOf(part.leaves) });
  });
  circuit.roots.forEach((root, index) => {
    put({ ...root, root: index, column: null });
  });
  counts.sort((a, b) => a.level - b.level);
  return pack(circuit, byLevel, counts);
}

/** By column, the level that it can be read from: facts from 0, a part from one above what it reads. */
function levelsOf({ facts, parts }: Circuit): number[] {
  const levels: number[] = new Array(facts).fill(0);
  for (const part of parts)
    levels.push(1 + part.leaves.reduce((most, { column }) => Math.max(most, levels[column] ?? 0), 0));
  return levels;
}

function pack(
  circuit: Circuit,
  byLevel: readonly (readonly Entry[])[],
  counts: readonly (PackedCount & { readonly level: number })[],
): Masks {
  const blocks: { readonly entries: readonly Entry[]; readonly level: number }[] = [];
  byLevel.forEach((entries, level) => {
    for (let start = 0; start < entries.length; start += wordBits)
      blocks.push({ entries: entries.slice(start, start + wordBits), level });
  });
  const steps: number[] = [0];
  const columns: number[] = [];
  const offsets: number[] = [];
  const words: number[] = [];
  const exports: number[] = [0];
  const exported: number[] = [];
  const places: Place[] = new Array(circuit.roots.length);
  blocks.forEach(({ entries }, block) => {
    for (const column of columnsRead(entries)) {
      columns.push(column);
      offsets.push(words.length);
      pushWords(words, entries, column, circuit.sizes[column] ?? 1);
    }
    steps.push(columns.length);
    entries.forEach((entry, bit) => {
      if (entry.root !== null) places[entry.root] = { block, bit };
      if (entry.column !== null) exported.push(bit, entry.column);
    });
    exports.push(exported.length);
  });
  return {
    blocks: blocks.length,
    width: circuit.facts + circuit.parts.length,
    steps: Int32Array.from(steps),
    columns: Int32Array.from(columns),
    offsets: Int32Array.from(offsets),
    words: Int32Array.from(words),
    inverted: Int32Array.from(blocks.map(({ entries }) => bitsWhere(entries, (entry) => entry.inverted))),
    exports: Int32Array.from(exports),
    exported: Int32Array.from(exported),
    counts,
    countsBefore: Int32Array.from(blocks.map(({ level }) => counts.filter((count) => count.level < level).length)),
    places,
  };
}

function columnsRead(entries: readonly Entry[]): number[] {
  return [...new Set(entries.flatMap(({ leaves }) => leaves.map(({ column }) => column)))].sort((a, b) => a - b);
}

/** For each code of a column: which conjunctions can be yes, and which of them are as far as this column goes. */
function pushWords(words: number[], entries: readonly Entry[], column: number, size: number): void {
  const tables = entries.map(({ leaves }) => leaves.find((leaf) => leaf.column === column)?.table);
  for (let code = 0; code < size; code += 1) {
    const truths = tables.map((table) => (table === undefined ? yes : (table[code] ?? no)));
    words.push(bitsWhere(truths, (truth) => truth !== no));
    words.push(bitsWhere(truths, (truth) => truth === yes));
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
  const { blocks, steps, columns, offsets, words, inverted, exports, countsBefore, counts } = masks;
  let counted = 0;
  let step = 0;
  for (let block = 0; block < blocks; block += 1) {
    for (const due = countsBefore[block] as number; counted < due; counted += 1)
      judgeCount(counts[counted] as PackedCount, row);
    const end = steps[block + 1] as number;
    let can = -1;
    let is = -1;
    for (; step < end; step += 1) {
      const at = (offsets[step] as number) + 2 * (row[columns[step] as number] as number);
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

function judgeCount({ column, atLeast, leaves }: PackedCount, row: Int32Array): void {
  let possible = 0;
  let sure = 0;
  for (const leaf of leaves) {
    const truth = leaf.table[row[leaf.column] as number];
    if (truth !== no) possible += 1;
    if (truth === yes) sure += 1;
  }
  row[column] = sure >= atLeast ? yes : possible < atLeast ? no : unknown;
}

/** The truth of one root after `judgeAll`. */
export function truthAt({ block, bit }: Place, possible: Int32Array, sure: Int32Array): number {
  return (((possible[block] as number) >>> bit) & 1) + (((sure[block] as number) >>> bit) & 1);
}
