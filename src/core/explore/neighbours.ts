/** The neighbours of a project: every change of one answer that some rule can tell from what is, and which of them are legal. */
import { type Column, codeOf } from '../compiled/columns.js';
import type { Compiled } from '../compiled/compile.js';
import { classesOf, type NumberClass } from '../compiled/number-classes.js';
import { addCode } from '../compiled/row.js';
import { listOf } from '../condition.js';
import type { Answer, Facts, NumberQuestion, Question } from '../model.js';

/** The numbers of a class; null where the question sets no end. Whole numbers have closed ends. */
export interface NumberRange {
  readonly from: number | null;
  readonly to: number | null;
  readonly openFrom: boolean;
  readonly openTo: boolean;
}

/** One answer changed. */
export interface Change {
  readonly question: string;
  /** Null: not answered. */
  readonly before: Answer | null;
  readonly after: Answer;
  /** For a list: the one member that comes or goes; null when the list was not answered. */
  readonly member: { readonly id: string; readonly added: boolean } | null;
  /** For a number: all values that the rules take for the same; `after` is the nearest of them. */
  readonly range: NumberRange | null;
}

/** The facts with these changes made. Two members of one list may come and go together. */
export function withChanges(facts: Facts, changes: readonly Change[]): Facts {
  const changed = new Map(facts);
  for (const { question, after, member } of changes) {
    const now = changed.get(question);
    if (member === null || now === undefined) changed.set(question, after);
    else if (member.added) changed.set(question, [...listOf(now), member.id]);
    else
      changed.set(
        question,
        listOf(now).filter((each) => each !== member.id),
      );
  }
  return changed;
}

/** A change with what it does to the row of codes. */
export interface Neighbour {
  readonly change: Change;
  /** Column and what is added to its code, in turn. */
  readonly deltas: Int32Array;
  /** Changes of one track go the same way, from the nearest (rank 0) on: a number upwards, say. */
  readonly track: string;
  readonly rank: number;
  /** Two members of one list may change together; two options of one choice may not. */
  readonly isAlternative: boolean;
}

/** Every neighbour of a project by one answer that these columns tell apart, question by question, the nearest numbers first. */
export function neighboursOf(compiled: Compiled, facts: Facts, among: readonly number[]): Neighbour[] {
  const wanted = new Set(among);
  return compiled.catalogue.questions.flatMap((question) => {
    const columns = (compiled.layout.columns.of.get(question.id) ?? []).filter((column) => wanted.has(column));
    return columns.length === 0 ? [] : neighboursBy(compiled, question, columns, facts.get(question.id));
  });
}

function neighboursBy(
  compiled: Compiled,
  question: Question,
  columns: readonly number[],
  before: Answer | undefined,
): Neighbour[] {
  const to = (after: Answer) => changeTo(compiled, question.id, before, after);
  switch (question.type) {
    case 'choice':
      return question.options.filter(({ id }) => id !== before).map(({ id }) => to(id));
    case 'yes-no':
      return [false, true].filter((value) => value !== before).map(to);
    case 'multi':
      return membersOf(compiled, columns)
        .map((member) => toggled(compiled, question.id, before, member))
        .concat(before === undefined ? [to([])] : []);
    case 'number':
      return numbersAround(compiled, question, columns[0] ?? 0, before);
    default:
      return question satisfies never;
  }
}

/** The members of a list that rules name. */
function membersOf({ layout }: Compiled, columns: readonly number[]): string[] {
  return columns.flatMap((index) => {
    const column = layout.columns.all[index];
    return column?.kind === 'members' ? column.members : [];
  });
}

function toggled(compiled: Compiled, question: string, before: Answer | undefined, member: string): Neighbour {
  if (before === undefined) return changeTo(compiled, question, before, [member]);
  const list = listOf(before);
  const added = !list.includes(member);
  const after = added ? [...list, member] : list.filter((each) => each !== member);
  const found = changeTo(compiled, question, before, after);
  return { ...found, change: { ...found.change, member: { id: member, added } }, isAlternative: false };
}

