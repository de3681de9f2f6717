/** The logic of rules: what can never be yes, always is, or adds nothing is found where it stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/core/catalogue.js';
import { factsRead, judge, situationOf } from '../../src/core/condition.js';
import type { Condition, Facts } from '../../src/core/model.js';
import { faultsOf, logicOf } from '../../src/core/rules/rule-logic.js';
import { loadCatalogue } from '../../src/index.js';
import { anyCatalogue, everyAnswer } from '../core/random-catalogues.js';
import { shipped } from '../support/catalogue.js';
import { patterns, prefer, rule } from '../support/tiny.js';

const common = `
released: "2026-11-20"
lifetimes: { price: 12, limit: 12, trait: 12, way-out: 12 }
sources: [{ id: book, kind: document, title: A book, publisher: test }]
questions:
  - { id: live, section: A, order: 1, type: yes-no, ask: Live?, because: why, help: how, example: "yes" }
  - { id: team, section: A, order: 2, type: number, unit: people, at-least: 1, at-most: 9, ask: Who?, because: why,
      help: how, example: "5" }
  - id: able
    section: A
    order: 3
    type: number
    unit: people
    at-least: 0
    at-most: team
    ask: How many?
    because: why
    help: how
    example: "5"
  - id: does
    section: A
    order: 4
    type: multi
    ask: What?
    because: why
    help: how
    example: "pay"
    options: [ { id: pay, says: It is paid }, { id: none, says: Nothing } ]
    contradicts:
      - { when: { all: [ { does: { includes: none } }, { does: { includes: pay } } ] }, because: It cannot be. }
layers: [{ id: database, name: Database, says: rows, order: 1, kinds: { plain: plain }, needed: { when: always } }]
patterns: [{ id: own, name: Own, says: You do it., order: 1 }, { id: rented, name: Rented, says: Others do it., order: 2 }]
`;

/** Findings in signals and rules, as "code: what is underlined". */
function found(text: string): string[] {
  const { diagnostics, lint } = loadCatalogue([
    { file: 'common.yaml', text: common },
    { file: 'mine.yaml', text },
  ]);
  expect(diagnostics).toEqual([]);
  return lint().map(({ code, origin, sourceLine, length }) => {
    const from = (origin?.column ?? 0) - 1;
    return `${code}: ${sourceLine?.slice(from, from + length)}`;
  });
}

const signal = (when: string) => `signals: [ { id: mine, says: so, when: ${when} } ]`;

describe('a condition', () => {
  it.each([
    ['that no answer meets', '{ not: { team: { between: [1, 9] } } }', 'dead: { not: { team: { between: [1, 9] } } }'],
    [
      'with a part that no answer meets',
      '{ any: [ { live: { is: true } }, { not: { team: { at-least: 1 } } } ] }',
      'dead: { not: { team: { at-least: 1 } } }',
    ],
    [
      'whose parts exclude each other',
      '{ all: [ { team: { at-least: 5 } }, { team: { at-most: 4 } } ] }',
      'contradictory: { all: [ { team: { at-least: 5 } }, { team: { at-most: 4 } } ] }',
    ],
    [
      'that only contradictory answers meet',
      '{ all: [ { does: { includes: none } }, { does: { includes: pay } } ] }',
      'contradictory: { all: [ { does: { includes: none } }, { does: { includes: pay } } ] }',
    ],
    [
      'that only a number above its ceiling meets',
      '{ all: [ { team: { at-most: 2 } }, { able: { at-least: 3 } } ] }',
      'contradictory: { all: [ { team: { at-most: 2 } }, { able: { at-least: 3 } } ] }',
    ],
    ['that every answer meets', '{ team: { between: [1, 9] } }', 'always-true: { team: { between: [1, 9] } }'],
    [
      'of parts of which one always holds',
      '{ any: [ { live: { is: true } }, { live: { is: false } } ] }',
      'always-true: { any: [ { live: { is: true } }, { live: { is: false } } ] }',
    ],
    [
      'with a part that says less than another',
      '{ all: [ { team: { at-least: 5 } }, { team: { at-least: 3 } } ] }',
      'needless: { team: { at-least: 3 } }',
    ],
    [
      'with an alternative that says less',
      '{ any: [ { team: { at-least: 3 } }, { team: { at-least: 5 } } ] }',
      'needless: { team: { at-least: 5 } }',
    ],
  ])('%s is found at the part to blame', (_, when, expected) => {
    expect(found(signal(when))).toEqual([expected]);
  });

  it.each([
    ['{ all: [ { team: { at-least: 5 } }, { live: { is: true } } ] }'],
    ['{ any: [ { team: { at-most: 2 } }, { able: { at-least: 3 } } ] }'],
    [
      '{ count: { at-least: 2, of: [ { live: { is: true } }, { team: { at-least: 3 } }, { does: { includes: pay } } ] } }',
    ],
    ['{ not: { live: { is: true } } }'],
  ])('that can be either is fine: %s', (when) => {
    expect(found(signal(when))).toEqual([]);
  });
});

