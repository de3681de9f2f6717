/** Two profiles side by side: what differs, what that changes in the advice, and because of which answers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../src/core/check/advised.js';
import { groundOf } from '../../../src/core/check/ground.js';
import { compare } from '../../../src/core/explore/comparison.js';
import type { Answer, Facts } from '../../../src/core/model.js';
import { shipped } from '../../support/catalogue.js';
import {
  all,
  any,
  is,
  layer,
  not,
  notice,
  number,
  offerings,
  patterns,
  prefer,
  profile,
  provider,
  ranked,
  rule,
  tinyCatalogue,
  warn,
  yesNo,
} from '../../support/tiny.js';
import { projects } from '../answer-sets.js';

const parts = {
  questions: ['a', 'b', 'c', 'd'].map((id) => yesNo(id)),
  patterns: ranked('platform', 'own'),
  layers: [layer('database')],
  providers: [provider('alpha', { database: {} }), provider('beta', { database: {} })],
  rules: [
    rule('own', prefer(patterns('own'), 'strong'), { when: all(is('a', true), is('b', true)) }),
    rule('beta', prefer(offerings('database', { provider: 'beta' }), 'strong'), { when: is('c', true) }),
    rule('risk', warn(), { when: is('c', true) }),
  ],
};
const shop = tinyCatalogue(parts);
type Answers = Readonly<Record<string, Answer>>;
const compared = (before: Answers, after: Answers, catalogue = shop) =>
  compare(catalogue, groundOf(profile(before)), groundOf(profile(after)));

describe('two profiles', () => {
  it('that say the same, differ in nothing', () => {
    const { answers, advice, risks } = compared({ a: true }, { a: true });
    expect([answers, advice, risks]).toEqual([[], [], []]);
  });

  it('differ in the answers of which one is missing, or says something else; the order of a list says nothing', () => {
    const many = tinyCatalogue({ ...parts, questions: [number('size'), ...parts.questions] });
    expect(compared({ size: 1, a: true }, { size: 2, b: false }, many).answers).toEqual([
      { question: 'size', before: 1, after: 2 },
      { question: 'a', before: true, after: null },
      { question: 'b', before: null, after: false },
    ]);
    expect(compared({ a: ['x', 'y'] }, { a: ['y', 'x'] }).answers).toEqual([]);
  });

  it('differ in the advice because of those answers that bring it about, and no others', () => {
    const no = { a: false, b: false, c: false, d: false };
    const yes = { a: true, b: true, c: true, d: true };
    expect(compared(no, yes).advice).toEqual([
      { layer: null, before: 'platform', after: 'own', because: ['a', 'b'], news: false },
      { layer: 'database', before: 'alpha', after: 'beta', because: ['c'], news: false },
    ]);
  });

  it('differ in risks, each once', () => {
    expect(compared({ c: false }, { c: true }).risks).toEqual([
      { rule: 'risk', because: 'risk says so.', layer: null, change: 'new' },
    ]);
    expect(compared({ c: true }, { c: false }).risks).toMatchObject([{ rule: 'risk', change: 'gone' }]);
  });

  it('may differ because of a vendor’s notice, and not because of answers', () => {
    const ended = groundOf(profile({ c: false }, { vendorEvents: [notice('alpha', 'sunset')] }));
    expect(compare(shop, groundOf(profile({ c: false })), ended).advice).toEqual([
      { layer: 'database', before: 'alpha', after: 'beta', because: [], news: true },
    ]);
  });

  it('are advised nothing where they say too little', () => {
    const essential = tinyCatalogue({ ...parts, questions: [yesNo('a', { essential: true }), yesNo('b')] });
    expect(adviceOn(essential, groundOf(profile({ b: true })))).toEqual({ pattern: null, layers: new Map() });
    expect(compared({ b: true }, { a: true, b: true }, essential).advice).toMatchObject([
      { layer: null, before: null, after: 'own' },
      { layer: 'database', before: null },
    ]);
  });
});

describe('the answers that bring a change about', () => {
  it('are as few as can be, also where one can be left out only after another', () => {
    // Alone b undoes what c brings about, and a makes that good: once b is left out, a is not needed either.
    const own = rule('own', prefer(patterns('own'), 'strong'), {
      when: all(is('c', true), any(not(is('b', true)), is('a', true))),
    });
    const tangled = tinyCatalogue({ ...parts, rules: [own] });
    const { advice } = compared({ a: false, b: false, c: false }, { a: true, b: true, c: true }, tangled);
    expect(advice).toMatchObject([{ layer: null, after: 'own', because: ['c'] }]);
  });

  it('lead there, and leaving out any one of them does not: for every two projects', () => {
    const { catalogue } = shipped();
    const few = fc.tuple(
      projects(catalogue),
      projects(catalogue),
      fc.shuffledSubarray(
        catalogue.questions.map(({ id }) => id),
        { minLength: 1, maxLength: 6 },
      ),
    );
    fc.assert(
      fc.property(few, ([before, other, changed]) => {
        const after = mixed(before, other, changed);
        for (const { layer, after: to, because } of compare(catalogue, ground(before), ground(after)).advice) {
          const item = (facts: Facts) => {
            const { pattern, layers } = adviceOn(catalogue, ground(facts));
            return layer === null ? pattern : (layers.get(layer) ?? null);
          };
          expect(item(mixed(before, after, because))).toBe(to);
          for (const each of because)
            expect(
              item(
                mixed(
                  before,
                  after,
                  because.filter((one) => one !== each),
                ),
              ),
            ).not.toBe(to);
        }
      }),
      { numRuns: 12 },
    );
  });
});

function ground(facts: Facts) {
  return { facts, stack: new Map(), vendorEvents: [] };
}

/** The first facts, with the answers to these questions from the second. */
function mixed(first: Facts, second: Facts, questions: readonly string[]): Facts {
  const facts = new Map(first);
  for (const question of questions) {
    const answer = second.get(question);
    if (answer === undefined) facts.delete(question);
    else facts.set(question, answer);
  }
  return facts;
}
