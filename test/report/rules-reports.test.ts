/** The reports for rule authors: verification, coverage, impact and tests, to read and as JSON. */
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Condition, Rule } from '../../src/core/model.js';
import { verify } from '../../src/core/rules/verify.js';
import { renderCoverage, renderCoverageJson } from '../../src/report/rules-coverage.js';
import { renderImpact } from '../../src/report/rules-impact.js';
import { renderTests } from '../../src/report/rules-test.js';
import { renderVerification, renderVerificationJson } from '../../src/report/rules-verify.js';
import { plainStyle } from '../../src/report/style.js';
import { projectText } from '../support/catalogue.js';
import {
  atLeast,
  choice,
  exclude,
  fact,
  is,
  number,
  patterns,
  prefer,
  ranked,
  rule,
  tinyCatalogue,
  yesNo,
} from '../support/tiny.js';

const logicAtLeast = (...allowed: readonly string[]): Condition =>
  fact('business-logic', { op: 'at-least', value: allowed[0] ?? '', allowed });

const catalogueWith = (...rules: readonly Rule[]) =>
  tinyCatalogue({
    questions: [
      number('backend-engineers', { atMost: 50 }),
      choice('business-logic', ['thin', 'some', 'complex'], { ordered: true }),
      yesNo('tight'),
    ],
    patterns: ranked('rented', 'own', 'never-picked'),
    rules,
  });

const options = { style: plainStyle, width: 90, seconds: 1 };
const given = { mayGoOn: () => true, samples: 10, seed: 1 };

describe('the report of a verification', () => {
  const broken = catalogueWith(
    rule('gate', exclude(patterns('own')), { when: atLeast('backend-engineers', 3) }),
    rule('wish', prefer(patterns('own')), { when: is('tight', true) }),
    rule('back', prefer(patterns('rented'), 'strong'), { when: logicAtLeast('complex') }),
  );

  it('says what was covered, the picks, the closest profiles, the laws, and how far the explained path agrees', () => {
    expect(renderVerification(verify(broken, given), options)).toMatchInlineSnapshot(`
      "3 conditions about patterns read 3 questions: 27 combinations of answers that they tell
        apart.
      This is about every project, whatever it answers: "I don't know" is one more answer to
        each question. It does not cover whether the layers of a pattern can be had.

      The rules fall into 3 groups that share no question. The largest has 1 rule over 1
        question.
      No single rule holds it together.

      All of them were walked: 0 contradict themselves, 27 are left. At most 8 partial ones
        had to be told apart at once.

      Picks, in %
                      share  lead 0  1     2  3     4 or more  behind
        rented        92.6   51.9    -     -  7.41  25.9       7.41
        own           7.41   -       7.41  -  -     -          -
        never-picked  never  -       -     -  -     -          -
      Ties in points: 0 settled by the first concern that differs, 14 by least ownership
        alone, 0 over a pattern that may still be excluded.
      Behind: a pattern that an unanswered question may still exclude has more points (7.41
        %). Picks that may be excluded themselves, because all that are left may: none.

      Of these, 8 answer every question. Their picks: rented 87.5 %, own 12.5 %, never-picked
        never. Ties in points: 0 settled by the first concern that differs, 3 by least ownership
        alone.

      The closest that each pattern is picked; what is not named is open
      rented, by 0 points: a project that answers nothing
      own, by 1 point: backend-engineers: 0, tight: true
      never-picked: never picked

      Every pattern excluded: never.
      No rule is yes: 8 combinations, for example a project that answers nothing.

      Laws, whatever else is answered or open
      broken: more backend engineers never exclude a pattern that could be had
      - own when backend-engineers goes from 0 to 2 to 3 or more, in 12 combinations of the
        other answers; shown by backend-engineers: 0
      not judged: more operations skill never excludes a pattern that could be had (there is
        no question "ops-capability")
      not judged: one more regime never brings back a pattern that was excluded (there is no
        question "compliance")
      broken: more business logic never moves the pick towards less ownership
      - own → rented when business-logic goes from some to complex, in 1 combination of the
        other answers; shown by backend-engineers: 0, business-logic: some, tight: true
      kept: an answer to an open question never brings back a pattern that was excluded

      17 profiles were judged by the explained path as well: it agrees with every one.
      "
    `);
  });

  it('of one that was stopped says how far it got, and claims nothing', () => {
    let left = 1;
    const mayGoOn = () => {
      left -= 1;
      return left >= 0;
    };
    expect(renderVerification(verify(broken, { ...given, mayGoOn }), options)).toMatchInlineSnapshot(`
      "3 conditions about patterns read 3 questions: 27 combinations of answers that they tell
        apart.
      This is about every project, whatever it answers: "I don't know" is one more answer to
        each question. It does not cover whether the layers of a pattern can be had.

      The rules fall into 3 groups that share no question. The largest has 1 rule over 1
        question.
      No single rule holds it together.

      Stopped after 1 second: 1 of 3 things that vary were walked.
      Not covered: business-logic, tight.
      Nothing is claimed about any project. "--time" gives it longer.
      "
    `);
  });

  it('of one that ran out of time after the whole was walked keeps that, and says what is not finished', () => {
    const stoppedAfter = (looks: number) => {
      let left = looks;
      const mayGoOn = () => {
        left -= 1;
        return left >= 0;
      };
      return verify(broken, { ...given, mayGoOn });
    };
    const results = Array.from({ length: 80 }, (_, looks) => stoppedAfter(looks));
    const first = results.find(({ kind }) => kind === 'whole');
    expect(first).toMatchObject({ answered: null, nothingFires: null });
    const text = first ? renderVerification(first, options) : '';
    expect(text).toContain('Those that answer every question: not finished in the time given.');
    expect(text).toContain('not judged: more business logic never moves the pick towards less ownership');
    expect(results.at(-1)).toEqual(verify(broken, given));
  });

  it('is JSON with counts as texts', () => {
    const json = JSON.parse(renderVerificationJson(verify(broken, given)));
    expect(json).toMatchObject({ schemaVersion: '1.0', kind: 'whole', combinations: '27', contradictory: '0' });
    expect(json.patterns[0]).toMatchObject({ pattern: 'rented', wins: '25', behind: '2', closest: { lead: 0 } });
    expect(json.answered).toMatchObject({ combinations: '8', patterns: [{ pattern: 'rented', wins: '7' }, {}, {}] });
  });

  it('keeps as JSON to the published schema, however far it got', () => {
    const { rules, questions, members, combinations, groups, joining } = verify(broken, given);
    const about = { rules, questions, members, combinations, groups, joining };
    const refused = { ...about, kind: 'refused', because: 'there is too much' } as const;
    const kept = catalogueWith(rule('wish', prefer(patterns('own')), { when: is('tight', true) }));
    const results = [
      verify(broken, given),
      verify(kept, given),
      verify(broken, { ...given, mayGoOn: () => false }),
      refused,
    ];
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      JSON.parse(projectText('docs/schemas/verification.schema.json')),
    );
    for (const result of results) {
      validate(JSON.parse(renderVerificationJson(result)));
      expect([result.kind, validate.errors]).toEqual([result.kind, null]);
    }
    expect(validate({ ...JSON.parse(renderVerificationJson(refused)), kind: 'whole' })).toBe(false);
  });
});

