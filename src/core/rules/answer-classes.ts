/** The answers that no condition tells apart, merged into classes with a smallest representative each. */
import type { Catalogue } from '../catalogue.js';
import { changeInWords, judgeTest, testInWords } from '../condition.js';
import type { Answer, Condition, Question, Signal, Test } from '../model.js';
import { distinct } from '../order.js';

/** Answers that every condition judges alike. */
export interface AnswerClass {
  /** In words, for a report: "2 to 9", "idea or mvp", "yes". */
  readonly says: string;
  /**
   * The representative: the smallest number, the first option, whether the option of a multi question is given, an empty
   * list where any list is meant; null for "I don't know".
   */
  readonly answer: Answer | null;
  /** The largest number of the class; null for everything that is no number, and where there is no ceiling. */
  readonly most: number | null;
  /** Every option of the class; empty where there are none to choose from. */
  readonly options: readonly string[];
}

/** Whether "I don't know" is left out, or one more answer to every question. */
export type Extent = 'answered' | 'answered or not';

/** One thing that varies by itself: a question, or one option of a question with several answers. */
export interface Member {
  /** "team-size", or "features: payments" for one option; "features" alone is whether there is any list. */
  readonly id: string;
  readonly fact: string;
  /** The option that is given or not; null where the whole answer varies. */
  readonly option: string | null;
  readonly classes: readonly AnswerClass[];
}

/** A test of one fact, at the end of a condition. */
export type Leaf = Extract<Condition, { kind: 'fact' | 'change' }>;

/** Every test of a fact that conditions make, through signals; each signal is followed once. */
export function leavesOf(conditions: readonly Condition[], signals: ReadonlyMap<string, Signal>): Leaf[] {
  const found: Leaf[] = [];
  const seen = new Set<string>();
  const visit = (condition: Condition): void => {
    if (condition.kind === 'fact' || condition.kind === 'change') found.push(condition);
    else if (condition.kind === 'not') visit(condition.of);
    else if ('of' in condition) condition.of.forEach(visit);
    else if (condition.kind === 'signal' && !seen.has(condition.signal)) {
      seen.add(condition.signal);
      const signal = signals.get(condition.signal);
      if (signal) visit(signal.when);
    }
  };
  conditions.forEach(visit);
  return found;
}

/**
 * The members that conditions read, in the order of asking, each with its classes. Where "I don't know" counts, it is the
 * last class; for a list it is a member of its own, before the options. A fact that is no question (advice, what runs)
 * gets the values that the conditions name, and one more; how it changed varies by itself, and so does whether it is
 * answered where all is, which covers more than there can be and never less.
 *
 * The options of the questions in `apart` are not merged: whoever goes through them in their order needs each.
 *
 * Method: numbers are cut at exactly the points that a test mentions, then neighbours that every test judges alike are
 * merged (the normal form of issue 5: each leaf is "fact in set of codes").
 */
export function membersOf(
  catalogue: Catalogue,
  conditions: readonly Condition[],
  apart: ReadonlySet<string> = new Set(),
  extent: Extent = 'answered',
): Member[] {
  const tests = new Map<string, Test[]>();
  const looseIds = new Set<string>();
  for (const leaf of leavesOf(conditions, catalogue.signal)) {
    const loose = looseId(leaf);
    if (leaf.kind === 'fact' && leaf.test.op === 'answered' && extent === 'answered or not')
      tests.set(leaf.fact, tests.get(leaf.fact) ?? []);
    else if (loose !== null) looseIds.add(loose);
    else if (leaf.kind === 'fact') tests.set(leaf.fact, [...(tests.get(leaf.fact) ?? []), leaf.test]);
  }
  const asked = catalogue.questions.filter(({ id }) => tests.has(id)).map(({ id }) => id);
  const others = [...tests.keys()].filter((fact) => !catalogue.question.has(fact)).sort();
  return [
    ...[...asked, ...others].flatMap((fact) => {
      const members = membersFor(catalogue, fact, tests.get(fact) ?? [], apart.has(fact));
      return extent === 'answered' ? members : orOpen(fact, members);
    }),
    ...[...looseIds].sort().map((id) => ({ id, fact: id, option: null, classes: yesOrNo })),
  ];
}

/** The member of a test that is not about the answer itself; null for all others. */
export function looseId(leaf: Leaf): string | null {
  if (leaf.kind === 'change') return `${leaf.fact} ${changeInWords(leaf.test)}`;
  return leaf.test.op === 'answered' ? `${leaf.fact} ${testInWords(leaf.test)}` : null;
}

/** The member of one option of a question with several answers. */
export function optionId(fact: string, option: string): string {
  return `${fact}: ${option}`;
}

