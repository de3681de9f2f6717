/** The pattern verdict on three patterns: gates before pulls, ties, the best fit beside the pick, and how sure it is. */
import { describe, expect, it } from 'vitest';
import { situationOf } from '../../src/core/condition.js';
import type { Answer, Pattern, Rule } from '../../src/core/model.js';
import {
  bestFitOf,
  confidenceOf,
  hangsOnOpenRule,
  isSettled,
  type JudgedPattern,
  judgePatterns,
  marginOf,
  reasonsFor,
} from '../../src/core/pattern.js';
import {
  atMost,
  avoid,
  exclude,
  facts,
  is,
  pattern,
  patterns,
  patternUnless,
  prefer,
  ranked,
  require,
  rule,
  tinyCatalogue,
} from '../support/tiny.js';

/** From least to most ownership. */
const three = ranked('platform', 'functions', 'own');

function ranking(
  rules: readonly Rule[],
  known: Readonly<Record<string, Answer>> = {},
  all: readonly Pattern[] = three,
): JudgedPattern[] {
  return judgePatterns(tinyCatalogue({ patterns: all, rules }), situationOf(facts(known), new Map()), new Map());
}

function order(judged: readonly JudgedPattern[]): string[] {
  return judged.map((each) => `${each.pattern.id} ${each.points} ${each.tier}`);
}

/** The first of a ranking: the pick, unless it is excluded. */
function first(judged: readonly JudgedPattern[]): JudgedPattern {
  const [pick] = judged;
  if (pick === undefined) throw new Error('an empty ranking');
  return pick;
}

const unanswered = is('unanswered', true);

describe('points', () => {
  it('are summed over all concerns: slight 1, moderate 2, strong 4, and less for what is to be avoided', () => {
    const judged = ranking([
      rule('a', prefer(patterns('own'), 'strong'), { concern: 'preference' }),
      rule('b', prefer(patterns('own'), 'slight'), { concern: 'data' }),
      rule('c', avoid(patterns('platform', 'own'), 'moderate'), { concern: 'compliance' }),
    ]);
    expect(order(judged)).toEqual(['own 3 clear', 'functions 0 clear', 'platform -2 clear']);
  });

  it('come only from rules that apply for certain; open ones are what may still be gained or lost', () => {
    const judged = ranking(
      [
        rule('open', [prefer(patterns('own'), 'strong'), avoid(patterns('own'), 'slight')], { when: unanswered }),
        rule('silent', prefer(patterns('own'), 'strong'), { when: is('answered', false) }),
      ],
      { answered: true },
    );
    expect(judged.find((each) => each.pattern.id === 'own')).toMatchObject({ points: 0, mayGain: 4, mayLose: -1 });
  });
});

describe('gates come before pulls', () => {
  it('a clear pattern goes before an open one, and an open one before an excluded one, whatever their points', () => {
    const judged = ranking([
      rule('pull', [prefer(patterns('own'), 'strong'), prefer(patterns('functions'), 'slight')]),
      rule('gate', exclude(patterns('own'))),
      rule('open-gate', exclude(patterns('functions')), { when: unanswered }),
    ]);
    expect(order(judged)).toEqual(['platform 0 clear', 'functions 1 open', 'own 4 excluded']);
  });

  it('what requires some patterns excludes all others', () => {
    expect(order(ranking([rule('only', require(patterns('own', 'functions')))]))).toEqual([
      'functions 0 clear',
      'own 0 clear',
      'platform 0 excluded',
    ]);
  });

  it('an excluded pattern keeps its points and says why, hard reasons first', () => {
    const judged = ranking([
      rule('z-gate', exclude(patterns('own'))),
      rule('a-pull', prefer(patterns('own'), 'strong')),
    ]).filter((each) => each.pattern.id === 'own');
    expect(reasonsFor(first(judged), situationOf(facts(), new Map())).map((each) => each.rule)).toEqual([
      'z-gate',
      'a-pull',
    ]);
  });
});

describe('equal points', () => {
  it('are broken concern by concern, in the order of precedence', () => {
    const judged = ranking([
      rule('law', prefer(patterns('own'), 'slight'), { concern: 'compliance' }),
      rule('taste', prefer(patterns('platform'), 'slight'), { concern: 'preference' }),
      rule('data', prefer(patterns('functions'), 'slight'), { concern: 'data' }),
    ]);
    expect(order(judged)).toEqual(['own 1 clear', 'functions 1 clear', 'platform 1 clear']);
  });

  it('are broken by least ownership at last', () => {
    expect(order(ranking([], {}, [...three].reverse()))).toEqual([
      'platform 0 clear',
      'functions 0 clear',
      'own 0 clear',
    ]);
  });

  it('precedence breaks ties only: one more point of preference beats compliance', () => {
    const judged = ranking([
      rule('law', prefer(patterns('own'), 'slight'), { concern: 'compliance' }),
      rule('taste', prefer(patterns('functions'), 'moderate'), { concern: 'preference' }),
    ]);
    expect(first(judged).pattern.id).toBe('functions');
  });
});

describe('the best fit', () => {
  const wish = rule('wish', prefer(patterns('own'), 'strong'));
  const gate = (concern: Rule['concern']) =>
    rule('gate', exclude(patterns('own'), 'a second engineer'), { concern, when: atMost('engineers', 1) });

  it('puts capacity aside: what the app would want if the people were there', () => {
    const judged = ranking([wish, gate('capacity')], { engineers: 1 });
    expect(first(judged).pattern.id).toBe('platform');
    expect(bestFitOf(judged)?.pattern.id).toBe('own');
  });

  it.each(['compliance', 'data', 'traffic', 'logic'] as const)('never shows what %s excludes', (concern) => {
    expect(bestFitOf(ranking([wish, gate(concern)], { engineers: 1 }))?.pattern.id).toBe('platform');
  });

  it('is the pick when nothing stands in the way', () => {
    const judged = ranking([wish, gate('capacity')], { engineers: 2 });
    expect(bestFitOf(judged)).toBe(first(judged));
  });

  it('does not exist when everything is excluded for other causes', () => {
    expect(bestFitOf(ranking([rule('nothing', exclude(patterns('platform', 'functions', 'own')))]))).toBeNull();
  });
});

