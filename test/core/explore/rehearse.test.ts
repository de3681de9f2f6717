/** Growth rehearsed: each turn is tried by the engine at the value it names, and one step before it nothing has changed. */
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { adviceOn, changedItems } from '../../../src/core/check/advised.js';
import { groundOf } from '../../../src/core/check/ground.js';
import { clashesIn } from '../../../src/core/clash.js';
import type { Ground } from '../../../src/core/decision.js';
import { rehearse } from '../../../src/core/explore/rehearse.js';
import type { Future, FutureChange } from '../../../src/core/future.js';
import type { Answer, Question } from '../../../src/core/model.js';
import { profileNames, shipped, shippedProfile } from '../../support/catalogue.js';
import {
  all,
  atLeast,
  atMost,
  choice,
  facts,
  includes,
  is,
  layer,
  limit,
  multi,
  number,
  offerings,
  patterns,
  prefer,
  provider,
  ranked,
  rule,
  tinyCatalogue,
  yesNo,
} from '../../support/tiny.js';

function ground(answers: Readonly<Record<string, Answer>>): Ground {
  return { facts: facts(answers), stack: new Map(), vendorEvents: [] };
}

function future(changes: readonly FutureChange[], more: Partial<Future> = {}): Future {
  return { id: 'later', says: 'it grows', order: 1, changes, prepare: [], sources: [], ...more };
}

const questions: readonly Question[] = [
  number('users'),
  number('team-size', { atLeast: 1 }),
  number('engineers', { atMost: 'team-size' }),
  choice('kind', ['x', 'y']),
  multi('clients', ['ios', 'web']),
  yesNo('pays'),
];

/** Two steps up: from 100 users another database, from 500 another pattern; and one that stops at 300. */
function growing(futures: readonly Future[]): Catalogue {
  return tinyCatalogue({
    ...{ questions: [...questions].map((each) => ({ ...each, stresses: ['database'] })), futures },
    patterns: ranked('own-less', 'own-more'),
    layers: [layer('database')],
    providers: [
      provider('small', { database: {} }),
      provider('middle', { database: {} }, { limits: [limit('users', 300)] }),
      provider('wide', { database: {} }),
    ],
    rules: [
      rule('small-first', prefer(offerings('database', { provider: 'small' }))),
      rule('middle-later', prefer(offerings('database', { provider: 'middle' }), 'strong'), {
        when: atLeast('users', 100),
      }),
      rule('wide-next', prefer(offerings('database', { provider: 'wide' }), 'moderate'), {
        when: atLeast('users', 100),
      }),
      rule('own', prefer(patterns('own-more')), { when: atLeast('users', 500) }),
    ],
  });
}

/** Every turn holds at its answers, and follows from what was advised before it. */
function expectTurns(catalogue: Catalogue, from: Ground): void {
  for (const { turns, applies } of rehearse(catalogue, from)) {
    if (!applies) expect(turns).toEqual([]);
    let before = adviceOn(catalogue, from);
    for (const { at, changes } of turns) {
      const known = new Map([...from.facts, ...at.map(({ question, answer }) => [question, answer] as const)]);
      expect(clashesIn(catalogue, known)).toEqual([]);
      const after = adviceOn(catalogue, { ...from, facts: known });
      expect(changes).toEqual(changedItems(catalogue, before, after));
      before = after;
    }
  }
}

describe('the turns on the way into a future', () => {
  it('come at exactly the values at which rules and limits turn, in their order', () => {
    const catalogue = growing([future([{ question: 'users', times: 100 }])]);
    const from = ground({ users: 10 });
    const [only] = rehearse(catalogue, from);
    expect(only?.turns).toEqual([
      { at: [{ question: 'users', answer: 100 }], changes: [{ layer: 'database', before: 'small', after: 'middle' }] },
      { at: [{ question: 'users', answer: 301 }], changes: [{ layer: 'database', before: 'middle', after: 'wide' }] },
      { at: [{ question: 'users', answer: 500 }], changes: [{ layer: null, before: 'own-less', after: 'own-more' }] },
    ]);
    expectTurns(catalogue, from);
    for (const [value, changes] of [
      [99, 0],
      [100, 1],
      [300, 1],
      [499, 1],
      [500, 2],
    ] as const)
      expect(
        changedItems(catalogue, adviceOn(catalogue, from), adviceOn(catalogue, ground({ users: value }))),
        `at ${value}`,
      ).toHaveLength(changes);
  });

  it('leave out what lies beyond the future, and count its last value in', () => {
    const turns = (users: number) =>
      rehearse(growing([future([{ question: 'users', times: 10 }])]), ground({ users }))[0]?.turns.map(
        ({ at }) => at[0]?.answer,
      );
    expect(turns(9)).toEqual([]);
    expect(turns(10)).toEqual([100]);
    expect(turns(49)).toEqual([100, 301]);
    expect(turns(50)).toEqual([100, 301, 500]);
    expect(turns(500)).toEqual([]);
  });

  it('come on the way down too, at the first value that is different', () => {
    const catalogue = growing([future([{ question: 'users', times: 0.1 }])]);
    const from = ground({ users: 600 });
    expect(rehearse(catalogue, from)[0]?.turns.map(({ at }) => at[0]?.answer)).toEqual([499, 300, 99]);
    expectTurns(catalogue, from);
  });

  it('stand where a larger team may look after more vendors, though no rule names that number', () => {
    const layers = ['a', 'b', 'c', 'd'];
    const catalogue = tinyCatalogue({
      questions,
      futures: [future([{ question: 'team-size', times: 4 }])],
      patterns: ranked('only'),
      layers: layers.map((id) => layer(id)),
      providers: [
        provider('all', Object.fromEntries(layers.map((id) => [id, {}]))),
        ...layers.map((id) => provider(`best-${id}`, { [id]: {} })),
      ],
      rules: layers.map((id) => rule(`best-${id}`, prefer(offerings(id, { provider: `best-${id}` }), 'moderate'))),
    });
    const from = ground({ 'team-size': 1 });
    expect(rehearse(catalogue, from)[0]?.turns.map(({ at }) => at[0]?.answer)).toEqual([3]);
    expectTurns(catalogue, from);
  });
});

