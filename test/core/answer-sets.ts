/** Random answers that a profile may hold, made from the questions of a catalogue. */
import fc from 'fast-check';
import type { Catalogue } from '../../src/core/catalogue.js';
import { factsRead, judge, situationOf } from '../../src/core/condition.js';
import type { Answer, Condition, Facts, Question } from '../../src/core/model.js';

/**
 * Answer sets that the loader would accept: within the ceilings, without contradictions. A question is left open about
 * one time in four, and a failing set shrinks to the fewest answers that still fail. `given` always answers some questions.
 */
export function answerSets(
  catalogue: Catalogue,
  given: Readonly<Record<string, fc.Arbitrary<Answer>>> = {},
): fc.Arbitrary<Facts> {
  const thresholds = thresholdsOf(catalogue);
  const maybe = catalogue.questions.map((question) => {
    const answer = fc.option(answersTo(question, thresholds.get(question.id) ?? []), { nil: undefined, freq: 3 });
    return [question.id, given[question.id] ?? answer] as const;
  });
  return fc
    .record(Object.fromEntries(maybe))
    .map((answers) => new Map(Object.entries(answers).flatMap(([id, got]) => (got === undefined ? [] : [[id, got]]))))
    .map((answers) => withoutContradictions(catalogue, answers));
}

/**
 * Answer sets of every kind of project. Left to chance alone, hardly one in a hundred would be advised to own its
 * backend, to take functions or to do without a backend, so some sets lean that way.
 */
export function projects(catalogue: Catalogue): fc.Arbitrary<Facts> {
  return fc.oneof(
    { weight: 4, arbitrary: answerSets(catalogue) },
    ...leanings.map((given) => ({ weight: 2, arbitrary: answerSets(catalogue, given) })),
  );
}

const fewFeatures = fc.subarray(['accounts', 'content', 'search', 'location', 'webhooks'], { maxLength: 2 });

/** Towards own services, towards functions, towards no backend. */
const leanings: readonly Readonly<Record<string, fc.Arbitrary<Answer>>>[] = [
  {
    'team-size': fc.integer({ min: 8, max: 40 }),
    'backend-engineers': fc.integer({ min: 2, max: 8 }),
    'ops-capability': fc.constantFrom('some', 'on-call'),
    'platform-owner': fc.constant(true),
    features: fewFeatures,
    residency: fc.constantFrom('none', 'region'),
    control: fc.constantFrom('some', 'tight'),
    'platform-conventions': fc.constant(false),
    'existing-backend': fc.subarray(['own-backend', 'baas']),
  },
  {
    features: fewFeatures,
    'traffic-shape': fc.constant(['burst']),
    'sensitive-rules': fc.constant(false),
    'long-running-work': fc.constant(false),
    'special-compute': fc.constant([]),
    realtime: fc.constantFrom('none', 'live-updates'),
    residency: fc.constant('none'),
    'platform-conventions': fc.boolean(),
  },
  {
    features: fc.subarray(['location', 'documents', 'reporting', 'analytics-events']),
    realtime: fc.constant('none'),
    offline: fc.constant('none'),
    'sensitive-rules': fc.boolean(),
  },
];

/** Any answer that a question allows by itself; numbers lean towards the thresholds that rules read. */
export function answersTo(question: Question, thresholds: readonly number[]): fc.Arbitrary<Answer> {
  switch (question.type) {
    case 'choice':
      return fc.constantFrom(...question.options.map((option) => option.id));
    case 'yes-no':
      return fc.boolean();
    case 'multi': {
      const options = question.options.map((option) => option.id);
      return fc.oneof(fc.subarray(options, { maxLength: 3 }), fc.subarray(options));
    }
    case 'number': {
      const most = typeof question.atMost === 'number' ? question.atMost : 100;
      const telling = [...question.bands.map((band) => band.value), ...thresholds].filter(
        (value) => value >= question.atLeast && value <= most,
      );
      return fc.oneof(fc.constantFrom(question.atLeast, ...telling), fc.integer({ min: question.atLeast, max: most }));
    }
    default:
      return question satisfies never;
  }
}

/** The same answers without those that contradict each other; those above their ceiling come down to it. */
export function withoutContradictions(catalogue: Catalogue, answers: Facts): Facts {
  const kept = new Map(answers);
  for (const question of catalogue.questions) {
    const clash = question.contradicts.find((each) => judge(each.when, situationOf(kept, catalogue.signal)) === 'yes');
    if (clash) for (const fact of factsRead(clash.when, catalogue.signal)) kept.delete(fact);
    const ceiling = ceilingOf(question, kept);
    if (ceiling !== null && Number(kept.get(question.id)) > ceiling) kept.set(question.id, ceiling);
  }
  return kept;
}

/** Whether the loader would take these answers together. */
export function isLegal(catalogue: Catalogue, answers: Facts): boolean {
  const legal = withoutContradictions(catalogue, answers);
  return [...answers].every(([id, answer]) => legal.get(id) === answer);
}

/** The answer that caps a question, when one does. */
function ceilingOf(question: Question, answers: Facts): number | null {
  if (question.type !== 'number' || typeof question.atMost !== 'string') return null;
  const most = answers.get(question.atMost);
  return typeof most === 'number' ? most : null;
}

/** Every number that a condition compares a fact with, and its neighbours, by fact. */
export function thresholdsOf(catalogue: Catalogue): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, Set<number>>();
  const add = (fact: string, value: number | string) => {
    if (typeof value !== 'number') return;
    const numbers = found.get(fact) ?? new Set();
    for (const near of [value - 1, value, value + 1]) numbers.add(near);
    found.set(fact, numbers);
  };
  const visit = (condition: Condition): void => {
    if (condition.kind === 'not') visit(condition.of);
    else if (condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'count')
      condition.of.forEach(visit);
    else if (condition.kind === 'fact') {
      const { test } = condition;
      if (test.op === 'at-least' || test.op === 'at-most') add(condition.fact, test.value);
      if (test.op === 'between') for (const value of [test.from, test.to]) add(condition.fact, value);
    }
  };
  for (const { when } of [...catalogue.data.rules, ...catalogue.data.signals]) visit(when);
  for (const provider of catalogue.data.providers)
    for (const limit of provider.limits) if (limit.at !== null) add(limit.fact, limit.at);
  return new Map([...found].map(([fact, numbers]) => [fact, [...numbers].sort((a, b) => a - b)]));
}
