/** The laws over the whole answer space: what keeps them is proven, what breaks them is found with a profile that shows it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import type { Answer, Condition, Facts, Rule, Test } from '../../../src/core/model.js';
import { answerSpaceOf } from '../../../src/core/rules/answer-space.js';
import { explainedOutcome, profileOf } from '../../../src/core/rules/example-profile.js';
import { type JudgedLaw, type Law, lawQuestions } from '../../../src/core/rules/law.js';
import { judgeLaws } from '../../../src/core/rules/verify-laws.js';
import {
  all,
  atLeast,
  atMost,
  avoid,
  choice,
  exclude,
  fact,
  includes,
  is,
  multi,
  not,
  number,
  patterns,
  prefer,
  ranked,
  rule,
  tinyCatalogue,
  yesNo,
} from '../../support/tiny.js';

const operations = ['none', 'some', 'on-call'];
const logic = ['thin', 'some', 'complex'];

function catalogueWith(...rules: readonly Rule[]): Catalogue {
  return tinyCatalogue({
    questions: [
      number('team-size', { atLeast: 1, atMost: 9 }),
      number('backend-engineers', { atMost: 'team-size' }),
      choice('ops-capability', operations, { ordered: true }),
      multi('compliance', ['gdpr', 'hipaa']),
      choice('business-logic', logic, { ordered: true }),
      yesNo('live'),
      yesNo('tight'),
    ],
    patterns: ranked('rented', 'mixed', 'own'),
    rules,
  });
}

function laws(catalogue: Catalogue): ReadonlyMap<Law, JudgedLaw> {
  const space = answerSpaceOf(catalogue, 'answered or not', new Set(Object.values(lawQuestions)));
  return new Map(judgeLaws(catalogue, space, () => true).map((each) => [each.law, each]));
}

function violationsOf(law: Law, ...rules: readonly Rule[]) {
  const judged = laws(catalogueWith(...rules)).get(law);
  if (judged?.kind !== 'broken') throw new Error(judged?.kind);
  return judged.violations.map(({ profile, ...rest }) => ({ ...rest, profile: Object.fromEntries(profile) }));
}

const logicAtLeast = (option: string): Condition =>
  fact('business-logic', { op: 'at-least', value: option, allowed: logic.slice(logic.indexOf(option)) });

describe('a law that is broken', () => {
  it('more engineers exclude what fewer could have', () => {
    const gate = rule('gate', exclude(patterns('own')), { when: atLeast('backend-engineers', 3) });
    const found = violationsOf('more-backend-engineers-exclude-nothing', gate);
    expect(found).toMatchObject([
      { pattern: 'own', question: 'backend-engineers', from: '0 to 2', to: '3 or more', isConfirmed: true },
    ]);
    expect(found[0]?.profile).toEqual({ 'backend-engineers': 0 });
  });

  it('only together with another answer: the profile has both, and the others are counted', () => {
    const when = all(is('live', true), not(is('ops-capability', 'none')));
    const found = violationsOf('more-operations-exclude-nothing', rule('gate', exclude(patterns('own')), { when }));
    expect(found.map(({ from, to }) => `${from} → ${to}`)).toEqual(['none → some']);
    expect(found[0]).toMatchObject({ profile: { live: true, 'ops-capability': 'none' }, count: 1n, isConfirmed: true });
  });

  it('one more regime revives what was excluded', () => {
    const when = all(not(includes('compliance', 'hipaa')), is('tight', true));
    const found = violationsOf('one-more-regime-revives-nothing', rule('gate', exclude(patterns('mixed')), { when }));
    expect(found).toMatchObject([
      {
        pattern: 'mixed',
        from: 'without hipaa',
        to: 'with hipaa',
        profile: { compliance: [], tight: true },
        isConfirmed: true,
      },
    ]);
  });

  it('an answer revives what was excluded as long as there was none', () => {
    const gate = (question: string) =>
      rule(`gate-${question}`, exclude(patterns('own')), { when: fact(question, { op: 'answered', value: false }) });
    const found = violationsOf('one-more-answer-revives-nothing', gate('live'));
    expect(found).toMatchObject([
      { pattern: 'own', from: 'not answered', to: 'no', count: 1n, profile: {}, isConfirmed: true },
      { pattern: 'own', from: 'not answered', to: 'yes', count: 1n, profile: {}, isConfirmed: true },
    ]);
    const both = violationsOf('one-more-answer-revives-nothing', gate('compliance'), gate('live'));
    expect(both).toMatchObject([
      { question: 'compliance', to: 'answered', profile: { live: false }, isConfirmed: true },
      { question: 'live', to: 'no', profile: { compliance: [] }, isConfirmed: true },
      { question: 'live', to: 'yes', profile: { compliance: [] }, isConfirmed: true },
    ]);
  });

  it('only while another question is open: the answered part alone would not show it', () => {
    const few = (more: boolean) =>
      rule(`few-${more}`, exclude(patterns('own')), { when: all(atMost('backend-engineers', 2), is('live', more)) });
    const many = rule('many', exclude(patterns('own')), { when: atLeast('backend-engineers', 3) });
    const found = violationsOf('more-backend-engineers-exclude-nothing', few(true), few(false), many);
    expect(found).toMatchObject([
      { pattern: 'own', count: 1n, profile: { 'backend-engineers': 0 }, isConfirmed: true },
    ]);
  });

  it('more logic moves the pick towards less ownership', () => {
    const found = violationsOf(
      'more-logic-never-owns-less',
      rule('own', prefer(patterns('own')), { when: is('tight', true) }),
      rule('back', prefer(patterns('rented'), 'moderate'), { when: logicAtLeast('complex') }),
    );
    expect(found).toMatchObject([
      { pattern: 'own', instead: 'rented', from: 'some', to: 'complex', count: 1n, isConfirmed: true },
    ]);
    expect(found[0]?.profile).toEqual({ 'business-logic': 'some', tight: true });
  });
});

describe('a law that is kept', () => {
  it.each<[string, readonly Rule[]]>([
    ['no rule reads what it is about', [rule('own', prefer(patterns('own')), { when: is('live', true) })]],
    ['fewer engineers exclude', [rule('gate', exclude(patterns('own')), { when: atMost('backend-engineers', 1) })]],
    ['more logic favours ownership', [rule('more', prefer(patterns('own')), { when: logicAtLeast('some') })]],
    [
      'the points that favour less ownership never decide',
      [
        rule('always', prefer(patterns('own'), 'strong')),
        rule('back', prefer(patterns('rented')), { when: logicAtLeast('some') }),
      ],
    ],
  ])('%s', (_, rules) => {
    expect([...laws(catalogueWith(...rules)).values()].map(({ kind }) => kind)).toEqual([
      'kept',
      'kept',
      'kept',
      'kept',
      'kept',
    ]);
  });

  it('is not judged where there is no such question', () => {
    const kinds = [...laws(tinyCatalogue({ patterns: ranked('rented', 'own') })).values()].map(({ kind }) => kind);
    expect(kinds).toEqual(['not judged', 'not judged', 'not judged', 'not judged', 'kept']);
  });
});

describe('the law about business logic', () => {
  const test = (id: string, tests: fc.Arbitrary<Test>) => tests.map((each): Condition => fact(id, each));
  const anyLogic = fc.constantFrom(logicAtLeast('some'), logicAtLeast('complex'), is('business-logic', 'some'));
  const other = fc.oneof(
    test(
      'live',
      fc.boolean().map((value) => ({ op: 'is', value })),
    ),
    test(
      'tight',
      fc.boolean().map((value) => ({ op: 'is', value })),
    ),
  );
  const when = fc.oneof(
    anyLogic,
    other,
    fc.tuple(anyLogic, other).map((parts) => all(...parts)),
  );
  const effect = fc
    .tuple(
      fc.constantFrom(prefer, prefer, avoid),
      fc.constantFrom('rented', 'mixed', 'own'),
      fc.constantFrom('slight', 'moderate'),
    )
    .map(([make, of, strength]) => make(patterns(of), strength));
  const hardToo = fc.oneof(
    { weight: 4, arbitrary: effect },
    { weight: 1, arbitrary: fc.constantFrom('rented', 'mixed', 'own').map((of) => exclude(patterns(of))) },
  );
  const concern = fc.constantFrom('data', 'logic', 'budget');
  const rules = fc.array(fc.tuple(when, hardToo, concern), { maxLength: 6 });

  it('finds exactly what brute force finds', () => {
    fc.assert(
      fc.property(rules, (given) => {
        const catalogue = catalogueWith(
          ...given.map(([condition, each, about], index) =>
            rule(`rule-${index}`, each, { when: condition, concern: about }),
          ),
        );
        const { members } = answerSpaceOf(catalogue, 'answered or not', new Set(Object.values(lawQuestions))).form;
        fc.pre(members.some(({ id }) => id === 'business-logic'));
        const judged = laws(catalogue).get('more-logic-never-owns-less');
        const count =
          judged?.kind === 'broken' ? judged.violations.reduce((sum, each) => sum + (each.count ?? 0n), 0n) : 0n;
        expect(count).toBe(BigInt(movesBack(catalogue, members)));
      }),
      { numRuns: 150 },
    );
  });

  function movesBack(catalogue: Catalogue, members: Parameters<typeof profileOf>[1]): number {
    let ways: number[][] = [[]];
    for (const { id, classes } of members)
      ways = ways.flatMap((way) =>
        id === 'business-logic' ? [[...way, 0]] : classes.map((_, index) => [...way, index]),
      );
    const order = (facts: Facts, answer: Answer) => {
      const { pick } = explainedOutcome(catalogue, new Map(facts).set('business-logic', answer), 1);
      return catalogue.patterns.findIndex(({ id }) => id === pick);
    };
    // Where every pattern is excluded, nothing was picked that could own less.
    const isLess = (after: number, before: number) => after >= 0 && after < before;
    return ways
      .map((way) => profileOf(catalogue, members, way))
      .flatMap((facts) => [
        isLess(order(facts, 'some'), order(facts, 'thin')),
        isLess(order(facts, 'complex'), order(facts, 'some')),
      ])
      .filter(Boolean).length;
  }
});
