/** What carries each claim: every kind of carrier, each thing once, the claims in the order of their numbers. */
import { describe, expect, it } from 'vitest';
import type { CatalogueData } from '../../../src/core/model.js';
import { carriedClaims } from '../../../src/core/rules/claims.js';
import {
  claim,
  control,
  dimension,
  layer,
  never,
  pattern,
  patterns,
  plan,
  prefer,
  rule,
  tinyCatalogue,
  warn,
  worked,
  yesNo,
} from '../../support/tiny.js';

const sources = ['claim-1'];

/** What carries the only claim, in words. */
function carriersOf(parts: Partial<CatalogueData>): string[] {
  const [only] = carriedClaims(tinyCatalogue({ claims: [claim('claim-1')], ...parts }).data);
  return only?.carriers.map(({ kind, id }) => `${kind}: ${id}`) ?? [];
}

describe('a claim is carried by', () => {
  it.each([
    ['a rule that decides', prefer(patterns('own')), 'rule: r'],
    ['a rule that warns', warn(), 'rule: r'],
    ['a step of the plan', plan(10, 'Do it.'), 'plan step: r'],
    ['a rule that warns and plans, as a step', [warn(), plan(10, 'Do it.')], 'plan step: r'],
    ['a control', control('Check it.'), 'control: r'],
  ])('%s', (_, effects, carrier) => {
    expect(carriersOf({ rules: [rule('r', effects, { sources })] })).toEqual([carrier]);
  });

  it('a question', () => {
    expect(carriersOf({ questions: [yesNo('live', { sources })] })).toEqual(['question: live']);
  });

  it('a pattern, and a rule where it says when the pattern is the pick', () => {
    const unless = { when: never, because: 'Nothing asks for more.', sources };
    expect(carriersOf({ patterns: [pattern('own', { sources })] })).toEqual(['catalogue fact: pattern own']);
    expect(carriersOf({ patterns: [pattern('none', { unless })] })).toEqual(['rule: pattern none']);
  });

  it('a layer, and the next steps of a layer', () => {
    const step = { step: 'Add a cache', when: 'it is slow', kinds: [], sources };
    expect(carriersOf({ layers: [layer('files', { sources })] })).toEqual(['catalogue fact: layer files']);
    expect(carriersOf({ layers: [layer('files', { next: [step] })] })).toEqual(['catalogue fact: next steps of files']);
  });

  it('a line of the comparison, and a worked example', () => {
    const parts = { dimensions: [dimension('speed', { sources })], workedExamples: [worked('shop', {}, { sources })] };
    expect(carriersOf(parts)).toEqual(['catalogue fact: comparison speed', 'catalogue fact: worked example shop']);
  });

  it('the providers that it names', () => {
    const claims = [claim('claim-1', { names: ['tern', 'plover'] })];
    expect(carriersOf({ claims })).toEqual(['catalogue fact: provider tern', 'catalogue fact: provider plover']);
  });

  it('what the engine does, and what is done instead when it is declined', () => {
    const keptBy = { says: 'Ties go to the smaller.', test: 'test/a.test.ts', named: 'ties' };
    expect(carriersOf({ claims: [claim('claim-1', { keptBy })] })).toEqual(['engine: Ties go to the smaller.']);
    const declined = 'It is about the author.';
    expect(carriersOf({ claims: [claim('claim-1', { declined })] })).toEqual(['declined: It is about the author.']);
  });

  it('nothing, when nothing cites it: that another claim disagrees with it carries nothing', () => {
    const rules = [rule('r', warn(), { sources: ['claim-2', 'somebody'] })];
    const claims = [claim('claim-1'), claim('claim-2', { between: ['claim-1'] })];
    expect(carriersOf({ claims, rules })).toEqual([]);
  });
});

describe('carriers', () => {
  it('are listed once each, however often they cite the claim', () => {
    const step = (name: string) => ({ step: name, when: 'it is slow', kinds: [], sources });
    expect(
      carriersOf({
        rules: [rule('r', warn(), { sources: ['claim-1', 'claim-1'] })],
        layers: [layer('files', { next: [step('one'), step('two')] })],
      }),
    ).toEqual(['rule: r', 'catalogue fact: next steps of files']);
  });

  it('of one name are two when they are of two kinds', () => {
    expect(carriersOf({ rules: [rule('live', warn(), { sources })], questions: [yesNo('live', { sources })] })).toEqual(
      ['rule: live', 'question: live'],
    );
  });

  it('stand after what the claim brings itself; rules by id', () => {
    const rules = ['b', 'a'].map((id) => rule(id, warn(), { sources }));
    const claims = [claim('claim-1', { names: ['tern'] })];
    expect(carriersOf({ claims, rules })).toEqual(['catalogue fact: provider tern', 'rule: a', 'rule: b']);
  });
});

it('claims stand in the order of their numbers, not of their text or file', () => {
  const claims = ['resolution-x2', 'claim-10', 'claim-9', 'lesson-1', 'claim-100'].map((id) => claim(id));
  expect(carriedClaims(tinyCatalogue({ claims }).data).map((each) => each.claim.id)).toEqual([
    'claim-9',
    'claim-10',
    'claim-100',
    'lesson-1',
    'resolution-x2',
  ]);
});