describe('a future', () => {
  const own = (when: ReturnType<typeof is>) => rule('own', prefer(patterns('own-more')), { when });
  const outcome = (
    changes: readonly FutureChange[],
    answers: Readonly<Record<string, Answer>>,
    when: ReturnType<typeof is>,
  ) => {
    const catalogue = tinyCatalogue({
      questions,
      futures: [future(changes)],
      patterns: ranked('own-less', 'own-more'),
      rules: [own(when)],
    });
    const [only] = rehearse(catalogue, ground(answers));
    return { applies: only?.applies, at: only?.turns.map(({ at }) => at) };
  };

  it.each([
    ['a number that is not known', [{ question: 'users', times: 10 }], {}],
    ['a number that cannot grow', [{ question: 'users', times: 10 }], { users: 1e9 }],
    ['nothing of nobody', [{ question: 'users', times: 10 }], { users: 0 }],
    ['a list that is not known', [{ question: 'clients', gains: ['web'] }], {}],
    ['a list that has it', [{ question: 'clients', gains: ['web'] }], { clients: ['web', 'ios'] }],
    ['an answer that is so already', [{ question: 'kind', becomes: 'y' }], { kind: 'y' }],
    ['a list that is so already', [{ question: 'clients', becomes: ['ios', 'web'] }], { clients: ['web', 'ios'] }],
  ] as const)('does not apply to %s', (_, changes, answers) => {
    expect(outcome(changes, answers, atLeast('users', 1))).toEqual({ applies: false, at: [] });
  });

  it('applies and is stood where the advice stays', () => {
    expect(outcome([{ question: 'users', times: 2 }], { users: 10 }, atLeast('users', 21))).toEqual({
      ...{ applies: true, at: [] },
    });
  });

  it('adds to a list, and takes the place of none', () => {
    const [change, when] = [[{ question: 'clients', gains: ['web'] }], includes('clients', 'web')] as const;
    expect(outcome(change, { clients: [] }, when).at).toEqual([[{ question: 'clients', answer: ['web'] }]]);
    expect(outcome(change, { clients: ['none'] }, when).at).toEqual([[{ question: 'clients', answer: ['web'] }]]);
    expect(outcome(change, { clients: ['ios'] }, when).at).toEqual([[{ question: 'clients', answer: ['ios', 'web'] }]]);
  });

  it('answers what was not answered', () => {
    expect(outcome([{ question: 'pays', becomes: true }], {}, is('pays', true)).at).toEqual([
      [{ question: 'pays', answer: true }],
    ]);
  });

  it('moves a ceiling before what stands under it', () => {
    const doubled = [
      { question: 'team-size', times: 2 },
      { question: 'engineers', times: 2 },
    ];
    expect(outcome(doubled, { 'team-size': 2, engineers: 2 }, atLeast('engineers', 4)).at).toEqual([
      [
        { question: 'team-size', answer: 4 },
        { question: 'engineers', answer: 4 },
      ],
    ]);
    const halved = doubled.map((each) => ({ ...each, times: 0.5 }));
    expect(outcome(halved, { 'team-size': 3, engineers: 3 }, atMost('engineers', 1)).at).toEqual([
      [
        { question: 'team-size', answer: 1 },
        { question: 'engineers', answer: 1 },
      ],
    ]);
  });
});