function membersFor(catalogue: Catalogue, fact: string, tests: readonly Test[], apart: boolean): Member[] {
  const question = catalogue.question.get(fact);
  const single = (classes: readonly AnswerClass[]): Member[] => [{ id: fact, fact, option: null, classes }];
  if (question?.type === 'multi' || tests.some(({ op }) => op.startsWith('includes')))
    return distinct(tests.flatMap(optionsNamed)).map((option) => {
      return { id: optionId(fact, option), fact, option, classes: yesOrNo };
    });
  if (question?.type === 'number') return single(numberClasses(rangeOf(catalogue, question), tests));
  if (question?.type === 'choice') {
    const options = question.options.map(({ id }) => id);
    return single(optionClasses(options, tests, apart));
  }
  const named = distinct(tests.flatMap(valuesNamed));
  if (question?.type === 'yes-no' || named.some((value) => typeof value === 'boolean')) return single(yesOrNo);
  if (named.some((value) => typeof value === 'number'))
    return single(numberClasses({ from: 0, to: null, whole: false }, tests));
  return single(optionClasses([...named.map(String), 'anything else'], tests, apart));
}

const yesOrNo: readonly AnswerClass[] = [
  { says: 'no', answer: false, most: null, options: [] },
  { says: 'yes', answer: true, most: null, options: [] },
];

const open: AnswerClass = { says: 'not answered', answer: null, most: null, options: [] };

/** The same members where the fact may be open: options of one list are open together. */
function orOpen(fact: string, members: readonly Member[]): Member[] {
  if (members.length > 0 && members.every(({ option }) => option === null))
    return members.map((member) => ({ ...member, classes: [...member.classes, open] }));
  const given: AnswerClass = { says: 'answered', answer: [], most: null, options: [] };
  return [{ id: fact, fact, option: null, classes: [given, open] }, ...members];
}

/** The place of "I don't know" among the classes of a member; -1 when it is none of them. */
export function openClass({ classes }: Member): number {
  return classes.findIndex(({ answer }) => answer === null);
}

function optionsNamed(test: Test): readonly string[] {
  if (test.op === 'includes') return [test.value];
  return test.op === 'includes-any' || test.op === 'includes-all' ? test.values : [];
}

function valuesNamed(test: Test): readonly (string | number | boolean)[] {
  if (test.op === 'between') return test.allowed ?? [test.from, test.to];
  if ('allowed' in test && test.allowed) return test.allowed;
  return 'values' in test ? test.values : [test.value];
}

/** Options in their order; a class stands where its first option stands. */
function optionClasses(options: readonly string[], tests: readonly Test[], apart: boolean): AnswerClass[] {
  const classes = new Map<string, string[]>();
  for (const option of options) {
    const key = apart ? option : signature(tests, option);
    classes.set(key, [...(classes.get(key) ?? []), option]);
  }
  return [...classes.values()].map((each) => {
    return { says: each.join(' or '), answer: each[0] ?? '', most: null, options: each };
  });
}

interface Range {
  readonly from: number;
  /** Null: no ceiling. */
  readonly to: number | null;
  readonly whole: boolean;
}

type NumberQuestion = Extract<Question, { type: 'number' }>;

/** The numbers that a question allows; where another answer is the ceiling, up to the largest that it may be. */
function rangeOf(catalogue: Catalogue, question: NumberQuestion): Range {
  const { atLeast: from, atMost: to, whole } = question;
  if (typeof to === 'number') return { from, to, whole };
  const ceiling = catalogue.question.get(to);
  const most = ceiling?.type === 'number' && typeof ceiling.atMost === 'number' ? ceiling.atMost : null;
  return { from, to: most, whole };
}

/** Neighbouring numbers that every test judges alike, from the smallest. */
function numberClasses({ from, to, whole }: Range, tests: readonly Test[]): AnswerClass[] {
  const named = tests.flatMap(valuesNamed).filter((value): value is number => typeof value === 'number');
  const points = distinct([from, ...named, ...(to === null ? [] : [to])])
    .filter((value) => value >= from && (to === null || value <= to))
    .sort((a, b) => a - b);
  const candidates = distinct(
    points.flatMap((point, index) => [point, ...(point === to ? [] : between(point, points[index + 1], whole))]),
  );
  const starts = candidates.filter(
    (value, index) => index === 0 || signature(tests, value) !== signature(tests, candidates[index - 1] ?? value),
  );
  return starts.map((start, index) => {
    const next = starts[index + 1];
    const below = candidates.filter((each) => next === undefined || each < next);
    const last = next === undefined ? to : whole ? next - 1 : Math.max(...below);
    const says =
      points.includes(start) || whole
        ? numberInWords(start, last, to)
        : `more than ${candidates[candidates.indexOf(start) - 1]}`;
    return { says, answer: start, most: last, options: [] };
  });
}

/** A number strictly between a point and the next one, when there is any: it stands for all of them. */
function between(point: number, next: number | undefined, whole: boolean): number[] {
  if (next === undefined || point + 1 < next) return [point + 1];
  return whole ? [] : [(point + next) / 2];
}

function numberInWords(from: number, last: number | null, to: number | null): string {
  if (from === last) return String(from);
  return last === null || last === to ? `${from} or more` : `${from} to ${last}`;
}

/** How every test judges an answer. */
function signature(tests: readonly Test[], answer: Answer): string {
  return tests.map((test) => (judgeTest(test, answer) === 'yes' ? 'y' : 'n')).join('');
}
