/** Explanations: what is told of each topic is held against the engine, asked anew. */
import { describe, expect, it } from 'vitest';
import { advise } from '../../../src/core/advise.js';
import { type Catalogue, catalogueOf } from '../../../src/core/catalogue.js';
import { explain } from '../../../src/core/explore/explain.js';
import type { Explanation, TopicKind } from '../../../src/core/explore/explanation.js';
import { topicsOf, topicWords } from '../../../src/core/explore/topics.js';
import { factsOf } from '../../../src/core/facts.js';
import type { Facts } from '../../../src/core/model.js';
import { reachVerdict } from '../../../src/core/verdict.js';
import { profileNames, shipped, shippedProfile } from '../../support/catalogue.js';
import {
  any,
  atLeast,
  avoid,
  choice,
  exclude,
  facts,
  is,
  layer,
  limit,
  not,
  number,
  offerings,
  pattern,
  patterns,
  patternUnless,
  prefer,
  provider,
  ranked,
  require,
  rule,
  signal,
  signalled,
  tinyCatalogue,
  trait,
} from '../../support/tiny.js';

const today = '2026-03-01';

function explained<K extends TopicKind>(catalogue: Catalogue, known: Facts, kind: K, id: string) {
  return explain(catalogue, known, { kind, id }, today) as Extract<Explanation, { about: K }>;
}

/** A catalogue with something to tell of each topic. */
const catalogue = tinyCatalogue({
  questions: [
    choice('law', ['eu', 'us']),
    number('users', { stresses: ['database'] }),
    choice('engineers', ['some', 'none']),
  ],
  traits: [trait('in-eu', 'no', { says: 'it is in the EU' })],
  patterns: [
    pattern('own-less', { order: 0 }),
    pattern('own-more', { order: 1, allows: { database: ['managed'] } }),
    pattern('own-all', { order: 2 }),
  ],
  layers: [layer('database')],
  providers: [
    provider(
      'tern',
      { database: [{}, { approach: 'self-hosted', vendor: null }] },
      {
        traits: { 'in-eu': 'yes' },
        limits: [limit('users', 1000, { confidence: 'low', expires: '2026-01-01', plan: 'free' })],
      },
    ),
    provider('plover', { database: { kind: 'other' } }, { traits: { 'in-eu': 'yes' } }),
    provider('finch', { database: {} }),
  ],
  rules: [
    rule('own-wins', prefer(patterns('own-more'), 'strong')),
    rule('less-pull', prefer(patterns('own-less'), 'moderate')),
    rule('no-engineers', exclude(patterns('own-all')), { when: is('engineers', 'none'), concern: 'capacity' }),
    rule('all-pull', prefer(patterns('own-all'), 'strong')),
    rule('all-pull-more', prefer(patterns('own-all'))),
    rule('eu-only', require(offerings('database', { trait: 'in-eu' })), {
      when: is('law', 'eu'),
      concern: 'compliance',
    }),
    rule('finch-pull', prefer(offerings('database', { provider: 'finch' }), 'strong')),
    rule('plover-pull', prefer(offerings('database', { provider: 'plover' }))),
    rule('tern-pull', prefer(offerings('database', { provider: 'tern' }), 'moderate')),
    rule('big-tern', avoid(offerings('database', { provider: 'tern' })), { when: atLeast('users', 5000) }),
  ],
});
const known = facts({ law: 'eu', users: 10, engineers: 'none' });

describe('a pattern', () => {
  it('that is picked has nothing before it', () => {
    const { topic, pick } = explained(catalogue, known, 'pattern', 'own-more');
    expect(explain(catalogue, known, null, today)).toMatchObject({ topic: { id: 'own-more', isPick: true } });
    expect(pick).toBeNull();
    expect(topic).toMatchObject({ isPick: true, points: 4, behind: null, excludedBy: [], tippedBy: [] });
    expect(topic.moves.map((each) => each.rule)).toEqual(['own-wins']);
  });

  it('that is behind says by how much and because of what', () => {
    const { topic, pick } = explained(catalogue, known, 'pattern', 'own-less');
    expect(topic).toMatchObject({ isPick: false, points: 2, behind: 2 });
    expect(topic.tippedBy.map((each) => each.rule)).toEqual(['own-wins']);
    expect(pick).toMatchObject({ id: 'own-more', isPick: true });
  });

  it('that is excluded names the rule, and the tension with what pulls it', () => {
    const { topic, tensions } = explained(catalogue, known, 'pattern', 'own-all');
    expect(topic).toMatchObject({ points: 5, behind: null });
    expect(topic.excludedBy).toMatchObject([{ rule: 'no-engineers', truth: 'yes' }]);
    expect(tensions).toContainEqual({
      ...{ between: ['no-engineers', 'all-pull'], won: 'no-engineers', because: 'no-engineers says so.' },
    });
  });

  it('that waits for an answer is held back by an open rule, ahead or not', () => {
    const { topic } = explained(catalogue, facts({ law: 'eu', users: 10 }), 'pattern', 'own-all');
    expect(topic).toMatchObject({
      isPick: false,
      behind: -1,
      excludedBy: [{ rule: 'no-engineers', truth: 'unknown' }],
    });
  });

  it('is not behind one that takes no points', () => {
    const alone = tinyCatalogue({
      questions: [choice('law', ['eu', 'us'])],
      patterns: [patternUnless('nothing', is('law', 'us')), ...ranked('some')],
      rules: [rule('some', prefer(patterns('some'), 'strong'))],
    });
    expect(explain(alone, facts({ law: 'eu' }), null, today)).toMatchObject({ topic: { id: 'nothing' } });
    expect(explained(alone, facts({ law: 'eu' }), 'pattern', 'some').topic.behind).toBeNull();
    expect(explained(alone, facts({ law: 'us' }), 'pattern', 'nothing').topic.behind).toBeNull();
  });
});

