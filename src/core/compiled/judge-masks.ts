/** Judges packed conditions on a row of codes: the inner loop of the fast path. */
import { no, unknown, yes } from './columns.js';
import type { Masks, Place } from './masks.js';

/**
 * Judges every condition of a circuit. `row` holds the codes of the facts (see `encode`); its tail, from the first part
 * on, is written. `possible` and `sure` receive a word for each block: not no, and yes.
 */
export function judgeAll(masks: Masks, row: Int32Array, possible: Int32Array, sure: Int32Array): void {
  const { blocks, program, words } = masks;
  let at = 0;
  for (let block = 0; block < blocks; block += 1) {
    const counts = program[at] as number;
    at += 1;
    for (let count = 0; count < counts; count += 1) at = judgeCount(masks, at, row);
    const end = program[at] as number;
    const flip = program[at + 1] as number;
    let can = -1;
    let is = -1;
    for (at += 2; at < end; at += 2) {
      const word = (program[at + 1] as number) + ((row[program[at] as number] as number) << 1);
      can &= words[word] as number;
      is &= words[word + 1] as number;
    }
    possible[block] = (can & ~flip) | (~is & flip);
    sure[block] = (is & ~flip) | (~can & flip);
    // Parts become codes, which later blocks read like facts.
    const last = program[at] as number;
    for (at += 1; at < last; at += 2) {
      const bit = program[at] as number;
      row[program[at + 1] as number] = ((can >>> bit) & 1) + ((is >>> bit) & 1);
    }
  }
}

/** Judges the count that stands at a place of the program; returns where it ends. */
function judgeCount({ program, words }: Masks, start: number, row: Int32Array): number {
  const atLeast = program[start + 1] as number;
  const end = program[start + 2] as number;
  let sum = 0;
  for (let at = start + 3; at < end; at += 2)
    sum += words[(program[at + 1] as number) + (row[program[at] as number] as number)] as number;
  row[program[start] as number] = sum >>> 16 >= atLeast ? yes : (sum & 0xffff) < atLeast ? no : unknown;
  return end;
}

/** The truth of one root after `judgeAll`. */
export function truthAt({ block, bit }: Place, possible: Int32Array, sure: Int32Array): number {
  return (((possible[block] as number) >>> bit) & 1) + (((sure[block] as number) >>> bit) & 1);
}
