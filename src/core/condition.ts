/** Judges a condition over what is known, in three truth values, and says which leaves decided it. */
import type { Answer, ChangeTest, Condition, Evidence, Facts, Signal, Test, Truth } from './model.js';

/** What conditions are judged against: the facts, the signals, and a memory of signals already judged in this situation. */
export interface Situation {
  readonly facts: Facts;
  readonly signals: ReadonlyMap<string, Signal>;
  readonly judged: Map<string, Truth>;
}

/** A situation with its own memory: make a new one whenever a fact changes. */
export function situationOf(facts: Facts, signals: ReadonlyMap<string, Signal>): Situation {
  return { facts, signals, judged: new Map() };
}

/**
 * The truth of a condition. `all` is no when any part is no, else unknown when any part is unknown (Kleene's strong
 * logic); `any` the other way round; `count` is yes once enough parts are yes, no once too few can still be.
 */
export function judge(condition: Condition, situation: Situation): Truth {
  switch (condition.kind) {
    case 'always':
      return 'yes';
    case 'all':
      return count(condition.of, condition.of.length, situation);
    case 'any':
      return count(condition.of, 1, situation);
    case 'count':
      return count(condition.of, condition.atLeast, situation);
    case 'not':
      return opposite(judge(condition.of, situation));
    case 'signal':
      return judgeSignal(condition.signal, situation);
    case 'fact':
      return judgeTest(condition.test, situation.facts.get(condition.fact));
    case 'change':
      return judgeChange(
        condition.test,
        situation.facts.get(condition.fact),
        situation.facts.get(atDecision(condition.fact)),
      );
    default:
      return condition satisfies never;
  }
}

/** Stops as soon as the parts that are left cannot change the outcome. */
function count(parts: readonly Condition[], needed: number, situation: Situation): Truth {
  let sure = 0;
  let possible = parts.length;
  for (const part of parts) {
    if (sure >= needed || possible < needed) break;
    const truth = judge(part, situation);
    if (truth === 'yes') sure += 1;
    if (truth === 'no') possible -= 1;
  }
  return sure >= needed ? 'yes' : possible < needed ? 'no' : 'unknown';
}

function opposite(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown';
}

function judgeSignal(id: string, situation: Situation): Truth {
  const known = situation.judged.get(id);
  if (known !== undefined) return known;
  const signal = situation.signals.get(id);
  const truth = signal === undefined ? 'unknown' : judge(signal.when, situation);
  situation.judged.set(id, truth);
  return truth;
}

/** The truth of one test on one answer; undefined means that the question was not answered. */
export function judgeTest(test: Test, got: Answer | undefined): Truth {
  if (test.op === 'answered') return (got !== undefined) === test.value ? 'yes' : 'no';
  if (got === undefined) return 'unknown';
  return passes(test, got) ? 'yes' : 'no';
}

function passes(test: Exclude<Test, { op: 'answered' }>, got: Answer): boolean {
  switch (test.op) {
    case 'is':
      return got === test.value;
    case 'is-not':
      return got !== test.value;
    case 'in':
      return test.values.includes(got as string | number);
    case 'not-in':
      return !test.values.includes(got as string | number);
    case 'at-least':
      return test.allowed ? test.allowed.includes(got as string) : got >= test.value;
    case 'at-most':
      return test.allowed ? test.allowed.includes(got as string) : got <= test.value;
    case 'between':
      return test.allowed ? test.allowed.includes(got as string) : got >= test.from && got <= test.to;
    case 'includes':
      return listOf(got).includes(test.value);
    case 'includes-any':
      return test.values.some((value) => listOf(got).includes(value));
    case 'includes-all':
      return test.values.every((value) => listOf(got).includes(value));
    default:
      return test satisfies never;
  }
}

/** The fact that holds what a question was answered with when somebody decided. */
export function atDecision(question: string): string {
  return `was.${question}`;
}

/** The truth of a change; an answer that is missing now, or was missing then, leaves it unknown. */
export function judgeChange(test: ChangeTest, now: Answer | undefined, was: Answer | undefined): Truth {
  if (now === undefined || was === undefined) return 'unknown';
  return hasChanged(test, now, was) ? 'yes' : 'no';
}