describe('a rule', () => {
  const rules = (
    ...given: readonly (readonly [id: string, when: string, effect: string, fires: string, silent: string])[]
  ) =>
    `rules:${given
      .map(
        ([id, when, effect, fires, silent]) => `
  - id: ${id}
    concern: data
    when: ${when}
    ${effect}
    because: It is so.
    source: [book]
    examples: { fires: [ ${fires} ], silent: [ ${silent} ] }`,
      )
      .join('')}`;
  const few = ['{ team: { at-most: 2 } }', 'exclude: { pattern: own }', '{ team: 2 }', '{ team: 3 }'] as const;
  const fewer = ['{ team: { at-most: 1 } }', 'exclude: { pattern: own }', '{ team: 1 }', '{ team: 2 }'] as const;

  it('that excludes what another excludes whenever it does, adds nothing', () => {
    expect(found(rules(['a/few', ...few], ['a/fewer', ...fewer]))).toEqual(['subsumed: a/fewer']);
  });

  it('that fires exactly when another does is told once', () => {
    expect(found(rules(['a/one', ...few], ['a/two', ...few]))).toEqual(['subsumed: a/two']);
  });

  it('that gives points to those who got some is meant to add up', () => {
    const points = (when: string, fires: string, silent: string) =>
      [when, 'prefer: { pattern: own, strength: slight }', fires, silent] as const;
    const [one, two] = [
      points('{ team: { at-least: 2 } }', '{ team: 2 }', '{ team: 1 }'),
      points('{ team: { at-least: 5 } }', '{ team: 5 }', '{ team: 4 }'),
    ];
    expect(found(rules(['a/one', ...one], ['a/two', ...two]))).toEqual([]);
    expect(found(rules(['a/one', ...one], ['a/two', ...one]))).toEqual(['subsumed: a/two']);
  });

  it('with another effect is another rule', () => {
    const other = [fewer[0], 'exclude: { pattern: rented }', fewer[2], fewer[3]] as const;
    expect(found(rules(['a/few', ...few], ['a/fewer', ...other]))).toEqual([]);
  });
});

it('the shipped rules are clean', () => {
  expect(
    shipped()
      .lint()
      .map(({ message }) => message),
  ).toEqual([]);
});

/** The questions that rules, signals and patterns read. */
function readBy({ data, signal }: Catalogue): Set<string> {
  const conditions = [...data.rules, ...data.signals, ...data.patterns.flatMap(({ unless }) => unless ?? [])];
  return new Set(conditions.flatMap(({ when }) => [...factsRead(when, signal)]));
}

it('what is found holds for every answer', () => {
  const truths = (when: Condition, signals: Parameters<typeof situationOf>[1], all: readonly Facts[]) =>
    new Set(all.map((facts) => judge(when, situationOf(facts, signals))));
  fc.assert(
    fc.property(anyCatalogue, (catalogue) => {
      const logic = logicOf(catalogue);
      // A question that nothing reads may be left open, and what contradicts its answer is then no contradiction.
      const read = readBy(catalogue);
      const some = everyAnswer.map((facts): Facts => new Map([...facts].filter(([id]) => read.has(id))));
      const legal = [...everyAnswer, ...some].filter((facts) =>
        catalogue.questions.every(({ contradicts }) =>
          contradicts.every(({ when }) => judge(when, situationOf(facts, catalogue.signal)) !== 'yes'),
        ),
      );
      for (const { when } of catalogue.data.rules) {
        const faults = faultsOf(logic, when);
        const whole = faults.filter(({ at }) => at.length === 0).map(({ kind }) => kind);
        const got = truths(when, catalogue.signal, legal);
        if (whole.includes('dead') || whole.includes('contradictory')) expect(got).not.toContain('yes');
        if (whole.includes('always-true')) expect(got).not.toContain('no');
        if (faults.length === 0) expect(got).toContain('yes');
      }
    }),
    { numRuns: 25 },
  );
});

it('a rule without a condition of its own is no mistake', () => {
  const catalogue = shipped().catalogue;
  expect(faultsOf(logicOf(catalogue), rule('a', prefer(patterns('own'))).when)).toEqual([]);
});
