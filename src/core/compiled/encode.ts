/** How answers become codes on a row: a reader for each question, those of one kind in one loop, so that each does little. */

import { listOf } from '../condition.js';
import type { Answer, Facts } from '../model.js';
import type { Columns } from './columns.js';
import { pieceOf } from './number-classes.js';

/** Where the code of a column goes, and times what: to the place of its group, or as it is to its own. */
export interface Target {
  readonly place: number;
  readonly stride: number;
}

/** One of a few words; the code of the first is 1, and what is none of them has the last code. */
interface ChoiceReader extends Target {
  readonly fact: string;
  readonly words: readonly Answer[];
}

interface NumberReader extends Target {
  readonly fact: string;
  readonly cuts: readonly number[];
  readonly classOf: readonly number[];
}

/** Up to five columns of a list: thirty members, one bit each, so that an item takes one lookup. */
interface ListReader {
  readonly fact: string;
  readonly bits: ReadonlyMap<string, number>;
  /** For each column four numbers: where its bits begin, which they are from there, its place, its stride. */
  readonly targets: Int32Array;
}

/** The readers for some of the columns, and the places that they add to. */
export interface Encoding {
  readonly choices: readonly ChoiceReader[];
  readonly switches: readonly ChoiceReader[];
  readonly numbers: readonly NumberReader[];
  readonly lists: readonly ListReader[];
  readonly places: Int32Array;
}

/** The members of a list that fit into one number of bits, as columns. */
const columnsEach = 5;

/** The readers for the columns that have a target. */
export function encodingOf(columns: Columns, targets: ReadonlyMap<number, Target>): Encoding {
  const encoding = {
    choices: [] as ChoiceReader[],
    switches: [] as ChoiceReader[],
    numbers: [] as NumberReader[],
    lists: [] as ListReader[],
  };
  for (const [fact, all] of columns.of) {
    const read = all.filter((column) => targets.has(column));
    const form = columns.all[read[0] ?? 0];
    const target = targets.get(read[0] ?? -1);
    if (form === undefined || target === undefined) continue;
    // Written out: an object that is made by spreading another is slower to read.
    const { place, stride } = target;
    if (form.kind === 'options') {
      const words = [...form.codes.keys()];
      encoding[words.includes(true) ? 'switches' : 'choices'].push({ fact, words, place, stride });
    } else if (form.kind === 'number') {
      const { cuts, classOf } = form;
      encoding.numbers.push({ fact, cuts, classOf, place, stride });
    } else encoding.lists.push(...listReaders(columns, targets, fact, read));
  }
  const places = new Set([...targets.values()].map(({ place }) => place));
  return { ...encoding, places: Int32Array.from(places) };
}

function listReaders(
  { all }: Columns,
  to: ReadonlyMap<number, Target>,
  fact: string,
  columns: readonly number[],
): ListReader[] {
  const readers: ListReader[] = [];
  for (let start = 0; start < columns.length; start += columnsEach) {
    const bits = new Map<string, number>();
    const targets = columns.slice(start, start + columnsEach).flatMap((column) => {
      const form = all[column];
      const members = form?.kind === 'members' ? form.members : [];
      const from = bits.size;
      for (const member of members) bits.set(member, 1 << bits.size);
      return [from, 2 ** members.length - 1, to.get(column)?.place ?? 0, to.get(column)?.stride ?? 0];
    });
    readers.push({ fact, bits, targets: Int32Array.from(targets) });
  }
  return readers;
}

/**
 * Writes the codes of facts that the questions allow into a row, over those that the same encoding wrote before; what it
 * has no reader for is left as it is. Each kind has a loop of its own, which V8 compiles for that kind alone.
 */
export function encode({ choices, switches, numbers, lists, places }: Encoding, facts: Facts, row: Int32Array): void {
  for (let index = 0; index < places.length; index += 1) row[places[index] as number] = 0;
  encodeChoices(choices, facts, row);
  encodeSwitches(switches, facts, row);
  encodeNumbers(numbers, facts, row);
  encodeLists(lists, facts, row);
}

function encodeChoices(readers: readonly ChoiceReader[], facts: Facts, row: Int32Array): void {
  for (let index = 0; index < readers.length; index += 1) {
    const { fact, words, place, stride } = readers[index] as ChoiceReader;
    const answer = facts.get(fact);
    let code = 0;
    if (answer !== undefined) {
      code = 1;
      while (code <= words.length && words[code - 1] !== answer) code += 1;
    }
    row[place] = (row[place] as number) + code * stride;
  }
}

function encodeSwitches(readers: readonly ChoiceReader[], facts: Facts, row: Int32Array): void {
  for (let index = 0; index < readers.length; index += 1) {
    const { fact, place, stride } = readers[index] as ChoiceReader;
    const answer = facts.get(fact);
    const code = answer === undefined ? 0 : answer === false ? 1 : answer === true ? 2 : 3;
    row[place] = (row[place] as number) + code * stride;
  }
}

function encodeNumbers(readers: readonly NumberReader[], facts: Facts, row: Int32Array): void {
  for (let index = 0; index < readers.length; index += 1) {
    const { fact, cuts, classOf, place, stride } = readers[index] as NumberReader;
    const answer = facts.get(fact);
    const code = answer === undefined ? 0 : (classOf[pieceOf(cuts, Number(answer))] as number);
    row[place] = (row[place] as number) + code * stride;
  }
}

function encodeLists(readers: readonly ListReader[], facts: Facts, row: Int32Array): void {
  for (let index = 0; index < readers.length; index += 1) {
    const { fact, bits, targets } = readers[index] as ListReader;
    const answer = facts.get(fact);
    let found = 0;
    if (answer !== undefined) {
      const items = listOf(answer);
      for (let at = 0; at < items.length; at += 1) found |= bits.get(items[at] as string) ?? 0;
    }
    const first = answer === undefined ? 0 : 1;
    for (let at = 0; at < targets.length; at += 4) {
      const code = ((found >>> (targets[at] as number)) & (targets[at + 1] as number)) + first;
      const place = targets[at + 2] as number;
      row[place] = (row[place] as number) + code * (targets[at + 3] as number);
    }
  }
}