describe('a layer', () => {
  const told = explained(catalogue, known, 'layer', 'database');

  it('tells its pick first, then who is behind, then who is excluded and by which rule', () => {
    expect(told.contenders.map(({ id, behind }) => [id, behind])).toEqual([
      ['tern', null],
      ['plover', 1],
      ['finch', null],
    ]);
    expect(told.contenders[0]?.isPick).toBe(true);
    expect(told.contenders[1]?.tippedBy.map(({ rule: id }) => id)).toEqual(['tern-pull']);
    expect(told.contenders[2]?.excludedBy).toMatchObject([{ rule: 'eu-only', truth: 'yes', concern: 'compliance' }]);
  });

  it('splits how far behind one is: what it loses here, and the layers that would have to change with it', () => {
    const platform = {
      needs: [{ layer: 'database', vendor: 'same' as const, provider: null, approach: null, trait: null }],
    };
    const joint = tinyCatalogue({
      traits: [trait('signed', 'unknown')],
      patterns: ranked('only'),
      layers: [layer('database'), layer('auth')],
      providers: [
        provider('gull', { database: [{}], auth: [platform] }, { traits: { signed: 'yes' } }),
        provider('heron', { database: [{}], auth: [platform] }),
        provider('ibis', { auth: [{}] }),
      ],
      rules: [
        rule('gull-pull', prefer(offerings('database', { provider: 'gull' }), 'strong')),
        rule('signed-pull', prefer(offerings('auth', { trait: 'signed' }))),
      ],
    });
    const { contenders } = explained(joint, facts(), 'layer', 'auth');
    expect(
      contenders.map(({ id, behind, behindHere, together, notKnown }) => [id, behind, behindHere, together, notKnown]),
    ).toEqual([
      ['gull', null, null, [], []],
      ['ibis', 2, 1, [], ['signed-pull']],
      ['heron', 5, 1, ['database'], ['signed-pull']],
    ]);
  });

  it('tells the tensions of the advice', () => {
    expect(told.tensions).toContainEqual(
      expect.objectContaining({ between: ['eu-only', 'finch-pull'], won: 'eu-only' }),
    );
    const inAdvice = advise(catalogue, known).tensions;
    for (const each of told.tensions) expect(inAdvice).toContainEqual(expect.objectContaining(each));
  });

  it('rests on figures that are too old or on nobody’s word', () => {
    expect(told.restsOn).toEqual([
      {
        ...{ provider: 'tern', says: 'users on the plan free: 1000', expires: '2026-01-01' },
        doubts: ['expired', 'unverified'],
      },
    ]);
    expect(explained(catalogue, facts({ law: 'eu', engineers: 'none' }), 'layer', 'database').restsOn).toEqual([]);
  });

  it('that is not needed says because of what', () => {
    const sometimes = tinyCatalogue({
      questions: [choice('law', ['eu', 'us'])],
      patterns: ranked('only'),
      layers: [layer('search', { needed: is('law', 'us') })],
    });
    const without = explained(sometimes, facts({ law: 'eu' }), 'layer', 'search');
    expect(without).toMatchObject({ needed: 'no', contenders: [], neededBecause: [{ fact: 'law', got: 'eu' }] });
    expect(explained(sometimes, facts(), 'layer', 'search')).toMatchObject({ needed: 'unknown', contenders: [] });
  });
});

describe('a product', () => {
  it('is told in each way it covers a layer, also the one that the pattern does not allow', () => {
    const { layers, restsOn } = explained(catalogue, known, 'provider', 'tern');
    expect(layers).toMatchObject([{ layer: 'database', needed: 'yes', pick: 'tern' }]);
    expect(layers[0]?.ways).toMatchObject([
      { approach: 'managed', isPick: true, isAllowed: true },
      { approach: 'self-hosted', isPick: false, isAllowed: false, behind: null },
    ]);
    expect(restsOn).toHaveLength(1);
  });
});

