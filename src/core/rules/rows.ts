/** Rows of small whole numbers, each kept once, in typed arrays: what a walk knows of how the contenders stand. */

/** The rows by number: a hash table with open addressing, at most half full. */
export interface Rows {
  readonly width: number;
  size: number;
  values: Int16Array;
  /** The number of a row plus one; nothing is 0. */
  slots: Int32Array;
}

/** What a row may hold: the caller makes sure that no number is larger. */
export const largestInRow: number = 2 ** 15 - 1;

/** No rows yet; all will be this wide. */
export function noRows(width: number): Rows {
  return { width, size: 0, values: new Int16Array(width * 256), slots: new Int32Array(512) };
}

/** The number of a row: rows that are equal share it. */
export function addRow(rows: Rows, row: Int16Array): number {
  const last = rows.slots.length - 1;
  let slot = hash(row) & last;
  for (let number = rows.slots[slot] ?? 0; number !== 0; number = rows.slots[slot] ?? 0) {
    if (isRow(rows, number - 1, row)) return number - 1;
    slot = (slot + 1) & last;
  }
  const number = rows.size;
  rows.values.set(row, number * rows.width);
  rows.slots[slot] = number + 1;
  rows.size += 1;
  if (rows.size * rows.width === rows.values.length) grow(rows);
  return number;
}

function isRow({ values, width }: Rows, number: number, row: Int16Array): boolean {
  const start = number * width;
  for (let place = 0; place < width; place += 1) if (values[start + place] !== row[place]) return false;
  return true;
}

function hash(row: Int16Array): number {
  let mixed = 0;
  for (let place = 0; place < row.length; place += 1)
    mixed = Math.imul(mixed ^ (row[place] ?? 0), 0x9e3779b1) ^ (mixed >>> 15);
  return mixed ^ (mixed >>> 13);
}

function grow(rows: Rows): void {
  const bigger = new Int16Array(rows.values.length * 2);
  bigger.set(rows.values);
  rows.values = bigger;
  rows.slots = new Int32Array(rows.slots.length * 2);
  const last = rows.slots.length - 1;
  for (let number = 0; number < rows.size; number += 1) {
    let slot = hash(rowAt(rows, number)) & last;
    while (rows.slots[slot] !== 0) slot = (slot + 1) & last;
    rows.slots[slot] = number + 1;
  }
}

/** A view of a row. */
export function rowAt(rows: Rows, number: number): Int16Array {
  return rows.values.subarray(number * rows.width, (number + 1) * rows.width);
}
