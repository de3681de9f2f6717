/** Reasons: rules that fired, with their points and the answers that made them fire, in the order of reading. */
import { describe, expect, it } from 'vitest';
import { situationOf } from '../../src/core/condition.js';
import type { Rule } from '../../src/core/model.js';
import { fire, pointsOf, reasonOf, sortReasons } from '../../src/core/reason.js';
import { atLeast, avoid, exclude, facts, is, patterns, prefer, rule, warn } from '../support/tiny.js';

const own = patterns('own');

function reasonsOf(rules: readonly Rule[], known = facts()) {
  const situation = situationOf(known, new Map());
  return sortReasons(fire(rules, situation).map((each) => reasonOf(each, situation)));
}

describe('a rule fires', () => {
  it('for certain when its condition is yes, perhaps when it is unknown, not when it is no', () => {
    const rules = [
      rule('sure', prefer(own), { when: is('live', true) }),
      rule('perhaps', prefer(own), { when: is('unanswered', true) }),
      rule('silent', prefer(own), { when: is('live', false) }),
    ];
    const fired = fire(rules, situationOf(facts({ live: true }), new Map()));
    expect(fired.map((each) => [each.rule.id, each.truth])).toEqual([
      ['sure', 'yes'],
      ['perhaps', 'unknown'],
    ]);
  });

  it('once for each of its effects', () => {
    const fired = fire([rule('two', [prefer(own), avoid(patterns('platform'))])], situationOf(facts(), new Map()));
    expect(fired.map((each) => each.effect.kind)).toEqual(['prefer', 'avoid']);
  });
});

describe('points', () => {
  it.each([
    [prefer(own, 'slight'), 1],
    [prefer(own, 'moderate'), 2],
    [prefer(own, 'strong'), 4],
    [avoid(own, 'strong'), -4],
    [exclude(own), 0],
    [warn(), 0],
  ])('of %j are %i', (effect, points) => {
    expect(pointsOf(effect)).toBe(points);
  });
});

describe('a reason', () => {
  it('names the rule, on whose word, and the answers that made it fire', () => {
    const [reason] = reasonsOf(
      [rule('crowd', prefer(own, 'moderate'), { when: atLeast('users', 10) })],
      facts({ users: 12 }),
    );
    expect(reason).toEqual({
      ...{ rule: 'crowd', concern: 'logic', effect: 'prefer', points: 2, truth: 'yes', because: 'crowd says so.' },
      sources: ['somebody'],
      evidence: [{ fact: 'users', test: 'at-least 10', holds: 'yes', got: 12 }],
    });
  });
});

describe('the order of reading', () => {
  it('is hard rules, then weight, then precedence of the concern, then id', () => {
    const reasons = reasonsOf([
      rule('slight', prefer(own, 'slight'), { concern: 'compliance' }),
      rule('b-strong', prefer(own, 'strong'), { concern: 'data' }),
      rule('a-strong', prefer(own, 'strong'), { concern: 'data' }),
      rule('strong-against', avoid(own, 'strong'), { concern: 'capacity' }),
      rule('gate', exclude(own), { concern: 'preference' }),
    ]);
    expect(reasons.map((each) => each.rule)).toEqual(['gate', 'strong-against', 'a-strong', 'b-strong', 'slight']);
  });
});
