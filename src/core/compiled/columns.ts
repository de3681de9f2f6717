/** The normal form of answers: a closed set of columns with small codes, numbers cut where conditions compare them. */
import type { Catalogue } from '../catalogue.js';
import { judgeTest, listOf } from '../condition.js';
import type { Answer, Condition, Question, Signal, Test } from '../model.js';
import { pieceOf, valueIn } from './number-classes.js';

/** Truth values as numbers, so that the smaller is the conjunction and the larger the disjunction (Kleene). */
export const no = 0;
export const unknown = 1;
export const yes = 2;

/** Truth values by code. */
export type TruthTable = readonly number[];

/** A leaf in normal form: the truth of "fact ∈ set of codes" for every code of one column. */
export interface Leaf {
  readonly column: number;
  readonly table: TruthTable;
}

/** Where the code of an answer stands and how it is found. Code 0 is always "not answered". */
export type Column =
  | { readonly kind: 'constant' }
  | { readonly kind: 'options'; readonly fact: string; readonly codes: ReadonlyMap<Answer, number> }
  | {
      readonly kind: 'number';
      readonly fact: string;
      readonly cuts: readonly number[];
      /** The class of each piece: below the first cut, the cut itself, between it and the next … */
      readonly classOf: readonly number[];
      readonly size: number;
    }
  /** Up to six members of a list, one bit each; the code is one more than the bits. */
  | { readonly kind: 'members'; readonly fact: string; readonly members: readonly string[] };

/** Every fact that some condition reads, as columns. */
export interface Columns {
  readonly all: readonly Column[];
  /** The columns of each fact: one, or several for a long list. */
  readonly of: ReadonlyMap<string, readonly number[]>;
}

/** More members a column would make larger tables for fewer of them. */
const membersEach = 6;

/** The fact that holds the pattern which is being tried. */
export const patternFact = 'advice.pattern';

/** The columns that a set of conditions needs. `extra` adds tests that are made elsewhere, by fact. */
export function columnsOf(
  catalogue: Catalogue,
  conditions: readonly Condition[],
  extra: ReadonlyMap<string, readonly Test[]>,
): Columns {
  const tests = testsIn(conditions, catalogue.signal);
  for (const [fact, more] of extra) tests.set(fact, [...(tests.get(fact) ?? []), ...more]);
  const all: Column[] = [{ kind: 'constant' }];
  const of = new Map<string, number[]>();
  const patterns = catalogue.patterns.map((pattern) => pattern.id);
  for (const [fact, read] of tests) {
    const question = catalogue.question.get(fact);
    const made = question ? columnsOfQuestion(question, read) : fact === patternFact ? [optionsOf(fact, patterns)] : [];
    if (made.length > 0)
      of.set(
        fact,
        made.map((_, index) => all.length + index),
      );
    all.push(...made);
  }
  return { all, of };
}

/** The columns that conditions read, in the order in which they are met. */
export function columnsRead(
  columns: Columns,
  conditions: readonly Condition[],
  signals: ReadonlyMap<string, Signal>,
): number[] {
  return [...testsIn(conditions, signals)].flatMap(([fact, tests]) => {
    const read = new Set(tests.flatMap((test) => columnsOfTest(columns, fact, test)));
    return (columns.of.get(fact) ?? []).filter((index) => read.has(index));
  });
}

/**
 * The columns of a fact that a test is judged on. One that asks for no member at all (`includes-any []`) is judged on the
 * first: whether the question is answered is all that counts.
 */
export function columnsOfTest(columns: Columns, fact: string, test: Test): readonly number[] {
  const all = columns.of.get(fact) ?? [];
  const read = all.filter((index) => {
    const column = columns.all[index];
    return column !== undefined && partOf(test, column) !== null;
  });
  return read.length > 0 ? read : all.slice(0, 1);
}

/** Every test that conditions make, by fact, in the order in which they are met. */
function testsIn(conditions: readonly Condition[], signals: ReadonlyMap<string, Signal>): Map<string, Test[]> {
  const found = new Map<string, Test[]>();
  const seen = new Set<string>();
  const visit = (condition: Condition): void => {
    if (condition.kind === 'fact') {
      const tests = found.get(condition.fact) ?? [];
      tests.push(condition.test);
      found.set(condition.fact, tests);
    } else if (condition.kind === 'not') visit(condition.of);
    else if (condition.kind === 'signal') {
      const signal = signals.get(condition.signal);
      if (signal === undefined || seen.has(signal.id)) return;
      seen.add(signal.id);
      visit(signal.when);
    } else if ('of' in condition) condition.of.forEach(visit);
  };
  conditions.forEach(visit);
  return found;
}