describe('answers that cannot stand together in a future', () => {
  const idle = { when: all(is('pays', false), atLeast('users', 1)), because: 'Nobody comes who does not pay.' };
  const tight = (changes: readonly FutureChange[], answers: Readonly<Record<string, Answer>>) => {
    const catalogue = tinyCatalogue({
      questions: questions.map((each) => (each.id === 'pays' ? { ...each, contradicts: [idle] } : each)),
      futures: [future(changes)],
      patterns: ranked('own-less', 'own-more'),
      rules: [
        rule('own', prefer(patterns('own-more'), 'strong'), { when: atLeast('engineers', 3) }),
        rule('small', prefer(patterns('own-less'), 'slight'), { when: atMost('team-size', 2) }),
        rule('free', prefer(patterns('own-more'), 'strong'), { when: is('pays', false) }),
      ],
    });
    expectTurns(catalogue, ground(answers));
    const [only] = rehearse(catalogue, ground(answers));
    return {
      applies: only?.applies,
      clashes: only?.clashes,
      carried: only?.carried,
      at: only?.turns.map(({ at }) => at),
    };
  };
  const halved = [{ question: 'team-size', times: 0.5 }];

  it('go down with the answer that is their ceiling, and every turn says so', () => {
    expect(tight(halved, { 'team-size': 4, engineers: 4 })).toEqual({
      ...{ applies: true, clashes: [] },
      carried: [{ question: 'engineers', ceiling: 'team-size', answer: 2 }],
      at: [
        [
          { question: 'team-size', answer: 2 },
          { question: 'engineers', answer: 2 },
        ],
      ],
    });
    expect(tight(halved, { 'team-size': 8, engineers: 2 })).toMatchObject({ applies: true, carried: [] });
    expect(tight(halved, { 'team-size': 8 })).toMatchObject({ applies: true, carried: [] });
  });

  it('go down too where they shrink before the ceiling does', () => {
    const both = [
      { question: 'engineers', times: 0.9 },
      { question: 'team-size', times: 0.25 },
    ];
    expect(tight(both, { 'team-size': 8, engineers: 8 })).toMatchObject({
      carried: [{ question: 'engineers', ceiling: 'team-size', answer: 2 }],
      at: [
        [
          { question: 'team-size', answer: 2 },
          { question: 'engineers', answer: 2 },
        ],
      ],
    });
  });

  it('keep a future from being tried where it says itself what is too much', () => {
    const three = { question: 'engineers', becomes: 3 };
    const none = { applies: false, carried: [], at: [] };
    const clashes = [{ kind: 'above', question: 'engineers', ceiling: 'team-size' }];
    expect(tight([three], { 'team-size': 2, engineers: 1 })).toEqual({ ...none, clashes });
    expect(tight([...halved, three], { 'team-size': 4, engineers: 1 })).toEqual({ ...none, clashes });
    expect(tight([three], { 'team-size': 3, engineers: 1 })).toMatchObject({ applies: true, clashes: [] });
  });

  it('keep a future from being tried where they contradict each other, but not where they did so before', () => {
    const free = [{ question: 'pays', becomes: false }];
    expect(tight(free, { pays: true, users: 5 })).toEqual({
      ...{ applies: false, carried: [], at: [] },
      clashes: [{ kind: 'contradiction', question: 'pays', between: ['pays', 'users'], because: idle.because }],
    });
    expect(tight(free, { pays: true, users: 0 })).toMatchObject({ applies: true, clashes: [] });
    expect(tight([{ question: 'team-size', times: 2 }], { pays: false, users: 5 })).toMatchObject({ clashes: [] });
  });
});

describe('what is worth preparing', () => {
  const step = (said: string, ...layers: readonly string[]) => ({ layers, step: said, sources: [] });
  const prepare = [step('for the database', 'database'), step('for search', 'search'), step('always')];
  const told = (users: number) =>
    rehearse(growing([future([{ question: 'users', times: 2 }], { prepare })]), ground({ users }))[0]?.prepare.map(
      (each) => each.step,
    );

  it('is told for the layers that change, and never where nothing does', () => {
    expect(told(50)).toEqual(['for the database', 'always']);
    expect(told(10)).toEqual([]);
    expect(told(250)).toEqual(expect.arrayContaining(['always']));
  });

  it('comes with each future in the order of the file', () => {
    const futures = [3, 1, 2].map((order) => future([], { id: `f${order}`, order }));
    expect(rehearse(growing(futures), ground({})).map((each) => each.future.id)).toEqual(['f1', 'f2', 'f3']);
  });
});

describe('on shipped profiles', () => {
  it.each(profileNames())('every turn holds: %s', (name) => {
    const { catalogue } = shipped();
    const from = groundOf(shippedProfile(name));
    expect(rehearse(catalogue, from)).toHaveLength(catalogue.data.futures.length);
    expectTurns(catalogue, from);
  });
});
