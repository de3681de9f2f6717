/** What is still open: the questions that rules wait for, the most telling first, and where they could lead. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/core/advise.js';
import type { Answer, CatalogueData, Condition } from '../../src/core/model.js';
import { answersThatMatter } from '../../src/core/open.js';
import {
  all,
  any,
  atLeast,
  choice,
  exclude,
  fact,
  facts,
  includes,
  is,
  layer,
  multi,
  not,
  number,
  offerings,
  patterns,
  patternUnless,
  prefer,
  provider,
  ranked,
  rule,
  signal,
  signalled,
  tinyCatalogue,
  yesNo,
} from '../support/tiny.js';

const two = ranked('platform', 'own');

function openIn(parts: Partial<CatalogueData>, known: Readonly<Record<string, Answer>> = {}) {
  return advise(tinyCatalogue({ patterns: two, ...parts }), facts(known)).open;
}

describe('an open question', () => {
  it('is one that a rule, a pattern or the need of a layer waits for, with what waits', () => {
    const open = openIn({
      questions: [yesNo('a'), yesNo('b'), yesNo('c'), yesNo('d'), yesNo('nobody-waits')],
      patterns: [patternUnless('nothing', is('c', true)), ...two],
      layers: [layer('files', { needed: is('b', true) })],
      rules: [
        rule('pattern-rule', prefer(patterns('platform')), { when: is('a', true) }),
        rule('layer-rule', prefer(offerings('files')), { when: all(is('a', true), is('d', true)) }),
      ],
    });
    expect(Object.fromEntries(open.map((each) => [each.question, each.rules]))).toEqual({
      a: ['layer-rule', 'pattern-rule'],
      b: ['needed/files'],
      c: [],
      d: ['layer-rule'],
    });
  });

  it('is not one that cannot change anything any more', () => {
    const rules = [rule('r', prefer(patterns('platform')), { when: all(is('a', true), is('b', true)) })];
    expect(openIn({ questions: [yesNo('a'), yesNo('b')], rules }, { a: false })).toEqual([]);
  });

  it('is not one that need not be asked', () => {
    const questions = [yesNo('a'), yesNo('b', { askWhen: is('a', true) })];
    const rules = [rule('r', prefer(patterns('platform')), { when: is('b', true) })];
    expect(openIn({ questions, rules }, { a: false })).toEqual([]);
    expect(openIn({ questions, rules }, { a: true }).map((each) => each.question)).toEqual(['b']);
    // While it is open whether it will be asked, it counts.
    expect(openIn({ questions, rules }).map((each) => each.question)).toEqual(['b']);
  });
});

describe('the open questions', () => {
  it('that could change the pattern come first, then hard rules, then weight, then the order of asking', () => {
    const open = openIn({
      patterns: ranked('platform', 'own', 'third'),
      questions: [yesNo('early'), yesNo('late'), yesNo('heavy'), yesNo('hard'), yesNo('telling')],
      rules: [
        rule('1', prefer(patterns('platform'), 'slight'), { when: is('early', true) }),
        rule('2', prefer(patterns('platform'), 'slight'), { when: is('late', true) }),
        rule('3', prefer(patterns('platform'), 'strong'), { when: is('heavy', true) }),
        rule('4', exclude(patterns('third')), { when: is('hard', true) }),
        rule('5', prefer(patterns('own'), 'slight'), { when: is('telling', true) }),
      ],
    });
    expect(open.map((each) => each.question)).toEqual(['telling', 'hard', 'heavy', 'early', 'late']);
    expect(open.map((each) => each.hard)).toEqual([false, true, false, false, false]);
  });

  it('say which other patterns one answer would put first', () => {
    const [open] = openIn({
      questions: [number('engineers')],
      rules: [
        rule('pull', prefer(patterns('own')), { when: atLeast('engineers', 5) }),
        rule('gate', exclude(patterns('own')), { when: not(atLeast('engineers', 2)) }),
      ],
    });
    expect(open).toEqual({ question: 'engineers', rules: ['gate', 'pull'], hard: true, couldBecome: ['own'] });
  });

  it('never lead to a pattern whose layers cannot be covered', () => {
    const [open] = openIn({
      questions: [yesNo('control')],
      patterns: two.map((each) => (each.id === 'own' ? { ...each, allows: { files: ['library'] } } : each)),
      layers: [layer('files')],
      providers: [provider('bucket', { files: {} })],
      rules: [
        rule('wish', prefer(patterns('own'))),
        rule('more', prefer(patterns('own')), { when: is('control', true) }),
      ],
    });
    expect(open).toMatchObject({ question: 'control', couldBecome: [] });
  });
});

describe('the answers that pattern rules can tell apart', () => {
  const among = (question: CatalogueData['questions'][number], ...read: readonly Condition[]) =>
    answersThatMatter(
      tinyCatalogue({
        questions: [question],
        signals: [signal('many', atLeast('users', 1000))],
        rules: read.map((when, index) => rule(`r${index}`, prefer(patterns('own')), { when })),
      }),
      question.id,
    );

  it('of a choice: every option', () => {
    expect(among(choice('stage', ['idea', 'growth']), is('stage', 'idea'))).toEqual(['idea', 'growth']);
  });

  it('of yes or no: both', () => {
    expect(among(yesNo('live'), is('live', true))).toEqual([true, false]);
  });

  it('of a list: nothing, each alone, everything', () => {
    expect(among(multi('clients', ['ios', 'web']), includes('clients', 'ios'))).toEqual([
      [],
      ['ios'],
      ['web'],
      ['ios', 'web'],
    ]);
  });

  it('of a number: each threshold and its neighbours, none below what is legal', () => {
    expect(among(number('team', { atLeast: 1 }), fact('team', { op: 'at-most', value: 1 }))).toEqual([1, 2]);
    expect(among(number('users'), any(signalled('many'), not(is('users', 5))))).toEqual([4, 5, 6, 999, 1000, 1001]);
    expect(among(number('users'), fact('users', { op: 'between', from: 2, to: 4 }))).toEqual([1, 2, 3, 4, 5]);
  });

  it('of a question that no pattern rule reads: none', () => {
    expect(among(yesNo('live'), is('other', true))).toEqual([]);
    expect(answersThatMatter(tinyCatalogue({}), 'no-such-question')).toEqual([]);
  });
});