describe('the report of coverage', () => {
  const coverage = {
    ...{ profiles: 2, percent: 62.49, notJudged: 3 },
    conditions: [
      {
        id: 'a/fine',
        kind: 'rule',
        yes: true,
        no: true,
        isAlways: false,
        leaves: [{ test: 'live is true', yes: true, no: true }],
      },
      {
        id: 'b/half',
        kind: 'rule',
        yes: true,
        no: false,
        isAlways: false,
        leaves: [{ test: 'team at-least 3', yes: true, no: false }],
      },
      { id: 'c/always', kind: 'rule', yes: true, no: false, isAlways: true, leaves: [] },
      { id: 'large', kind: 'signal', yes: false, no: false, isAlways: false, leaves: [] },
    ],
  } as const;

  it('lists what was not seen both ways, and rounds down', () => {
    expect(renderCoverage(coverage, { ...options, min: 62.5 })).toBe(
      [
        'b/half: never no',
        '  team at-least 3: never no',
        'signal large: never yes or no',
        '',
        '2 profiles show 62.4 % of 4 rules and signals and their tests both ways; 62.5 % is asked',
        'for. 3 rules about revisiting read a decision and are not judged here.',
        '',
      ].join('\n'),
    );
  });

  it('is JSON with every condition', () => {
    const json = JSON.parse(renderCoverageJson(coverage));
    expect(json.conditions).toHaveLength(4);
    expect(json).toMatchObject({ profiles: 2, percent: 62.49, notJudged: 3 });
  });
});

it('the report of an impact names the rules, then each profile for which something changes', () => {
  const untouched = { file: 'b.yaml', name: 'b', advice: [], newFindings: [], goneFindings: [], because: [] };
  const touched = {
    ...{ file: 'a.yaml', name: 'a', newFindings: ['advice-changed/database'], goneFindings: [], because: ['mine'] },
    advice: [{ layer: null, before: 'rented', after: null }],
  };
  const none = { added: [], removed: [], changed: [] };
  const impact = {
    added: ['mine'],
    removed: [],
    changed: [],
    factsDiffer: true,
    products: none,
    profiles: [touched, untouched],
  };
  expect(renderImpact(impact, options)).toBe(
    [
      'Rules added: mine.',
      'Traits, limits or figures differ.',
      '',
      'a a.yaml',
      '  pattern: rented → none',
      '  new findings: advice-changed/database',
      '  rules that differ and apply here, or may: mine',
      '',
      '1 of 2 profiles change.',
      '',
    ].join('\n'),
  );
  const nothing = { added: [], removed: [], changed: [], factsDiffer: false, products: none, profiles: [] };
  expect(renderImpact(nothing, options)).toBe('The rules do not differ.\n\n0 of 0 profiles change.\n');
  const products = { added: ['neonlike'], removed: ['old'], changed: ['supabase'] };
  expect(renderImpact({ ...nothing, factsDiffer: true, products }, options)).toBe(
    [
      'Products added: neonlike.',
      'Products removed: old.',
      'Products with other traits, limits or offers: supabase.',
      '',
      '0 of 0 profiles change.',
      '',
    ].join('\n'),
  );
});

it('the report of tests has a line for each rule, and what fails below it', () => {
  const failure = {
    ...{ code: 'example', message: '"b" should fire here', length: 1, sourceLine: null, help: null, related: null },
    origin: { file: 'mine.yaml', line: 3, column: 5 },
  };
  const tests = [
    { rule: 'a', fires: 2, silent: 1, open: 0, failures: [] },
    { rule: 'b', fires: 1, silent: 0, open: 1, failures: [failure] },
  ];
  expect(renderTests(tests, { style: plainStyle, width: 80 })).toBe(
    [
      'ok    a (fires 2, silent 1)',
      'fails b (fires 1, open 1)',
      '',
      'mine.yaml:3:5: "b" should fire here [example]',
      '',
      '',
      '2 rules with 5 examples: 1 fails, in 1 of the rules.',
      '',
    ].join('\n'),
  );
});