function hasChanged(test: ChangeTest, now: Answer, was: Answer): boolean {
  switch (test.op) {
    case 'changed':
      return isSameAnswer(now, was) !== test.value;
    case 'grew-by':
      return now > was && Number(now) >= Number(was) * test.factor;
    case 'shrank-by':
      return now < was && Number(now) * test.factor <= Number(was);
    case 'gained':
      return test.values.some((value) => listOf(now).includes(value) && !listOf(was).includes(value));
    case 'lost':
      return test.values.some((value) => !listOf(now).includes(value) && listOf(was).includes(value));
    default:
      return test satisfies never;
  }
}

/** Whether two answers say the same: in a list the order means nothing. */
export function isSameAnswer(a: Answer, b: Answer): boolean {
  if (typeof a !== 'object' && typeof b !== 'object') return a === b;
  const [one, two] = [new Set(listOf(a)), new Set(listOf(b))];
  return one.size === two.size && [...one].every((each) => two.has(each));
}

/** An answer as a list: a single value is accepted where a list is expected. */
export function listOf(answer: Answer): readonly string[] {
  return Array.isArray(answer) ? answer : [String(answer)];
}

/**
 * The leaves that make a condition what it is: for yes the leaves that are yes, for no those that are no, for
 * unknown those that are still open. A leaf under `not` counts for the opposite; each says whether it holds itself.
 */
export function decidedBy(condition: Condition, situation: Situation): Evidence[] {
  const found = new Map<string, Evidence>();
  collect(condition, judge(condition, situation), situation, found);
  return [...found.values()];
}

function collect(condition: Condition, wanted: Truth, situation: Situation, found: Map<string, Evidence>): void {
  if (judge(condition, situation) !== wanted) return;
  switch (condition.kind) {
    case 'always':
      return;
    case 'all':
    case 'any':
    case 'count':
      for (const part of condition.of) collect(part, wanted, situation, found);
      return;
    case 'not':
      collect(condition.of, opposite(wanted), situation, found);
      return;
    case 'signal': {
      const signal = situation.signals.get(condition.signal);
      if (signal) collect(signal.when, wanted, situation, found);
      return;
    }
    case 'fact': {
      const test = testInWords(condition.test);
      found.set(`${condition.fact} ${test}`, {
        fact: condition.fact,
        test,
        holds: wanted,
        got: situation.facts.get(condition.fact) ?? null,
      });
      return;
    }
    case 'change': {
      const { fact } = condition;
      const test = changeInWords(condition.test);
      const [got = null, was = null] = [situation.facts.get(fact), situation.facts.get(atDecision(fact))];
      found.set(`${fact} ${test}`, { fact, test, holds: wanted, got, was });
      return;
    }
    default:
      condition satisfies never;
  }
}

/** A change as it is written in a rule, on one line: `grew-by 3`, `gained [payments]`. */
export function changeInWords(test: ChangeTest): string {
  if ('factor' in test) return `${test.op} ${test.factor}`;
  return 'values' in test ? `${test.op} [${test.values.join(', ')}]` : `${test.op} ${test.value}`;
}

/** A test as it is written in a rule, on one line: `at-least 100000`, `in [fintech, healthcare]`. */
export function testInWords(test: Test): string {
  switch (test.op) {
    case 'in':
    case 'not-in':
    case 'includes-any':
    case 'includes-all':
      return `${test.op} [${test.values.join(', ')}]`;
    case 'between':
      return `between ${test.from} and ${test.to}`;
    default:
      return `${test.op} ${test.value}`;
  }
}

/** Every fact that a condition reads, through signals. */
export function factsRead(condition: Condition, signals: ReadonlyMap<string, Signal>): Set<string> {
  const found = new Set<string>();
  const visit = (each: Condition, trail: readonly string[]): void => {
    if (each.kind === 'fact' || each.kind === 'change') found.add(each.fact);
    else if (each.kind === 'not') visit(each.of, trail);
    else if (each.kind === 'signal') {
      const signal = signals.get(each.signal);
      if (signal && !trail.includes(signal.id)) visit(signal.when, [...trail, signal.id]);
    } else if (each.kind !== 'always') for (const part of each.of) visit(part, trail);
  };
  visit(condition, []);
  return found;
}