describe('where nothing is picked', () => {
  const all = shipped().catalogue;
  const excluding = factsOf(shippedProfile('infeasible-residency'));

  it('too few answers have no pick, only the questions to answer first', () => {
    const essential = all.questions.filter((question) => question.essential).map(({ id }) => id);
    const noAdvice = { status: 'insufficient', essential };
    expect(essential.length).toBeGreaterThan(0);
    expect(explain(all, facts(), null, today)).toEqual({ about: 'advice', noAdvice });
    expect(explained(all, facts(), 'layer', 'database')).toMatchObject({ noAdvice, contenders: [] });
    const { layers } = explained(all, facts(), 'provider', 'supabase');
    expect(layers.length).toBeGreaterThan(0);
    for (const { pick, ways } of layers) expect([pick, ways]).toEqual([null, []]);
    expect(explained(all, facts(), 'pattern', 'hybrid')).toMatchObject({
      noAdvice,
      pick: null,
      topic: { behind: null },
    });
  });

  it('demands that exclude each other are told as the advice tells them', () => {
    const { conflict } = advise(all, excluding).pattern;
    const noAdvice = { status: 'infeasible', conflict };
    expect(conflict.length).toBeGreaterThan(0);
    expect(explain(all, excluding, null, today)).toEqual({ about: 'advice', noAdvice });
    expect(explained(all, excluding, 'layer', 'database')).toMatchObject({ noAdvice });
    expect(explained(catalogue, known, 'layer', 'database').noAdvice).toBeNull();
  });
});

describe('a rule', () => {
  it('tells whether it applies, because of which answers, what it touches, and whom it overruled', () => {
    const told = explained(catalogue, known, 'rule', 'eu-only');
    expect(told).toMatchObject({ truth: 'yes', evidence: [{ fact: 'law', got: 'eu' }] });
    expect(told.touches).toEqual(['database: plover', 'database: tern']);
    expect(told.tensions).toMatchObject([{ won: 'eu-only' }]);
    expect(explained(catalogue, known, 'rule', 'big-tern')).toMatchObject({ truth: 'no' });
    expect(explained(catalogue, facts(), 'rule', 'eu-only')).toMatchObject({
      truth: 'unknown',
      evidence: [{ got: null }],
    });
    expect(explained(catalogue, known, 'rule', 'own-wins').touches).toEqual(['own-more']);
  });
});

describe('a question', () => {
  it('tells every rule that reads it, with what it comes to', () => {
    expect(explained(catalogue, known, 'question', 'law')).toEqual({
      ...{ about: 'question', question: 'law', answer: 'eu', signals: [] },
      rules: [{ rule: 'eu-only', truth: 'yes', because: 'eu-only says so.' }],
    });
    expect(explained(catalogue, facts(), 'question', 'law').answer).toBeNull();
  });
});

it('an id is looked for everywhere', () => {
  expect(topicsOf(shipped().catalogue, 'realtime').map(({ kind }) => kind)).toEqual(['layer', 'question']);
  expect(topicsOf(shipped().catalogue, 'nothing-like-it')).toEqual([]);
});

describe('a topic goes by what the advice prints', () => {
  const all = shipped().catalogue;
  const found = (asked: string) => topicsOf(all, asked).map(({ kind, id }) => `${kind}:${id}`);

  it.each([
    ['Sign-in', 'layer:auth'],
    ['files', 'layer:storage'],
    ['BACK OFFICE', 'layer:admin'],
    ['Supabase', 'provider:supabase'],
    ['Hybrid', 'pattern:hybrid'],
    ['hybrid (managed parts plus your own services)', 'pattern:hybrid'],
    ['Platform first', 'pattern:baas-first'],
    ['relational-data-wants-sql', 'rule:database/relational-data-wants-sql'],
    ['small-team', 'signal:small-team'],
  ])('%s', (asked, expected) => {
    expect(found(asked)).toEqual([expected]);
  });

  it('every name of a pattern, layer and product finds it', () => {
    for (const { id, name } of all.patterns) expect(found(name)).toContain(`pattern:${id}`);
    for (const { id, name } of all.layers) expect(found(name)).toContain(`layer:${id}`);
    for (const { id, name } of all.provider.values()) expect(found(name)).toContain(`provider:${id}`);
  });

  it('words to suggest are names and parts of rules too, each once whatever its capitals', () => {
    const words = topicWords(all);
    for (const each of ['auth', 'Sign-in', 'supabase', 'small-team', 'relational-data-wants-sql'])
      expect(words).toContain(each);
    expect(words).not.toContain('Supabase');
    expect(topicWords(all, 'layer')).not.toContain('supabase');
  });

  it('the last part of several rules is none of them', () => {
    const twice = tinyCatalogue({
      patterns: ranked('some'),
      rules: ['a/same', 'b/same', 'c/own'].map((id) => rule(id, prefer(patterns('some')))),
    });
    expect(topicsOf(twice, 'same')).toEqual([]);
    expect(topicsOf(twice, 'own')).toEqual([{ kind: 'rule', id: 'c/own' }]);
    expect(topicWords(twice, 'rule')).toEqual(['a/same', 'b/same', 'c/own', 'own']);
  });
});

