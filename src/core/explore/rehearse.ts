/** Growth rehearsed: a fixed set of futures, what changes first in each, and what is cheap to prepare now (resolution X2). */

import type { Catalogue } from '../catalogue.js';
import { type Advised, adviceInFull, adviceOn, changedItems } from '../check/advised.js';
import { aboveCeilings, type Clash, clashesBrought } from '../clash.js';
import { isSameAnswer, listOf } from '../condition.js';
import type { Ground } from '../decision.js';
import type { Future, FutureChange, Preparation } from '../future.js';
import type { Answer, Condition, Facts, NumberQuestion, Question } from '../model.js';
import { distinct } from '../order.js';
import { vendorSteps } from '../stack.js';
import { type BesideChanges, besideChanges } from './beside.js';

/** One change of the advice on the way into a future. */
export interface Turn {
  /** The answers at which it comes: for a number the first value at which the advice is different. */
  readonly at: readonly { readonly question: string; readonly answer: Answer }[];
  readonly changes: readonly {
    readonly layer: string | null;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** A number that the future lowers with the answer that is its ceiling, though it says nothing of it. */
export interface Carried {
  readonly question: string;
  readonly ceiling: string;
  /** What it is in the future. */
  readonly answer: number;
}

export interface Rehearsal {
  readonly future: Future;
  /** False: it changes no answer of this project, because it is so already or the answer is not known; or it cannot be tried. */
  readonly applies: boolean;
  /** Why it cannot be tried: in it, these answers cannot stand together. Empty: it can be, or there is nothing to try. */
  readonly clashes: readonly Clash[];
  readonly carried: readonly Carried[];
  /** In the order in which they come; empty: the advice stands it. */
  readonly turns: readonly Turn[];
  readonly prepare: readonly Preparation[];
  /** What the whole future changes beside the picks. */
  readonly beside: BesideChanges;
  /** The pattern that is advised in it; null: none can be had, or there are too few answers. */
  readonly pattern: string | null;
}

/** A project on the way into a future, with the answers that are different. */
interface Step {
  readonly facts: Facts;
  readonly at: Turn['at'];
}

/** Rehearses every future of the catalogue on the ground of a profile. */
export function rehearse(catalogue: Catalogue, ground: Ground): Rehearsal[] {
  const now = adviceInFull(catalogue, ground);
  return [...catalogue.data.futures]
    .sort((a, b) => a.order - b.order)
    .map((future) => {
      const { whole, ends } = endOf(catalogue, ground.facts, future);
      const last: Step = {
        facts: whole,
        at: ends.map(({ question, end }) => ({ question: question.id, answer: end })),
      };
      const { step, carried } = withCarried(catalogue, future, last);
      const clashes = clashesBrought(catalogue, ground.facts, step.facts);
      const stays = { turns: [], prepare: [], beside: besideChanges(now, now), pattern: now.pattern };
      if (clashes.length > 0) return { future, applies: false, clashes, carried: [], ...stays };
      if (ends.length === 0) return { future, applies: false, clashes, carried, ...stays };
      const steps = [...stepsBefore(catalogue, ground.facts, future, ends), step];
      const turns = turnsOf(catalogue, ground, now, steps);
      const then = adviceInFull(catalogue, { ...ground, facts: step.facts });
      const beside = besideChanges(now, then);
      const prepare = preparationsFor(future, turns, beside);
      return { future, applies: true, clashes, carried, turns, prepare, beside, pattern: then.pattern };
    });
}

/** The legal values on the way into a future that moves one number and nothing else; none for any other. */
function stepsBefore(catalogue: Catalogue, facts: Facts, future: Future, ends: readonly End[]): Step[] {
  const [only, second] = ends;
  if (!only || second) return [];
  const { question, end } = only;
  const start = facts.get(question.id);
  if (question.type !== 'number' || typeof start !== 'number' || typeof end !== 'number') return [];
  return valuesBetween(catalogue, question, start, end)
    .map((value) => {
      const at = [{ question: question.id, answer: value }];
      return withCarried(catalogue, future, { facts: new Map(facts).set(question.id, value), at }).step;
    })
    .filter((step) => clashesBrought(catalogue, facts, step.facts).length === 0);
}

/** A step with the numbers that go down with their ceiling; what the future itself says of a number stays. */
function withCarried(catalogue: Catalogue, { changes }: Future, { facts, at }: Step) {
  const isSaid = (id: string) => changes.some((change) => change.question === id && 'becomes' in change);
  const carried = aboveCeilings(catalogue, facts).flatMap(({ question, ceiling }): Carried[] => {
    const [got, most] = [facts.get(question), facts.get(ceiling)];
    const isLowered = at.some((each) => each.question === ceiling);
    if (typeof got !== 'number' || typeof most !== 'number' || !isLowered || isSaid(question)) return [];
    return [{ question, ceiling, answer: most }];
  });
  const whole = new Map(facts);
  for (const { question, answer } of carried) whole.set(question, answer);
  const others = at.filter((each) => !carried.some(({ question }) => question === each.question));
  const answers = carried.map(({ question, answer }) => ({ question, answer }));
  return { step: { facts: whole, at: [...others, ...answers] }, carried };
}

/** An answer that a future changes. */
interface End {
  readonly question: Question;
  readonly end: Answer;
}

/** The facts of a future, and the answers that are different in it: one change after the other, as ceilings move too. */
function endOf(catalogue: Catalogue, facts: Facts, { changes }: Future) {
  const whole = new Map<string, Answer>(facts);
  const ends: End[] = [];
  for (const change of changes) {
    const question = catalogue.question.get(change.question);
    const end = question && changed(question, whole, change);
    if (!question || end === undefined) continue;
    whole.set(question.id, end);
    ends.push({ question, end });
  }
  return { whole, ends };
}

/** The answer in a future; undefined where it stays, or cannot be told. */
function changed(question: Question, facts: Facts, change: FutureChange): Answer | undefined {
  const now = facts.get(question.id);
  if ('becomes' in change) return now !== undefined && isSameAnswer(now, change.becomes) ? undefined : change.becomes;
  if (now === undefined) return undefined;
  if ('gains' in change) {
    const all = distinct([...listOf(now), ...change.gains]).filter((each) => each !== 'none');
    return isSameAnswer(all, now) ? undefined : all;
  }
  if (question.type !== 'number' || typeof now !== 'number') return undefined;
  const value = within(question, facts, now * change.times);
  return value === now ? undefined : value;
}

/** A legal value: whole where the question wants it, and within its floor and ceiling. */
function within(question: NumberQuestion, facts: Facts, value: number): number {
  const most = typeof question.atMost === 'number' ? question.atMost : Number(facts.get(question.atMost) ?? value);
  const rounded = question.whole ? Math.max(question.atLeast, Math.floor(value)) : value;
  return Math.min(most, Math.max(question.atLeast, rounded));
}

/** Every value between two at which some rule or limit may judge differently, in the order of the way. */
function valuesBetween(catalogue: Catalogue, question: NumberQuestion, from: number, to: number): number[] {
  const values = new Set<number>();
  for (const condition of conditionsOf(catalogue)) addCuts(condition, question.id, values);
  for (const { limits } of catalogue.provider.values())
    for (const { fact, at } of limits) if (fact === question.id && at !== null) values.add(at).add(at + 1);
  // A larger team looks after more vendors, whatever the rules say of it.
  if (question.id === 'team-size') for (const { people } of vendorSteps) values.add(people + 1).add(people);
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const between = [...values].filter((value) => value > low && value < high).sort((a, b) => a - b);
  return from <= to ? between : between.reverse();
}

function conditionsOf({ data }: Catalogue): Condition[] {
  return [
    ...data.rules.map((rule) => rule.when),
    ...data.signals.map((signal) => signal.when),
    ...data.layers.map((layer) => layer.needed),
    ...data.patterns.flatMap((pattern) => (pattern.unless ? [pattern.unless.when] : [])),
  ];
}

/** The values on either side of each number that a condition names. */
function addCuts(condition: Condition, question: string, values: Set<number>): void {
  if (condition.kind === 'not') addCuts(condition.of, question, values);
  else if ('of' in condition) for (const part of condition.of) addCuts(part, question, values);
  if (condition.kind !== 'fact' || condition.fact !== question) return;
  const { test } = condition;
  const named = 'from' in test ? [test.from, test.to] : 'value' in test ? [test.value] : [];
  for (const each of named)
    if (typeof each === 'number') for (const value of [each - 1, each, each + 1]) values.add(value);
}

function turnsOf(catalogue: Catalogue, ground: Ground, now: Advised, steps: readonly Step[]): Turn[] {
  const turns: Turn[] = [];
  let before = now;
  for (const { facts, at } of steps) {
    const after = adviceOn(catalogue, { ...ground, facts });
    const changes = changedItems(catalogue, before, after);
    if (changes.length > 0) turns.push({ at, changes });
    before = after;
  }
  return turns;
}

/** What is worth preparing: for what changes, or what there is more to say of; nothing where nothing does. */
function preparationsFor({ prepare }: Future, turns: readonly Turn[], { risks, steps, controls }: BesideChanges) {
  const said = [...risks, ...steps, ...controls].filter(({ change }) => change === 'new');
  const layers = new Set([...turns.flatMap(({ changes }) => changes), ...said].map(({ layer }) => layer));
  if (layers.size === 0) return [];
  return prepare.filter((each) => each.layers.length === 0 || each.layers.some((layer) => layers.has(layer)));
}
