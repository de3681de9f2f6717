/** Answers as a row of codes: one for each column, then one for each group of columns that are read together. */

import type { Facts } from '../model.js';
import { type Columns, sizeOf } from './columns.js';
import { type Encoding, encode, encodingOf } from './encode.js';

/** Columns that are looked up at once: the code of a group is that of its members, each times its stride, added up. */
export interface Group {
  readonly members: readonly number[];
  readonly strides: readonly number[];
  /** How many codes it has. */
  readonly size: number;
}

/** Where everything stands on a row. */
export interface Layout {
  readonly columns: Columns;
  /** Their codes stand behind those of the columns. */
  readonly groups: readonly Group[];
  /** By column: the place of its group's code, or -1, and its stride there. */
  readonly groupOf: Int32Array;
  readonly strideOf: Int32Array;
  /** How facts are encoded: every column by itself, or only the places that rules of the first set look up. */
  readonly encodings: { readonly columns: Encoding; readonly early: Encoding };
  /** How many codes a row has. Behind them there may be room for parts of conditions. */
  readonly width: number;
}

/** A group of more codes would save few steps and take tables that fit into no cache. */
const mostCodes = 512;

/**
 * Lays columns out. `sets` are columns that the same rules read: groups are made within each, in its order. A column that is
 * written while rules are judged must be in none.
 */
export function layoutOf(columns: Columns, sets: readonly (readonly number[])[]): Layout {
  const groups: Group[] = [];
  const grouped = new Set<number>();
  for (const set of sets) {
    let members: number[] = [];
    let size = 1;
    const close = () => {
      if (members.length > 1) groups.push(groupOf(columns, members));
      members = [];
      size = 1;
    };
    for (const column of set) {
      if (grouped.has(column)) continue;
      grouped.add(column);
      const more = codesIn(columns, column);
      if (size * more > mostCodes) close();
      members.push(column);
      size *= more;
    }
    close();
  }
  const count = columns.all.length;
  const place = new Int32Array(count).fill(-1);
  const strideOf = new Int32Array(count);
  groups.forEach(({ members, strides }, index) => {
    members.forEach((column, at) => {
      place[column] = count + index;
      strideOf[column] = strides[at] ?? 0;
    });
  });
  const targetOf = (column: number) => {
    const group = place[column] ?? -1;
    return group < 0 ? { place: column, stride: 1 } : { place: group, stride: strideOf[column] ?? 0 };
  };
  const encodings = {
    columns: encodingOf(columns, new Map(columns.all.map((_, column) => [column, { place: column, stride: 1 }]))),
    early: encodingOf(columns, new Map((sets[0] ?? []).map((column) => [column, targetOf(column)]))),
  };
  return { columns, groups, groupOf: place, strideOf, encodings, width: count + groups.length };
}

function codesIn({ all }: Columns, column: number): number {
  const found = all[column];
  return found ? sizeOf(found) : 1;
}

function groupOf(columns: Columns, members: readonly number[]): Group {
  const strides: number[] = [];
  let size = 1;
  for (const column of members) {
    strides.push(size);
    size *= codesIn(columns, column);
  }
  return { members, strides, size };
}

/** Writes the codes of facts that the questions allow into a row that is all zeros. */
export function encodeAll({ encodings, groupOf: place, strideOf }: Layout, facts: Facts, row: Int32Array): void {
  encode(encodings.columns, facts, row);
  for (let column = 0; column < place.length; column += 1) {
    const group = place[column] as number;
    if (group >= 0) row[group] = (row[group] as number) + (row[column] as number) * (strideOf[column] as number);
  }
}

/** Changes one code of a row. */
export function setCode(layout: Layout, row: Int32Array, column: number, code: number): void {
  addCode(layout, row, column, code - (row[column] as number));
}

/** Adds to one code of a row: what a change of an answer makes of it can be taken back the same way. */
export function addCode({ groupOf: place, strideOf }: Layout, row: Int32Array, column: number, more: number): void {
  row[column] = (row[column] as number) + more;
  const group = place[column] as number;
  if (group >= 0) row[group] = (row[group] as number) + more * (strideOf[column] as number);
}
