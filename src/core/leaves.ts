/** Tests in normal form: the truth of each code of a column. */
import { answersIn, type Column, type Columns, type Leaf, no, partOf, unknown, yes } from './columns.js';
import { judgeTest } from './condition.js';
import type { Test, Truth } from './model.js';

const numberOf = { no, unknown, yes } as const satisfies Record<Truth, number>;

/**
 * The leaves of a test, and whether all or any of them must hold: a list that is spread over several columns has one for
 * each. A fact without a column is never answered.
 */
export function leavesOf(
  columns: Columns,
  fact: string,
  test: Test,
): { readonly join: 'all' | 'any'; readonly leaves: readonly Leaf[] } {
  const indexes = columns.of.get(fact);
  const join = test.op === 'includes-all' ? 'all' : 'any';
  if (indexes === undefined) return { join, leaves: [{ column: 0, table: [numberOf[judgeTest(test, undefined)]] }] };
  const leaves = indexes.flatMap((index) => {
    const column = columns.all[index];
    const part = column && partOf(test, column);
    return column && part ? [{ column: index, table: tableOf(column, part) }] : [];
  });
  // Nothing is asked for: judged on any of the columns, whether the question is answered is all that counts.
  const [first = 0] = indexes;
  const column = columns.all[first];
  if (leaves.length > 0 || column === undefined) return { join, leaves };
  return { join, leaves: [{ column: first, table: tableOf(column, test) }] };
}

function tableOf(column: Column, test: Test): number[] {
  return [undefined, ...answersIn(column)].map((answer) => numberOf[judgeTest(test, answer)]);
}
