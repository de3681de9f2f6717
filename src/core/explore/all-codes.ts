/** Every combination of the codes that some columns of a row can have. */
import { sizeOf } from '../compiled/columns.js';
import { type Layout, setCode } from '../compiled/row.js';

/** The columns of some facts, each once. */
export function columnsOfFacts({ columns }: Layout, facts: readonly string[]): number[] {
  return [...new Set(facts)].flatMap((fact) => columns.of.get(fact) ?? []);
}

/** How many combinations of codes columns have, "not answered" included. */
export function combinationsOf(layout: Layout, columns: readonly number[]): number {
  return columns.reduce((total, column) => total * codesOf(layout, column), 1);
}

/** Puts every combination on the row, one after another; afterwards the columns are not answered. */
export function walkCodes(layout: Layout, row: Int32Array, columns: readonly number[], visit: () => void): void {
  const [column, ...others] = columns;
  if (column === undefined) {
    visit();
    return;
  }
  for (let code = 0; code < codesOf(layout, column); code += 1) {
    setCode(layout, row, column, code);
    walkCodes(layout, row, others, visit);
  }
  setCode(layout, row, column, 0);
}

function codesOf({ columns }: Layout, column: number): number {
  const found = columns.all[column];
  return found ? sizeOf(found) : 1;
}
