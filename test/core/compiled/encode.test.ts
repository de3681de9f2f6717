/** Encoding held against the code of each answer by itself, and the short way to points against the whole row. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { type Columns, codeOf } from '../../../src/core/compiled/columns.js';
import { compile, FastPath } from '../../../src/core/compiled/compile.js';
import { encode, encodingOf } from '../../../src/core/compiled/encode.js';
import type { Answer, Facts } from '../../../src/core/model.js';
import { shipped } from '../../support/catalogue.js';
import { fact, facts, multi, not, patterns, prefer, ranked, rule, tinyCatalogue } from '../../support/tiny.js';
import { projects } from '../answer-sets.js';
import { smallCatalogues, smallProfiles } from '../small-catalogues.js';

/** What rules about patterns come to: points, fired rules, and what is left of each pattern. */
function judged({ patterns }: FastPath) {
  const fired = [...patterns.fired.subarray(0, patterns.firedCount)].sort((a, b) => a - b);
  return { points: [...patterns.points], fired, best: patterns.best(0) };
}

/** Every column has the code of its answer, every group those of its members, and `score` says what the row says. */
function expectSame(catalogue: Catalogue, profiles: readonly Facts[]): void {
  const fast = new FastPath(compile(catalogue));
  const { columns, groups } = fast.compiled.layout;
  for (const facts of profiles) {
    const row = fast.codesOf(facts);
    for (const [fact, places] of columns.of)
      for (const place of places) {
        const column = columns.all[place];
        expect(row[place], fact).toBe(column && codeOf(column, facts.get(fact)));
      }
    groups.forEach(({ members, strides }, index) => {
      const code = members.reduce((sum, member, at) => sum + (row[member] ?? 0) * (strides[at] ?? 0), 0);
      expect(row[columns.all.length + index]).toBe(code);
    });
    fast.patterns.judge(row);
    const whole = judged(fast);
    fast.score(facts);
    expect(judged(fast)).toEqual(whole);
  }
}

it('agrees on random projects, one after another on the same row', () => {
  const { catalogue } = shipped();
  fc.assert(
    fc.property(fc.array(projects(catalogue), { minLength: 12, maxLength: 12 }), (profiles) =>
      expectSame(catalogue, profiles),
    ),
    { numRuns: 8 },
  );
});

it('agrees on random small catalogues', () => {
  fc.assert(fc.property(smallCatalogues, fc.array(smallProfiles, { minLength: 12, maxLength: 12 }), expectSame), {
    numRuns: 60,
  });
});

it('reads lists of more members than fit into one number, doubled items and a single value in place of a list', () => {
  const members = Array.from({ length: 40 }, (_, index) => `m${index}`);
  const lists = Array.from({ length: 7 }, (_, index) => members.slice(6 * index, 6 * index + 6));
  const columns: Columns = {
    all: lists.map((each) => ({ kind: 'members' as const, fact: 'list', members: each })),
    of: new Map([['list', lists.map((_, index) => index)]]),
  };
  const encoding = encodingOf(columns, new Map(lists.map((_, place) => [place, { place, stride: 1 }])));
  const row = new Int32Array(lists.length);
  const answers: (Answer | undefined)[] = [members, ['m39', 'm39', 'm0'], 'm31', ['nobody knows it'], [], undefined];
  for (const answer of answers) {
    encode(encoding, new Map(answer === undefined ? [] : [['list', answer]]), row);
    expect([...row]).toEqual(columns.all.map((column) => codeOf(column, answer)));
  }
});

it('gives what is none of the options the last code, and any number the class it falls into', () => {
  const columns: Columns = {
    all: [
      {
        kind: 'options',
        fact: 'choice',
        codes: new Map([
          ['one', 1],
          ['two', 2],
        ]),
      },
      {
        kind: 'options',
        fact: 'switch',
        codes: new Map([
          [false, 1],
          [true, 2],
        ]),
      },
      { kind: 'number', fact: 'number', cuts: [10, 20], classOf: [1, 2, 2, 3, 4], size: 5 },
    ],
    of: new Map([
      ['choice', [0]],
      ['switch', [1]],
      ['number', [2]],
    ]),
  };
  const encoding = encodingOf(columns, new Map([0, 1, 2].map((place) => [place, { place, stride: 1 }])));
  const row = new Int32Array(3);
  const codes = (facts: Facts) => {
    encode(encoding, facts, row);
    return [...row];
  };
  expect(
    codes(
      new Map<string, Answer>([
        ['choice', 'two'],
        ['switch', true],
        ['number', 20],
      ]),
    ),
  ).toEqual([2, 2, 3]);
  expect(
    codes(
      new Map<string, Answer>([
        ['choice', 'six'],
        ['switch', 'one'],
        ['number', 15],
      ]),
    ),
  ).toEqual([3, 3, 2]);
  expect(
    codes(
      new Map<string, Answer>([
        ['choice', true],
        ['number', 9.5],
      ]),
    ),
  ).toEqual([3, 0, 1]);
  expect(codes(new Map<string, Answer>([['number', 1e9]]))).toEqual([0, 0, 4]);
});

it('writes a list for a test that asks for none of its members: whether it is answered counts', () => {
  const catalogue = tinyCatalogue({
    questions: [multi('parts', ['m1', 'm2'])],
    patterns: ranked('own-less', 'own-more'),
    rules: [
      rule('none', prefer(patterns('own-more')), { when: fact('parts', { op: 'includes-any', values: [] }) }),
      rule('not none', prefer(patterns('own-more')), { when: not(fact('parts', { op: 'includes-any', values: [] })) }),
    ],
  });
  expectSame(catalogue, [facts({}), facts({ parts: [] }), facts({ parts: ['m1'] })]);
});
