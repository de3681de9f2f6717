/** Numbers that no condition tells apart, as ranges. */
import type { Column } from './columns.js';

/** Classes of a number that no condition tells apart, from small to large. */
export interface NumberClass {
  readonly code: number;
  /** The ends of the class; the ends themselves belong to it unless `open`. */
  readonly from: number;
  readonly to: number;
  readonly openFrom: boolean;
  readonly openTo: boolean;
}

/** A number in a piece of the line: even pieces lie between cuts, odd ones are the cuts themselves. */
export function valueIn(cuts: readonly number[], piece: number): number {
  const [below, above] = [cuts[(piece - 2) / 2], cuts[piece / 2]];
  if (piece % 2 === 1) return cuts[(piece - 1) / 2] ?? 0;
  if (below === undefined) return (above ?? 0) - 1;
  return above === undefined ? below + 1 : (below + above) / 2;
}

/** The piece of the line that a number falls into. */
export function pieceOf(cuts: readonly number[], value: number): number {
  let piece = 0;
  for (const cut of cuts) {
    if (value < cut) return piece;
    if (value === cut) return piece + 1;
    piece += 2;
  }
  return piece;
}

/** The classes of a number column. */
export function classesOf(column: Extract<Column, { kind: 'number' }>): NumberClass[] {
  const { cuts, classOf } = column;
  const found: NumberClass[] = [];
  for (let code = 1; code < column.size; code += 1) {
    const [first, last] = [classOf.indexOf(code), classOf.lastIndexOf(code)];
    found.push({
      code,
      from: cuts[Math.ceil(first / 2) - 1] ?? Number.NEGATIVE_INFINITY,
      to: cuts[Math.floor(last / 2)] ?? Number.POSITIVE_INFINITY,
      openFrom: first % 2 === 0,
      openTo: last % 2 === 0,
    });
  }
  return found;
}