describe('the margin', () => {
  it('is how far the pick leads the best other pattern that is not excluded', () => {
    const judged = ranking([
      rule('a', prefer(patterns('own'), 'strong')),
      rule('b', prefer(patterns('functions'), 'slight')),
      rule('c', [prefer(patterns('platform'), 'moderate'), exclude(patterns('platform'))]),
    ]);
    expect(marginOf(first(judged), judged)).toBe(3);
  });

  it('is null when there is no other', () => {
    const judged = ranking([rule('only', require(patterns('own')))]);
    expect(marginOf(first(judged), judged)).toBeNull();
  });

  it('is negative when a clear pattern is picked over an open one with more points', () => {
    const judged = ranking([
      rule('a', prefer(patterns('own'), 'moderate')),
      rule('b', exclude(patterns('own')), { when: unanswered }),
    ]);
    expect(marginOf(first(judged), judged)).toBe(-2);
  });
});

describe('confidence', () => {
  const lead = (strength: 'slight' | 'moderate' | 'strong') => rule('lead', prefer(patterns('own'), strength));

  it.each([
    ['strong', 'high'],
    ['moderate', 'medium'],
    ['slight', 'low'],
  ] as const)('with nothing open and a %s lead: %s', (strength, expected) => {
    const judged = ranking([lead(strength)]);
    expect(confidenceOf(first(judged), judged)).toBe(expected);
  });

  it('is not high while an open question could put another pattern first', () => {
    const judged = ranking([
      lead('strong'),
      rule('open', [prefer(patterns('platform'), 'moderate'), avoid(patterns('own'), 'moderate')], {
        when: unanswered,
      }),
    ]);
    expect(isSettled(first(judged), judged)).toBe(false);
    expect(confidenceOf(first(judged), judged)).toBe('medium');
  });

  it('is high when open questions cannot change the pick', () => {
    const judged = ranking([
      lead('strong'),
      rule('open', prefer(patterns('platform'), 'moderate'), { when: unanswered }),
    ]);
    expect(confidenceOf(first(judged), judged)).toBe('high');
  });

  it('is high without a rival', () => {
    const judged = ranking([rule('only', require(patterns('own')))]);
    expect(confidenceOf(first(judged), judged)).toBe('high');
  });
});

describe('an open hard rule', () => {
  it('hangs over the pick when it could exclude it', () => {
    const judged = ranking([rule('gate', exclude(patterns('platform', 'functions', 'own')), { when: unanswered })]);
    expect(hangsOnOpenRule(first(judged), judged)).toBe(true);
  });

  it('matters when it holds back a better pattern', () => {
    const judged = ranking([
      rule('wish', prefer(patterns('own'), 'slight')),
      rule('gate', exclude(patterns('own')), { when: unanswered }),
    ]);
    expect(hangsOnOpenRule(first(judged), judged)).toBe(true);
  });

  it('does not matter when the pattern that it holds back is behind anyway', () => {
    const judged = ranking([
      rule('wish', prefer(patterns('platform'), 'slight')),
      rule('gate', exclude(patterns('own')), { when: unanswered }),
    ]);
    expect(hangsOnOpenRule(first(judged), judged)).toBe(false);
  });
});

describe('a pattern that stands alone', () => {
  const nothing = patternUnless('nothing', is('shares-data', true));
  const rules = [
    rule('wish', [prefer(patterns('platform'), 'strong'), prefer(patterns('nothing'), 'strong')]),
    rule('gate', exclude(patterns('own')), { when: unanswered }),
    rule('pull', prefer(patterns('own'), 'strong')),
  ];
  const judgedWhen = (known: Readonly<Record<string, Answer>>) => ranking(rules, known, [nothing, ...three]);

  it('is the pick exactly when its condition is no, whatever the points of the others', () => {
    expect(first(judgedWhen({ 'shares-data': false })).pattern.id).toBe('nothing');
    expect(first(judgedWhen({ 'shares-data': true })).pattern.id).toBe('platform');
    expect(first(judgedWhen({})).pattern.id).toBe('platform');
  });

  it('takes no points and is measured against nobody', () => {
    const judged = judgedWhen({ 'shares-data': false });
    const pick = first(judged);
    expect(pick.points).toBe(0);
    expect(marginOf(pick, judged)).toBeNull();
    expect(confidenceOf(pick, judged)).toBe('high');
    expect(hangsOnOpenRule(pick, judged)).toBe(false);
    expect(bestFitOf(judged)).toBe(pick);
  });

  it('gives the answers that decided it as its reason', () => {
    const known = facts({ 'shares-data': false });
    const [reason] = reasonsFor(first(judgedWhen({ 'shares-data': false })), situationOf(known, new Map()));
    expect(reason).toMatchObject({
      because: 'Nothing asks for more.',
      evidence: [{ fact: 'shares-data', got: false }],
    });
  });

  it('keeps every other pick from being settled while its condition is open', () => {
    const alone = [nothing, pattern('platform')];
    const open = ranking([rule('wish', prefer(patterns('platform'), 'strong'))], {}, alone);
    expect(confidenceOf(first(open), open)).toBe('medium');
    const known = ranking([rule('wish', prefer(patterns('platform'), 'strong'))], { 'shares-data': true }, alone);
    expect(confidenceOf(first(known), known)).toBe('high');
  });
});
