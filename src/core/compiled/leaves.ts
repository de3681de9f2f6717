/** Tests in normal form: the truth of each code of a column. */

import { judgeTest } from '../condition.js';
import type { Test, Truth } from '../model.js';
import { answersIn, type Column, type Columns, columnsOfTest, type Leaf, no, partOf, unknown, yes } from './columns.js';

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
  const join = test.op === 'includes-all' ? 'all' : 'any';
  if (!columns.of.has(fact)) return { join, leaves: [{ column: 0, table: [numberOf[judgeTest(test, undefined)]] }] };
  const leaves = columnsOfTest(columns, fact, test).flatMap((index) => {
    const column = columns.all[index];
    return column ? [{ column: index, table: tableOf(column, partOf(test, column) ?? test) }] : [];
  });
  return { join, leaves };
}

function tableOf(column: Column, test: Test): number[] {
  return [undefined, ...answersIn(column)].map((answer) => numberOf[judgeTest(test, answer)]);
}