function changeTo(compiled: Compiled, question: string, before: Answer | undefined, after: Answer): Neighbour {
  const change = { question, before: before ?? null, after, member: null, range: null };
  const track = `${question} ${String(after)}`;
  return { change, deltas: deltasOf(compiled, question, before, after), track, rank: 0, isAlternative: true };
}

function deltasOf({ layout }: Compiled, question: string, before: Answer | undefined, after: Answer): Int32Array {
  const deltas: number[] = [];
  for (const index of layout.columns.of.get(question) ?? []) {
    const column = layout.columns.all[index] as Column;
    const delta = codeOf(column, after) - codeOf(column, before);
    if (delta !== 0) deltas.push(index, delta);
  }
  return Int32Array.from(deltas);
}

/** One neighbour for each class of numbers that the question allows by itself, the nearest first, downwards then upwards. */
function numbersAround(
  compiled: Compiled,
  question: NumberQuestion,
  index: number,
  before: Answer | undefined,
): Neighbour[] {
  const column = compiled.layout.columns.all[index];
  if (column?.kind !== 'number') return [];
  const now = codeOf(column, before);
  const classes = classesOf(column).flatMap((each) => legalRange(each, question) ?? []);
  const below = classes.filter(({ code }) => code < now).reverse();
  const above = classes.filter(({ code }) => code > now);
  const along = (way: string, ranges: readonly (NumberRange & { readonly code: number })[]) =>
    ranges.map(({ code, ...range }, rank): Neighbour => {
      const after = nearest(range, typeof before === 'number' ? before : 0);
      const change = { question: question.id, before: before ?? null, after, member: null, range };
      const deltas = Int32Array.of(index, code - now);
      return { change, deltas, track: `${question.id} ${way}`, rank, isAlternative: true };
    });
  return [...along('down', below), ...along('up', above)];
}

/** A class within what the question allows; null when nothing is left. */
function legalRange(
  { code, from, to, openFrom, openTo }: NumberClass,
  question: NumberQuestion,
): (NumberRange & { readonly code: number }) | null {
  let [low, high, isLowOpen, isHighOpen] = [from, to, openFrom, openTo];
  if (question.whole) {
    low = isLowOpen ? Math.floor(low) + 1 : Math.ceil(low);
    high = isHighOpen ? Math.ceil(high) - 1 : Math.floor(high);
    [isLowOpen, isHighOpen] = [false, false];
  }
  if (question.atLeast > low || low === Number.NEGATIVE_INFINITY) [low, isLowOpen] = [question.atLeast, false];
  const most = typeof question.atMost === 'number' ? question.atMost : Number.POSITIVE_INFINITY;
  if (most < high) [high, isHighOpen] = [most, false];
  if (low > high || (low === high && (isLowOpen || isHighOpen))) return null;
  return { code, from: low, to: Number.isFinite(high) ? high : null, openFrom: isLowOpen, openTo: isHighOpen };
}

/** The value of a range that is nearest to a number; beyond an open end a whole step away where there is room. */
export function nearest({ from, to, openFrom, openTo }: NumberRange, value: number): number {
  const [low, high] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  const inside = (each: number) => (openFrom ? each > low : each >= low) && (openTo ? each < high : each <= high);
  if (inside(value)) return value;
  const edge = value <= low ? low : high;
  const step = value <= low ? 1 : -1;
  if (inside(edge)) return edge;
  return inside(edge + step) ? edge + step : (low + high) / 2;
}

/** Puts a neighbour's change into a row; with -1 takes it out again. */
export function apply({ layout }: Compiled, { deltas }: Neighbour, row: Int32Array, times: 1 | -1): void {
  for (let index = 0; index < deltas.length; index += 2)
    addCode(layout, row, deltas[index] as number, times * (deltas[index + 1] as number));
}
