/** Flip points: each one is tried on the explained path, and what is not told is proven to change nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { compile, type FastVerdict } from '../../../src/core/compiled/compile.js';
import { type Flip, type FlipPoints, flipPoints } from '../../../src/core/explore/flips.js';
import { type Change, withChanges } from '../../../src/core/explore/neighbours.js';
import { factsOf } from '../../../src/core/facts.js';
import type { Answer, Facts, Question } from '../../../src/core/model.js';
import { shipped, shippedProfile } from '../../support/catalogue.js';
import { choice, facts, is, number, patterns, prefer, ranked, rule, tinyCatalogue } from '../../support/tiny.js';
import { isLegal, thresholdsOf } from '../answer-sets.js';
import { explained } from '../explained.js';
import { smallCatalogues, smallProfiles } from '../small-catalogues.js';

/** One answer changed, as the tests make them. */
interface OtherAnswer {
  readonly question: string;
  readonly after: Answer;
}

function answered(known: Facts, changes: readonly OtherAnswer[]): Facts {
  return new Map([...known, ...changes.map(({ question, after }) => [question, after] as const)]);
}

/** A flip says exactly what the explained path finds: what is told differs as told, and for singles nothing else does. */
function expectTrue(catalogue: Catalogue, known: Facts, flip: Flip, isSingle: boolean): void {
  const after = withChanges(known, flip.changes);
  expect(isLegal(catalogue, after)).toBe(true);
  const [was, is] = [explained(catalogue, known), explained(catalogue, after)];
  if (flip.pattern || isSingle)
    expect(flip.pattern).toEqual(was.pattern === is.pattern ? null : { before: was.pattern, after: is.pattern });
  for (const { layer, before, after: then } of flip.layers) {
    expect([was.layers.get(layer), is.layers.get(layer)]).toEqual([before, then]);
    expect(before).not.toEqual(then);
  }
  if (isSingle) expect(flip.layers.map(({ layer }) => layer)).toEqual(changedLayers(was, is));
}

function changedLayers(was: FastVerdict, is: FastVerdict): string[] {
  return [...was.layers.keys()].filter(
    (id) => is.layers.has(id) && JSON.stringify(was.layers.get(id)) !== JSON.stringify(is.layers.get(id)),
  );
}

/** Every answer that differs in one thing, found without the compiler: numbers at and beside every threshold. */
function answersBeside(question: Question, before: Answer | undefined, thresholds: readonly number[]): Answer[] {
  switch (question.type) {
    case 'choice':
      return question.options.map(({ id }) => id).filter((id) => id !== before);
    case 'yes-no':
      return [true, false].filter((value) => value !== before);
    case 'multi': {
      // A list with one member that no rule names counts as an empty one; that is told as such.
      if (before === undefined) return [[]];
      const list = before as readonly string[];
      return question.options.map(({ id }) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]));
    }
    case 'number': {
      const most = typeof question.atMost === 'number' ? question.atMost : 1e6;
      const values = [question.atLeast, most, 1, 2, 3, 9, 10, ...thresholds];
      return values.filter((value) => value >= question.atLeast && value <= most && value !== before);
    }
    default:
      return question satisfies never;
  }
}

function changesBeside(catalogue: Catalogue, known: Facts): OtherAnswer[] {
  const thresholds = thresholdsOf(catalogue);
  return catalogue.questions.flatMap((question) =>
    answersBeside(question, known.get(question.id), thresholds.get(question.id) ?? []).map((after) => ({
      question: question.id,
      after,
    })),
  );
}

/** Whether a reported change stands for this one: the same answer, or a number in its range. */
function standsFor(change: Change, { question, after }: OtherAnswer): boolean {
  if (change.question !== question) return false;
  if (change.range === null || typeof after !== 'number') return JSON.stringify(change.after) === JSON.stringify(after);
  const { from, to, openFrom, openTo } = change.range;
  const [low, high] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  return (openFrom ? after > low : after >= low) && (openTo ? after < high : after <= high);
}

function expectAllSingles(catalogue: Catalogue, known: Facts, { singles }: FlipPoints): void {
  const was = JSON.stringify([...explained(catalogue, known).layers, explained(catalogue, known).pattern]);
  for (const change of changesBeside(catalogue, known)) {
    const after = answered(known, [change]);
    if (!isLegal(catalogue, after)) continue;
    const told = singles.some(({ changes: [single] }) => single !== undefined && standsFor(single, change));
    const is = explained(catalogue, after);
    const moved = JSON.stringify([...is.layers, is.pattern]) !== was;
    expect(moved, JSON.stringify(change)).toBe(told);
  }
}