describe('a named condition', () => {
  it('tells what it says, whether it holds, the answers, and the rules that read it by itself or through another', () => {
    const nested = tinyCatalogue({
      questions: [number('size')],
      signals: [signal('large', atLeast('size', 10)), signal('not-large', not(signalled('large')))],
      patterns: ranked('some'),
      rules: [
        rule('own', prefer(patterns('some')), { when: signalled('large') }),
        rule('through', prefer(patterns('some')), { when: any(signalled('not-large'), atLeast('size', 1000)) }),
        rule('other', prefer(patterns('some')), { when: atLeast('size', 10) }),
      ],
    });
    expect(explained(nested, facts({ size: 12 }), 'signal', 'large')).toEqual({
      ...{ about: 'signal', signal: 'large', says: nested.signal.get('large')?.says, truth: 'yes' },
      evidence: [{ fact: 'size', test: 'at-least 10', holds: 'yes', got: 12 }],
      rules: [
        { rule: 'own', truth: 'yes', because: 'own says so.' },
        { rule: 'through', truth: 'no', because: 'through says so.' },
      ],
    });
    expect(explained(nested, facts(), 'signal', 'large')).toMatchObject({ truth: 'unknown' });
  });
});

/** The catalogue with only one way to cover a layer. */
function withOnly(all: Catalogue, where: string, id: string, kind: string | null, approach: string | null): Catalogue {
  const providers = all.data.providers.map((each) => ({
    ...each,
    offerings: each.offerings.filter(
      (way) => way.layer !== where || (each.id === id && way.kind === kind && way.approach === approach),
    ),
  }));
  return catalogueOf({ ...all.data, providers });
}

describe.each(profileNames())('on the shipped profile %s', (name) => {
  const all = shipped().catalogue;
  const given = factsOf(shippedProfile(name));
  const verdict = reachVerdict(all, given);
  const advice = advise(all, given);

  it('patterns have the points and the distance of the ranking', () => {
    const { pick } = verdict;
    for (const judged of verdict.ranking) {
      const { topic } = explained(all, given, 'pattern', judged.pattern.id);
      expect(topic.points).toBe(judged.points);
      expect(topic.isPick).toBe(judged === pick);
      if (topic.behind !== null) expect(topic.behind).toBe((pick?.points ?? 0) - judged.points);
      if (judged.tier === 'excluded' && judged.pattern.unless === null)
        expect(topic.excludedBy.some(({ truth }) => truth === 'yes')).toBe(true);
    }
  });

  it('layers have the pick, the tensions and the alternatives of the advice', () => {
    for (const each of verdict.stack?.layers ?? []) {
      const told = explained(all, given, 'layer', each.layer.id);
      expect(told.needed).toBe(each.needed);
      if (!('pick' in each)) continue;
      expect(told.contenders[0]).toMatchObject({
        isPick: true,
        id: each.pick.offering.provider,
        points: each.pick.points,
      });
      for (const one of told.tensions) expect(advice.tensions).toContainEqual(expect.objectContaining(one));
      for (const { candidate, score } of each.alternatives) {
        const { provider: id, kind, approach } = candidate.offering;
        const found = told.contenders.find((one) => one.id === id && one.kind === kind && one.approach === approach);
        expect(found?.points).toBe(candidate.points);
        // An alternative keeps its other layers where it can; then the distance is the very same.
        expect(found?.behind ?? 0).toBeLessThanOrEqual((verdict.stack?.score ?? 0) - score);
      }
    }
  });

  it('what is excluded has a rule, and what is not could be had', () => {
    const where = verdict.stack?.layers.find((each) => 'pick' in each && each.layer.id === 'database');
    if (!where || !verdict.pick) return;
    for (const each of explained(all, given, 'layer', 'database').contenders) {
      const out = each.excludedBy.some(({ truth }) => truth === 'yes');
      const alone = withOnly(all, 'database', each.id, each.kind, each.approach);
      const { solution } = reachVerdict(alone, given).solved(verdict.pick.pattern);
      if (out) expect(solution).toBeNull();
      // With everything else chosen anew the choice can only be better than with the others left alone.
      else if (each.behind !== null)
        expect(solution?.score).toBeGreaterThanOrEqual((verdict.stack?.score ?? 0) - each.behind);
    }
  });
});
