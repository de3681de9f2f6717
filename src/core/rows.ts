/** Rows of small whole numbers, each kept once, in one typed array. */

/** The rows by number; `width` is that of the first row. */
export interface Rows {
  size: number;
  width: number;
  values: Int16Array;
  readonly known: Map<string, number>;
}

/** What a row may hold: the caller makes sure that no number is larger. */
export const largestInRow: number = 2 ** 15 - 1;

/** No rows yet. */
export function noRows(): Rows {
  return { size: 0, width: 0, values: new Int16Array(0), known: new Map() };
}

/** The number of a row: rows that are equal share it. */
export function addRow(rows: Rows, row: ArrayLike<number>): number {
  const key = String.fromCharCode(...Array.from(row, (value) => value + largestInRow + 1));
  const known = rows.known.get(key);
  if (known !== undefined) return known;
  if (rows.size === 0) rows.width = row.length;
  const start = rows.size * rows.width;
  if (start + rows.width > rows.values.length) {
    const bigger = new Int16Array(Math.max(1024, rows.values.length * 2));
    bigger.set(rows.values);
    rows.values = bigger;
  }
  rows.values.set(row, start);
  rows.known.set(key, rows.size);
  rows.size += 1;
  return rows.size - 1;
}

/** A view of a row. */
export function rowAt(rows: Rows, number: number): Int16Array {
  return rows.values.subarray(number * rows.width, (number + 1) * rows.width);
}