describe('a flip point', () => {
  it('of a number is the nearest value on the other side, and says how far the same holds', () => {
    const many = { kind: 'fact', fact: 'users', test: { op: 'at-least', value: 100_000 } } as const;
    const catalogue = tinyCatalogue({
      questions: [number('users')],
      patterns: ranked('own-less', 'own-more'),
      rules: [rule('many', prefer(patterns('own-more')), { when: many })],
    });
    const { singles } = flipPoints(compile(catalogue), facts({ users: 2000 }));
    expect(singles).toEqual([
      {
        changes: [
          {
            ...{ question: 'users', before: 2000, after: 100_000, member: null },
            range: { from: 100_000, to: 1e9, openFrom: false, openTo: false },
          },
        ],
        pattern: { before: 'own-less', after: 'own-more' },
        layers: [],
      },
    ]);
    expect(flipPoints(compile(catalogue), facts({ users: 400_000 })).singles[0]?.changes[0]).toMatchObject({
      after: 99_999,
      range: { from: 0, to: 99_999 },
    });
  });

  it('of two answers is told only where neither alone does it', () => {
    const both = { kind: 'all', of: [is('a', 'x'), is('b', 'x')] } as const;
    const catalogue = tinyCatalogue({
      questions: [choice('a', ['x', 'y']), choice('b', ['x', 'y'])],
      patterns: ranked('own-less', 'own-more'),
      rules: [rule('both', prefer(patterns('own-more')), { when: both })],
    });
    const points = flipPoints(compile(catalogue), facts({ a: 'y', b: 'y' }));
    expect(points.singles).toEqual([]);
    expect(points.pairs.map(({ changes }) => changes.map(({ question }) => question))).toEqual([['a', 'b']]);
    expect(flipPoints(compile(catalogue), facts({ a: 'y', b: 'x' })).pairs).toEqual([]);
  });
});

describe('on shipped profiles', () => {
  const { catalogue } = shipped();
  const compiled = compile(catalogue);

  it.each(['knife-edge', 'saas-companion', 'matrix-6-spiky-traffic', 'no-backend', 'infeasible-residency'])(
    'tells what is so, and everything that is so: %s',
    (name) => {
      const known = factsOf(shippedProfile(name));
      const points = flipPoints(compiled, known);
      for (const flip of points.singles) expectTrue(catalogue, known, flip, true);
      for (const flip of points.pairs) expectTrue(catalogue, known, flip, false);
      expectAllSingles(catalogue, known, points);
    },
  );

  it('tells pairs for layers too when asked', () => {
    const known = factsOf(shippedProfile('matrix-1-simple-mvp'));
    const { pairs } = flipPoints(compiled, known, 'layers');
    expect(pairs.length).toBeGreaterThan(20);
    for (const flip of pairs.slice(0, 60)) expectTrue(catalogue, known, flip, false);
  });
});

describe('on random small catalogues', () => {
  it('tells every single change that changes anything, and no other', () => {
    fc.assert(
      fc.property(smallCatalogues, smallProfiles, (catalogue, known) => {
        fc.pre(isLegal(catalogue, known));
        const points = flipPoints(compile(catalogue), known, 'none');
        for (const flip of points.singles) expectTrue(catalogue, known, flip, true);
        expectAllSingles(catalogue, known, points);
      }),
      { numRuns: 40 },
    );
  });

  it('tells every pair that moves the pattern or a layer as neither change alone does, or a smaller one', () => {
    fc.assert(
      fc.property(smallCatalogues, smallProfiles, (catalogue, known) => {
        fc.pre(isLegal(catalogue, known));
        const { pairs } = flipPoints(compile(catalogue), known, 'layers');
        for (const flip of pairs) expectTrue(catalogue, known, flip, false);
        expectAllPairs(catalogue, known, pairs);
      }),
      { numRuns: 40 },
    );
  });
});

/** Numbers under a ceiling are left out here: which of them go alone depends on the class, not on the value. */
function expectAllPairs(catalogue: Catalogue, known: Facts, pairs: readonly Flip[]): void {
  const was = explained(catalogue, known).pattern;
  const beside = changesBeside(catalogue, known).filter(
    ({ question }) => !['team-size', 'engineers'].includes(question),
  );
  const singles = beside.map((change) => {
    const after = answered(known, [change]);
    return isLegal(catalogue, after) && explained(catalogue, after).pattern !== was;
  });
  beside.forEach((first, index) => {
    for (let other = index + 1; other < beside.length; other += 1) {
      const second = beside[other];
      if (!second || singles[index] || singles[other] || first.question === second.question) continue;
      const after = answered(known, [first, second]);
      if (!isLegal(catalogue, after)) continue;
      const is = explained(catalogue, after).pattern;
      if (is === was) continue;
      const told = pairs.filter(({ pattern }) => pattern?.after === is);
      const found = told.some(({ changes }) =>
        [first, second].every((each) => changes.some((change) => isNoLarger(change, each, known))),
      );
      expect(found, JSON.stringify([first, second])).toBe(true);
    }
  });
}

/** Whether a reported change is the same as this one, or a smaller one in its direction. */
function isNoLarger(change: Change, { question, after }: OtherAnswer, known: Facts): boolean {
  if (standsFor(change, { question, after })) return true;
  const now = Number(known.get(question) ?? Number.NEGATIVE_INFINITY);
  if (change.question !== question || typeof after !== 'number' || typeof change.after !== 'number') return false;
  return after > now ? change.after > now && change.after <= after : change.after < now && change.after >= after;
}