function columnsOfQuestion(question: Question, tests: readonly Test[]): Column[] {
  switch (question.type) {
    case 'choice':
      return [
        optionsOf(
          question.id,
          question.options.map((option) => option.id),
        ),
      ];
    case 'yes-no':
      return [optionsOf(question.id, [false, true])];
    case 'number':
      return [numberColumn(question.id, tests)];
    case 'multi':
      return memberColumns(question.id, tests);
    default:
      return question satisfies never;
  }
}

function optionsOf(fact: string, options: readonly Answer[]): Column {
  return { kind: 'options', fact, codes: new Map(options.map((option, index) => [option, index + 1])) };
}

/** Cuts at exactly the numbers that tests name; pieces between which no test tells share a class. */
function numberColumn(fact: string, tests: readonly Test[]): Column {
  const cuts = [...new Set(tests.flatMap(numbersIn))].sort((a, b) => a - b);
  const classOf: number[] = [];
  let last = '';
  let code = 0;
  for (let piece = 0; piece <= 2 * cuts.length; piece += 1) {
    const verdicts = tests.map((test) => judgeTest(test, valueIn(cuts, piece))).join();
    if (verdicts !== last || piece === 0) code += 1;
    last = verdicts;
    classOf.push(code);
  }
  return { kind: 'number', fact, cuts, classOf, size: code + 1 };
}

function numbersIn(test: Test): number[] {
  const values = 'values' in test ? test.values : test.op === 'between' ? [test.from, test.to] : [test.value];
  return values.filter((value) => typeof value === 'number');
}

/** The members that tests name, neighbours in a test as neighbours in a column. */
function memberColumns(fact: string, tests: readonly Test[]): Column[] {
  const members = [...new Set(tests.flatMap(membersIn))];
  const columns: Column[] = [];
  for (let start = 0; start === 0 || start < members.length; start += membersEach)
    columns.push({ kind: 'members', fact, members: members.slice(start, start + membersEach) });
  return columns;
}

function membersIn(test: Test): string[] {
  const values = 'values' in test ? test.values : 'value' in test ? [test.value] : [];
  return values.filter((value) => typeof value === 'string');
}

/** How many codes a column has, "not answered" included. */
export function sizeOf(column: Column): number {
  switch (column.kind) {
    case 'constant':
      return 1;
    case 'options':
      return column.codes.size + 2;
    case 'number':
      return column.size;
    case 'members':
      return 1 + 2 ** column.members.length;
    default:
      return column satisfies never;
  }
}

/** The code of an answer in a column. An option that nobody declared has the last code: it is answered, and none of them. */
export function codeOf(column: Column, answer: Answer | undefined): number {
  if (answer === undefined) return 0;
  switch (column.kind) {
    case 'constant':
      return 0;
    case 'options':
      return column.codes.get(answer) ?? column.codes.size + 1;
    case 'number':
      return column.classOf[pieceOf(column.cuts, Number(answer))] ?? 0;
    case 'members': {
      const list = listOf(answer);
      let bits = 0;
      for (let index = 0; index < column.members.length; index += 1)
        if (list.includes(column.members[index] ?? '')) bits |= 1 << index;
      return bits + 1;
    }
    default:
      return column satisfies never;
  }
}

/** The part of a test that concerns a column; null when none does. */
export function partOf(test: Test, column: Column): Test | null {
  if (column.kind !== 'members') return test;
  if (test.op === 'includes') return column.members.includes(test.value) ? test : null;
  if (test.op !== 'includes-any' && test.op !== 'includes-all') return test;
  const values = test.values.filter((value) => column.members.includes(value));
  return values.length > 0 ? { ...test, values } : null;
}

/** An answer for each code of a column, from 1 on. */
export function answersIn(column: Column): Answer[] {
  switch (column.kind) {
    case 'constant':
      return [];
    case 'options':
      return [...column.codes.keys(), '\0none of them'];
    case 'number':
      return Array.from({ length: column.size - 1 }, (_, index) =>
        valueIn(column.cuts, column.classOf.indexOf(index + 1)),
      );
    case 'members':
      return Array.from({ length: 2 ** column.members.length }, (_, bits) =>
        column.members.filter((_member, index) => bits & (1 << index)),
      );
    default:
      return column satisfies never;
  }
}

/** An answer that has a code; undefined for 0. */
export function answerOf(column: Column, code: number): Answer | undefined {
  return answersIn(column)[code - 1];
}
