/** Judges packed conditions on a row of codes: the inner loop of the fast path. */
import { no, unknown, yes } from './columns.js';
import type { Masks, PackedCount, Place } from './masks.js';

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
